"""What is not handled in the simplified way (简易办理), whoever would like to.

The measures of 2016 and of 2022 open it to matters raised for the first time (Article 4 of both); Article 5
of 2016 closes it to what a higher level assigns, and to what concerns several bodies or comes from a group.
An accusation is not accepted at all, it is examined on a path of its own (条例 2022, 30; 2005, 22).
Whether a matter is otherwise plain enough is for the unit to judge (docs/policy/simple.md).
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from xinfang.casework.petitions.models import Form, Matter, Purpose, Raising, RaisingKind, TimelineEntry
from xinfang.casework.workflow import IN_FORCE_2022
from xinfang.casework.workflow.sources import articles
from xinfang.registers.organisations.models import Unit, UnitKind

__all__ = ["not_simple", "why_not_simple"]

BELOW = (UnitKind.STREET, UnitKind.COMMUNITY)  # to them the district's office is a higher level
ANEW = ("take_back", "call_in", "reopen", "unmerge", "correct")  # after these it is routed from the start


def not_simple(matter: Matter, day: date) -> str:
    """Why a matter is not accepted in the simplified way on a day; '' when it may be."""
    return why_not_simple([matter], matter.unit, day, assigned=_assigned(matter)).get(matter.pk, "")


def why_not_simple(
    matters: Iterable[Matter], unit: Unit | None, day: date, *, assigned: bool
) -> dict[int, str]:
    """The same of matters that are sent to a unit, by key; `assigned`: with a result to be reported."""
    known = {each.pk: each for each in matters}
    raised = Raising.objects.filter(matter_id__among=list(known), petition__reverted_at=None)
    found: dict[int, list[tuple[str, str]]] = {}
    for pk, kind, form in raised.order_by("pk").values_list("matter_id", "kind", "petition__form"):
        found.setdefault(pk, []).append((kind, form))
    told = {
        pk: _own_path(each, day) or _why(each, found.get(pk, []), unit, assigned)
        for pk, each in known.items()
    }
    return {pk: why for pk, why in told.items() if why}


def _own_path(matter: Matter, day: date) -> str:
    """Nobody decides whether to accept an accusation: a term for that decision would run out by itself."""
    if matter.purpose != Purpose.ACCUSATION:
        return ""
    new = day >= IN_FORCE_2022
    told = _("是检举控告，由有权的机关核查，不适用简易办理。（%(source)s）")
    return told % {"source": articles([30 if new else 22], new=new)}


def _why(matter: Matter, found: Sequence[tuple[str, str]], unit: Unit | None, assigned: bool) -> str:
    if any(form != Form.SINGLE for _kind, form in found):
        return _("是集体、联名反映的事项，不适用简易办理，请按普通程序办理。")
    if any(kind == RaisingKind.REPEAT for kind, _form in found):
        return _("已经重复反映，不是初次信访事项，不适用简易办理，请按普通程序办理。")
    if matter.other_units:
        return _("涉及多个责任单位，不适用简易办理，请按普通程序办理。")
    if assigned and unit is not None and unit.kind in BELOW:
        return _("是上级交办的事项，不适用简易办理，请按普通程序办理。")
    return ""


def _assigned(matter: Matter) -> bool:
    """Whether it was assigned since it was last routed from the start, and that was not undone at once."""
    lines = TimelineEntry.objects.filter(matter=matter, verb__in=("assign", "undo", *ANEW))
    undone: set[object] = set()
    for pk, verb, data in lines.order_by("-pk").values_list("pk", "verb", "data"):
        if verb == "undo":
            undone.add(data.get("act"))
        elif pk not in undone:
            return verb == "assign"
    return False
