"""A sheet of SVG to draw on: escaped text, rectangles, lines; widths of text are guessed."""

import unicodedata
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

__all__ = ["FAMILY", "PALETTE", "Sheet", "cut", "width"]

FAMILY = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
# The light colours of the pages (kernel/static/frame/tokens.css; a test compares): a picture is for paper.
PALETTE = {
    "paper": "#fff",
    "ink": "#1b2430",
    "quiet": "#596474",
    "line": "#e3e7ec",
    "edge": "#8a94a3",
    "c1": "#0f6b6b",
    "accent-ink": "#fff",
}
CHARACTER = 0.56  # of the size; a wide character takes all of it


def width(text: str, size: float) -> float:
    """About how wide a text is, in pixels."""
    return sum(size * (1 if unicodedata.east_asian_width(ch) in "WF" else CHARACTER) for ch in text)


def cut(text: str, size: float, room: float) -> str:
    """The text, or as much of it as fits, with …"""
    if width(text, size) <= room:
        return text
    while text and width(text + "…", size) > room:
        text = text[:-1]
    return text + "…"


class Sheet:
    """Pieces are kept in the order of drawing."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def text(
        self,
        x: float,
        y: float,
        said: str,
        *,
        size: float = 13,
        colour: str = "ink",
        at: str = "start",
        bold: bool = False,
        halo: bool = False,
    ) -> None:
        """A line of text; `at`: start, middle or end of it stands at x; a halo keeps lines away."""
        weight = ' font-weight="600"' if bold else ""
        weight += f' stroke="{PALETTE["paper"]}" stroke-width="4" paint-order="stroke"' if halo else ""
        self._pieces.append(
            f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{PALETTE[colour]}" '
            f'text-anchor="{at}"{weight}>'
            f"{escape(_plain(said))}</text>"
        )

    def box(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        *,
        colour: str = "c1",
        strength: float = 1,
        round_: float = 2,
    ) -> None:
        """A filled rectangle; strength 0 to 1."""
        opacity = f' fill-opacity="{strength:g}"' if strength < 1 else ""
        self._pieces.append(
            f'<rect x="{x:g}" y="{y:g}" width="{max(w, 0):g}" height="{max(h, 0):g}" rx="{round_:g}" '
            f'fill="{PALETTE[colour]}"{opacity}/>'
        )

    def line(
        self, x: float, y: float, to_x: float, to_y: float, *, colour: str = "line", thick: float = 1
    ) -> None:
        """A straight line."""
        self._pieces.append(
            f'<line x1="{x:g}" y1="{y:g}" x2="{to_x:g}" y2="{to_y:g}" stroke="{PALETTE[colour]}" '
            f'stroke-width="{thick:g}"/>'
        )

    def path(self, points: Sequence[tuple[float, float]], *, colour: str = "edge") -> None:
        """A dashed line through points, each with a dot."""
        way = " ".join(f"{x:g},{y:g}" for x, y in points)
        self._pieces.append(
            f'<polyline points="{way}" fill="none" stroke="{PALETTE[colour]}" stroke-width="1.6" '
            'stroke-dasharray="5 4"/>'
        )
        self._pieces += [
            f'<circle cx="{x:g}" cy="{y:g}" r="2.6" fill="{PALETTE[colour]}"/>' for x, y in points
        ]

    def svg(self, w: float, h: float, title: str) -> str:
        """The whole file, on paper."""
        paper = f'<rect width="{w:g}" height="{h:g}" fill="{PALETTE["paper"]}"/>'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{w:g}" height="{h:g}" viewBox="0 0 {w:g} {h:g}" '
            f'font-family={quoteattr(FAMILY)} role="img" aria-label={quoteattr(_plain(title))}>'
            f"<title>{escape(_plain(title))}</title>{paper}{''.join(self._pieces)}</svg>\n"
        )


def _plain(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(ch for ch in text if ch in "\t\n" or (ord(ch) >= 32 and not 0xD800 <= ord(ch) <= 0xDFFF))
