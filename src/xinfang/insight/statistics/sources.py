"""Which articles stand behind a figure: those of the period's own time."""

from datetime import date

from xinfang.insight.statistics.periods import Period

__all__ = ["of_its_time"]

BETWEEN = "；"
# What a source calls a regulation by -> the days on which it was in force.
IN_FORCE = {
    "（2005）": (date(2005, 5, 1), date(2022, 4, 30)),
    "（2022）": (date(2022, 5, 1), date.max),
}


def of_its_time(source: str, period: Period) -> str:
    """A source without the regulations that were in force on no day of the period; as it is where no part
    would be left."""
    parts = source.split(BETWEEN)
    held = [part for part in parts if _in_force(part, period)]
    return BETWEEN.join(held or parts)


def _in_force(part: str, period: Period) -> bool:
    spans = [span for name, span in IN_FORCE.items() if name in part]
    return not spans or any(first <= period.last and period.first <= last for first, last in spans)
