"""Units that help the leading one (协办)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions import perform
from xinfang.casework.acts.compartment import refuse_closed
from xinfang.casework.acts.guards import refuse_short
from xinfang.casework.assignments.models import Assignment, AssignmentKind, AssignmentState
from xinfang.casework.assignments.rules import refuse_unit
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.organisations.models import Unit

__all__ = ["contribute", "involve"]


@transaction.atomic
def involve(*, matter_id: int, unit_id: int, reason: str, by: Actor, at: datetime) -> int:
    """Add a unit that helps (协办); the leading unit still owes notice and opinion. Returns the act's id."""
    matter = Matter.objects.select_for_update().get(pk=matter_id)
    unit = Unit.objects.get(pk=unit_id)
    refuse_unit(matter, unit)
    refuse_closed([matter], unit, timezone.localdate(at))
    act = perform(
        verb="involve",
        matter_ids=[matter.pk],
        by=by,
        at=at,
        note=reason,
        sets={"other_units": [*matter.other_units, unit.pk]},
        data={"to": unit.name},
    )[0]
    Assignment.objects.create(
        matter=matter, unit=unit, kind=AssignmentKind.HELP, act=act, sent_at=at, sent_by_unit_id=by.unit_id
    )
    return act


@transaction.atomic
def contribute(*, matter_id: int, unit_id: int, text: str, by: Actor, at: datetime) -> int:
    """A helping unit hands in what it found and proposes; it may do so again, the last counts."""
    words = refuse_short(text, "text", _("请写明协办意见，至少 %(n)d 个字。"))
    helping = Assignment.objects.select_for_update().filter(
        matter_id=matter_id, unit_id=unit_id, kind=AssignmentKind.HELP, state=AssignmentState.RUNNING
    )
    mine = helping.first()
    if mine is None:
        raise Refusal(_("您的单位不是这件事项的协办单位。"))
    mine.contribution, mine.reported_at = words, at
    mine.save(update_fields=["contribution", "reported_at"])
    data: dict[str, object] = {"unit": str(mine.unit)}
    return perform(verb="contribute", matter_ids=[matter_id], by=by, at=at, note=words, data=data)[0]
