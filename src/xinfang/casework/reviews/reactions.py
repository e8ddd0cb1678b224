"""What the room does when others act; named in project/wiring.py."""

from xinfang.casework.letters.events import DocumentMoved
from xinfang.casework.petitions.events import MattersMoved
from xinfang.casework.reviews import actions
from xinfang.kernel.actor import Actor

__all__ = ["keep_books", "read_letter"]


def keep_books(event: MattersMoved) -> None:
    """A request stands where the acts of the workflow put it; an act that its outcome forbids is undone."""
    actions.keep_books(event.moved, verb=event.verb, by_user=event.by_user, at=event.at)
    actions.refuse_repetition(event.moved, verb=event.verb)


def read_letter(event: DocumentMoved) -> None:
    """An opinion that says another outcome than the one decided is not handed in."""
    if event.step == "submit":
        by = Actor(event.by_user, "", origin="document submit")
        actions.refuse_other_outcome(document_id=event.document_id, by=by, at=event.at)
