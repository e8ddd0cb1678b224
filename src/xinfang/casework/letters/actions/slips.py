"""Slips that follow from routing: made ready at once, numbered when that can no longer be undone."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from xinfang.casework.acts.actions.performing import UNDO_SECONDS
from xinfang.casework.acts.issuers import issuer_of
from xinfang.casework.letters.actions.issuing import seal
from xinfang.casework.letters.models import OPEN, Document, DocumentState
from xinfang.casework.petitions.events import MattersMoved
from xinfang.casework.petitions.models import Matter
from xinfang.casework.wording.kinds import PREPARED
from xinfang.casework.workflow import possible
from xinfang.kernel.actor import Actor
from xinfang.kernel.bulk import change_many, copy_in, unsaved
from xinfang.kernel.errors import Refusal

__all__ = ["issue_prepared", "keep_slips", "void_slips"]

UNDOABLE = timedelta(seconds=UNDO_SECONDS)
COLUMNS = ("purpose", "unit_id", "registered_unit_id", "sent_by_unit_id", "review_unit_id", "other_units")
AGAIN = timedelta(hours=1)  # a font may be installed meanwhile

log = structlog.get_logger("xinfang.letters")


@transaction.atomic
def keep_slips(event: MattersMoved) -> int:
    """Make the slips of an act ready, and give up drafts for which it leaves no room; how many of both.

    An import makes none: its letters were sent long ago.
    """
    ids = [each.matter_id for each in event.moved]
    stale = _give_up([each.matter_id for each in event.moved if each.state], event.at)
    kind = PREPARED.get(event.verb)
    if kind is None or event.imported:
        return stale
    matters = Matter.objects.filter(pk__among=ids).only(*COLUMNS).in_bulk()
    issuer = issuer_of(event)
    slips = []
    for each in event.moved:
        matter = matters[each.matter_id]
        slips.append(
            unsaved(Document)(
                matter_id=each.matter_id,
                kind=kind.key,
                state=DocumentState.PREPARED,
                act=each.act_id,
                parts={"verb": event.verb},
                unit_id=issuer(matter, each.state),
                to_unit_id=matter.other_units[-1] if event.verb == "involve" else matter.unit_id,
                saved_at=event.at,
            )
        )
    copy_in(Document, slips)
    return stale + len(slips)


@transaction.atomic
def void_slips(act_ids: Sequence[int], *, at: datetime) -> int:
    """The act behind them was undone: the slips never get a number. Returns how many."""
    slips = list(Document.objects.filter(act__among=list(act_ids), state=DocumentState.PREPARED))
    for slip in slips:
        slip.state, slip.saved_at = DocumentState.VOID, at
    change_many(Document, slips, ["state", "saved_at"])
    return len(slips)


def issue_prepared(
    *, by: Actor, at: datetime, follow: str = "", most: int = 200, stopped: Callable[[], bool] = lambda: False
) -> int:
    """Number and print slips that wait and can no longer be undone, oldest first, each by itself.

    Returns how many: up to `most`, and none after `stopped` says so. One that is refused hinders no other: it
    is left for an hour, and whoever opens it reads why.
    """
    waiting = Document.objects.filter(state=DocumentState.PREPARED, saved_at__lt=at - UNDOABLE)
    waiting = waiting.filter(Q(refused_at=None) | Q(refused_at__lte=at - AGAIN))
    done = 0
    for pk in waiting.order_by("pk").values_list("pk", flat=True):
        if done >= most or stopped():
            break
        done += _issued(pk, follow, by, at)
    return done


def _issued(pk: int, follow: str, by: Actor, at: datetime) -> bool:
    try:
        seal(document_id=pk, follow=follow, by=by, at=at)
    except Refusal as refusal:
        log.warning("slip_not_numbered", document=pk, why=str(refusal))
        Document.objects.filter(pk=pk, state=DocumentState.PREPARED).update(refused_at=at)
        return False
    return True


def _give_up(matter_ids: Sequence[int], at: datetime) -> int:
    """Drafts whose act the matter's new state does not know any more are void; one that was opened by the act
    itself has none."""
    if not matter_ids:
        return 0
    drafts = Document.objects.filter(matter_id__among=matter_ids, state__in=OPEN).exclude(verb="")
    day = timezone.localdate(at)
    stale = []
    for each in drafts.select_related("matter"):
        if each.verb not in {row.verb for row in possible(each.matter.state, each.matter.purpose, day)}:
            each.state = DocumentState.VOID
            stale.append(each)
    change_many(Document, stale, ["state"])
    return len(stale)
