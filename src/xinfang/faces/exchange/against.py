"""Whom a row is against: registers have one column for it or another, and the purpose tells which it is."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from xinfang.faces.exchange.cells import ACCUSED
from xinfang.registers.organisations.names import UnitName

__all__ = ["WHOM", "by_purpose", "unsaid", "wrong"]

WHOM = ("accused_unit", "complained_unit")
Units = Mapping[str, UnitName | None]


def by_purpose(found: Units, purpose: str) -> dict[str, UnitName | None]:
    """The unit under the field of its purpose: an accusation has an accused one, all else is a complaint."""
    told, other = WHOM if purpose == "accusation" else WHOM[::-1]
    return {"to_unit": found.get("to_unit"), told: found.get(told) or found.get(other), other: None}


def unsaid(told: Mapping[str, str], units: Units, purpose: str) -> str:
    """Of an accusation without a unit of ours the key of why (outside, unknown); '' of all else."""
    if purpose != "accusation" or units["accused_unit"]:
        return ""
    return ACCUSED.get(told.get("accused_unit") or told.get("complained_unit", ""), "")


def wrong(found: Units, units: Units) -> list[str]:
    """Sentences: two columns that name two units, an accusation on its way to the accused."""
    named = {found.get(name) for name in WHOM} - {None}
    if len(named) > 1:
        return [_("“被反映单位”和“被投诉单位”两列写了不同的单位，请只留一个。")]
    accused, to_unit = units["accused_unit"], units["to_unit"]
    if accused and to_unit and to_unit.path.startswith(accused.path):
        return [_("承办单位是被反映的单位或它的下级，不能转给它，请改正。")]
    return []
