"""What an import would do, told before anything is written."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from xinfang.casework.intake import rules
from xinfang.casework.intake.known import known
from xinfang.faces.exchange.reading import Reader, Row

__all__ = ["Forecast", "Kind", "forecast", "judged"]

STEP = 2_000
_SPECIFICS = (re.compile(r"的“[^”]*”"), re.compile(r"\d+(?:[-:.]\d+)*"))
# What a cell may hold is the same in every row: its figures stay, and are put aside while the others go.
_BOUNDS = re.compile(r"应为 \d+ (?:到|至) \d+|最多 \d+|应为 \d+")
_KEPT = {ord("0") + digit: 0xE000 + digit for digit in range(10)}
_BACK = {aside: digit for digit, aside in _KEPT.items()}
_ADVICE = re.compile(r"(.*?)((?:，请|；请|，例如).*)?$", re.DOTALL)
EXAMPLES = 5


@dataclass
class Kind:
    """One kind of problem: its sentence without particulars, how many rows, the first lines it stands on."""

    sentence: str
    count: int = 0
    lines: list[int] = field(default_factory=list)


@dataclass
class Forecast:
    """Counts of a dry run. Repeats are only found when rows are registered, so they are in `good`."""

    read: int = 0
    good: int = 0
    already: int = 0
    refused: int = 0
    answers: int = 0
    notes: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, Kind] = field(default_factory=dict)
    rows: list[tuple[int, list[str], str]] = field(default_factory=list)  # refused: line, cells, reason

    @property
    def problems(self) -> list[Kind]:
        """The kinds of problem, the most frequent first."""
        return sorted(self.kinds.values(), key=lambda kind: (-kind.count, kind.sentence))


def forecast(reader: Reader, *, at: datetime, limit: int | None = None) -> Forecast:
    """A dry run over all rows, or the first `limit`: reads, checks and compares, writes nothing."""
    found = Forecast()
    seen: set[UUID] = set()
    total = len(reader.table.rows) if limit is None else min(limit, len(reader.table.rows))
    for start in range(0, total, STEP):
        rows = reader.rows(start, min(start + STEP, total))
        before = known([row.arrival.form_key for row in rows if row.arrival])
        for row in rows:
            _add(found, row, judged(row, at), seen, before.keys())
    return found


def judged(row: Row, at: datetime) -> tuple[str, ...]:
    """All reasons why a row would be refused."""
    if row.arrival is None:
        return row.reasons
    return tuple(problem.sentence for problem in rules.problems(row.arrival, at))


def _add(
    found: Forecast, row: Row, reasons: tuple[str, ...], seen: set[UUID], before: Collection[UUID]
) -> None:
    found.read += 1
    if reasons:
        found.refused += 1
        found.rows.append((row.line, row.cells, " ".join(reasons)))
        for sentence in _kinds(reasons):
            kind = found.kinds.setdefault(sentence, Kind(sentence))
            kind.count += 1
            if len(kind.lines) < EXAMPLES:
                kind.lines.append(row.line)
        return
    assert row.arrival
    found.notes.update(row.notes)
    found.answers += row.given is not None
    if row.arrival.form_key in before or row.arrival.form_key in seen:
        found.already += 1
    else:
        found.good += 1
    seen.add(row.arrival.form_key)


def _kinds(reasons: tuple[str, ...]) -> Iterator[str]:
    """The sentences with '…' for what differs from row to row; the advice after it stays as it is."""
    for sentence in dict.fromkeys(reasons):
        fault, advice = _ADVICE.match(sentence).groups()  # type: ignore[union-attr] # matches any text
        fault, bounds = _BOUNDS.subn(lambda found: found[0].translate(_KEPT), fault)
        for pattern, instead in zip(_SPECIFICS, ("的“…”", "…"), strict=True):
            fault = pattern.sub(instead, fault)
        yield (fault.translate(_BACK) if bounds else fault) + (advice or "")
