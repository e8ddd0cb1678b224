"""From a document to its sheet: the kind's text, filled with what is known and what was written."""

from datetime import date, datetime

from django.utils import timezone, translation

from xinfang.casework.letters.facts import facts, issuer_of
from xinfang.casework.letters.models import Document
from xinfang.casework.wording.grammar import Laid, laid_out
from xinfang.casework.wording.kinds import KINDS, Kind, Part
from xinfang.casework.workflow import IN_FORCE_2022, way_of
from xinfang.engines.letterpress import Form, Sheet
from xinfang.registers.organisations.queries import names_on

__all__ = ["compose"]

CAPTION = "扫码查询办理进展"
BLANK = "＿＿"


def compose(document: Document, at: datetime, *, masked: bool = False, follow: str = "") -> Sheet:
    """The sheet of a document as it would be sealed at a moment; always in Chinese, whoever reads.

    `masked`: the petitioner's name for a page. `follow`: where the public asks; the code on the paper leads
    there with the petition's number, never with a name or the petitioner's own code.
    """
    with translation.override("zh-hans"):
        kind, day = KINDS[document.kind], timezone.localdate(at)
        written = {part.key: _said(document, part) for part in kind.parts}
        values = facts(document, at, masked=masked) | written
        laid = laid_out(kind.key, _words(document, kind, day), values)
        address = f"{follow}?number={values['petition']}" if follow else ""
        return _sheet(document, kind, laid, day, address)


def _said(document: Document, part: Part) -> str:
    """What was written; what must still be filled into a sentence of a draft is a blank to be seen."""
    said = part.said(document.parts.get(part.key, ""))
    blank = part.required and part.kind != "text" and document.issued_at is None
    return said or (BLANK if blank else "")


def _words(document: Document, kind: Kind, day: date) -> set[str]:
    """The words that the text's conditions may ask for."""
    matter = document.matter
    chosen = {document.parts.get(part.key, "") for part in kind.parts if part.kind == "choice"}
    law = "2022" if day >= IN_FORCE_2022 else "2005"
    where = matter.state
    return {
        law,
        _verb(document),
        where,
        way_of(matter.purpose),
        *chosen,
        *(["confined"] if matter.confined else []),
    }


def _verb(document: Document) -> str:
    """The act of the document; of a slip, the one that it follows from."""
    return document.verb or document.parts.get("verb", "")


def _sheet(document: Document, kind: Kind, laid: Laid, day: date, address: str) -> Sheet:
    unit = issuer_of(document, names_on(day))
    standard = kind.form is Form.STANDARD
    return Sheet(
        form=kind.form,
        title=" ".join(laid.parts["标题"][0].split()),
        issuer=unit,
        number=document.number,
        signer=document.signer if kind.upward else "",
        addressee=" ".join(laid.parts["主送"]),
        body=tuple(laid.body),
        attachments=tuple(
            name.strip() for text in laid.parts["附件"] for name in text.split("\n") if name.strip()
        ),
        signature=unit if kind.sealed else "",
        date=day if kind.sealed else None,
        place_for_seal=kind.sealed and kind.form is not Form.TABLE,
        notes=tuple(note for note in laid.parts["附注"] if note.rstrip("：: ")),
        copies_to=tuple(name for name in laid.parts["抄送"] if name),
        printed_by=unit if standard else "",
        printed_on=day if standard else None,
        qr=address,
        qr_caption=CAPTION if address else "",
        draft=document.issued_at is None and bool(kind.series),
    )
