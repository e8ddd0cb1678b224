"""Whether a unit that is to act on an accusation can see it, and how that is said to who may not open it."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinfang.casework.acts.compartment import is_discipline, refuse_closed
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.scope import scope_for

__all__ = ["SECRET", "opens", "refuse_receiver", "refuse_unseen"]

SECRET = gettext_lazy("这件事项单独保密，只能交给正在办它的纪检监察机关；还没有转去的，请信访部门先转。")


def opens(matter: Matter, by: Actor, at: datetime) -> bool:
    """Whether who acts may open the matter."""
    return Matter.objects.visible_to(scope_for(by, at)).filter(pk=matter.pk).exists()


def refuse_unseen(matter: Matter, unit: Unit) -> None:
    """Refuse, at the field `unit`, one that an accusation does not lie with: nobody there would ever see what
    is asked of it. Of other matters the page that asks tells what they are about."""
    lies_with = {matter.unit_id, matter.registered_unit_id, *matter.other_units}
    if matter.confined and unit.pk not in lies_with:
        sentence = _("%(number)s 单独保密，不在%(unit)s，那里没有人能看到；请先把它转给这个单位。")
        told = {"number": matter.number, "unit": unit.name}
        raise Refusal(problems=[Problem("unit", sentence % told)])


def refuse_receiver(matter: Matter, unit: Unit, day: date, *, knows: bool) -> None:
    """Refuse a unit that may not have an accusation, or would not see it, on a day.

    Who knows the accusation is told why. To who may not open it (`knows` is False; a leader and a clerk at a
    reception) every such unit is refused in the same words, and none but a discipline organ with which it
    lies is taken: what is refused must not tell whom it accuses (条例 2022, 30).
    """
    try:
        refuse_closed([matter], unit, day)
        refuse_unseen(matter, unit)
    except Refusal:
        if knows:
            raise
    else:
        if knows or not matter.confined or is_discipline(unit, day):
            return
    raise Refusal(problems=[Problem("unit", str(SECRET))])
