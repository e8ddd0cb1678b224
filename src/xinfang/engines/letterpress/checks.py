"""What a sheet must be before it is printed; every fault is one sentence."""

import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from xinfang.engines.letterpress import refusals
from xinfang.engines.letterpress.fonts import FAMILIES, Fonts, uncovered
from xinfang.engines.letterpress.refusals import LetterRefused, gettext_noop
from xinfang.engines.letterpress.sheet import Block, Form, Heading, Listing, Paragraph, Points, Sheet, Signing
from xinfang.engines.letterpress.text import printable

__all__ = ["check", "check_glyphs", "texts"]

MAX_CHARACTERS = 200_000
MAX_SEAL_PIXELS = 3000
MAX_SEAL_BYTES = 4 * 1024 * 1024
MAX_CODE = 300
_HALF = re.compile("[\ud800-\udfff]")  # of a pair that encodes one character; alone it is none
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def check(sheet: Sheet) -> None:
    """Raises LetterRefused when the sheet lacks a part, is too long, or its seal or code cannot be used."""
    if not printable(sheet.title).strip():
        raise LetterRefused(refusals.NO_TITLE)
    if sheet.form is not Form.TABLE and not printable(sheet.issuer).strip():
        raise LetterRefused(refusals.NO_ISSUER)
    if sum(len(text) for _part, text in texts(sheet)) > MAX_CHARACTERS:
        raise LetterRefused(refusals.TOO_LONG, limit=MAX_CHARACTERS)
    if len(sheet.qr) > MAX_CODE:
        raise LetterRefused(refusals.CODE_TOO_LONG, limit=MAX_CODE)
    for part, text in texts(sheet):
        halves = _HALF.findall(text)
        if halves:
            raise LetterRefused(refusals.NO_GLYPH, part=part, characters=_named(halves))
    if sheet.seal is not None:
        _check_seal(sheet.seal, draft=sheet.draft)


def _check_seal(seal: bytes, *, draft: bool) -> None:
    if draft:
        raise LetterRefused(refusals.SEALED_DRAFT)
    # Width and height stand at the same place in every PNG; a small file may hold a huge picture.
    small = len(PNG) + 8 <= len(seal) <= MAX_SEAL_BYTES
    if not small or not seal.startswith(PNG):
        raise LetterRefused(refusals.BAD_SEAL, limit=MAX_SEAL_PIXELS)
    sides = struct.unpack(">II", seal[len(PNG) : len(PNG) + 8])
    if not all(1 <= side <= MAX_SEAL_PIXELS for side in sides):
        raise LetterRefused(refusals.BAD_SEAL, limit=MAX_SEAL_PIXELS)


def check_glyphs(sheet: Sheet, fonts: Fonts) -> None:
    """Raises LetterRefused naming part, character and code point of what no font can print."""
    for part, text in texts(sheet):
        lacking = uncovered(printable(text), fonts)
        if not lacking:
            continue
        named = _named(lacking)
        absent = [family.package for family in FAMILIES if family.may_be_absent and not fonts.has(family)]
        if absent:
            packages = " ".join(dict.fromkeys(absent))
            raise LetterRefused(refusals.NO_GLYPH_INSTALL, part=part, characters=named, packages=packages)
        raise LetterRefused(refusals.NO_GLYPH, part=part, characters=named)


def _named(characters: Sequence[str]) -> str:
    """At most ten characters with their code points; what cannot be shown is shown as a question."""
    return "、".join(f"{ch if ch.isprintable() else '�'}（U+{ord(ch):04X}）" for ch in characters[:10])


def texts(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Every text of a sheet with the name of its part, as people call it."""
    yield gettext_noop("标题"), sheet.title
    yield gettext_noop("发文机关"), sheet.issuer
    yield gettext_noop("发文字号"), sheet.number
    yield gettext_noop("密级和紧急程度"), sheet.secrecy + sheet.urgency
    yield gettext_noop("签发人"), sheet.signer
    yield gettext_noop("主送机关"), sheet.addressee
    for block in sheet.body:
        yield from ((gettext_noop("正文"), text) for text in _block_texts(block))
    yield from ((gettext_noop("附件说明"), name) for name in sheet.attachments)
    yield gettext_noop("署名"), sheet.signature
    yield from ((gettext_noop("附注"), note) for note in sheet.notes)
    yield from ((gettext_noop("抄送机关"), name) for name in sheet.copies_to)
    yield gettext_noop("印发机关"), sheet.printed_by
    yield gettext_noop("二维码说明"), sheet.qr_caption + sheet.qr


def _block_texts(block: Block) -> Iterable[str]:
    if isinstance(block, Paragraph | Heading):
        return (block.text,)
    if isinstance(block, Points):
        return block.items
    if isinstance(block, Signing):
        return block.labels
    if isinstance(block, Listing):
        return chain(block.header, *block.rows)
    return (text for row in block.rows for entry in row for text in (entry.label, entry.value))
