"""What the room does when others act; named in project/wiring.py."""

from django.utils.translation import gettext

from xinfang.casework.petitions.events import MattersMoved
from xinfang.casework.themes import actions
from xinfang.kernel.actor import Actor

__all__ = ["propose"]


def propose(event: MattersMoved) -> None:
    """A topic proposes itself on what is registered."""
    if event.verb == "register":
        by = Actor(None, gettext("系统"), origin="topics")
        actions.propose(matter_ids=[each.matter_id for each in event.moved], by=by, at=event.at)
