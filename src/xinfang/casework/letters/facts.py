"""What is known of a matter when a letter is written: the values of the placeholders, always in Chinese."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone, translation

from xinfang.casework.acts.together import addressees, asker, came_again
from xinfang.casework.assignments.queries import Placed, placed
from xinfang.casework.deadlines.preview import preview
from xinfang.casework.letters.models import OUT, Document
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.casework.wording.grammar import PLACEHOLDERS, filled
from xinfang.casework.wording.kinds import KINDS, OPINIONS
from xinfang.casework.wording.known import above, article, brought, issuer_name, reviewer_name, said
from xinfang.casework.wording.terms import new_end
from xinfang.casework.workflow import IN_FORCE_2022, Transition, effects_of, possible
from xinfang.engines.letterpress import chinese_date
from xinfang.registers.calendars.queries import unannounced
from xinfang.registers.organisations.models import Unit
from xinfang.registers.organisations.queries import district, names_on

__all__ = ["addressed_to", "facts", "first_said", "issuer_of", "row_of", "said_of", "stage_of", "untold"]

REVIEWS = ("review_opinion", "review_refusal", "rereview_opinion", "rereview_refusal")
HEARINGS, REVIEWED = ("hearing_notice", "hearing_record"), ("reviewing", "rereviewing", "rereview_hearing")

# Where a matter stands when the answer served last is not its first.
LAST_ANSWER = {"review_concluded": "review", "rereviewing": "review", "final": "rereview"}


def facts(document: Document, at: datetime, *, masked: bool = False) -> dict[str, str]:
    """A value for each of PLACEHOLDERS, '' for what is not known.

    `masked`: the petitioner's name as a page shows it. What goes to a unit about an accusation names
    neither the accuser nor what was said (条例 2022, 30): the papers follow by their own way.
    """
    day = timezone.localdate(at)
    names = names_on(day)
    found = dict.fromkeys(PLACEHOLDERS, "")
    kind = KINDS[document.kind]
    found |= brought(document.matter, kind, masked=masked, petition_id=addressed_to(document))
    if kind.together:  # one notice goes to one of them
        found["further"] = next(iter(untold(document.matter_id, _stage(document))), "")
    found |= _units(document, names)
    act = TimelineEntry.objects.filter(pk=document.act).first() if document.act else None
    found |= _way(document, names, act)
    found |= _dates(document, act.at if act else at)
    found |= _earlier(document)
    return found


def first_said(document: Document, at: datetime) -> dict[str, str]:
    """What stands in the parts of a document when it is begun; always in Chinese, whoever begins it."""
    with translation.override("zh-hans"):
        known = facts(document, at)
        parts = KINDS[document.kind].parts
        return {part.key: filled(part.first, known).strip() for part in parts if part.first}


def issuer_of(document: Document, names: Mapping[int, str] | None = None, root: Unit | None = None) -> str:
    """Under which name a document goes out."""
    named = reviewer_name if _of_review(document) else issuer_name
    return named(document.unit, names, root) if document.unit else ""


def addressed_to(document: Document) -> int | None:
    """The petition of whom a document is for; None: it is the first one's, as most are.

    Who asked for a review gets what came of it; a notice to those who brought the same names its own; that
    the same is taken no more is said of the petition with which somebody came again.
    """
    if document.petition_id or document.out:
        return document.petition_id
    if KINDS[document.kind].together:
        found = addressees(document.matter_id, _stage(document))
        return found.get(document.parts.get("to_petition", "").strip())
    if document.kind == "no_longer_notice" and document.matter.state == "final":
        return came_again(document.matter_id)
    return asker(document.matter_id) if _of_review(document) else None


def _of_review(document: Document) -> bool:
    """Whether it belongs to a review, as its opinion does, and the papers of a hearing held during one."""
    return document.kind in REVIEWS or (document.kind in HEARINGS and document.matter.state in REVIEWED)


def untold(matter_id: int, stage: str) -> dict[str, int]:
    """Of the petitions in `addressees` those whose petitioners have had no notice of an answer yet."""
    out = Document.objects.filter(
        matter_id=matter_id, kind="together_notice", state__in=OUT, reverted_at=None
    )
    told = set(out.filter(parts__stage=stage).values_list("petition_id", flat=True))
    return {number: pk for number, pk in addressees(matter_id, stage).items() if pk not in told}


def _stage(document: Document) -> str:
    """Which answer a notice to a further petitioner tells of: as chosen, else the last that was served. What
    was asked for since, taken back, or sent back to be decided anew has none yet."""
    return document.parts.get("stage") or stage_of(document.matter)


def stage_of(matter: Matter) -> str:
    """Which answer of a matter its other petitioners are to be told of; '' while there is none."""
    if matter.state != "accepted":
        return LAST_ANSWER.get(matter.state, "first")
    answers = TimelineEntry.objects.filter(matter=matter, verb__in=("opine", "redo")).order_by("-pk")
    return "back" if answers.values_list("verb", flat=True).first() == "redo" else ""


def row_of(document: Document, day: date) -> Transition | None:
    """The row of the workflow that the sealing performs, as the matter stands; None when there is none."""
    matter = document.matter
    rows = possible(matter.state, matter.purpose, day) if document.verb else []
    return next((row for row in rows if row.verb == document.verb), None)


def said_of(document: Document) -> str:
    """《受理告知书》（云规建信访受告〔2026〕3号，2026年10月15日）."""
    day = chinese_date(timezone.localdate(document.issued_at)) if document.issued_at else ""
    known = KINDS.get(document.kind)
    inside = "，".join(part for part in (document.number, day) if part)
    return f"《{known.label if known and document.number else '答复'}》" + (f"（{inside}）" if inside else "")


def _units(document: Document, names: Mapping[int, str]) -> dict[str, str]:
    matter, unit, root = document.matter, document.unit, district()
    lead = matter.unit
    return {
        "unit": issuer_of(document, names, root),
        "address": unit.address if unit else "",
        "telephone": unit.telephone or (root.telephone if root else "") if unit else "",
        "to_unit": issuer_name(document.to_unit, names, root) if document.to_unit else "",
        "lead": issuer_name(lead or matter.registered_unit, names, root),
        "office": issuer_name(matter.registered_unit, names, root),
        "district": names.get(root.pk, root.name) if root else "",
        "review_body": above(unit, names, root) if unit else "",
        "handler": document.drafter,
    }


def _way(document: Document, names: Mapping[int, str], act: TimelineEntry | None) -> dict[str, str]:
    """How the matter came to the unit that writes, or goes to the one that is written to."""
    matter = document.matter
    wanted = document.to_unit_id or document.unit_id
    sent = next((each for each in placed(matter.pk) if each.unit_id == wanted), None)
    office = issuer_name(matter.registered_unit, names)
    when = act.at if act else sent.sent_at if sent else matter.received_at
    return {
        "arrived_on": said(when),
        "sent_on": said(when),
        "sender": office,
        "from_whom": _from(sent, office),
        "feedback_by": chinese_date(sent.due_on) if sent and sent.due_on else "",
        "report_form": (str(act.data.get("report_form", "")) if act else "") or "书面办结报告",
        "note": act.note if act else "",
    }


def _from(sent: Placed | None, office: str) -> str:
    return f"（由{office}{'交办' if sent.kind == 'assign' else '转送'}）" if sent else ""


def _dates(document: Document, at: datetime) -> dict[str, str]:
    matter, day = document.matter, timezone.localdate(at)
    row = row_of(document, day)
    started = [
        told.due_on
        for effect in effects_of(matter.state, document.verb, matter.purpose)
        if effect.kind == "start" and (told := preview(effect.family, at))
    ]
    end = new_end(matter.pk, document.parts.get("days", ""), day) if document.verb == "extend" else None
    notify, objection = preview("notify", at), preview("object", at)
    return {
        "accepted_on": said(matter.accepted_at or at),
        "due_on": _last_day(end or started[0]) if end or started else "",
        "notify_by": _last_day(notify.due_on, why=False) if notify else "",
        "object_by": _last_day(objection.due_on, why=False) if objection and day >= IN_FORCE_2022 else "",
        "law": "信访工作条例" if day >= IN_FORCE_2022 else "信访条例",
        "articles": article(row.article[day >= IN_FORCE_2022]) if row else "",
    }


def _last_day(day: date, *, why: bool = True) -> str:
    """A last day; called provisional, as on the page, while a year's days of rest are not announced."""
    years = "、".join(f"{year}年" for year in unannounced([day]))
    told = f"，{years}放假安排公布后可能变动" if why else ""
    return chinese_date(day) + (f"（暂定{told}）" if years else "")


