"""Which unit is complained of (条例 2022, 41): said, or set right, on record."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import names_nobody, refuse_short
from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.bulk import copy_in
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.organisations.models import Unit

__all__ = ["name_complained"]


@transaction.atomic
def name_complained(*, matter_id: int, unit_id: int | None, reason: str, by: Actor, at: datetime) -> None:
    """Name the unit complained of, another one, or none; it moves nothing and is told in the timeline.

    Raises Refusal for an accusation, for what stands there already, and where something stood there, for a
    reason that says too little.
    """
    matter = (
        Matter.objects.select_for_update(of=("self",)).select_related("complained_unit").get(pk=matter_id)
    )
    if why := names_nobody(matter):
        raise Refusal(why)
    if unit_id == matter.complained_unit_id:
        raise Refusal(problems=[Problem("unit", _("现在登记的就是它，没有改动。"))])
    told = reason.strip()
    if matter.complained_unit_id:
        told = refuse_short(reason, "reason", _("请写明为什么更正，至少 %(n)d 个字。"))
    unit = Unit.objects.get(pk=unit_id) if unit_id else None
    before = {"complained_unit_id": matter.complained_unit_id}
    data: dict[str, object] = {
        "unit": unit.name if unit else "",
        "before": matter.complained_unit.name if matter.complained_unit else "",
    }
    Matter.objects.filter(pk=matter_id).update(complained_unit=unit)
    copy_in(TimelineEntry, [building.act(matter_id, "name_complained", by, at, note=told, data=data)])
    after = {"complained_unit_id": unit_id}
    record(Record("matter.name_complained", "matter", matter_id, matter.number, before, after), by=by, at=at)
