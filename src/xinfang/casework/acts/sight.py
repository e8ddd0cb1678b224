"""Whether a unit that is to act on an accusation can see it."""

from django.utils.translation import gettext as _

from xinfang.casework.petitions.models import Matter
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.organisations.models import Unit

__all__ = ["refuse_unseen"]


def refuse_unseen(matter: Matter, unit: Unit) -> None:
    """Refuse, at the field `unit`, one that an accusation does not lie with: nobody there would ever see what
    is asked of it. Of other matters the page that asks tells what they are about."""
    lies_with = {matter.unit_id, matter.registered_unit_id, *matter.other_units}
    if matter.confined and unit.pk not in lies_with:
        sentence = _("%(number)s 单独保密，不在%(unit)s，那里没有人能看到；请先把它转给这个单位。")
        told = {"number": matter.number, "unit": unit.name}
        raise Refusal(problems=[Problem("unit", sentence % told)])
