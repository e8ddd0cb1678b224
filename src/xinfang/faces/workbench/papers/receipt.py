"""The proof of service as a form (送达回证): to be signed, or as it was recorded."""

from datetime import date, datetime

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from xinfang.casework.letters.choices import Relationship, Way
from xinfang.casework.letters.queries import Document
from xinfang.casework.wording.grammar import laid_out
from xinfang.casework.wording.kinds import KINDS
from xinfang.engines.letterpress import Form, Sheet, chinese_date

__all__ = ["receipt_sheet"]

KEY = "service_receipt"
BLANKS = (
    "way", "place", "received", "receiver", "relationship", "tracking", "consent", "refusal", "witness",
    "server", "remark",
)  # fmt: skip


def receipt_sheet(document: Document, at: datetime) -> Sheet:
    """The form for a document that went out; filled in when its service is on record. Always in Chinese."""
    with translation.override("zh-hans"):
        values = dict.fromkeys(BLANKS, "") | _document(document)
        laid = laid_out(KEY, set(), values | _proven(document))
        return Sheet(
            form=Form.TABLE,
            title=" ".join(laid.parts["标题"][0].split()),
            issuer=document.issued_by,
            body=tuple(laid.body),
        )


def _document(document: Document) -> dict[str, str]:
    assert document.issued_at is not None
    day = chinese_date(timezone.localdate(document.issued_at))
    return {
        "document": f"《{KINDS[document.kind].label}》（{day}）",
        "document_number": document.number,
        "number": document.matter.number,
        "addressee": document.addressee,
    }


def _posted(day: date | None) -> str:
    return _("%(day)s发出公告") % {"day": chinese_date(day)} if day else ""


def _proven(document: Document) -> dict[str, str]:
    proof = document.services.order_by("-pk").first()
    if proof is None:
        return {}
    return {
        "way": str(Way(proof.way).label),
        "place": proof.place,
        "received": chinese_date(proof.received_on),
        "receiver": proof.receiver,
        "relationship": str(Relationship(proof.relationship).label) if proof.relationship else "",
        "tracking": proof.tracking,
        "consent": proof.consent,
        "refusal": proof.refusal,
        "witness": proof.witness,
        "server": proof.server,
        "remark": _posted(proof.posted_on),
    }
