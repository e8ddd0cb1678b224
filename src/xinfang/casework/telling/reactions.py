"""What the room does when others act; named in project/wiring.py, after those who keep time and books."""

from django.utils.translation import gettext

from xinfang.casework.deadlines.events import DaysMoved
from xinfang.casework.letters.events import DocumentMoved
from xinfang.casework.petitions.events import ActsUndone, MattersMoved, PetitionerSpoke
from xinfang.casework.satisfaction.events import Rated, RatingsInvited
from xinfang.casework.telling import actions
from xinfang.kernel.actor import Actor

__all__ = ["days_moved", "forget", "hear", "invite", "rated", "sign", "tell"]


def tell(event: MattersMoved) -> None:
    """An act is told to petitioners and staff, in its own transaction; what was told long ago is not."""
    if event.imported:
        return
    by = Actor(event.by_user, "", origin=f"act {event.verb}")
    actions.tell_petitioners(event.moved, verb=event.verb, by=by, at=event.at)
    actions.tell_staff(event.moved, verb=event.verb, by=by, at=event.at)


def forget(event: ActsUndone) -> None:
    """What was taken back at once is told to nobody."""
    actions.forget([act for _matter, act in event.acts], by=_system("undo"), at=event.at)


def sign(event: DocumentMoved) -> None:
    """Whoever signs hears of a draft that waits for it, whoever wrote it of what came of that."""
    by = Actor(event.by_user, "", origin=f"document {event.step}")
    actions.tell_of_letter(event, by=by, at=event.at)


def invite(event: RatingsInvited) -> None:
    """Petitioners are asked to rate."""
    actions.invite(event.invited, by=_system("rating"), at=event.at)


def rated(event: Rated) -> None:
    """The body that a petitioner is not content with hears of it."""
    actions.tell_of_rating(event, by=_system("rating"), at=event.at)


def hear(event: PetitionerSpoke) -> None:
    """Those who work on the matter hear of what its petitioner says."""
    actions.tell_of_petitioner(event, by=_system(event.verb), at=event.at)


def days_moved(event: DaysMoved) -> None:
    """Those who owe something, and those who wait for it, hear that its last day moved with the calendar."""
    by = Actor(event.by_user, "", origin="calendar")
    actions.tell_of_days(event, by=by, at=event.at)
    actions.tell_petitioners_of_days(event, by=by, at=event.at)


def _system(origin: str) -> Actor:
    return Actor(None, gettext("系统"), origin=origin)
