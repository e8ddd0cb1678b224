"""The books follow the acts: whoever performs one, the request stands where the act puts it."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.events import Moved
from xinfang.casework.petitions.models import TimelineEntry
from xinfang.casework.reviews.actions.refusing import refuse_handler
from xinfang.casework.reviews.models import Outcome, Review, ReviewState
from xinfang.casework.reviews.rules import DECIDES, FOLLOWS
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["keep_books", "refuse_other_outcome"]

WRITTEN = ("state", "refusal_reason", "taken_at", "opined_at", "served_at")


@transaction.atomic
def keep_books(moved: Sequence[Moved], *, verb: str, by_user: int | None, at: datetime) -> int:
    """Put the requests where an act puts them; returns how many. A matter without one has none to keep.

    Raises Refusal, so that the act is not done, when its letter says another outcome than the one decided, or
    its reason is nowhere written; and for one who decides and handled what is in question.
    """
    if verb == "correct_service":
        return _redate(moved)
    if verb not in FOLLOWS:
        return 0
    found = [(each, _running(each.matter_id)) for each in moved]
    kept = [(each, review) for each, review in found if review]
    for each, review in kept:
        line = TimelineEntry.objects.get(pk=each.act_id)
        letter = Document.objects.filter(pk=line.data.get("document")).first()
        decided = verb in DECIDES and "on_paper" not in line.data  # whoever enters a paper decides nothing
        for who in (by_user, letter.signed_by if letter else None) if decided else ():
            refuse_handler(review, who)
        _refuse_other(review, verb, line)
        _refuse_past(review, verb, timezone.localdate(each.moment))
        _keep_reason(review, verb, letter)
        review.state = FOLLOWS[verb]
        if review.state == ReviewState.TAKEN:
            review.taken_at = each.moment
        elif review.state == ReviewState.OPINED:
            review.opined_at = each.moment
        elif review.state == ReviewState.SERVED:
            review.served_at = each.moment
        review.save(update_fields=WRITTEN)
    return len(kept)


def refuse_other_outcome(*, document_id: int, by: Actor, at: datetime) -> None:
    """Raise Refusal, at its field, for an opinion that says another outcome than the one decided: its writer
    hears of it, and not only the head who signs."""
    letter = Document.objects.get(pk=document_id)
    review = _running(letter.matter_id) if letter.verb in ("opine_review", "opine_rereview") else None
    written = letter.parts.get("outcome", "")
    if review and review.outcome and written != review.outcome:
        raise Refusal(problems=[Problem("outcome", _told_other(review, written))])


def _told_other(review: Review, written: str) -> str:
    told = {"written": dict(Outcome.choices).get(written, written), "outcome": review.get_outcome_display()}
    return _("意见书写的结论是“%(written)s”，登记的结论是“%(outcome)s”，请先改成一致。") % told


def _redate(moved: Sequence[Moved]) -> int:
    """The answer to a request reached who asked on another day."""
    done = 0
    for each in moved:
        day = each.terms.until if each.state == "review_concluded" else None
        answered = Review.objects.filter(matter_id=each.matter_id, state=ReviewState.SERVED)
        newest = answered.order_by("-served_at", "-pk").first()
        if day and newest:
            newest.served_at = timezone.make_aware(datetime.combine(day, time(12)))
            newest.save(update_fields=["served_at"])
            done += 1
    return done


def _running(matter_id: int) -> Review | None:
    running = Review.objects.running().select_for_update(of=("self",)).select_related("matter")
    return running.filter(matter_id=matter_id).first()


def _refuse_other(review: Review, verb: str, line: TimelineEntry) -> None:
    """The sealed opinion says what was decided: its outcome stands on the line that tells of it."""
    written = line.data.get("outcome", review.outcome)
    if FOLLOWS[verb] == ReviewState.OPINED and written != review.outcome:
        raise Refusal(_told_other(review, written))


def _refuse_past(review: Review, verb: str, day: date) -> None:
    """No opinion leaves the house that sets a last day which has come already."""
    if FOLLOWS[verb] == ReviewState.OPINED and review.redo_by and review.redo_by <= day:
        sentence = _("重新办理的最后期限 %(day)s已经到了；请先在结论里另定一天，意见书随着改。")
        raise Refusal(sentence % {"day": date_format(review.redo_by, _("Y年n月j日"))})


def _keep_reason(review: Review, verb: str, letter: Document | None) -> None:
    """A notice that was written without being announced here brings its reason with it."""
    if FOLLOWS[verb] != ReviewState.REFUSED:
        return
    review.refusal_reason = (letter.parts.get("reason", "") if letter else "") or review.refusal_reason
    if not review.refusal_reason:
        raise Refusal(_("请先写明不予受理的理由，再发告知书。"))
