"""Columns that follow from others: 占比 from counts, 同比 from two years; a row 其中 and the one above."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from xinfang.engines.figurelint.checks.changes import moved
from xinfang.engines.figurelint.checks.rates import wrong
from xinfang.engines.figurelint.checks.sums import near
from xinfang.engines.figurelint.findings import SUBSET, SUBSET_HOLDS, Fault
from xinfang.engines.figurelint.reading import COUNT, PERCENT, Quantity, Sentence

__all__ = ["Row", "columns"]

Row = Sequence[Quantity]  # cells, each with its number; kind is "" where none stands in it

_SHARE = re.compile(r"占比|所占比[例重]|比[例重]")
_THAN = re.compile(r"同比(?:增减|增长|变化|升降|增幅)?(?:[(（]?%[)）]?)?")
_TOTAL = re.compile(r"[总合共]计|总数")
_WITHIN = re.compile(r"其中")
_YEAR = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)年?|(?P<last>去年|上年)(?:同期)?|(?P<now>今年|本年|本期))(?:件数|件次|数量)?"
)
_ENOUGH = 2  # rows that bear a column out


def columns(sentences: Sequence[Sentence], rows: Sequence[Row]) -> Iterator[Fault]:
    """Faults of a table's columns of percentages and of its rows 其中; `sentences` are its rows as text."""
    head = [re.sub(r"\s", "", cell.text) for cell in rows[0]]
    body = [(row, said) for row, said in zip(rows[1:], sentences[1:], strict=True)]
    yield from _shares(head, body)
    yield from _changes(head, body)
    yield from _within(body)


Body = Sequence[tuple[Row, Sentence]]


def _shares(head: Sequence[str], body: Body) -> Iterator[Fault]:
    """占比 right of a count, with a row 合计: most rows bear out that it is of that total."""
    totals = [row for row, _ in body if _TOTAL.fullmatch(re.sub(r"\s", "", row[0].text))]
    for column, name in enumerate(head):
        if column < 2 or not _SHARE.fullmatch(name) or len(totals) != 1:
            continue
        base = totals[0][column - 1]
        pairs = [
            (row[column - 1], row[column], said)
            for row, said in body
            if row not in totals and row[column].kind == PERCENT and row[column - 1].kind == COUNT
        ]
        if base.kind != COUNT or not base.value:
            continue
        odd = [each for each in pairs if not near(100 * each[0].value / base.value, each[1])]
        if len(pairs) - len(odd) >= _ENOUGH and len(odd) == 1 and odd[0][0].value <= base.value:
            part, share, said = odd[0]
            yield wrong(said, share, part, base)


def _changes(head: Sequence[str], body: Body) -> Iterator[Fault]:
    """同比 right of two years: most rows bear out that it is from the one to the other."""
    for column, name in enumerate(head):
        if column < 3 or not _THAN.fullmatch(name):
            continue
        first, second = (_YEAR.fullmatch(head[column - back]) for back in (2, 1))
        if not first or not second:
            continue
        years = first["year"] and second["year"]
        forward = bool(first["last"]) or bool(years and first["year"] < second["year"])
        if not years and bool(first["last"]) == bool(second["last"]):
            continue
        faults, holds = [], 0
        for row, said in body:
            one, other, share = row[column - 2], row[column - 1], row[column]
            old, new = (one, other) if forward else (other, one)
            if share.kind == PERCENT and old.kind == new.kind == COUNT and old.value:
                size = replace(share, value=abs(share.value))
                found = [*moved(said, old, new, size, grows=share.value >= 0)]
                faults += found
                holds += not found
        if holds >= _ENOUGH and len(faults) == 1:
            yield faults[0]


def _within(body: Body) -> Iterator[Fault]:
    """A row 其中 under another is larger in one column, and not in the rest."""
    for (above, _), (row, said) in zip(body, body[1:], strict=False):
        if not _WITHIN.match(row[0].text) or _WITHIN.match(above[0].text):
            continue
        both = [(a, b) for a, b in zip(above[1:], row[1:], strict=True) if a.kind == b.kind == COUNT]
        more = [(a, b) for a, b in both if b.value > a.value]
        if len(more) == 1 and len(both) > 1:
            whole, part = more[0]
            params = {"part": part.text, "total": whole.text}
            done = f"{part.value}>{whole.value}"
            yield Fault("subset", said, part, SUBSET, SUBSET_HOLDS, done, params)
