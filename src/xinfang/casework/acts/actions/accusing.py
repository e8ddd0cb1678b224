"""Against whom an accusation is: said, or set right, on record; it never stays with the accused house."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions.performing import perform
from xinfang.casework.acts.guards import refuse_short
from xinfang.casework.petitions.models import Accused, Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.organisations.models import Unit

__all__ = ["name_accused"]


@transaction.atomic
def name_accused(
    *, matter_id: int, unit_id: int | None, accused: str = "", reason: str, by: Actor, at: datetime
) -> int:
    """Name the accused unit (指明被检举单位), or say that it is none of ours or not known; returns the act.

    From this moment the named unit and all below it see the matter no more. Where it lies with one of them
    it is called in, to be routed anew: nobody looks into an accusation against the own house (条例 2022, 30).
    Raises Refusal for a reason that says too little, for both or neither, and for what stands there already.
    """
    told = refuse_short(reason, "reason", _("请写明依据，至少 %(n)d 个字。"))
    matter = Matter.objects.select_for_update(of=("self",)).get(pk=matter_id)
    if (unit_id is None) == (accused not in Accused.values):
        raise Refusal(problems=[Problem("accused", _("请选择被检举的单位，或者选“不详”“不是本区单位”。"))])
    if (unit_id, accused) == (matter.accused_unit_id, matter.accused):
        raise Refusal(problems=[Problem("accused", _("现在登记的就是它，没有改动。"))])
    house = Unit.objects.get(pk=unit_id) if unit_id else None
    if house and house.depth == 1:
        sentence = _("区一级机关的检举控告，本区没有人可以查看、办理；请选“不是本区单位”，移送上一级。")
        raise Refusal(problems=[Problem("accused", sentence)])
    data = {"accused": house.name if house else "", "kind": accused}
    sets = {"accused_unit_id": unit_id, "accused": accused}
    act = perform(verb="name_accused", matter_ids=[matter_id], by=by, at=at, note=told, data=data, sets=sets)[
        0
    ]
    holder = matter.unit
    if house and holder and holder.path.startswith(house.path):
        perform(verb="call_in", matter_ids=[matter_id], by=by, at=at, data={"unit": holder.name})
    return act
