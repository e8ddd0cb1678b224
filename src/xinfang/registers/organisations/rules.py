"""Which unit may stand below which, and what a unit must have: pure tables and predicates."""

from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from xinfang.kernel.errors import Problem
from xinfang.registers.organisations.models import UnitKind

__all__ = ["PARENTS", "letter_code_problem", "may_stand_below", "name_problems", "period_problems"]

# kind -> the kinds it may stand directly below; a district stands below nothing: it is the root.
PARENTS: dict[str, tuple[str, ...]] = {
    UnitKind.DISTRICT: (),
    UnitKind.DEPARTMENT: (UnitKind.DISTRICT, UnitKind.DEPARTMENT, UnitKind.STREET),
    UnitKind.STREET: (UnitKind.DISTRICT,),
    UnitKind.COMMUNITY: (UnitKind.STREET,),
}


class Kinded(Protocol):
    """Anything with a kind and a name."""

    kind: str
    name: str


def may_stand_below(kind: str, parent: Kinded | None) -> Problem | None:
    """The problem with putting a unit of `kind` below `parent`, or None."""
    if kind not in PARENTS:
        return Problem("kind", _("类别请填：区、部门、街道、社区。"))
    label = UnitKind(kind).label
    if parent is None:
        return (
            None
            if kind == UnitKind.DISTRICT
            else Problem("parent", _("%(kind)s必须有上级单位。") % {"kind": label})
        )
    if parent.kind in PARENTS[kind]:
        return None
    if kind == UnitKind.DISTRICT:
        return Problem("kind", _("区是最上一级，不能放在别的单位下面。"))
    above = _("、").join(str(UnitKind(one).label) for one in PARENTS[kind])
    words = _("%(kind)s不能放在“%(parent)s”下面，只能放在%(above)s下面。")
    return Problem("parent", words % {"kind": label, "parent": parent.name, "above": above})


def name_problems(code: str, name: str) -> list[Problem]:
    """What is wrong with a code and a name."""
    found = []
    if not code:
        found.append(Problem("code", _("请填写单位编码。")))
    elif len(code) > 40:
        found.append(Problem("code", _("单位编码最多 40 个字。")))
    if not name:
        found.append(Problem("name", _("请填写单位名称。")))
    elif len(name) > 80:
        found.append(Problem("name", _("单位名称最多 80 个字。")))
    return found


def period_problems(valid_from: date, valid_to: date | None) -> list[Problem]:
    """A period must not end before it begins."""
    if valid_to is not None and valid_to < valid_from:
        return [Problem("valid_to", _("停用日期早于启用日期。"))]
    return []


def letter_code_problem(code: str) -> Problem | None:
    """A code is a few characters to be printed before the year: neither brackets nor figures."""
    if len(code) > 20:
        return Problem("letter_code", _("代字最多 20 个字。"))
    if not code.isprintable() or any(ch.isdigit() or ch in "〔〕[]()（）" for ch in code):
        return Problem("letter_code", _("代字里不要写数字和括号，年份和序号由系统编。"))
    return None
