"""Cases that were opened from a report: are they still those that it counted?"""

from collections.abc import Mapping

from xinfang.insight.yearbook.differing import moved
from xinfang.insight.yearbook.queries import FiguresReport, report_in
from xinfang.kernel import clock
from xinfang.registers.staff.scope import Scope

__all__ = ["moved_since"]


def moved_since(scope: Scope, data: Mapping[str, str], key: str) -> FiguresReport | None:
    """The report whose figure led here, when the register tells it of other rows today; else None."""
    number = data.get("report", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    report = report_in(scope, int(number))
    return report if report and moved(scope, report, key, clock.today()) else None
