"""From a sheet to bytes, and back from what was sealed: the one seam to the letterpress."""

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from xinfang.casework.wording.kinds import KINDS
from xinfang.casework.wording.models import WordTemplate
from xinfang.engines.letterpress import (
    Block,
    Entry,
    Form,
    Heading,
    LetterRefused,
    Listing,
    Paragraph,
    Points,
    Sheet,
    Signing,
    Table,
)
from xinfang.kernel.errors import Refusal
from xinfang.registers.documents import vault

__all__ = ["docx", "freeze", "pdf", "refuse_unprintable", "template_for", "thaw"]

BLOCKS: dict[str, type] = {
    block.__name__: block for block in (Heading, Listing, Paragraph, Points, Signing, Table)
}


def pdf(sheet: Sheet, at: datetime) -> bytes:
    """The sheet as PDF/A. Raises Refusal in the letterpress's own sentence."""
    from xinfang.engines.letterpress import press  # a start of the programme does not wait for it

    try:
        return press.pdf(sheet, at=at)
    except LetterRefused as refused:
        raise _refusal(refused) from refused


def docx(sheet: Sheet, kind: str, at: datetime) -> bytes:
    """The sheet as a Word file, in the office's own template for its kind or form when there is one."""
    from xinfang.engines.letterpress import word

    try:
        return word.docx(sheet, at=at, template=template_for(kind))
    except LetterRefused as refused:
        raise _refusal(refused) from refused


def refuse_unprintable(text: str) -> None:
    """Raise Refusal for what no font here can print, while it is typed. Without fonts nothing is said yet."""
    from xinfang.engines.letterpress import checks, fonts

    try:
        found = fonts.found_fonts()
    except LetterRefused:
        return
    try:
        checks.check_glyphs(Sheet(Form.TABLE, "", body=(Paragraph(text),)), found)
    except LetterRefused as refused:
        raise _refusal(refused) from refused


def template_for(kind: str) -> bytes | None:
    """The office's template for a kind, else for its form; None for the letterpress's own."""
    form = str(KINDS[kind].form) if kind in KINDS else str(Form.TABLE)
    found = {each.key: each.digest for each in WordTemplate.objects.filter(key__in=[kind, form])}
    digest = found.get(kind) or found.get(form)
    return vault.take(digest) if digest else None


def _refusal(refused: LetterRefused) -> Refusal:
    """The letterpress's refusal in the reader's language."""
    return Refusal(_(refused.message_id) % refused.params)


def freeze(sheet: Sheet) -> str:
    """A sheet as JSON, so that what was sealed can be shown and printed again as it was."""
    plain = asdict(sheet)
    del plain["seal"]
    plain["body"] = [{"is": type(block).__name__, **asdict(block)} for block in sheet.body]
    return json.dumps(plain, ensure_ascii=False, default=lambda day: day.isoformat())


def thaw(text: str) -> Sheet:
    """The sheet that was frozen."""
    plain: dict[str, Any] = json.loads(text)
    for key in ("date", "printed_on"):
        plain[key] = date.fromisoformat(plain[key]) if plain[key] else None
    for key in ("attachments", "notes", "copies_to"):
        plain[key] = tuple(plain[key])
    plain["form"] = Form(plain["form"])
    plain["body"] = tuple(_block(block) for block in plain["body"])
    return Sheet(**plain)


def _block(plain: dict[str, Any]) -> Block:
    made = BLOCKS[plain.pop("is")]
    if made is Table:
        return Table(tuple(tuple(Entry(**entry) for entry in row) for row in plain["rows"]))
    block: Block = made(**{key: _tuples(value) for key, value in plain.items()})
    return block


def _tuples(value: Any) -> Any:
    return tuple(_tuples(each) for each in value) if isinstance(value, list) else value
