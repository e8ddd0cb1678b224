"""What the room does when others act; named in project/wiring.py."""

from xinfang.casework.deadlines import actions
from xinfang.casework.petitions.events import MattersConcluded, MattersOpened, MattersRouted

__all__ = ["meet_all", "meet_routing", "start_clocks"]


def start_clocks(event: MattersOpened) -> None:
    """Registration begins the fifteen days for routing."""
    actions.start("registered", event.matters, at=event.at)


def meet_routing(event: MattersRouted) -> None:
    """Routing meets them."""
    actions.meet(event.matter_ids, at=event.at, prefix="route")


def meet_all(event: MattersConcluded) -> None:
    """Nothing runs on after the end."""
    actions.meet([pk for pk, _when in event.matters], at=event.at)
