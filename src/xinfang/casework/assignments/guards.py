"""What who has a matter, and how, speaks against acts on it; nobody below the common superior undoes its
ruling."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import Guard, Sweep
from xinfang.casework.assignments.models import Assignment, AssignmentKind
from xinfang.casework.assignments.rules import LIVE
from xinfang.casework.petitions.models import Matter
from xinfang.casework.workflow import IN_FORCE_2022, cited
from xinfang.kernel.errors import Refusal

__all__ = ["AGAINST", "GUARDS", "SWEEPS", "refuse_against", "speaks_against"]


def _ruled(matters: Sequence[Matter]) -> set[int]:
    ids = [each.pk for each in matters]
    ruled = Assignment.objects.filter(matter_id__among=ids, kind=AssignmentKind.RULE, state__in=LIVE)
    return set(ruled.values_list("matter_id", flat=True))


def _sends_on(matter: Matter, day: date) -> str:
    """Sending it elsewhere would undo the ruling (条例 2022, 24; 2005, 24)."""
    if matter.state != "routed" or not _ruled([matter]):
        return ""
    told = _("承办单位是共同的上一级裁定的，不能改送；确实要改的，由作出裁定的上级写明理由，另行裁定。")
    return cited(told, "rule", day)


def _rules_again(matter: Matter, _day: date) -> str:
    if matter.state == "disputed" or _ruled([matter]):
        return ""
    return _("没有提请裁定的争议，也没有作过裁定；要换单位的，请改送。")


def _of_lead(told: Callable[[Assignment, date], str]) -> Guard:
    """A guard that asks how the unit that leads has the matter."""

    def guard(matter: Matter, day: date) -> str:
        live = Assignment.objects.filter(matter=matter, state__in=LIVE).select_related("matter")
        leads = live.exclude(kind=AssignmentKind.HELP).first()
        return told(leads, day) if leads else _("这件事项现在没有交给任何单位。")

    return guard


def _objects(running: Assignment, day: date) -> str:
    """To whoever sent it, once; there must be another than the unit itself."""
    senders = {running.sent_by_unit_id, running.matter.registered_unit_id} - {None}
    if senders == {running.unit_id}:
        return _("这件事项是本单位自己登记、自己分送的，没有别的单位可以答复异议。")
    if running.kind == AssignmentKind.RULE:
        return _("承办单位是裁定的，不能再提异议。")
    if running.objection:
        return _("异议已经答复，不能再提；仍有争议的，请提请裁定管辖。")
    return ""


def _escalates(running: Assignment, day: date) -> str:
    """An objection comes first, since there is such a thing (2022)."""
    if running.kind == AssignmentKind.RULE:
        return _("承办单位是裁定的，不再提请裁定。")
    if running.objection or day < IN_FORCE_2022:
        return ""
    return _("请先提出异议；对方不同意退回的，再提请裁定管辖。")


def _reports(running: Assignment, day: date) -> str:
    if running.due_on is None:
        return _("这件事项是转送的，不用报送办理结果。")
    return _("办理结果已经报送；要补充的，请等对方退回后再报。") if running.reported_at else ""


def _returns(running: Assignment, day: date) -> str:
    return "" if running.reported_at else _("还没有收到办理结果报告，不能退回。")


GUARDS: dict[str, Guard] = {"forward": _sends_on, "assign": _sends_on, "rule": _rules_again}
# What only the room's own actions do: the books that these ask are written with them.
AGAINST: dict[str, Guard] = {
    "object": _of_lead(_objects),
    "escalate": _of_lead(_escalates),
    "report_back": _of_lead(_reports),
    "return_report": _of_lead(_returns),
}
SWEEPS: Mapping[Guard, Sweep] = {_sends_on: _ruled}


def speaks_against(matter: Matter, verb: str, day: date) -> str:
    """The sentence that who has the matter, and how, speaks against an act; '' for none."""
    return AGAINST[verb](matter, day) if verb in AGAINST else ""


def refuse_against(matter_id: int, verb: str, at: datetime) -> None:
    """Raise Refusal with that sentence and the act's article; the matter is locked."""
    day, matter = timezone.localdate(at), Matter.objects.select_for_update().get(pk=matter_id)
    if sentence := speaks_against(matter, verb, day):
        raise Refusal(cited(f"{matter.number} {sentence}", verb, day))
