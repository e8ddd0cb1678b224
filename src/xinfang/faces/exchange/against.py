"""Whom a row is against. A column of the accused speaks of accusations alone; one that is neutral is read by
the purpose of its row: of an accusation the unit accused, of all else the unit complained of."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from xinfang.faces.exchange.cells import ACCUSED
from xinfang.registers.organisations.names import UnitName

__all__ = ["WHOM", "by_purpose", "unsaid", "wrong"]

WHOM = ("accused_unit", "complained_unit")
Units = Mapping[str, UnitName | None]


def by_purpose(found: Units, purpose: str) -> dict[str, UnitName | None]:
    """The units under their fields; of an accusation the neutral column names the accused one."""
    accused, complained = (found.get(name) for name in WHOM)
    if purpose == "accusation":
        accused, complained = accused or complained, None
    return {"to_unit": found.get("to_unit"), "accused_unit": accused, "complained_unit": complained}


def unsaid(told: Mapping[str, str], units: Units, purpose: str) -> str:
    """Of an accusation without a unit of ours the key of why (outside, unknown); '' of all else."""
    if purpose != "accusation" or units["accused_unit"]:
        return ""
    return ACCUSED.get(told.get("accused_unit") or told.get("complained_unit", ""), "")


def wrong(told: Mapping[str, str], found: Units, units: Units, purpose: str) -> list[str]:
    """Sentences: what is no accusation by its purpose and names an accused unit all the same; two columns
    that name two units; an accusation, or what may be one, on its way to the unit itself (条例 2022, 30).
    `purpose`: '' where the row does not say."""
    if told.get("accused_unit") and purpose != "accusation":
        return [_(
            "写了“被检举的单位”，信访目的却不是检举控告。是检举控告的，请在“信访目的”写明；"
            "不是的，请改用“被投诉单位”列。"
        )]  # fmt: skip
    named = {found.get(name) for name in WHOM} - {None}
    if len(named) > 1:
        return [_("“被检举的单位”和“被投诉单位”两列写了不同的单位，请只留一个。")]
    whom, to_unit = units["accused_unit"] or units["complained_unit"], units["to_unit"]
    if not whom or not to_unit or not to_unit.path.startswith(whom.path):
        return []
    if purpose == "accusation":
        return [_("承办单位是被检举的单位或它的下级，不能转给它，请改正。")]
    if not purpose:
        return [_("承办单位是被投诉的单位或它的下级，又没有写信访目的：请写明是不是检举控告。")]
    return []
