"""What the room does when others act; named in project/wiring.py."""

from django.utils.translation import gettext

from xinfang.casework.deadlines import actions
from xinfang.casework.deadlines.models import MetBy
from xinfang.casework.petitions.events import MattersConcluded, MattersOpened, MattersReverted, MattersRouted
from xinfang.kernel.actor import Actor
from xinfang.registers.calendars.events import CalendarChanged

__all__ = ["count_again", "end_all", "meet_all", "meet_routing", "start_clocks"]


def start_clocks(event: MattersOpened) -> None:
    """Registration begins the fifteen days for routing."""
    actions.start("registered", begun=event.matters, at=event.at)


def meet_routing(event: MattersRouted) -> None:
    """Routing meets them."""
    actions.meet(dict.fromkeys(event.matter_ids, event.at), by_act=MetBy.ROUTE)


def meet_all(event: MattersConcluded) -> None:
    """Nothing runs on after the answer."""
    actions.meet(dict(event.matters), by_act=MetBy.CONCLUDE)


def end_all(event: MattersReverted) -> None:
    """Nor after a registration is taken back."""
    actions.meet(dict.fromkeys(event.matter_ids, event.at), by_act=MetBy.REVERT)


def count_again(event: CalendarChanged) -> None:
    """A changed or confirmed calendar moves the open dates, in the same transaction."""
    years = " ".join(map(str, event.years))
    by = Actor(None, gettext("系统"), origin=f"calendar {years}")
    actions.count_again(by=by, at=event.at)
