"""Writing a document, and what others do with it before it goes out."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import refuse_unfit
from xinfang.casework.letters.events import DocumentMoved
from xinfang.casework.letters.models import OUT, Document, DocumentState
from xinfang.casework.letters.rules import STEPS, refuse_own_word, refuse_state, refuse_unread, with_article
from xinfang.casework.petitions.models import Matter, Participant
from xinfang.casework.wording.kinds import BY_VERB, KINDS, OPINIONS
from xinfang.casework.workflow import ENDED, row_for
from xinfang.kernel import events
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.staff.models import User
from xinfang.registers.staff.scope import scope_of

__all__ = ["check", "draft", "held", "moved", "refuse_act", "save", "send_back", "submit", "void"]

LONGEST = 60_000  # characters of all parts together


@transaction.atomic
def draft(
    *,
    matter_id: int,
    verb: str,
    kind: str,
    unit_id: int,
    parts: Mapping[str, str],
    form_key: UUID,
    by: Actor,
    at: datetime,
) -> Document:
    """Begin the document of an act, or of a kind that has none. The same form sent twice begins one.

    Refuses when the workflow does not allow the act, or somebody has begun the same document already.
    """
    found = Document.objects.filter(form_key=form_key).first()
    if found:
        return found
    matter = Matter.objects.get(pk=matter_id)
    made = Document(
        matter=matter,
        kind=BY_VERB[verb].key if verb else kind,
        verb=verb,
        unit_id=unit_id,
        form_key=form_key,
        parts=_kept(BY_VERB[verb].key if verb else kind, parts),
        revision=1,
        drafted_by=by.user_id,
        drafter=by.label,
        saved_at=at,
    )
    refuse_act(made, at)
    made.to_unit_id = matter.unit_id if KINDS[made.kind].to == "unit" else None
    made.replaces = _wrong_one(matter.pk) if verb == "correct" else None
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refusal(_("这一步的文书已经有人在起草，请打开那一份继续。")) from None
    _recorded(made, "", by, at)
    return made


@transaction.atomic
def save(*, document_id: int, parts: Mapping[str, str], revision: int, by: Actor, at: datetime) -> int:
    """Keep what has been written; returns the new revision. Never overwrites a newer one, and keeps nothing
    for an act that is not possible any more."""
    document = held(document_id)
    refuse_state(document, "save", at)
    if document.revision != revision:
        told = _("%(who)s在 %(time)s 保存了更新的一稿，这里没有覆盖它。请先复制您写的，再打开那一稿继续。")
        saved = timezone.localtime(document.saved_at).strftime("%H:%M") if document.saved_at else ""
        raise Refusal(told % {"time": saved, "who": _last_hand(document)})
    refuse_act(document, at)
    document.parts = _kept(document.kind, parts)
    document.revision += 1
    document.saved_at = at
    if by.user_id is not None:  # who wrote last stands last
        document.written_by = [*(pk for pk in document.written_by if pk != by.user_id), by.user_id]
    document.save(update_fields=["parts", "revision", "saved_at", "written_by"])
    return document.revision


@transaction.atomic
def submit(*, document_id: int, by: Actor, at: datetime) -> None:
    """Hand a complete document to the head. Refuses at the fields that lack something."""
    document = held(document_id)
    refuse_state(document, "submit", at)
    if problems := KINDS[document.kind].problems(document.parts, document.verb):
        raise Refusal(problems=problems)
    refuse_act(document, at)
    refuse_own_word(document, timezone.localdate(at))
    refuse_unknown(document, by, timezone.localdate(at))
    document.submitted_by, document.submitted_at = by.user_id, at
    document.checked_by, document.checker, document.checked_at = None, "", None
    _step(document, "submit", by, at, ["submitted_by", "submitted_at", "checked_by", "checker", "checked_at"])


@transaction.atomic
def check(*, document_id: int, revision: int, by: Actor, at: datetime) -> None:
    """Somebody else of the unit has read a revision through before the head signs (核稿); nobody must."""
    document = held(document_id)
    refuse_state(document, "check", at)
    refuse_unread(document, revision)
    if by.user_id in document.hands:
        raise Refusal(_("自己起草或者送审的文书，要由别人核稿。"))
    document.checked_by, document.checker, document.checked_at = by.user_id, by.label, at
    _step(document, "check", by, at, ["checked_by", "checker", "checked_at"])


@transaction.atomic
def send_back(*, document_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Return it to be written better, with the reason; who submitted it may also take it back so."""
    document = held(document_id)
    refuse_state(document, "send_back", at)
    if len(reason.strip()) < 2:
        raise Refusal(problems=[Problem("reason", _("请写明退回的理由，承办人才知道改哪里。"))])
    document.remark = reason.strip()
    document.signed_by, document.signer, document.signed_at = None, "", None
    _step(document, "send_back", by, at, ["remark", "signed_by", "signer", "signed_at"])


