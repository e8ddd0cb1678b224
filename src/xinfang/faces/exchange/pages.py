"""What the pages show of a batch."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from xinfang.casework.intake.channels import CELLS
from xinfang.engines.tabular import Table
from xinfang.faces.exchange.columns import FIELDS
from xinfang.faces.exchange.forecast import forecast, judged
from xinfang.faces.exchange.forms import Choice, column_lines
from xinfang.faces.exchange.masked import Masks, reasons_masked
from xinfang.faces.exchange.models import BatchState, ImportBatch
from xinfang.faces.exchange.presenting import noted
from xinfang.faces.exchange.queries import opens
from xinfang.faces.exchange.reading import Reader, Row
from xinfang.kernel import clock
from xinfang.kernel.progress import progress
from xinfang.registers.organisations.names import UnitName, units_named
from xinfang.registers.staff.scope import Scope

__all__ = ["RUNNING", "listed", "preview", "result", "standing", "units_of"]

RUNNING = {BatchState.QUEUED, BatchState.RUNNING, BatchState.FAILED}
SHOWN = 20  # rows of a preview
CHECKED = 20_000  # rows that a page checks; longer files are checked whole as they run


def units_of(scope: Scope) -> list[UnitName]:
    """The units under which an actor may import."""
    return units_named(clock.today(), scope.reach("import"))


def preview(
    batch: ImportBatch, table: Table, units: list[UnitName], *, at: datetime, today: date
) -> dict[str, Any]:
    """Columns with their choices, the dry run's counts, the first rows as they would be registered."""
    channel = batch.options.get("channel", "")
    reader = Reader(table, batch.mapping, channel=channel, today=today)
    fields = [name for name in FIELDS if name in batch.mapping]
    places = [table.header.index(batch.mapping[name]) for name in fields]
    masks = Masks(table.header, batch.mapping)
    rows = [_shown(row, places, masks, at) for row in reader.rows(0, SHOWN)]
    found = forecast(reader, at=at, limit=CHECKED)
    return {
        "batch": batch,
        "lines": column_lines(table, batch.mapping, masks),
        "cells": [Choice(key, str(cell.name), key == channel) for key, cell in CELLS.items()],
        "units": [Choice(str(unit.pk), unit.name, unit.pk == batch.unit_id) for unit in units],
        "repeats": batch.options.get("repeats", True),
        "labels": [FIELDS[name].label for name in fields],
        "rows": rows,
        "found": found,
        "notes": noted(found.notes),
        "takable": found.read - found.refused,
        "partly": batch.rows_read > CHECKED,
    }


def _shown(row: Row, places: Sequence[int], masks: Masks, at: datetime) -> tuple[int, list[str], list[str]]:
    """A row of the preview: its line, its cells masked, why it would be refused."""
    shown = masks.row(row.cells)
    return row.line, [shown[place] for place in places], reasons_masked(judged(row, at), row.cells, shown)


def listed(scope: Scope, found: Iterable[ImportBatch]) -> list[tuple[ImportBatch, bool]]:
    """Batches, each with whether the actor may open it."""
    return [(batch, opens(scope, batch)) for batch in found]


def standing(batch: ImportBatch, *, at: datetime) -> dict[str, Any]:
    """A running batch: how far, how long still, and whether anybody works on it."""
    found = progress(
        batch.state,
        done=batch.rows_done,
        total=batch.rows_read,
        queued_at=batch.queued_at,
        started_at=batch.started_at,
        progressed_at=batch.progressed_at,
        at=at,
    )
    return {"batch": batch, **asdict(found)}


def result(batch: ImportBatch) -> dict[str, Any]:
    """A finished batch."""
    seconds = None
    if batch.started_at and batch.finished_at and batch.state == BatchState.DONE:
        seconds = (batch.finished_at - batch.started_at).total_seconds()
    return {"batch": batch, "notes": noted(batch.notes), "seconds": seconds}
