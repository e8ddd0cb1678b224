"""Signature and seal: the number, the bytes and the act of the workflow, all in one transaction."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts import actions as acts
from xinfang.casework.acts.actions.performing import UNDO_SECONDS
from xinfang.casework.acts.together import gathered, whose
from xinfang.casework.assignments.actions import report_back
from xinfang.casework.letters.actions.drafting import held, moved, refuse_act, refuse_unknown
from xinfang.casework.letters.composing import compose
from xinfang.casework.letters.facts import addressed_to, issuer_of
from xinfang.casework.letters.models import Document, DocumentState
from xinfang.casework.letters.rules import refuse_own_hand, refuse_own_word, refuse_state, refuse_unread
from xinfang.casework.marks.rules import somebody_is_named
from xinfang.casework.petitions.actions.entering import take_serials
from xinfang.casework.petitions.events import Terms
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.casework.wording.kinds import KINDS
from xinfang.casework.wording.printing import docx, freeze, pdf
from xinfang.engines.numbering import document_number
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.documents.actions import keep

__all__ = ["seal", "sign", "sign_and_seal"]


@transaction.atomic
def sign(*, document_id: int, revision: int, by: Actor, at: datetime, remark: str = "") -> None:
    """The head agrees (同意签发) to the text of a revision: a later one he has not seen.

    Refuses one's own draft where others draft (four eyes).
    """
    document = held(document_id)
    refuse_state(document, "sign", at)
    refuse_unread(document, revision)
    refuse_own_hand(document, by.user_id, timezone.localdate(at))
    refuse_act(document, at)
    document.state = DocumentState.SIGNED
    document.signed_by, document.signer, document.signed_at = by.user_id, by.label, at
    document.remark = remark.strip()
    document.save(update_fields=["state", "signed_by", "signer", "signed_at", "remark"])
    moved(document, "sign", by, at)


@transaction.atomic
def seal(*, document_id: int, by: Actor, at: datetime, follow: str = "") -> Document:
    """Number it, print it, and do the act it stands for; what is refused leaves nothing, not even a gap.

    `follow`: the address that its code leads to. Refuses at the fields that lack something, when the workflow
    no longer allows the act, and when a character cannot be printed.
    """
    # The matter first, as every act does: whoever routes it at the same moment waits, and neither for ever.
    matter = Matter.objects.select_for_update().get(documents=document_id)
    document = held(document_id)
    document.matter = matter
    refuse_state(document, "seal", at)
    if problems := KINDS[document.kind].problems(document.parts, document.verb):
        raise Refusal(problems=problems)
    refuse_act(document, at)
    refuse_own_word(document, timezone.localdate(at))
    refuse_unknown(document, by, timezone.localdate(at))
    _refuse_early(document, at)
    _address(document)
    dated = _dated(document, at)
    _number(document, dated)
    _print(document, dated, follow)
    document.state = DocumentState.ISSUED
    document.save()
    if document.verb:
        document.act = _ACTS.get(document.verb, _perform)(document, by, at)
        document.save(update_fields=["act"])
    moved(document, "seal", by, at)
    return document


@transaction.atomic
def sign_and_seal(
    *, document_id: int, revision: int, by: Actor, at: datetime, remark: str = "", follow: str = ""
) -> Document:
    """Agree and seal in one act, for a head who keeps the seal; what is refused leaves it unsigned."""
    Matter.objects.select_for_update().get(documents=document_id)  # first the matter, as `seal` does
    sign(document_id=document_id, revision=revision, by=by, at=at, remark=remark)
    return seal(document_id=document_id, by=by, at=at, follow=follow)


def _address(document: Document) -> None:
    """Whose it is, fixed as it goes out; a notice to one petitioner names no other."""
    document.petition_id = addressed_to(document)
    if not KINDS[document.kind].together:
        return
    if document.petition_id is None:
        told = _("没有这样的信访件：请填一件并入的、或者一起反映的信访件的编号。")
        raise Refusal(problems=[Problem("to_petition", told)])
    inside = list(gathered([document.matter_id]))
    if somebody_is_named(document.parts.get("answer", ""), inside, but=document.petition_id):
        raise Refusal(problems=[Problem("answer", _("写了其他信访人的姓名，不能告知这位信访人；请删去。"))])


def _refuse_early(document: Document, at: datetime) -> None:
    """A slip has no number before the act behind it can no longer be undone: an undone one leaves no gap."""
    if document.state != DocumentState.PREPARED or document.act is None:
        return
    act = TimelineEntry.objects.get(pk=document.act)
    if at - act.at <= timedelta(seconds=UNDO_SECONDS):
        raise Refusal(_("刚办的这一步还可以撤销，请过 %(n)d 秒再打印。") % {"n": UNDO_SECONDS})


def _dated(document: Document, at: datetime) -> datetime:
    """When it goes out: now; a slip with the act that it follows from, however late it gets its number."""
    if document.state != DocumentState.PREPARED or document.act is None:
        return at
    return TimelineEntry.objects.get(pk=document.act).at


def _number(document: Document, at: datetime) -> None:
    """The next number of the issuing unit's series in the year, from a counter that stays locked."""
    kind, unit = KINDS[document.kind], document.unit
    assert unit is not None
    document.issued_at, document.issued_by = at, issuer_of(document)
    if kind.series:
        year = timezone.localdate(at).year
        document.series, document.year = f"{unit.agency_code}{kind.series}", year
        document.serial = take_serials({year: 1}, series=document.series)[year]
        document.number = document_number(document.series, year, document.serial)


def _print(document: Document, at: datetime, follow: str) -> None:
    sheet = compose(document, at, follow=follow)
    document.addressee, document.text = sheet.addressee, freeze(sheet)
    document.pdf = keep(pdf(sheet, at))
    document.docx = keep(docx(sheet, document.kind, at))


def _perform(document: Document, by: Actor, at: datetime) -> int:
    kind, parts = KINDS[document.kind], document.parts
    columns = {part.column: parts[part.key] for part in kind.parts if part.column}
    sets: dict[str, Any] = {
        column: int(value) if value.isdigit() else value for column, value in columns.items()
    }
    terms = Terms(days=int(parts["days"])) if document.verb == "extend" else Terms()
    data: dict[str, object] = {"document": document.pk, "kind": document.kind, "number": document.number}
    data |= {key: parts[key] for key in ("outcome", "simple_ground") if parts.get(key)}
    data |= whose(document.petition_id)
    return acts.perform(
        verb=document.verb, matter_ids=[document.matter_id], by=by, at=at, data=data, sets=sets, terms=terms
    )[0]


def _report_back(document: Document, by: Actor, at: datetime) -> int:
    return report_back(matter_id=document.matter_id, by=by, at=at, text=document.number)


def _hear(document: Document, by: Actor, at: datetime) -> int:
    parts = document.parts
    day = date.fromisoformat(parts["held_on"])
    said = {"chair": parts["chair"], "text": parts["conclusion"]}
    return acts.hear(matter_id=document.matter_id, held_on=day, **said, by=by, at=at)


def _report_up(document: Document, by: Actor, at: datetime) -> int:
    parts = document.parts
    told = [name.strip() for name in re.split(r"[，,、；;。\n]", parts["recipients"]) if name.strip()]
    said = {"told": told, "text": parts["happened"]}
    return acts.report_up(matter_id=document.matter_id, reported_at=at, **said, by=by, at=at)


# Acts that a room below does in its own way: page and document of one act leave the same line.
_ACTS: dict[str, Callable[[Document, Actor, datetime], int]] = {
    "report_back": _report_back,
    "hear": _hear,
    "report_up": _report_up,
}
