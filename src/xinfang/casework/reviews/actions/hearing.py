"""Hearings (听证): only those of a re-review stop its term (条例 2022, 36; 2005, 35)."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions import perform
from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews.actions.refusing import refuse_handler, refuse_short
from xinfang.casework.reviews.models import Hearing, Review
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


@dataclass(frozen=True)
class _Heard:
    review: Review
    matter: Matter


@transaction.atomic
def open_hearing(*, matter_id: int, opening: Opening, by: Actor, at: datetime) -> int:
    """A hearing on a re-review begins: the thirty days stand still from its first day. The act's id.

    Refuses who handled what is in question, and a first day before the request or ahead.
    """
    found = _asked(matter_id, by)
    _refuse_opening(found.review, opening, timezone.localdate(at))
    act = _perform("open_hearing", matter_id, opening.from_day, by, at)
    _begun(found.review, opening, pausing=True).save(force_insert=True)
    return act


@transaction.atomic
def close_hearing(*, matter_id: int, closing: Closing, by: Actor, at: datetime) -> int:
    """The hearing has ended: its days, the first and the last too, do not count. The act's id."""
    found = _asked(matter_id, by)
    open_ones = Hearing.objects.select_for_update().filter(review=found.review, to_day=None)
    hearing = open_ones.first()
    if hearing is None:
        raise Refusal(_("没有正在进行的听证。"))
    _close(hearing, closing, timezone.localdate(at))
    hearing.save()
    return _perform("close_hearing", matter_id, closing.to_day, by, at)


@transaction.atomic
def hear_review(*, matter_id: int, opening: Opening, closing: Closing, by: Actor, at: datetime) -> int:
    """Record a hearing held during a review; its term runs on meanwhile. The act's id."""
    found = _asked(matter_id, by)
    today = timezone.localdate(at)
    _refuse_opening(found.review, opening, today)
    hearing = _begun(found.review, opening, pausing=False)
    _close(hearing, closing, today)
    hearing.save(force_insert=True)
    return _perform("hear_review", matter_id, closing.to_day, by, at)


def _asked(matter_id: int, by: Actor) -> _Heard:
    matter = Matter.objects.select_for_update().get(pk=matter_id)
    review = Review.objects.running().select_related("matter").filter(matter=matter).first()
    if review is None:
        raise Refusal(_("这件事项现在没有复查、复核申请。"))
    refuse_handler(review, by.user_id)
    return _Heard(review, matter)


def _refuse_opening(review: Review, opening: Opening, today: date) -> None:
    found = []
    if not timezone.localdate(review.requested_at) <= opening.from_day <= today:
        found.append(Problem("from_day", _("听证开始的日期要在收到申请之后、今天或以前。")))
    if opening.notice_on is not None and opening.notice_on > opening.from_day:
        found.append(Problem("notice_on", _("听证通知的日期不能晚于听证开始的日期。")))
    if not opening.chair.strip():
        found.append(Problem("chair", _("请写明听证由谁主持，写职务即可。")))
    if found:
        raise Refusal(problems=found)


def _begun(review: Review, opening: Opening, *, pausing: bool) -> Hearing:
    return Hearing(
        review=review,
        notice_on=opening.notice_on,
        from_day=opening.from_day,
        place=opening.place.strip(),
        chair=opening.chair.strip(),
        pausing=pausing,
    )


def _close(hearing: Hearing, closing: Closing, today: date) -> None:
    if not hearing.from_day <= closing.to_day <= today:
        sentence = _("听证结束的日期要在开始之后、今天或以前。")
        raise Refusal(problems=[Problem("to_day", sentence)])
    if closing.participants < 1:
        raise Refusal(problems=[Problem("participants", _("请填写参加听证的人数。"))])
    hearing.result = refuse_short(closing.result, "result", _("请写明听证的结果，至少 %(n)d 个字。"))
    hearing.to_day, hearing.participants = closing.to_day, closing.participants


def _perform(verb: str, matter_id: int, day: date, by: Actor, at: datetime) -> int:
    """The act on its own day: now when that is today, else at noon of it."""
    noon = timezone.make_aware(datetime.combine(day, time(12)))
    moment = at if day == timezone.localdate(at) else noon
    return perform(verb=verb, matter_ids=[matter_id], by=by, at=at, moments={matter_id: moment})[0]
