"""Bar charts as SVG, and the same as PNG: for reports on paper. The same numbers give the same bytes."""

import tempfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape

__all__ = ["Plot", "png", "svg"]

WIDTH, LEFT, RIGHT, HEAD, FOOT = 760, 56, 24, 62, 34
TALL, ROW = 240, 30
INK, QUIET, LINE, BAR, OTHER = "#1b2430", "#596474", "#e3e7ec", "#0f6b6b", "#b86e00"
FACE = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
NAMES = 190  # the room of the names beside lying bars


@dataclass(frozen=True)
class Plot:
    """What is drawn. `before`: the same of last year, as a line; `lying`: long names, one bar a row."""

    title: str
    unit: str
    names: tuple[str, ...]
    values: tuple[int, ...]
    before: tuple[int, ...] = ()
    now_name: str = ""
    before_name: str = ""
    lying: bool = False


def svg(plot: Plot) -> str:
    """The chart. Its title and numbers are text, so that they can be read by ear and searched."""
    height, parts = _lying(plot) if plot.lying else _standing(plot)
    told = "；".join(f"{name} {value}" for name, value in zip(plot.names, plot.values, strict=True))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}"'
        f' height="{height}" role="img" font-family="{FACE}" font-size="13">'
        f"<title>{escape(plot.title)}</title><desc>{escape(told)}</desc>"
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
        f"{_text(20, 28, plot.title, size=16, bold=True)}" + "".join(parts) + "</svg>"
    )


def _text(
    x: float, y: float, said: str, *, ink: str = INK, size: int = 13, at: str = "start", bold: bool = False
) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{ink}" font-size="{size}" text-anchor="{at}"{weight}>'
        f"{escape(said)}</text>"
    )


def _rounded_up(most: int) -> int:
    """A whole number at the top of the axis that four lines divide well."""
    steps = (digit * 10**power for power in count() for digit in (1, 2, 5))
    step = next(step for step in steps if step * 4 >= most)
    return step * 4


def _standing(plot: Plot) -> tuple[int, list[str]]:
    top = _rounded_up(max((*plot.values, *plot.before, 1)))
    wide = (WIDTH - LEFT - RIGHT) / max(len(plot.names), 1)
    bottom = HEAD + TALL

    def high(value: float) -> float:
        return bottom - TALL * value / top

    parts = []
    for quarter in range(5):
        value = top * quarter // 4
        y = high(value)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="{LINE}"/>')
        parts.append(_text(LEFT - 8, y + 4, str(value), ink=QUIET, size=12, at="end"))
    for place, (name, value) in enumerate(zip(plot.names, plot.values, strict=True)):
        middle = LEFT + wide * (place + 0.5)
        body = f'width="{wide * 0.56:.1f}" height="{bottom - high(value):.1f}" fill="{BAR}"'
        parts.append(f'<rect x="{middle - wide * 0.28:.1f}" y="{high(value):.1f}" {body}/>')
        parts.append(_text(middle, high(value) - 5, str(value), size=12, at="middle"))
        parts.append(_text(middle, bottom + 20, name, ink=QUIET, size=12, at="middle"))
    if plot.before:
        points = [(LEFT + wide * (place + 0.5), high(value)) for place, value in enumerate(plot.before)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{OTHER}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{OTHER}"/>' for x, y in points]
    return bottom + FOOT, [*parts, *_legend(plot)]


def _legend(plot: Plot) -> list[str]:
    if not plot.before:
        return [_text(WIDTH - RIGHT, 28, plot.unit, ink=QUIET, at="end")]
    return [
        f'<rect x="20" y="40" width="12" height="10" fill="{BAR}"/>',
        _text(38, 50, plot.now_name, ink=QUIET, size=12),
        f'<path d="M150 45h18" stroke="{OTHER}" stroke-width="2"/>',
        _text(174, 50, plot.before_name, ink=QUIET, size=12),
        _text(WIDTH - RIGHT, 50, plot.unit, ink=QUIET, size=12, at="end"),
    ]


def _lying(plot: Plot) -> tuple[int, list[str]]:
    most = max((*plot.values, 1))
    parts = [_text(WIDTH - RIGHT, 28, plot.unit, ink=QUIET, at="end")]
    room = WIDTH - NAMES - RIGHT - 60
    for place, (name, value) in enumerate(zip(plot.names, plot.values, strict=True)):
        y = HEAD - 14 + ROW * place
        short = name if len(name) <= 13 else name[:12] + "…"
        parts.append(_text(NAMES - 10, y + 16, short, at="end"))
        long = room * value / most
        parts.append(f'<rect x="{NAMES}" y="{y + 3}" width="{long:.1f}" height="{ROW - 12}" fill="{BAR}"/>')
        parts.append(_text(NAMES + long + 8, y + 16, str(value), size=12))
    return HEAD + ROW * len(plot.names), parts


def png(plot: Plot, *, ppi: float = 192) -> bytes:
    """The chart as a picture, `ppi` pixels an inch. Raises LetterRefused when fonts are missing."""
    import typst  # a start of the programme does not wait for it

    from xinfang.engines.letterpress.fonts import found_fonts, typst_fonts

    fonts = typst_fonts(found_fonts())
    with tempfile.TemporaryDirectory(prefix="plot-") as name:
        root = Path(name)
        (root / "plot.svg").write_text(svg(plot), "utf-8")
        (root / "plot.typ").write_text(
            f'#set page(width: {WIDTH}pt, height: auto, margin: 0pt)\n#image("plot.svg", width: {WIDTH}pt)\n',
            "utf-8",
        )
        press = typst.Compiler(
            str(root / "plot.typ"), root=name, font_paths=fonts, ignore_system_fonts=True,
            package_path=str(root / "none"), package_cache_path=str(root / "none"),
        )  # fmt: skip
        made = press.compile(format="png", ppi=ppi)
    assert isinstance(made, bytes)
    return made
