"""What no text of this room may hold: whatever points at one person."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.petitioners.mentions import points_at_a_person

__all__ = ["refuse_people"]


def refuse_people(texts: Mapping[str, str]) -> None:
    """Refuse texts by field that name or number somebody: only levels, kinds and counts are kept here."""
    told = _("这里写到了人（姓名、号码或者称呼）：只登记级别、类别和数，不登记人，请删去。")
    if found := [Problem(field, told) for field, text in texts.items() if points_at_a_person(text)]:
        raise Refusal(problems=found)
