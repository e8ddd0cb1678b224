"""Which acts put a matter with a unit, and which take it away."""

from django.utils.translation import gettext as _

from xinfang.casework.assignments.models import AssignmentKind, AssignmentState
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.organisations.models import Unit

__all__ = ["LIVE", "PUTS", "REPORTS", "TAKES", "refuse_unit", "stays"]

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
    """Whether whoever has the matter keeps it: an opinion that is corrected, or an agreement that nobody
    signed, is decided by the same unit."""
    return verb == "correct" and state in ("opined", "served")


def refuse_unit(matter: Matter, unit: Unit) -> None:
    """Raises Refusal for a helper that leads already or helps already."""
    if unit.pk == matter.unit_id:
        sentence = _("%(unit)s是主办单位，不用再列为协办。")
        raise Refusal(problems=[Problem("to_unit", sentence % {"unit": unit.name})])
    if unit.pk in matter.other_units:
        sentence = _("%(unit)s已经是协办单位。")
        raise Refusal(problems=[Problem("to_unit", sentence % {"unit": unit.name})])
