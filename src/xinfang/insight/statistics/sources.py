"""Which articles stand behind a figure: those of the period's own time."""

import re
from datetime import date

from xinfang.insight.statistics.periods import Period

__all__ = ["of_its_time"]

BETWEEN = re.compile("(；|; )")  # in Chinese, and in English
# What a source calls a regulation by, in either language -> the days on which it was in force.
IN_FORCE = {
    "2005": (date(2005, 5, 1), date(2022, 4, 30)),
    "2022": (date(2022, 5, 1), date.max),
}


def of_its_time(source: str, period: Period) -> str:
    """A source without the regulations that were in force on no day of the period; as it is where no part
    would be left."""
    parts = BETWEEN.split(source)
    held = [part for part in parts[::2] if _in_force(part, period)]
    if not held:
        return source
    told = parts[1].join(held) if len(held) > 1 else held[0]
    return told[:1].upper() + told[1:]


def _in_force(part: str, period: Period) -> bool:
    spans = [span for name, span in IN_FORCE.items() if name in part]
    return not spans or any(first <= period.last and period.first <= last for first, last in spans)
