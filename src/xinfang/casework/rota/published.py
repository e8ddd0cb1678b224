"""The reason of a change of the plan: it is published with it, and names nobody."""

from django.utils.translation import gettext as _

from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.longest import refuse_long
from xinfang.registers.organisations.queries import unit_words
from xinfang.registers.petitioners.mentions import petitioner_problems

__all__ = ["LONGEST_REASON", "reason_of"]

SHORTEST = 4  # characters of a reason
LONGEST_REASON = 200  # of it: it is printed on the notice


def reason_of(reason: str) -> str:
    """Why, in words that are published. Refuses what is too short or long, and what speaks of a person."""
    words = reason.strip()
    if len("".join(words.split())) < SHORTEST:
        sentence = _("请写明原因，至少 %(n)d 个字；原因会和变更一起公布。") % {"n": SHORTEST}
        raise Refusal(problems=[Problem("reason", sentence)])
    if found := petitioner_problems({"reason": (_("原因"), words)}, unit_words()):
        raise Refusal(problems=found)
    return refuse_long(words, "reason", LONGEST_REASON)
