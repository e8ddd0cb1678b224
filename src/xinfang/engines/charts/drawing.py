"""The charts: columns beside last year's line, ranked bars, tiles, a grid of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from xinfang.engines.charts.paper import Sheet, cut

__all__ = ["Chart", "Series", "bars", "columns", "grid", "tiles"]

WIDE = 960
EDGE = 28
HEAD = 84  # title and what it stands on
FOOT = 44
TINTS = (0.0, 0.12, 0.26, 0.42, 0.6, 1.0)  # dark text on all but the last
Values = Sequence[float | None]


@dataclass(frozen=True)
class Series:
    """Numbers under a name; None where there is none to be had."""

    name: str
    values: Values


@dataclass(frozen=True)
class Chart:
    """What is drawn: a title, what it stands on, names, this and last year's numbers."""

    title: str
    under: str
    foot: str
    unit: str
    names: Sequence[str]
    now: Series
    before: Series | None = None


def columns(chart: Chart) -> str:
    """A column for each name, the year before as a dashed line."""
    sheet, high = _begun(chart), 300.0
    top, left, right = HEAD + 34.0, EDGE + 34.0, WIDE - EDGE
    most = _round(max([*_told(chart.now.values), *_told(chart.before.values if chart.before else ()), 1]))
    for part in range(5):
        y = top + high - high * part / 4
        sheet.line(left, y, right, y)
        sheet.text(left - 8, y + 4, f"{most * part / 4:g}", size=12, colour="quiet", at="end")
    step = (right - left) / max(len(chart.names), 1)
    wide = min(step * 0.56, 46)
    labels: list[tuple[float, float, str]] = []
    for place, (name, value) in enumerate(zip(chart.names, chart.now.values, strict=True)):
        middle = left + step * (place + 0.5)
        tall = high * (value or 0) / most
        sheet.box(middle - wide / 2, top + high - tall, wide, tall)
        if value:
            labels.append((middle, top + high - tall - 6, f"{value:g}"))
        sheet.text(middle, top + high + 20, cut(name, 12, step), size=12, colour="quiet", at="middle")
    if chart.before:
        told = enumerate(chart.before.values)
        sheet.path(
            [(left + step * (p + 0.5), top + high - high * v / most) for p, v in told if v is not None]
        )
    for x, y, said in labels:
        sheet.text(x, y, said, size=12, at="middle", halo=True)
    _legend(sheet, chart, HEAD + 4)
    return _ended(sheet, chart, top + high + 30)


def bars(chart: Chart) -> str:
    """A bar a name, in the order given; last year's as a tick."""
    sheet, top, row = _begun(chart), HEAD + 26.0, 30.0
    left, right = EDGE + 200.0, WIDE - EDGE - 130.0
    before: Values = chart.before.values if chart.before else [None] * len(chart.names)
    most = max([*_told(chart.now.values), *_told(before), 1])
    for place, (name, value, last) in enumerate(zip(chart.names, chart.now.values, before, strict=True)):
        y = top + row * place
        sheet.text(left - 12, y + 18, cut(name, 13, left - EDGE - 12), at="end")
        sheet.box(left, y + 5, (right - left) * (value or 0) / most, 18)
        if last is not None:
            tick = left + (right - left) * last / most
            sheet.line(tick, y + 2, tick, y + 26, colour="edge", thick=2)
        sheet.text(right + 12, y + 18, _number(value), bold=True)
        if last is not None:
            sheet.text(WIDE - EDGE, y + 18, _number(last), size=12, colour="quiet", at="end")
    _legend(sheet, chart, HEAD - 2)
    return _ended(sheet, chart, top + row * len(chart.names))


def tiles(chart: Chart, steps: Sequence[int]) -> str:
    """A tile a name, in the order given, stronger by its step (0 to 5)."""
    sheet, across, gap, high = _begun(chart), 5, 10.0, 74.0
    wide = (WIDE - 2 * EDGE - gap * (across - 1)) / across
    for place, (name, value, step) in enumerate(zip(chart.names, chart.now.values, steps, strict=True)):
        x = EDGE + (wide + gap) * (place % across)
        y = HEAD + (high + gap) * (place // across)
        _tile(sheet, (x, y, wide, high), step)
        ink = "accent-ink" if step >= len(TINTS) - 1 else "ink"
        sheet.text(x + 12, y + 26, cut(name, 13, wide - 24), colour=ink)
        sheet.text(x + 12, y + 56, _number(value), size=22, colour=ink, bold=True)
    lines = -(-len(chart.names) // across)
    return _ended(sheet, chart, HEAD + (high + gap) * lines)


def grid(chart: Chart, rows: Sequence[tuple[str, Sequence[str], Sequence[int]]]) -> str:
    """A table of two dimensions: `names` are the columns' heads; a row is its name, cells, steps."""
    sheet, row, first = _begun(chart), 30.0, 190.0
    wide = (WIDE - 2 * EDGE - first) / max(len(chart.names), 1)
    for place, name in enumerate(chart.names):
        x = EDGE + first + wide * (place + 1) - 8
        sheet.text(x, HEAD + 14, cut(name, 12, wide - 10), size=12, colour="quiet", at="end")
    for line, (name, cells, steps) in enumerate(rows):
        y = HEAD + 24 + row * line
        sheet.line(EDGE, y, WIDE - EDGE, y)
        sheet.text(EDGE, y + 20, cut(name, 13, first - 10))
        for place, (cell, step) in enumerate(zip(cells, steps, strict=True)):
            x = EDGE + first + wide * place
            if step:
                _tile(sheet, (x + 2, y + 2, wide - 4, row - 4), step)
            ink = "accent-ink" if step >= len(TINTS) - 1 else "ink"
            sheet.text(x + wide - 8, y + 20, cut(cell, 12, wide - 10), size=12, colour=ink, at="end")
    return _ended(sheet, chart, HEAD + 24 + row * len(rows))


def _tile(sheet: Sheet, place: tuple[float, float, float, float], step: int) -> None:
    if step:
        sheet.box(*place, strength=TINTS[step], round_=4)
    else:
        sheet.box(*place, colour="line", strength=0.55, round_=4)


def _begun(chart: Chart) -> Sheet:
    sheet = Sheet()
    sheet.text(EDGE, 40, cut(chart.title, 19, WIDE - 2 * EDGE), size=19, bold=True)
    sheet.text(EDGE, 64, cut(chart.under, 13, WIDE - 2 * EDGE), colour="quiet")
    return sheet


def _ended(sheet: Sheet, chart: Chart, bottom: float) -> str:
    sheet.text(EDGE, bottom + 26, cut(chart.foot, 12, WIDE - 2 * EDGE), size=12, colour="quiet")
    return sheet.svg(WIDE, bottom + FOOT, f"{chart.title} {chart.under}")


def _legend(sheet: Sheet, chart: Chart, y: float) -> None:
    if chart.before is None:
        return
    x = WIDE - EDGE - 260.0
    sheet.box(x, y, 14, 12)
    sheet.text(x + 20, y + 11, cut(chart.now.name, 12, 100), size=12)
    sheet.line(x + 130, y + 6, x + 150, y + 6, colour="edge", thick=2)
    sheet.text(x + 156, y + 11, cut(chart.before.name, 12, 104), size=12, colour="quiet")


def _told(values: Values) -> list[float]:
    return [value for value in values if value is not None]


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:g}"


def _round(most: float) -> float:
    """The next number that four lines divide well."""
    scale = 1.0
    while most > scale * 100:
        scale *= 10
    for each in (4, 8, 12, 20, 40, 60, 80, 100):
        if most <= each * scale:
            return each * scale
    return most
