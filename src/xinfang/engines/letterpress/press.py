"""Prints a sheet with Typst: PDF/A-2b with tags for readers by ear, or pictures of its pages."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import typst

from xinfang.engines.letterpress import refusals
from xinfang.engines.letterpress.checks import MAX_SEAL_PIXELS, check, check_glyphs
from xinfang.engines.letterpress.codes import code_svg
from xinfang.engines.letterpress.fonts import FOLDERS, found_fonts, typst_fonts
from xinfang.engines.letterpress.layout import laid_out
from xinfang.engines.letterpress.refusals import LetterRefused
from xinfang.engines.letterpress.sheet import Sheet

__all__ = ["pdf", "pictures"]

PLATES = Path(__file__).parent / "plates"


def pdf(sheet: Sheet, *, at: datetime, folders: Sequence[Path] = FOLDERS) -> bytes:
    """The sheet as PDF/A-2b, tagged (PDF/UA-1), its fonts embedded; same sheet, same moment: same bytes.

    `at` (with its zone) is written into the file as the time it was made. `folders` are where fonts are
    looked for. Raises LetterRefused with a sentence: fonts are missing, a character has no glyph, a part is
    missing or unusable.
    """
    with _press(sheet, folders) as press:
        seconds = int(at.timestamp())
        printed = press.compile(format="pdf", pdf_standards=["a-2b", "ua-1"], timestamp=seconds)
    assert isinstance(printed, bytes)
    return printed


def pictures(sheet: Sheet, *, ppi: float = 96, folders: Sequence[Path] = FOLDERS) -> list[bytes]:
    """The pages as PNG, `ppi` pixels an inch: for a look before signing. Raises as `pdf` does."""
    with _press(sheet, folders) as press:
        pages = press.compile(format="png", ppi=ppi)
    return [pages] if isinstance(pages, bytes) else list(pages or ())


@contextmanager
def _press(sheet: Sheet, folders: Sequence[Path]) -> Iterator[typst.Compiler]:
    """A compiler whose world is a fresh folder: the plates, the text, the seal and the code."""
    check(sheet)
    fonts = found_fonts(folders)
    check_glyphs(sheet, fonts)
    with tempfile.TemporaryDirectory(prefix="letterpress-") as name:
        root = Path(name)
        shutil.copytree(PLATES, root, dirs_exist_ok=True)
        (root / "sheet.json").write_text(json.dumps(laid_out(sheet), ensure_ascii=False), "utf-8")
        if sheet.seal is not None:
            (root / "seal.png").write_bytes(sheet.seal)
        if sheet.qr:
            (root / "code.svg").write_bytes(code_svg(sheet.qr))
        try:
            # One each time: a compiler must not be shared between threads, the fonts may.
            yield typst.Compiler(
                str(root / "sheet.typ"), root=str(root),
                font_paths=typst_fonts(fonts), ignore_system_fonts=True,
                package_path=str(root / "none"), package_cache_path=str(root / "none"),
            )  # fmt: skip
        except typst.TypstError as error:
            raise _refusal(error, sheet) from error


def _refusal(error: typst.TypstError, sheet: Sheet) -> Exception:
    if "could not be displayed" in str(error):
        return LetterRefused(refusals.NOT_DRAWN)
    if sheet.seal is not None and "seal.png" in error.diagnostic:
        return LetterRefused(refusals.BAD_SEAL, limit=MAX_SEAL_PIXELS)
    return error
