"""What the room does when others act; named in project/wiring.py."""

from xinfang.casework.assignments import actions
from xinfang.casework.petitions.events import ActsUndone, MattersMoved

__all__ = ["forget", "keep_books"]


def keep_books(event: MattersMoved) -> None:
    """Every act that puts a matter with a unit, or takes it away, is written down."""
    actions.keep_books(event.moved, verb=event.verb, at=event.at, by_unit=event.by_unit)


def forget(event: ActsUndone) -> None:
    """An act that was taken back puts the matter where it was."""
    actions.forget([act for _matter, act in event.acts], at=event.at)