@transaction.atomic
def void(*, document_id: int, by: Actor, at: datetime) -> None:
    """Give a draft up; it stays stored. What has gone out is corrected by a document of its own."""
    document = held(document_id)
    refuse_state(document, "void", at)
    _step(document, "void", by, at, [])


def refuse_unknown(document: Document, by: Actor, day: date) -> None:
    """What is declined because the same runs already names the matter that runs, one of the same petitioner:
    another's is merged with, never declined for. Whether an accusation exists is told to nobody else."""
    if document.kind != "declining_notice" or document.parts.get("ground") != "pending":
        return
    number = document.parts.get("running", "").strip()
    people = Participant.objects.filter(petition__raisings__matter=document.matter_id).values("person_id")
    runs = Matter.objects.filter(number=number).exclude(pk=document.matter_id).exclude(state__in=ENDED)
    own = runs.filter(raisings__petition__participants__person_id__in=people)
    user = User.objects.filter(pk=by.user_id).first() if by.user_id else None
    if own.filter(confined=False).exists() or (user and own.visible_to(scope_of(user, day)).exists()):
        return
    told = _(
        "没有查到这位信访人正在办理的另一件编号是 %(number)s 的事项，请核对编号；"
        "别的信访人在反映同一件事的，请并入那一件，不要不予受理。"
    )
    raise Refusal(problems=[Problem("running", with_article(told % {"number": number}, document, day))])


def _last_hand(document: Document) -> str:
    return str(User.objects.get(pk=document.written_by[-1])) if document.written_by else document.drafter


def held(document_id: int) -> Document:
    """The document, locked to the end of the transaction."""
    rows = Document.objects.select_for_update(of=("self",)).select_related("matter", "unit", "to_unit")
    return rows.get(pk=document_id)


def refuse_act(document: Document, at: datetime) -> None:
    """Raise Refusal when the workflow does not allow what the document's sealing would do."""
    matter = document.matter
    if document.verb:
        day = timezone.localdate(at)
        refuse_unfit(matter, row_for(matter.state, document.verb, matter.purpose, day), day)
    elif document.state != DocumentState.PREPARED:
        free = KINDS[document.kind].free
        if not any(matter.state in each.states for each in free):
            raise Refusal(_("事项现在的步骤不能发这种文书。"))


def moved(document: Document, step: str, by: Actor, at: datetime) -> None:
    """Tell what was done with a document: the audit, and whoever listens."""
    _recorded(document, step, by, at)
    events.publish(
        DocumentMoved(document.pk, document.matter_id, document.unit_id, document.kind, step, at, by.user_id)
    )


def _step(document: Document, step: str, by: Actor, at: datetime, names: list[str]) -> None:
    document.state = STEPS[step].after
    document.save(update_fields=["state", *names])
    moved(document, step, by, at)


def _recorded(document: Document, step: str, by: Actor, at: datetime) -> None:
    after: dict[str, Any] = {"document": document.pk, "kind": document.kind, "number": document.number}
    after |= {"step": step or "draft"}
    told = Record("document.moved", "matter", document.matter_id, document.matter.number, after=after)
    record(told, by=by, at=at)


def _kept(kind: str, parts: Mapping[str, str]) -> dict[str, str]:
    """What was written in the parts of the kind; everything else is dropped."""
    kept = {
        part.key: str(parts[part.key]).replace("\r\n", "\n").replace("\x00", "")
        for part in KINDS[kind].parts
        if part.key in parts
    }
    if sum(map(len, kept.values())) > LONGEST:
        raise Refusal(_("文书太长，没有保存。请把详细材料作为附件。"))
    return kept


def _wrong_one(matter_id: int) -> Document | None:
    """The document that a correction corrects: the last decision that went out."""
    out = Document.objects.filter(matter_id=matter_id, state__in=OUT, reverted_at=None)
    decisions = ("directing_notice", "declining_notice", "no_longer_notice", "agreement", *OPINIONS)
    return out.filter(kind__in=decisions).order_by("-issued_at", "-pk").first()
