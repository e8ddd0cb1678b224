"""Pictures of pages, coarse enough to outlive a new version of a font: `python -m` this keeps new ones."""

import json
import struct
import zlib
from pathlib import Path

from tests.engines.letterpress.samples import AT, SAMPLES, texts

from xinfang.engines.letterpress.press import pdf, pictures

KEPT = Path(__file__).with_name("pages.json")
CELL = 4  # pixels at 24 to the inch: a cell is 4.2 mm, about a line of text
LEVELS = "0123456789ABCDEF"
Page = list[str]


def grey(picture: bytes) -> list[list[int]]:
    """The lightness (0 to 255) of each pixel of a PNG of 8-bit RGBA, as Typst writes it."""
    width, height = struct.unpack(">II", picture[16:24])
    assert picture[24:26] == b"\x08\x06"
    lines, at, data = [], 8, b""
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        if picture[at + 4 : at + 8] == b"IDAT":
            data += picture[at + 8 : at + 8 + length]
        at += length + 12
    raw, size = zlib.decompress(data), width * 4
    above = bytearray(size)
    for y in range(height):
        start = y * (size + 1)
        above = _unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + size]), above)
        lines.append([(above[x] * 3 + above[x + 1] * 6 + above[x + 2]) // 10 for x in range(0, size, 4)])
    return lines


def _unfiltered(kind: int, line: bytearray, above: bytearray) -> bytearray:
    for x in range(len(line)):
        left, corner = (line[x - 4], above[x - 4]) if x >= 4 else (0, 0)
        if kind == 4:
            guess = left + above[x] - corner
            near = min(
                (abs(guess - left), 0, left),
                (abs(guess - above[x]), 1, above[x]),
                (abs(guess - corner), 2, corner),
            )
            line[x] = (line[x] + near[2]) & 255
        else:
            line[x] = (line[x] + (0, left, above[x], (left + above[x]) // 2)[kind]) & 255
    return line


def coarse(picture: bytes) -> Page:
    """Mean lightness of each cell in sixteen levels, a line of text a row of cells."""
    lines = grey(picture)
    rows = []
    for y in range(0, len(lines) - CELL + 1, CELL):
        cells = [
            lines[y + dy][x : x + CELL]
            for dy in range(CELL)
            for x in range(0, len(lines[0]) - CELL + 1, CELL)
        ]
        across = len(cells) // CELL
        means = [sum(map(sum, cells[each::across])) // CELL**2 for each in range(across)]
        rows.append("".join(LEVELS[mean // 16] for mean in means))
    return rows


def taken() -> dict[str, dict[str, list[Page] | list[str]]]:
    """Text and picture of every page of the samples, as they are now."""
    return {
        name: {
            "texts": texts(pdf(sheet, at=AT)),
            "pictures": [coarse(page) for page in pictures(sheet, ppi=24)],
        }
        for name, sheet in SAMPLES.items()
    }


if __name__ == "__main__":
    KEPT.write_text(json.dumps(taken(), ensure_ascii=False, indent=1) + "\n", "utf-8")
