"""Entering what was asked for and decided on paper, on the day on which it was."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions import perform
from xinfang.casework.desks.guards import held_for
from xinfang.casework.desks.rules import Past, moment_of, on_paper
from xinfang.casework.letters.actions import Paper, record_papers
from xinfang.casework.letters.queries import begun
from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews.actions.requesting import Request, request_rereview, request_review
from xinfang.casework.reviews.models import Level, Outcome, Review
from xinfang.casework.reviews.queries import asked_on_paper, running
from xinfang.casework.reviews.rules import BACK, DECIDES, PAST, following, outcome_problems
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["PastReview", "record_past"]


@dataclass(frozen=True)
class PastReview(Past):
    """A step of a review on paper. `result`: the outcome; `number`: of the opinion of an organ outside;
    `organ`: who decides it, if it is not the one that the tree proposes; `redo_by`: when it goes back."""

    via: str = ""
    organ: str = ""
    grounds: tuple[str, ...] = ()
    changed_result: str = ""
    redo_by: date | None = None
    number: str = ""
    late_reason: str = ""
    excused_by: str = ""


@transaction.atomic
def record_past(*, matter_id: int, past: PastReview, by: Actor, at: datetime) -> None:
    """Enter a request that was made on paper (补录), what it came to, or that it was taken back.

    The rules and the clocks are those of its day; the timeline keeps who entered it and when; nobody is
    written to. Who enters a decision decides nothing, so that it may be anybody with the right; therefore
    only what was asked for on paper is decided on paper. Raises Refusal, entering nothing, with what is wrong
    by field.
    """
    matter, moment = held_for(matter_id, past, PAST, at)
    if past.verb in _REQUESTS:
        _REQUESTS[past.verb](matter_id=matter.pk, asked=_asked(past, moment, at), by=by, at=at)
    else:
        _STEPS[past.verb.partition("_")[0]](_running(matter, past), past, moment, by, at)


def _asked(past: PastReview, moment: datetime, at: datetime) -> Request:
    return Request(
        received_at=moment,
        via=past.via,
        facts=past.text,
        late_reason=past.late_reason,
        excused_by=past.excused_by,
        reviewer_name=past.organ,
        reviewer_reason=_("照纸上的记载。") if past.organ.strip() else "",
        entered_at=at,
    )


def _running(matter: Matter, past: PastReview) -> Review:
    review = running(matter.pk)
    if review is None:
        raise Refusal(_("这件事项现在没有复查、复核申请。"))
    if past.verb in DECIDES and not asked_on_paper(review):
        raise Refusal(_("这件申请是在系统里提出的，请在系统里办。"))
    if begun(matter.pk, past.verb):
        raise Refusal(_("这一步的文书已经有人在起草，请打开那一份继续。"))
    return review


def _opinion(review: Review, past: PastReview, moment: datetime, by: Actor, at: datetime) -> None:
    _refuse_outcome(review, past)
    review.outcome, review.grounds, review.finding = past.result, list(past.grounds), past.text.strip()
    review.changed_result = past.changed_result if past.result == Outcome.CHANGE else ""
    review.redo_by = past.redo_by if past.result in BACK else None
    review.outside_number = past.number.strip() if review.reviewer_name else ""
    review.decided_at, review.decided_by = moment, None
    review.revision += 1
    review.save()
    _record(review, past, moment, by, at)


def _refusal(review: Review, past: PastReview, moment: datetime, by: Actor, at: datetime) -> None:
    review.refusal_reason = past.text.strip()
    review.save(update_fields=["refusal_reason"])
    _record(review, past, moment, by, at)


def _withdrawal(review: Review, past: PastReview, moment: datetime, by: Actor, at: datetime) -> None:
    review.withdrawn_on = past.done_on
    review.save(update_fields=["withdrawn_on"])
    data = {"signed_on": str(past.done_on), **review.whose, **on_paper(at)}
    moments = {review.matter_id: moment}
    perform(
        verb=past.verb,
        matter_ids=[review.matter_id],
        by=by,
        at=at,
        note=past.text.strip(),
        data=data,
        moments=moments,
        on_paper=True,
    )


def _record(review: Review, past: PastReview, moment: datetime, by: Actor, at: datetime) -> None:
    """The letter, its act, and what its service led to."""
    told = {"outcome": past.result, "number": review.outside_number, "organ": review.reviewer_name}
    served = moment_of(past.served_on, moment, at) if past.served_on else None
    paper = Paper(
        review.matter_id, past.text.strip(), moment, past.issued_by.strip(), served, review.petition_id
    )
    record_papers(
        [paper],
        verb=past.verb,
        by=by,
        at=at,
        data={key: text for key, text in told.items() if text} | review.whose | on_paper(at),
        then=following(review, past.served_on) if past.result else None,
    )


def _refuse_outcome(review: Review, past: PastReview) -> None:
    found = outcome_problems(
        outcome=past.result,
        grounds=past.grounds,
        changed_result=past.changed_result,
        redo_by=past.redo_by,
        today=past.done_on,
    )
    if review.reviewer_name and not past.number.strip():
        found.append(Problem("number", _("请填写区外机关意见书的文号。")))
    if found:
        raise Refusal(problems=found)


_REQUESTS: dict[str, Callable[..., int]] = {
    f"request_{Level.REVIEW}": request_review,
    f"request_{Level.REREVIEW}": request_rereview,
}
_STEPS = {"opine": _opinion, "refuse": _refusal, "withdraw": _withdrawal}
