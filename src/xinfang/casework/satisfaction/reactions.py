"""What the room does when others act; named in project/wiring.py."""

from django.utils.translation import gettext

from xinfang.casework.petitions.events import MattersMoved
from xinfang.casework.satisfaction import actions
from xinfang.casework.satisfaction.rules import ENDS
from xinfang.kernel.actor import Actor

__all__ = ["follow_up"]


def follow_up(event: MattersMoved) -> None:
    """An answer that reached the petitioner may be rated; one that was taken back may not."""
    if event.verb in ENDS:
        by = Actor(None, gettext("系统"), origin=f"act {event.verb}")
        actions.close(event.moved, verb=event.verb, by=by, at=event.at)
        actions.invite(event.moved, verb=event.verb, by=by, at=event.at)
