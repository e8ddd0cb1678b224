"""A picture of pixels from a chart: Typst draws it with the fonts of the letters."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import typst

from xinfang.engines.letterpress.fonts import FOLDERS, found_fonts, typst_fonts

__all__ = ["png"]

PAGE = """#set page(width: auto, height: auto, margin: 0pt)
#image("chart.svg", width: {width}pt)
"""
WIDE = 720  # points; 960 pixels of SVG


def png(svg: str, *, ppi: float = 144, folders: Sequence[Path] = FOLDERS) -> bytes:
    """The chart, `ppi` pixels an inch (72 points). Raises LetterRefused when fonts are missing."""
    fonts = typst_fonts(found_fonts(folders))
    with tempfile.TemporaryDirectory(prefix="chart-") as name:
        root = Path(name)
        (root / "chart.svg").write_text(svg, "utf-8")
        (root / "page.typ").write_text(PAGE.format(width=WIDE), "utf-8")
        pages = typst.Compiler(
            str(root / "page.typ"), root=str(root), font_paths=fonts, ignore_system_fonts=True,
            package_path=str(root / "none"), package_cache_path=str(root / "none"),
        ).compile(format="png", ppi=ppi)  # fmt: skip
    assert isinstance(pages, bytes)  # one page
    return pages
