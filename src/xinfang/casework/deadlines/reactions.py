"""What the room does when others act; named in project/wiring.py."""

from django.utils.translation import gettext

from xinfang.casework.deadlines import actions
from xinfang.casework.petitions.events import MattersConcluded, MattersOpened, MattersRouted
from xinfang.kernel.actor import Actor
from xinfang.registers.calendars.events import CalendarChanged

__all__ = ["count_again", "meet_all", "meet_routing", "start_clocks"]


def start_clocks(event: MattersOpened) -> None:
    """Registration begins the fifteen days for routing."""
    actions.start("registered", event.matters, at=event.at)


def meet_routing(event: MattersRouted) -> None:
    """Routing meets them."""
    actions.meet(dict.fromkeys(event.matter_ids, event.at), prefix="route")


def meet_all(event: MattersConcluded) -> None:
    """Nothing runs on after the end."""
    actions.meet(dict(event.matters))


def count_again(event: CalendarChanged) -> None:
    """A changed or confirmed calendar moves the open dates, in the same transaction."""
    years = " ".join(map(str, event.years))
    by = Actor(None, gettext("系统"), origin=f"calendar {years}")
    actions.count_again(by=by, at=event.at)
