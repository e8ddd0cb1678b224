"""QR codes of addresses: as drawing for paper, as picture for Word files."""

import io
from functools import lru_cache
from typing import Any

import segno

__all__ = ["code_png", "code_svg"]


def code_svg(address: str) -> bytes:
    """The code as SVG without a margin; the paper around it is white."""
    return _saved(address, kind="svg", xmldecl=True)


def code_png(address: str) -> bytes:
    """The code as PNG, eight pixels a module."""
    return _saved(address, kind="png", scale=8)


def _saved(address: str, **how: Any) -> bytes:
    written = io.BytesIO()
    _code(address).save(written, border=0, **how)
    return written.getvalue()


@lru_cache(maxsize=64)
def _code(address: str) -> segno.QRCode:
    # Finding the best mask is a third of the work of a letter, and the Word file of it bears the same code.
    return segno.make(address, error="m", micro=False)
