"""The class list that ships with the product, read from data/classes_v1.csv."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from xinfang.engines.phrases import phrase_initials

__all__ = ["VERSION", "fill", "shipped"]

FILE = Path(__file__).parent / "data" / "classes_v1.csv"
VERSION = "v1"
LEVELS = ("level1", "level2", "level3")


def shipped() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each source row: its code and its one to three names."""
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["code"], tuple(row[level] for level in LEVELS if row[level])


def fill(lists: Any, classes: Any) -> None:
    """Load the shipped list by the two managers given (a migration hands in its historical models').

    Three bulk inserts, one a level. Does nothing where the version is there.
    """
    if lists.filter(version=VERSION).exists():
        return
    listing = lists.create(version=VERSION, name="信访内容分类（第一版）", valid_from=date(2004, 1, 1))
    names: dict[tuple[str, ...], str] = {}
    for code, path in shipped():
        for level in range(1, len(path) + 1):
            names.setdefault(path[:level], code[: 2 * level])
    made: dict[tuple[str, ...], Any] = {}
    for level in (1, 2, 3):
        fresh = {
            path: classes.model(
                listing=listing,
                code=code,
                name=path[-1],
                level=level,
                parent=made.get(path[:-1]),
                initials=phrase_initials(path[-1])[:30],
            )
            for path, code in names.items()
            if len(path) == level
        }
        classes.bulk_create(fresh.values())
        made.update(fresh)
