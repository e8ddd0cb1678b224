"""What the room does when others act; named in project/wiring.py."""

from django.utils.translation import gettext

from xinfang.casework.deadlines import actions
from xinfang.casework.intake.events import RaisedAgain
from xinfang.casework.petitions.events import ActsUndone, MattersMoved
from xinfang.kernel.actor import Actor
from xinfang.registers.calendars.events import CalendarChanged

__all__ = ["count_again", "keep_time", "raised_again", "run_on"]


def keep_time(event: MattersMoved) -> None:
    """Every act does to the clocks what the workflow's table says."""
    actions.apply(event.moved, verb=event.verb, at=event.at)


def run_on(event: ActsUndone) -> None:
    """An act that was taken back leaves the clocks as they were."""
    actions.undo(act_ids=[act for _matter, act in event.acts], at=event.at)


def raised_again(event: RaisedAgain) -> None:
    """What is urgent is reported at once, also when the matter is an old one."""
    by = Actor(None, gettext("系统"), origin="raised again")
    actions.raised_again(petition_ids=event.petition_ids, by=by, at=event.at)


def count_again(event: CalendarChanged) -> None:
    """A changed or confirmed calendar moves the open dates, in the same transaction."""
    years = " ".join(map(str, event.years))
    by = Actor(None, gettext("系统"), origin=f"calendar {years}")
    actions.count_again(years=event.years, by=by, at=event.at)
