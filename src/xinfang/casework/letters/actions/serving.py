"""The proof of service: it makes an opinion effective and starts the next clock."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions import perform
from xinfang.casework.acts.guards import refuse_short
from xinfang.casework.acts.together import whose
from xinfang.casework.letters.actions.drafting import held, moved
from xinfang.casework.letters.following import following
from xinfang.casework.letters.models import OUT, Document, DocumentState, Service, Way
from xinfang.casework.letters.rules import notice_over, refuse_state, with_article
from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.events import Terms
from xinfang.casework.petitions.models import Consent, Hold, Matter, TimelineEntry
from xinfang.casework.wording.kinds import KINDS
from xinfang.kernel.actor import Actor
from xinfang.kernel.bulk import copy_in
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["Proof", "correct_service", "record_service"]

# What service does that has a day of its own: a proof that replaces another moves it.
DATED = {"serve", "serve_agreement", "serve_review"}


@dataclass(frozen=True)
class Proof:
    """How a document was received. `photo_id`: a stored file that shows a refusal, or the signed consent."""

    way: str
    received_on: date
    server: str
    receiver: str = ""
    relationship: str = ""
    place: str = ""
    tracking: str = ""
    consent: str = ""
    refusal: str = ""
    witness: str = ""
    photo_id: int | None = None
    posted_on: date | None = None  # when a public notice was put up or printed


@transaction.atomic
def record_service(*, document_id: int, proof: Proof, by: Actor, at: datetime) -> Service:
    """Record the proof; an opinion is thereby served, and its matter concluded unless something holds it.

    The day of receipt is the moment of the act: the thirty days for a review run from it (条例 2022, 35).
    Refuses at the fields that lack something, and a document that another one has corrected.
    """
    document = _locked(document_id)
    refuse_state(document, "serve", at)
    if document.corrections.filter(state__in=OUT).exists():
        raise Refusal(_("这份文书已经更正，不再送达；请送达更正决定书。"))
    if wrong := _problems(proof, document, timezone.localdate(at)):
        raise Refusal(problems=wrong)
    made = Service.objects.create(document=document, recorded_by=by.user_id, recorded_at=at, **_kept(proof))
    document.state = DocumentState.SERVED
    document.save(update_fields=["state"])
    _act(document, proof, by, at)
    moved(document, "serve", by, at)
    return made


@transaction.atomic
def correct_service(*, document_id: int, proof: Proof, reason: str, by: Actor, at: datetime) -> Service:
    """Put a right proof in the place of a wrong one, which stays; what service did is dated anew with it.

    The clock that the opinion's service met and the right that began with it move to the right day. Refuses
    without a reason, at the fields that lack something, and when a later document of the kind was served.
    """
    document = _locked(document_id)
    refuse_state(document, "correct_service", at)
    why = refuse_short(reason, "reason", _("请写明原来登记的送达错在哪里，至少 %(n)d 个字。"))
    if wrong := _problems(proof, document, timezone.localdate(at)):
        raise Refusal(problems=wrong)
    standing = document.services.get(replaced_by=None)
    made = Service.objects.create(
        document=document,
        replaces=standing,
        reason=why,
        recorded_by=by.user_id,
        recorded_at=at,
        **_kept(proof),
    )
    days = {"before": str(standing.received_on), "after": str(proof.received_on)}
    data: dict[str, object] = _data(document, proof) | days
    if set(KINDS[document.kind].service) & DATED:
        _redate(document, proof, why, data, by, at)
    else:
        line = building.act(document.matter_id, "correct_service", by, at, note=why, data=data)
        copy_in(TimelineEntry, [line])
    moved(document, "correct_service", by, at)
    return made


def _redate(
    document: Document, proof: Proof, why: str, data: dict[str, object], by: Actor, at: datetime
) -> None:
    later = Document.objects.filter(matter=document.matter, kind=document.kind, state=DocumentState.SERVED)
    if later.filter(issued_at__gt=document.issued_at, reverted_at=None).exists():
        raise Refusal(_("后来又送达了新的一份，期限按那一份计算；这一份的送达不再更正。"))
    served = {"served_at": _moment(document, proof.received_on, at)}
    perform(
        verb="correct_service",
        matter_ids=[document.matter_id],
        by=by,
        at=at,
        note=why,
        data=data,
        sets={} if document.matter.state == "review_concluded" else served,
        terms=Terms(until=proof.received_on),
    )


def _locked(document_id: int) -> Document:
    """The document after its matter, as every act locks them."""
    matter = Matter.objects.select_for_update().get(documents=document_id)
    document = held(document_id)
    document.matter = matter
    return document


def _data(document: Document, proof: Proof) -> dict[str, object]:
    told: dict[str, object] = {"document": document.pk, "kind": document.kind, "number": document.number}
    return told | {"way": proof.way} | whose(document.petition_id)


def _act(document: Document, proof: Proof, by: Actor, at: datetime) -> None:
    """The acts that follow from service, and the line that tells of it where none does. What was entered from
    paper is concluded on the day of receipt, and nobody is written to."""
    data = _data(document, proof)
    moment = _moment(document, proof.received_on, at)
    paper = document.unit_id is None
    if paper:
        data |= {"on_paper": True, "entered_at": at.isoformat()}
    then = following(document, proof.received_on)
    for each in then:
        verb = each.verb
        if verb != "conclude":
            perform(
                verb=verb,
                matter_ids=[document.matter_id],
                by=by,
                at=at,
                data=data,
                sets=each.sets,
                terms=each.terms,
                moments={document.matter_id: moment},
                on_paper=paper,
            )
        elif not Hold.objects.filter(matter_id=document.matter_id, released_at=None).exists():
            ended = {document.matter_id: moment} if paper else None
            more: dict[str, Any] = {"data": data, "moments": ended, "on_paper": paper}
            perform(verb=verb, matter_ids=[document.matter_id], by=by, at=at, **more)
    if not then:
        copy_in(TimelineEntry, [building.act(document.matter_id, "deliver", by, moment, data=data)])


def _moment(document: Document, day: date, at: datetime) -> datetime:
    """Now, of what was received today; else noon of the day of receipt, not before it was issued."""
    if day == timezone.localdate(at):
        return at
    noon = timezone.make_aware(datetime.combine(day, time(12)))
    assert document.issued_at is not None
    return min(max(noon, document.issued_at), at)


def _kept(proof: Proof) -> dict[str, object]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in vars(proof).items()}


# What each way must show: field -> sentence.
_NEEDS: dict[str, dict[str, str]] = {
    Way.DIRECT: {"receiver": "receiver", "relationship": "relationship"},
    Way.MAIL: {"tracking": "tracking"},
    Way.LEFT: {"refusal": "refusal", "witness": "witness", "photo_id": "photo", "place": "place"},
    Way.POSTED: {"place": "posted", "posted_on": "posted_on"},
    Way.ELECTRONIC: {"receiver": "receiver"},
}


def consented(document: Document, day: date) -> bool:
    """Whether the petitioner agreed, by a day and until now, to be served electronically."""
    asked: dict[str, object] = {
        "petition__raisings__matter_id": document.matter_id,
        "petition__raisings__kind": "first",
    }
    if document.petition_id:
        asked = {"petition_id": document.petition_id}
    given = Consent.objects.filter(service=True, withdrawn_at=None, given_at__date__lte=day)
    return given.filter(**asked).exists()


def _sentence(key: str) -> str:
    return {
        "receiver": _("请填写收件人姓名。"),
        "relationship": _("请选择收件人与受送达人的关系。"),
        "tracking": _("请填写邮件编号，凭它可以查到签收。"),
        "refusal": _("请写明拒收的理由和经过。"),
        "witness": _("请填写见证人姓名和单位。"),
        "photo": _("请上传送达过程的照片。"),
        "place": _("请填写送达地点。"),
        "posted_on": _("请填写公告张贴或者刊登的日期。"),
        "posted": _("请填写公告张贴或者刊登的地方。"),
        "consent": _("信访人没有在网上同意电子送达；有书面同意的，请写明时间和方式。"),
        "agreed": _("请附上信访人签名同意电子送达的扫描件；没有的，改用别的方式送达。"),
        "server": _("请填写送达人。"),
    }[key]


def _problems(proof: Proof, document: Document, today: date) -> list[Problem]:
    if proof.way not in Way.values:
        return [Problem("way", _("请选择送达方式。"))]
    needed = {"server": "server"} | _NEEDS[proof.way]
    given = _kept(proof)
    if proof.way == Way.ELECTRONIC and not consented(document, proof.received_on):
        needed |= {"consent": "consent", "photo_id": "agreed"}
    found = [Problem(name, _sentence(key)) for name, key in needed.items() if not given[name]]
    assert document.issued_at is not None
    if proof.way == Way.POSTED and proof.posted_on:
        return found + _noticed(proof, proof.posted_on, timezone.localdate(document.issued_at), today)
    told = ""
    if proof.received_on > today:
        told = _("收到日期不能晚于今天。")
    elif proof.received_on < timezone.localdate(document.issued_at):
        told = _("收到日期不能早于文书制发的日期。")
    if told:
        found.append(Problem("received_on", with_article(told, document, today)))
    return found


def _noticed(proof: Proof, posted_on: date, issued_on: date, today: date) -> list[Problem]:
    """What is wrong with the days of a public notice: it serves on the day on which its term is over."""
    over, days, source = notice_over(posted_on)
    told = {"n": days, "day": date_format(over, _("Y年n月j日")), "source": source}
    if posted_on < issued_on:
        return [Problem("posted_on", _("公告的日期不能早于文书制发的日期（%(source)s）。") % told)]
    if over > today:
        sentence = _("自发出公告之日起经过 %(n)d 日才视为送达，%(day)s 期满后再登记（%(source)s）。")
        return [Problem("posted_on", sentence % told)]
    sentence = _("自发出公告之日起经过 %(n)d 日视为送达，收到日期就是 %(day)s（%(source)s）。")
    return [] if proof.received_on == over else [Problem("received_on", sentence % told)]
