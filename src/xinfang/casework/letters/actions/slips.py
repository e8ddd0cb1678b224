"""Slips that follow from routing: made ready at once, numbered when that can no longer be undone."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from xinfang.casework.acts.actions.performing import UNDO_SECONDS
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


log = structlog.get_logger("xinfang.letters")


@transaction.atomic
def keep_slips(event: MattersMoved) -> int:
    """Make the slips of an act ready, and give up drafts for which it leaves no room; how many of both.

    An import makes none: its letters were sent long ago.
    """
    ids = [each.matter_id for each in event.moved]
    stale = _give_up(ids, event.at)
    kind = PREPARED.get(event.verb)
    if kind is None or event.imported:
        return stale
    columns = ("pk", "unit_id", "registered_unit_id", "other_units")
    rows = {row[0]: row[1:] for row in Matter.objects.filter(pk__among=ids).values_list(*columns)}
    slips = []
    for each in event.moved:
        unit, office, others = rows[each.matter_id]
        to_unit = others[-1] if event.verb == "involve" else unit
        slips.append(
            unsaved(Document)(
                matter_id=each.matter_id,
                kind=kind.key,
                state=DocumentState.PREPARED,
                act=each.act_id,
                parts={"verb": event.verb},
                unit_id=event.by_unit or office,
                to_unit_id=to_unit,
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


def issue_prepared(*, by: Actor, at: datetime, follow: str = "", most: int = 200) -> int:
    """Number and print slips that wait and can no longer be undone, oldest first, each by itself.

    Returns how many; call it again while it returns `most`. One that is refused hinders no other: it waits,
    and whoever opens it reads why.
    """
    before = at - timedelta(seconds=UNDO_SECONDS)
    waiting = Document.objects.filter(state=DocumentState.PREPARED, saved_at__lt=before).order_by("pk")
    ids = list(waiting.values_list("pk", flat=True)[:most])
    return sum(_issued(pk, follow, by, at) for pk in ids)


def _issued(pk: int, follow: str, by: Actor, at: datetime) -> bool:
    try:
        seal(document_id=pk, follow=follow, by=by, at=at)
    except Refusal as refusal:
        log.warning("slip_not_numbered", document=pk, why=str(refusal))
        return False
    return True


def _give_up(matter_ids: Sequence[int], at: datetime) -> int:
    """Drafts whose act the matter's new state does not know any more are void."""
    drafts = Document.objects.filter(matter_id__among=matter_ids, state__in=OPEN).exclude(verb="")
    day = timezone.localdate(at)
    stale = []
    for each in drafts.select_related("matter"):
        if each.verb not in {row.verb for row in possible(each.matter.state, each.matter.purpose, day)}:
            each.state = DocumentState.VOID
            stale.append(each)
    change_many(Document, stale, ["state"])
    return len(stale)
