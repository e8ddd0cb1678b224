"""Who may be put in charge of a case: the accounts that hold a leader's post on a day."""

from datetime import date

from xinfang.registers.staff.models import User
from xinfang.registers.staff.queries import holders

__all__ = ["leaders"]


def leaders(day: date) -> list[User]:
    """In the order of the units in which they are posted."""
    return holders("lead_cases", day)
