"""What the room does when others act; named in project/wiring.py."""

from django.utils.translation import gettext as _

from xinfang.casework.backlog import actions
from xinfang.casework.intake.events import RaisedAgain
from xinfang.kernel.actor import Actor

__all__ = ["raised_again"]


def raised_again(event: RaisedAgain) -> None:
    """A concluded case goes on as soon as its petitioners come back, not at the next turn of the schedule."""
    by = Actor(None, _("系统"), origin="raised again")
    actions.carry_on(since=event.at, by=by, at=event.at, petition_ids=event.petition_ids)
