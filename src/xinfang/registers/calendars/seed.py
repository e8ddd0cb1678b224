"""The announcements that ship with the product (2004 to 2026), read from data/days.csv."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

__all__ = ["SHIPPED_AT", "fill"]

FILE = Path(__file__).parent / "data" / "days.csv"
# Fixed, so that every process that reads the shipped calendar reads the same one.
SHIPPED_AT = datetime(2026, 1, 1, tzinfo=UTC)
SOURCE = "国务院办公厅关于部分节假日安排的通知"


def fill(days: Any, years: Any) -> None:
    """Load the shipped days by the two managers given (a migration hands in its historical models').

    Days and years that are there already stay as they are, so that it may run twice.
    """
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [
            (date.fromisoformat(row["date"]), row["working"] == "1", row["name"])
            for row in csv.DictReader(file)
        ]
    days.bulk_create(
        [days.model(day=day, working=working, name=name) for day, working, name in rows],
        ignore_conflicts=True,
    )
    found = range(min(rows)[0].year, max(rows)[0].year + 1)
    years.bulk_create(
        [years.model(year=year, confirmed=True, source=SOURCE, changed_at=SHIPPED_AT) for year in found],
        ignore_conflicts=True,
    )
