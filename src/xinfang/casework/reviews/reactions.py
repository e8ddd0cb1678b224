"""What the room does when others act; named in project/wiring.py."""

from xinfang.casework.letters.events import DocumentMoved
from xinfang.casework.petitions.events import MattersMoved
from xinfang.casework.reviews import actions
from xinfang.kernel.actor import Actor

__all__ = ["keep_books", "read_letter"]


def keep_books(event: MattersMoved) -> None:
    """A request stands where the acts of the workflow put it; an act that its outcome forbids is undone."""
    actions.keep_books(event.moved, verb=event.verb, by_user=event.by_user, at=event.at)
    for each in event.moved if event.verb == "opine" else ():
        actions.refuse_repetition(each.matter_id)


def read_letter(event: DocumentMoved) -> None:
    """An opinion of another outcome than the one decided, or that repeats what was sent back, stays here."""
    if event.step == "submit":
        by = Actor(event.by_user, "", origin="document submit")
        actions.refuse_other_outcome(document_id=event.document_id, by=by, at=event.at)
        if event.kind == "opinion":
            actions.refuse_repetition(event.matter_id)
