"""What may be done with a document: its states as a table, who may draft and sign, and four eyes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.assignments.guards import speaks_against
from xinfang.casework.deadlines.queries import lapsed
from xinfang.casework.letters.models import Document, DocumentState
from xinfang.casework.petitions.models import Matter
from xinfang.casework.wording.kinds import KINDS
from xinfang.casework.workflow import Transition, cited, possible
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.staff.models import Posting
from xinfang.registers.staff.roles import ROLES

__all__ = [
    "ELSEWHERE",
    "STEPS",
    "drafting_seats",
    "may_follow",
    "not_own_word",
    "notice_over",
    "others_draft",
    "refuse_own_hand",
    "refuse_own_word",
    "refuse_state",
    "refuse_unread",
    "with_article",
]

DRAFT, SUBMITTED, RETURNED = DocumentState.DRAFT, DocumentState.SUBMITTED, DocumentState.RETURNED
SIGNED, ISSUED, SERVED = DocumentState.SIGNED, DocumentState.ISSUED, DocumentState.SERVED
ELSEWHERE = "elsewhere"  # the ground of a declining notice: it is not this unit's to decide
PREPARED, VOID = DocumentState.PREPARED, DocumentState.VOID


@dataclass(frozen=True)
class Step:
    """Something that is done with a document: from which states, into which, and what it is called."""

    label: Promise | str
    before: tuple[str, ...]
    after: str


# `seal` of a kind that a head signs starts from `signed` alone.
STEPS: dict[str, Step] = {
    "save": Step(_("保存"), (DRAFT, RETURNED), ""),
    "submit": Step(_("送审"), (DRAFT, RETURNED), SUBMITTED),
    "check": Step(_("核稿"), (SUBMITTED,), SUBMITTED),
    "send_back": Step(_("退回修改"), (SUBMITTED, SIGNED), RETURNED),
    "sign": Step(_("签发"), (SUBMITTED,), SIGNED),
    "seal": Step(_("制发"), (DRAFT, RETURNED, SUBMITTED, SIGNED, PREPARED), ISSUED),
    "serve": Step(_("登记送达"), (ISSUED,), SERVED),
    "correct_service": Step(_("更正送达"), (SERVED,), SERVED),
    "void": Step(_("作废"), (DRAFT, RETURNED, PREPARED), VOID),
}
# Who drafts what only a head may do: by the seat of the act, the rights that suffice and where.
_DRAFTERS: dict[str, tuple[tuple[str, str], ...]] = {
    "unit": (("handle", "unit"), ("approve", "unit")),
    "reviewer": (("review", "reviewer"), ("approve", "reviewer")),
    "either": (("handle", "unit"), ("route", "office"), ("approve", "either")),
}
_DRAFTING = ("handle", "route", "review")


def may_follow(document: Document, step: str) -> bool:
    """Whether a step is possible in the document's state."""
    if step == "seal" and KINDS[document.kind].signed:
        return document.state == SIGNED
    return document.state in STEPS[step].before


# 民事诉讼法 on service by public notice: since when -> how many days it takes, and the article that says so.
_NOTICES: tuple[tuple[date, int, Promise | str], ...] = (
    (date(2022, 1, 1), 30, _("《民事诉讼法》第九十五条")),
    (date(2013, 1, 1), 60, _("《民事诉讼法》（2012）第九十二条")),
    (date.min, 60, _("《民事诉讼法》（2007）第八十四条")),
)


def notice_over(posted_on: date) -> tuple[date, int, Promise | str]:
    """The first day on which a public notice has served: the day, the days that it takes, the article."""
    days, source = next((days, source) for since, days, source in _NOTICES if posted_on >= since)
    return posted_on + timedelta(days=days), days, source


def with_article(sentence: str, document: Document, day: date) -> str:
    """A refusal with the article of the act that service of the document does, or its sealing."""
    verbs = (*KINDS[document.kind].service, document.verb)
    return cited(sentence, verbs[0], day)


def refuse_state(document: Document, step: str, at: datetime) -> None:
    """Raise Refusal when a step is not possible in the document's state."""
    if not may_follow(document, step):
        told = _t("文书现在是“%(state)s”，不能%(step)s。")
        state = DocumentState(document.state).label
        sentence = told % {"state": state, "step": STEPS[step].label}
        raise Refusal(with_article(sentence, document, timezone.localdate(at)))


def refuse_unread(document: Document, revision: int) -> None:
    """Raise Refusal when somebody would agree to a text other than the one that was read."""
    if document.revision != revision:
        saved = timezone.localtime(document.saved_at).strftime("%H:%M") if document.saved_at else ""
        raise Refusal(
            _t("您打开以后，这份文书在 %(time)s 又改过。下面是现在的一稿，请看过再办。") % {"time": saved}
        )


def drafting_seats(row: Transition) -> tuple[tuple[str, str], ...]:
    """(right, seat) pairs of which one lets a person draft the document of an act."""
    return _DRAFTERS[row.seat] if row.permission == "approve" else ((row.permission, row.seat),)


def refuse_own_hand(document: Document, user_id: int | None, day: date) -> None:
    """Raise Refusal when somebody would sign what they wrote (a word of) or submitted themselves.

    Four eyes see every letter that a head signs. Only where nobody else of the unit drafts (a community with
    one clerk) may the head sign an own draft; the document then says so by naming one person twice.
    """
    unit_id = document.unit_id
    if unit_id is None or user_id not in document.hands:
        return
    if unit_id in others_draft([unit_id], user_id, day):
        raise Refusal(_t("这份文书您写过或者送审过，要由另一位负责人签发；请让承办人起草、您来签发。"))


def others_draft(unit_ids: Iterable[int], user_id: int, day: date) -> set[int]:
    """Those of these units in which somebody else than an account drafts on a day: there it signs nothing
    that it wrote."""
    roles = [role.key for role in ROLES.values() if role.permissions & set(_DRAFTING)]
    posts = Posting.objects.in_force(day).filter(unit_id__in=unit_ids, role__in=roles, user__is_active=True)
    return set(posts.exclude(user_id=user_id).values_list("unit_id", flat=True))


def refuse_own_word(document: Document, day: date) -> None:
    """Raise Refusal where a unit would decline as somebody else's what was sent to it."""
    if document.parts.get("ground") == ELSEWHERE and (told := not_own_word(document.matter, day)):
        raise Refusal(problems=[Problem("ground", told)])


def not_own_word(matter: Matter, day: date) -> str:
    """Why a unit cannot decline a matter as somebody else's, and what to do instead; '' where it may.

    What was sent to a unit and is not its own it hands back by objection, to which the sender agrees: it
    does not decline it by its own word (条例 2022, 23)."""
    sent = matter.unit_id is not None and matter.unit_id != matter.registered_unit_id
    if not sent or not any(row.verb == "object" for row in possible(matter.state, matter.purpose, day)):
        return ""
    told = _t(
        "这件事项是转送、交办来的：不属于你单位职权的，请提出异议、说明理由，转来的单位核实同意后退回，"
        "不能自行不予受理。"
    )
    if why := lapsed(matter.pk, day).get("object") or speaks_against(matter, "object", day):
        told = _t("这件事项是转送、交办来的，不能以不属于你单位职权为由自行不予受理。%(why)s") % {"why": why}
    return cited(told, "object", day)
