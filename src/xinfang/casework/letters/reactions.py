"""What the room does when others act; named in project/wiring.py."""

from xinfang.casework.letters import actions
from xinfang.casework.petitions.events import ActsUndone, MattersMoved

__all__ = ["keep_slips", "void_slips"]


def keep_slips(event: MattersMoved) -> None:
    """Routing makes its slip ready; every act gives up drafts for which it leaves no room."""
    actions.keep_slips(event)


def void_slips(event: ActsUndone) -> None:
    """A routing that was undone at once has no slip."""
    actions.void_slips([act for _matter, act in event.acts], at=event.at)
