"""What must hold before anything is entered from paper."""

from collections.abc import Container
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.desks.queries import last_act
from xinfang.casework.desks.rules import Past, moment_of, problems
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.errors import Refusal

__all__ = ["held_for"]


def held_for(matter_id: int, past: Past, known: Container[str], at: datetime) -> tuple[Matter, datetime]:
    """The matter, locked, and the moment of the step: not in the future, not before the receipt, not before
    the act before it. Refuses what is none of the `known` steps, and what is wrong by field."""
    if past.verb not in known:
        raise Refusal(_("这一步不能补录。"))
    matter = Matter.objects.select_for_update().get(pk=matter_id)
    last = last_act(matter)
    days = (timezone.localdate(matter.received_at), timezone.localdate(last), timezone.localdate(at))
    if wrong := problems(past, *days):
        raise Refusal(problems=wrong)
    return matter, moment_of(past.done_on, last, at)
