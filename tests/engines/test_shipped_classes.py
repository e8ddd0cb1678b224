"""The class list that ships with the product is whole and its codes are a tree."""

import csv
import re
from pathlib import Path

import xinfang

CLASSES_FILE = Path(xinfang.__file__).parent / "registers/topics/data/classes_v1.csv"


def classes() -> list[dict[str, str]]:
    with CLASSES_FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_class_is_there_once_with_three_names() -> None:
    rows = classes()
    assert len(rows) == 517
    assert len({(row["level1"], row["level2"], row["level3"]) for row in rows}) == 517
    assert all(name and name == name.strip() for row in rows for name in row.values())


def test_codes_are_unique_ordered_and_their_beginnings_name_the_levels() -> None:
    rows = classes()
    codes = [row["code"] for row in rows]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"(?!00)\d\d(?!00)\d\d(?!00)\d\d", code) for code in codes)
    first = {(row["code"][:2], row["level1"]) for row in rows}
    second = {(row["code"][:4], row["level1"], row["level2"]) for row in rows}
    assert len(first) == len({code for code, _ in first}) == len({name for _, name in first}) == 15
    assert len(second) == len({code for code, *_ in second}) == len({pair[1:] for pair in second}) == 118
