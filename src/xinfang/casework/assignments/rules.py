"""Which acts put a matter with a unit, which take it away, and what an objection must say."""

from django.utils.translation import gettext as _

from xinfang.casework.assignments.models import AssignmentState
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.organisations.models import Unit

__all__ = ["PUTS", "TAKES", "refuse_short", "refuse_unit"]

PUTS = frozenset({"forward", "assign", "rule"})
TAKES = {
    "take_back": AssignmentState.RETURNED,
    "withdraw": AssignmentState.RETURNED,
    "merge": AssignmentState.PASSED_ON,
    "correct": AssignmentState.PASSED_ON,
    "revert": AssignmentState.UNDONE,
}
SHORTEST = 6  # characters of a reason


def refuse_short(text: str, field: str, sentence: str) -> str:
    """The text without needless space; raises Refusal at its field when it says too little."""
    words = text.strip()
    if len("".join(words.split())) < SHORTEST:
        raise Refusal(problems=[Problem(field, sentence % {"n": SHORTEST})])
    return words


def refuse_unit(matter: Matter, unit: Unit) -> None:
    """Raises Refusal for a helper that leads already or helps already."""
    if unit.pk == matter.unit_id:
        sentence = _("%(unit)s是主办单位，不用再列为协办。")
        raise Refusal(problems=[Problem("to_unit", sentence % {"unit": unit.name})])
    if unit.pk in matter.other_units:
        sentence = _("%(unit)s已经是协办单位。")
        raise Refusal(problems=[Problem("to_unit", sentence % {"unit": unit.name})])
