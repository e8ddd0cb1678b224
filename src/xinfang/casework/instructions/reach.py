"""Which units a leader's word binds: those of the own house, unless the district speaks."""

from datetime import date

from django.utils.translation import gettext as _

from xinfang.casework.instructions.models import Instruction, Source
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.organisations.models import Unit
from xinfang.registers.organisations.queries import district
from xinfang.registers.staff.models import Posting
from xinfang.registers.staff.roles import ROLES

__all__ = ["houses", "refuse_far"]


def houses(row: Instruction, by_user: int | None, day: date) -> list[Unit] | None:
    """The units that it may go to, each with all below it; None: all units.

    A leader of the district reaches every unit, and so does whoever keeps it at the district's office and
    writes it down or passes it on, and who receives for the district, also in charge of some units only. A
    street or a department gives no orders to another: what it wants of one
    goes by way of the district's office. Only where the leader may instruct is a house of the leader's; who
    may nowhere any more keeps to where that account works below the district.
    """
    own_hand = row.leader_id is not None and row.leader_id == by_user
    if row.registered_unit.depth == 1 and not (own_hand and row.source != Source.RECEPTION):
        return None
    posts = Posting.objects.in_force(day).filter(user_id=row.leader_id or 0).select_related("unit")
    instructing = [role.key for role in ROLES.values() if "instruct" in role.permissions]
    found = [post.unit for post in posts if post.role in instructing]
    found = found or [post.unit for post in posts if post.unit.depth > 1] or [row.registered_unit]
    return None if any(unit.depth == 1 for unit in found) else found


def refuse_far(row: Instruction, unit: Unit | None, by_user: int | None, day: date) -> None:
    """Refuse a unit outside these houses, and say by whom it is reached."""
    if unit is None or (found := houses(row, by_user, day)) is None:
        return
    if any(unit.path.startswith(house.path) for house in found):
        return
    sentence = _(
        "%(leader)s只能批示给%(own)s和它的下级单位；要%(unit)s办的，请把这件事报送%(district)s，由信访局转。"
    )
    own = _("、").join(house.name for house in found)
    told = {"leader": row.leader_name, "own": own, "unit": unit.name, "district": str(district() or "")}
    raise Refusal(problems=[Problem("unit", sentence % told)])
