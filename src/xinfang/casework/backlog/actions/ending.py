"""A case ends with a result, is taken off its list, or goes on since the petitioners came back."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import refuse_short
from xinfang.casework.backlog.actions.events import happened, held
from xinfang.casework.backlog.models import BacklogCase, CaseEvent, CaseState, Ending, Reason
from xinfang.casework.backlog.notices import in_charge
from xinfang.casework.backlog.standing import not_yet
from xinfang.casework.petitions.models import Hold, Raising, TimelineEntry
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.notices.actions import queue_many

__all__ = ["carry_on", "conclude", "remove"]


@transaction.atomic
def conclude(*, case_id: int, ending: str, outcome: str, on: date, by: Actor, at: datetime) -> None:
    """The case is resolved. Refuses without leader and plan, while a step is open, the petitioner has no
    answer or the matter is held, and a day before the listing or to come."""
    case = held(case_id)
    if why := not_yet(case):
        raise Refusal(why)
    pinned = Hold.objects.filter(matter_id=case.matter_id, released_at=None).first()
    if pinned:
        raise Refusal(_("暂时不能办结：%(reason)s。") % {"reason": pinned.reason})
    if ending not in Ending.values:
        raise Refusal(problems=[Problem("ending", _("请选择化解的结果。"))])
    said = refuse_short(outcome, "outcome", _("请写明怎样化解的，至少 %(n)d 个字。"))
    if not case.listed_on <= on <= timezone.localdate(at):
        raise Refusal(problems=[Problem("on", _("办结的日期要在列为积案以后、今天或以前。"))])
    case.state, case.ending, case.outcome, case.concluded_on = CaseState.CONCLUDED, ending, said, on
    case.save(update_fields=["state", "ending", "outcome", "concluded_on"])
    happened(case, "concluded", said, by, at)


@transaction.atomic
def remove(*, case_id: int, reason: str, by: Actor, at: datetime) -> None:
    """The matter was listed by mistake: it stands on the list with the reason, and counts no more."""
    case = held(case_id)
    why = refuse_short(reason, "reason", _("请写明为什么移出，至少 %(n)d 个字。"))
    case.state, case.outcome = CaseState.REMOVED, why
    case.save(update_fields=["state", "outcome"])
    happened(case, "removed", why, by, at)


@transaction.atomic
def carry_on(*, since: datetime, by: Actor, at: datetime, petition_ids: Collection[int] | None = None) -> int:
    """Where petitioners came back with the same matter after its case was concluded, a new case stands on
    the same list: the same leader keeps it and is told, with a new plan to be made. What was achieved stays
    as it was. Who had come before the conclusion and was registered after it has not come back; on the day
    of the conclusion the hour at which it was written down decides. `petition_ids`: only those that came with
    these. Returns how many."""
    written = CaseEvent.objects.filter(case=OuterRef(OuterRef("pk")), kind="concluded").values("at")[:1]
    day = OuterRef("concluded_on")
    after = Q(petition__received_at__date__gt=day)
    same_day = Q(petition__received_at__date=day, petition__received_at__gt=Subquery(written))
    again = TimelineEntry.objects.filter(
        after | same_day,
        matter=OuterRef("matter"),
        verb="repeat",
        petition__reverted_at=None,
        at__gt=since - timedelta(days=1),
        at__lte=at,
    )
    rows = BacklogCase.objects.select_for_update(of=("self",)).select_related("matter", "list", "leader")
    if petition_ids is not None:
        again = again.filter(petition_id__among=list(petition_ids))
        raised = Raising.objects.filter(petition_id__among=list(petition_ids))
        rows = rows.filter(matter_id__in=raised.values("matter_id"))
    found = rows.filter(Exists(again), state=CaseState.CONCLUDED).order_by("pk")
    return sum(_goes_on(case, by, at) for case in found)


def _goes_on(case: BacklogCase, by: Actor, at: datetime) -> bool:
    """Put the matter on its list again; not where another case of it came later. The old case is locked."""
    if BacklogCase.objects.filter(matter=case.matter, pk__gt=case.pk).exists():
        return False
    anew = BacklogCase.objects.create(
        list=case.list,
        matter=case.matter,
        reason=Reason.REPEATED,
        listed_on=timezone.localdate(at),
        unit=case.matter.unit,
        leader=case.leader,
        post=case.post,
        again=case.again + 1,
    )
    queue_many(in_charge(anew, happened(anew, "reopened", anew.post, by, at)), at=at)
    return True
