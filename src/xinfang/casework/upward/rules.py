"""What no text of this room may hold: whatever points at one person."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from xinfang.engines.mentions import speaks_of_people
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["refuse_people"]


def refuse_people(texts: Mapping[str, str]) -> None:
    """Refuse texts by field that name or number somebody: only levels, kinds and counts are kept here."""
    told = _("这里写到了人（姓名、号码或者称呼）：只登记级别、类别和数，不登记人，请删去。")
    if found := [Problem(field, told) for field, text in texts.items() if speaks_of_people(text)]:
        raise Refusal(problems=found)
