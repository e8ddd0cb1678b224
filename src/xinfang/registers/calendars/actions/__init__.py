"""The only writers of the calendar."""

from xinfang.registers.calendars.actions.days import change_day, confirm_year, seed
from xinfang.registers.calendars.actions.importing import Report, RowProblem, import_year

__all__ = ["Report", "RowProblem", "change_day", "confirm_year", "import_year", "seed"]
