"""What the room does when others act; named in project/wiring.py."""

from xinfang.casework.petitions.events import MattersMoved
from xinfang.casework.reviews import actions

__all__ = ["keep_books"]


def keep_books(event: MattersMoved) -> None:
    """A request stands where the acts of the workflow put it; an act that its outcome forbids is undone."""
    actions.keep_books(event.moved, verb=event.verb, by_user=event.by_user, at=event.at)
    actions.refuse_repetition(event.moved, verb=event.verb)
