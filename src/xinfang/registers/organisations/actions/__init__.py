"""The only writers of the unit tree."""

from xinfang.registers.organisations.actions.importing import Report, RowProblem, import_units
from xinfang.registers.organisations.actions.units import (
    add_unit,
    change_door,
    change_letter_code,
    close_unit,
    merge_units,
    rename_unit,
)

__all__ = [
    "Report",
    "RowProblem",
    "add_unit",
    "change_door",
    "change_letter_code",
    "close_unit",
    "import_units",
    "merge_units",
    "rename_unit",
]
