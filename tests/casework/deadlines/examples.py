"""The worked examples, computed by hand from the almanac; read from worked_examples.csv."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xinfang.casework.deadlines.models import Clock

__all__ = ["EXAMPLES", "Example"]


@dataclass(frozen=True)
class Example:
    """A rule, a first day and what happened, and the last day that it must have."""

    rule: str
    start: date
    due: date
    extended: int
    stops: list[list[str]]
    until: date | None
    provisional: bool
    why: str

    def clock(self) -> Clock:
        """The clock as it would be stored, its dates not set unless somebody named the last day."""
        return Clock(
            rule=self.rule,
            started_on=self.start,
            nominal_on=self.until or self.start,
            due_on=self.until or self.start,
            extended_days=self.extended,
            stops=self.stops,
            fixed=self.until is not None,
        )


def _read(row: dict[str, str]) -> Example:
    extra = [part.partition("=")[::2] for part in row["extra"].split()]
    until = next((value for name, value in extra if name == "until"), "")
    unknown = {name for name, _value in extra} - {"extend", "stop", "until", "provisional"}
    if unknown:
        raise ValueError(f"{row['rule']} {row['start']}: what is {unknown}?")
    return Example(
        rule=row["rule"],
        start=date.fromisoformat(row["start"]),
        due=date.fromisoformat(row["due"]),
        extended=sum(int(value) for name, value in extra if name == "extend"),
        stops=[value.split("..") for name, value in extra if name == "stop"],
        until=date.fromisoformat(until) if until else None,
        provisional=("provisional", "") in extra,
        why=row["why"],
    )


def _rows() -> Iterator[dict[str, str]]:
    file = Path(__file__).parent / "worked_examples.csv"
    yield from csv.DictReader(file.read_text("utf-8").splitlines())


EXAMPLES = [_read(row) for row in _rows()]
