"""The assignment of the unit that leads, locked after its matter."""

from django.utils.translation import gettext as _

from xinfang.casework.assignments.models import Assignment, AssignmentKind
from xinfang.casework.assignments.rules import LIVE
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.errors import Refusal

__all__ = ["leading"]


def leading(matter_id: int) -> Assignment:
    """Who has the matter now; raises Refusal when nobody has.

    The matter is locked first, as by every act: two people at once wait, and none is thrown out.
    """
    Matter.objects.select_for_update().get(pk=matter_id)
    live = Assignment.objects.select_for_update().filter(matter_id=matter_id, state__in=LIVE)
    found = live.exclude(kind=AssignmentKind.HELP).first()
    if found is None:
        raise Refusal(_("这件事项现在没有交给任何单位。"))
    return found
