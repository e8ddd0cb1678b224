"""What a chapter may say of a year's visits to higher levels, each with the counts behind it."""

from datetime import date

from xinfang.insight.sayable.queries import Claim, fell, none
from xinfang.insight.statistics import periods
from xinfang.registers.staff.scope import Scope

__all__ = ["claims", "year_asked"]

NONE = ("abnormal_visits_capital", "group_visits_capital", "group_visits_city_or_province")
FELL = "abnormal_visits_city_or_province"


def year_asked(text: str, today: date) -> int:
    """The year of the address; what is no year of ours gives the last one that is over."""
    asked = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return asked if 1980 <= asked <= today.year else today.year - 1


def claims(scope: Scope, year: int) -> list[Claim]:
    """The chapter's sentences: none to the capital, none in groups to city and province, fewer abnormal."""
    period = periods.year(year)
    return [*(none(scope, key, period) for key in NONE), fell(scope, FELL, period)]
