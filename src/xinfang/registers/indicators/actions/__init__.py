"""The verbs of outside indicators; the only writers of the room's tables."""

from xinfang.registers.indicators.actions.importing import COLUMNS, Report, RowProblem, import_values
from xinfang.registers.indicators.actions.writing import (
    ABOUT_SOMEBODY,
    ValueEntry,
    add_indicator,
    enter_value,
)

__all__ = [
    "ABOUT_SOMEBODY",
    "COLUMNS",
    "Report",
    "RowProblem",
    "ValueEntry",
    "add_indicator",
    "enter_value",
    "import_values",
]
