"""Which acts put a matter with a unit, which take it away, and what speaks against an act on it."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from xinfang.casework.assignments.models import Assignment, AssignmentKind, AssignmentState
from xinfang.casework.petitions.models import Matter
from xinfang.casework.workflow import IN_FORCE_2022
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.organisations.models import Unit

__all__ = ["AGAINST", "LIVE", "PUTS", "REPORTS", "TAKES", "against", "refuse_unit", "stays"]

LIVE = (AssignmentState.RUNNING, AssignmentState.OBJECTED)
PUTS = {"forward": AssignmentKind.FORWARD, "assign": AssignmentKind.ASSIGN, "rule": AssignmentKind.RULE}
TAKES = {
    "take_back": AssignmentState.RETURNED,
    "receive_back": AssignmentState.RETURNED,
    "call_in": AssignmentState.PASSED_ON,
    "withdraw": AssignmentState.RETURNED,
    "merge": AssignmentState.PASSED_ON,
    "correct": AssignmentState.PASSED_ON,
    "revert": AssignmentState.UNDONE,
}
REPORTS = ("report_back", "return_report")


def stays(verb: str, state: str) -> bool:
    """Whether whoever has the matter keeps it: an opinion that is corrected is decided by the same unit."""
    return verb == "correct" and state == "opined"


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


AGAINST: dict[str, Callable[[Assignment, date], str]] = {
    "object": _objects,
    "escalate": _escalates,
    "report_back": _reports,
    "return_report": _returns,
}


def against(verb: str, running: Assignment, day: date) -> str:
    """The sentence that who has the matter, and how, speaks against an act; '' when nothing does."""
    return AGAINST[verb](running, day) if verb in AGAINST else ""


def refuse_unit(matter: Matter, unit: Unit) -> None:
    """Raises Refusal for a helper that leads already or helps already."""
    if unit.pk == matter.unit_id:
        sentence = _("%(unit)s是主办单位，不用再列为协办。")
        raise Refusal(problems=[Problem("to_unit", sentence % {"unit": unit.name})])
    if unit.pk in matter.other_units:
        sentence = _("%(unit)s已经是协办单位。")
        raise Refusal(problems=[Problem("to_unit", sentence % {"unit": unit.name})])
