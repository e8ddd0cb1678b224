"""From matters to table rows: cells in the chosen columns and the light at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xinfang.casework.deadlines import queries as deadlines
from xinfang.casework.deadlines.light import Light
from xinfang.casework.marks.queries import marks_on
from xinfang.casework.petitions import queries as petitions
from xinfang.casework.petitions.queries import Row
from xinfang.faces.workbench.worklist.columns import Column
from xinfang.registers.staff.scope import Scope

__all__ = ["Cell", "Line", "lines"]


@dataclass(frozen=True)
class Cell:
    """One cell."""

    key: str
    label: str
    text: str


@dataclass(frozen=True)
class Line:
    """One row of the table."""

    row: Row
    cells: tuple[Cell, ...]
    light: Light
    marks: tuple[str, ...] = ()


def lines(
    matters: Sequence[Any], columns: Sequence[Column], today: date, scope: Scope | None = None
) -> list[Line]:
    """The lines of a page of matters; a fixed number of queries. With a scope: its unit's marks, too."""
    borne = marks_on(scope, [matter.pk for matter in matters]) if scope else {}
    lights = deadlines.lights([matter.pk for matter in matters], today)
    return [
        Line(
            row,
            tuple(Cell(column.key, str(column.label), column.words(row)) for column in columns),
            lights[row.pk],
            tuple(mark.name for mark in borne.get(row.pk, ())),
        )
        for row in petitions.rows(matters)
    ]
