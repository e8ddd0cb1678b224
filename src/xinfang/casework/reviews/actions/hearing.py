"""Hearings (听证): only those of a re-review stop its term (条例 2022, 36; 2005, 35)."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions import perform
from xinfang.casework.acts.guards import short
from xinfang.casework.letters.models import OUT, Document
from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews.actions.refusing import refuse_handler
from xinfang.casework.reviews.models import Hearing, Review
from xinfang.casework.workflow import cited
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["Closing", "Opening", "close_hearing", "hear_review", "open_hearing"]


@dataclass(frozen=True)
class Opening:
    """How a hearing begins. `chair`: by office, no name is needed; `notice_on`: the day it was announced."""

    from_day: date
    chair: str
    notice_on: date | None = None
    place: str = ""


@dataclass(frozen=True)
class Closing:
    """How a hearing ended: its last day, how many took part, what it came to."""

    to_day: date
    participants: int
    result: str


@transaction.atomic
def open_hearing(*, matter_id: int, opening: Opening, by: Actor, at: datetime) -> int:
    """A hearing on a re-review begins: the thirty days stand still from its first day. The act's id.

    Refuses who handled what is in question, a hearing that no notice announced, and a first day before the
    request or ahead.
    """
    review = _asked(matter_id, by)
    hearing = _begun(review, opening, timezone.localdate(at), pausing=True)
    act = _perform("open_hearing", matter_id, opening.from_day, by, at)
    hearing.save(force_insert=True)
    return act


@transaction.atomic
def close_hearing(*, matter_id: int, closing: Closing, by: Actor, at: datetime) -> int:
    """The hearing has ended: its days, the first and the last too, do not count. The act's id."""
    review = _asked(matter_id, by)
    open_ones = Hearing.objects.select_for_update().filter(review=review, to_day=None)
    hearing = open_ones.first()
    if hearing is None:
        raise Refusal(_("没有正在进行的听证。"))
    _close(hearing, closing, timezone.localdate(at))
    hearing.save()
    return _perform("close_hearing", matter_id, closing.to_day, by, at)


@transaction.atomic
def hear_review(*, matter_id: int, opening: Opening, closing: Closing, by: Actor, at: datetime) -> int:
    """Record a hearing held during a review; its term runs on meanwhile. The act's id."""
    review = _asked(matter_id, by)
    today = timezone.localdate(at)
    hearing = _begun(review, opening, today, pausing=False)
    _close(hearing, closing, today)
    hearing.save(force_insert=True)
    return _perform("hear_review", matter_id, closing.to_day, by, at)


def _asked(matter_id: int, by: Actor) -> Review:
    matter = Matter.objects.select_for_update().get(pk=matter_id)
    review = Review.objects.running().select_related("matter").filter(matter=matter).first()
    if review is None:
        raise Refusal(_("这件事项现在没有复查、复核申请。"))
    refuse_handler(review, by.user_id)
    return review


def _begun(review: Review, opening: Opening, today: date, *, pausing: bool) -> Hearing:
    """The hearing as it begins; without a day of its own the notice was given when it was issued."""
    issued_on = _announced(review)
    notice_on = opening.notice_on or issued_on
    _refuse_opening(review, opening, notice_on, today)
    return Hearing(
        review=review,
        notice_on=notice_on,
        from_day=opening.from_day,
        place=opening.place.strip(),
        chair=opening.chair.strip(),
        pausing=pausing,
    )


def _announced(review: Review) -> date | None:
    """The day on which the notice of a hearing was issued; an organ outside sends its own.

    Raises Refusal when none was issued since the request: who asked must be able to come.
    """
    if review.reviewer_name:
        return None
    notices = Document.objects.filter(matter_id=review.matter_id, kind="hearing_notice", state__in=OUT)
    newest = notices.filter(issued_at__gte=review.requested_at).order_by("-issued_at").first()
    if newest is None or newest.issued_at is None:
        raise Refusal(_("听证要先通知信访人：请先制发听证通知书，再登记听证。"))
    return timezone.localdate(newest.issued_at)


def _refuse_opening(review: Review, opening: Opening, notice_on: date | None, today: date) -> None:
    found = []
    if not timezone.localdate(review.requested_at) <= opening.from_day <= today:
        told = _("听证开始的日期要在收到申请之后、今天或以前。")
        found.append(Problem("from_day", cited(told, f"request_{review.level}", today)))
    if notice_on is not None and notice_on > opening.from_day:
        found.append(Problem("notice_on", _("听证通知的日期不能晚于听证开始的日期。")))
    if not opening.chair.strip():
        found.append(Problem("chair", _("请写明听证由谁主持，写职务即可。")))
    if found:
        raise Refusal(problems=found)


def _close(hearing: Hearing, closing: Closing, today: date) -> None:
    found = []
    if not hearing.from_day <= closing.to_day <= today:
        found.append(Problem("to_day", _("听证结束的日期要在开始之后、今天或以前。")))
    if closing.participants < 1:
        found.append(Problem("participants", _("请填写参加听证的人数。")))
    found += short(closing.result, "result", _("请写明听证的结果，至少 %(n)d 个字。"))
    if found:
        raise Refusal(problems=found)
    hearing.result = closing.result.strip()
    hearing.to_day, hearing.participants = closing.to_day, closing.participants


def _perform(verb: str, matter_id: int, day: date, by: Actor, at: datetime) -> int:
    """The act on its own day: now when that is today, else at noon of it."""
    noon = timezone.make_aware(datetime.combine(day, time(12)))
    moment = at if day == timezone.localdate(at) else noon
    return perform(verb=verb, matter_ids=[matter_id], by=by, at=at, moments={matter_id: moment})[0]