def _earlier(document: Document) -> dict[str, str]:
    """Documents that went out before: the opinion that is reviewed, the letter that assigned."""
    out = Document.objects.filter(matter_id=document.matter_id, state__in=OUT, reverted_at=None)
    opinion = out.filter(kind__in=OPINIONS).order_by("-issued_at", "-pk").first()
    assigned = out.filter(kind="assignment_letter", to_unit_id=document.unit_id).order_by("-pk").first()
    return {
        "opinion_number": said_of(opinion) if opinion else "",
        "opinion_issuer": opinion.issued_by if opinion else "",
        "assigned_number": assigned.number if assigned else "",
        "replaced": said_of(document.replaces) if document.replaces else "原决定",
        "rereview": _opined(document.matter_id, "rereview"),
        "redone": _redone(document) if document.verb == "opine" else "",
    }


def _opined(matter_id: int, level: str) -> str:
    """Which organ came when to which opinion at a level, as the timeline has it; '' before it."""
    line = TimelineEntry.objects.filter(matter_id=matter_id, verb=f"opine_{level}").order_by("-pk").first()
    if line is None:
        return ""
    inside = Document.objects.filter(pk=line.data.get("document")).first()
    organ = line.data.get("organ") or (inside.issued_by if inside else "")
    number, what = line.data.get("number"), {"review": "复查", "rereview": "复核"}[level]
    return f"{organ}于{said(line.at)}作出了{what}意见" + (f"（{number}）" if number else "") + "。"


def _redone(document: Document) -> str:
    """The opinion that a new one replaces, and the review that sent it back; '' where nothing was."""
    lines = TimelineEntry.objects.filter(matter_id=document.matter_id).order_by("-pk")
    decided = lines.filter(verb__in=("opine", "opine_review", "opine_rereview", "redo"))
    last, review = [*decided.values_list("verb", flat=True)[:2], "", ""][:2]
    if last != "redo":
        return ""
    out = Document.objects.filter(matter_id=document.matter_id, state__in=OUT, reverted_at=None)
    first = out.filter(kind="opinion").exclude(pk=document.pk).order_by("-issued_at", "-pk").first()
    was = f"对该事项曾作出{said_of(first)}。" if first else ""
    told = _opined(document.matter_id, review.removeprefix("opine_")).removesuffix("。")
    return f"{was}{told}，要求重新作出处理意见。" if told else was
