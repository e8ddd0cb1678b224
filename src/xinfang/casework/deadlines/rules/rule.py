"""What a rule says of a clock, and the names of the laws it stands in."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.workflow import IN_FORCE_2022

__all__ = ["LAST_2005", "LAW_2005", "LAW_2022", "SINCE_2005", "ClockRule", "Text", "Unit"]

Text = Promise | str
# `at_once`: the same day, worked or not. A length of 0 in days: only a day that somebody names.
Unit = Literal["days", "working_days", "at_once"]

LAW_2005, LAW_2022 = _("《信访条例》（2005）"), _("《信访工作条例》（2022）")
SINCE_2005 = date(2005, 5, 1)
LAST_2005 = IN_FORCE_2022 - timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class ClockRule:
    """A term of the law. Days are calendar days unless the text says 工作日.

    `begins`: the start event, a sentence with %(day)s. `article` always follows the law's name: its English
    begins with a comma. Both dates in force are inclusive.
    """

    key: str
    family: str  # what the workflow's clock column names
    label: Text
    begins: Text
    length: int
    unit: Unit
    owed_by: Text
    law: Text
    article: Text
    valid_from: date
    valid_to: date | None = None
    duty: bool = True  # False: a right, which lapses
    settable: bool = False  # whoever orders the act may set the last day
    extension_days: int = 0  # at most so many more, granted once
    place: str = ""  # local: only where the site says it stands there
    beside: str = ""  # an internal target: begins and ends with the clocks of this family
    target: bool = False  # nobody's right hangs on it; only where the site asks for it
    caution: Text = ""  # what is not certain about it

    def in_force(self, day: date) -> bool:
        """Whether a clock that begins on `day` runs under it."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
