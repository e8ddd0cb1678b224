"""What no text of this room may hold: whatever points at one person."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from xinfang.casework.themes.naming import points_at_a_person
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["refuse_people"]


def refuse_people(texts: Mapping[str, str], *, by: Actor, at: datetime) -> None:
    """Refuse texts by field that name or number somebody: only levels, kinds and counts are kept here."""
    told = _("这里写到了人（姓名、号码或者称呼）：只登记级别、类别和数，不登记人，请删去。")
    named = [field for field, text in texts.items() if points_at_a_person(text, by=by, at=at)]
    if named:
        raise Refusal(problems=[Problem(field, told) for field in named])
