"""What a reviewer decides: not to take a request, or what the examination comes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions import perform
from xinfang.casework.acts.guards import refuse_short
from xinfang.casework.desks.actions import Outside, keep_outside
from xinfang.casework.desks.rules import outside_day, outside_moment
from xinfang.casework.letters.actions import Proof, record_service
from xinfang.casework.letters.queries import begun
from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews.actions.refusing import refuse_handler
from xinfang.casework.reviews.actions.writing import said, write
from xinfang.casework.reviews.models import Hearing, Review, ReviewState
from xinfang.casework.reviews.queries import redoing
from xinfang.casework.reviews.rules import outcome_problems
from xinfang.casework.workflow import cited
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["Decision", "decide", "refuse", "serve", "state_new_facts"]


@dataclass(frozen=True)
class Decision:
    """What the examination comes to. `redo_by`: the unit's last day; `changed_result`: what stands instead.

    `number` and `made_on`: of the opinion and its date, when an organ outside made it; `revision`: of the
    decision that was read before, 0 when there was none.
    """

    outcome: str
    finding: str
    grounds: Sequence[str] = ()
    changed_result: str = ""
    redo_by: date | None = None
    number: str = ""
    revision: int = 0
    made_on: date | None = None


@transaction.atomic
def decide(*, review_id: int, decision: Decision, by: Actor, at: datetime) -> None:
    """Write down what the examination comes to, and begin the opinion; it holds once that is sealed.

    An organ outside seals its own: its opinion is recorded with its number and date, and holds from then.
    Refuses who handled what is in question (条例 2022, 28), during a hearing, and with problems by field.
    """
    review = _open(review_id)
    before = said(review)
    refuse_handler(review, by.user_id)
    _refuse_unread(review, decision)
    if Hearing.objects.filter(review=review, to_day=None).exists():
        raise Refusal(_("听证还没有结束，请先登记听证结果。"))
    review.outcome, review.grounds = decision.outcome, list(decision.grounds)
    review.finding = refuse_short(decision.finding, "finding", _("请写明审查认定的情况，至少 %(n)d 个字。"))
    _refuse_outcome(review, decision, decision.made_on or timezone.localdate(at), at)
    review.changed_result = decision.changed_result if decision.outcome == "change" else ""
    review.redo_by = decision.redo_by if decision.outcome in ("revoke", "redo") else None
    review.outside_number = decision.number.strip() if review.reviewer_name else ""
    review.decided_at, review.decided_by = at, by.user_id
    review.revision += 1
    review.save()
    after = {"level": review.level, "outcome": review.outcome, "grounds": review.grounds}
    told = Record("review.decided", "matter", review.matter_id, review.matter.number, after=after)
    record(told, by=by, at=at)
    if review.reviewer_name:
        data = {"number": review.outside_number, "organ": review.reviewer_name}
        moment, entered = outside_moment(decision.made_on, review.requested_at, at)
        verb, pk = f"opine_{review.level}", review.matter_id
        perform(verb=verb, matter_ids=[pk], by=by, at=at, data=data | entered, moments={pk: moment})
    else:
        write(review, f"opine_{review.level}", said(review), before, by, at)


@transaction.atomic
def refuse(*, review_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Write down why a request is not taken, and begin the notice; it holds once that is sealed. Once it is
    begun it is the notice that is written on: nobody overwrites another's reason.

    An organ outside sends its own notice: its refusal holds at once. The opinion stands as before; within
    what is left of the term it may be asked again.
    """
    review = _open(review_id)
    refuse_handler(review, by.user_id)
    verb = f"refuse_{review.level}"
    if review.refusal_reason and begun(review.matter_id, verb):
        raise Refusal(_("不予受理的理由已经写明，告知书正在起草；要改的，请在那份告知书上改。"))
    before = {"reason": review.refusal_reason}
    review.refusal_reason = refuse_short(reason, "reason", _("请写明不予受理的理由，至少 %(n)d 个字。"))
    review.save(update_fields=["refusal_reason"])
    after = {"level": review.level}
    told = Record("review.refusing", "matter", review.matter_id, review.matter.number, after=after)
    record(told, by=by, at=at)
    if review.reviewer_name:
        data: dict[str, object] = {"organ": review.reviewer_name, **review.whose}
        perform(verb=verb, matter_ids=[review.matter_id], by=by, at=at, data=data)
    else:
        parts = {"reason": review.refusal_reason}
        write(review, verb, parts, before, by, at)


@transaction.atomic
def serve(*, review_id: int, proof: Proof, by: Actor, at: datetime) -> int:
    """Prove how the opinion of an organ outside reached who asked, as of a letter of ours; what follows is
    its outcome's: served with the remedy, final, or back to the unit. Returns the id of the document.

    Refuses at the fields of the proof that lack something, before the opinion was made, and of a review that
    is decided here: its opinion is a letter of ours, which is served as one.
    """
    review = _locked(review_id)
    if not review.reviewer_name:
        told = _("这件申请由本地的机关审查，意见书在这里起草和制发：请在那份意见书上登记送达。")
        raise Refusal(cited(told, f"serve_{review.level}", timezone.localdate(at)))
    if review.state != ReviewState.OPINED or review.opined_at is None:
        told = _("意见还没有作出，不能登记送达。")
        raise Refusal(cited(told, f"serve_{review.level}", timezone.localdate(at)))
    verb, number, organ = f"opine_{review.level}", review.outside_number, review.reviewer_name
    made = Outside(verb, number, organ, review.opined_at, review.finding, review.petition_id)
    keeper = review.matter.registered_unit_id  # the office keeps what organs outside decide
    kept = keep_outside(matter_id=review.matter_id, unit_id=keeper, opinion=made, by=by, at=at)
    record_service(document_id=kept, proof=proof, by=by, at=at)
    return kept


@transaction.atomic
def state_new_facts(*, matter_id: int, text: str, by: Actor, at: datetime) -> None:
    """The unit that decides anew says which facts are new, or may not come to the same (山东 2015, 45)."""
    matter = Matter.objects.select_for_update().get(pk=matter_id)
    review = redoing(matter)
    if review is None:
        raise Refusal(_("这件事项没有被撤销或者责令重新办理，不用写明新的事实。"))
    review.new_facts = refuse_short(text, "text", _("请写明新查明的事实，至少 %(n)d 个字。"))
    review.save(update_fields=["new_facts"])
    record(Record("review.new_facts", "matter", matter.pk, matter.number), by=by, at=at)


def _locked(review_id: int) -> Review:
    """The request, locked after its matter: always in this order, so that no two wait for each other."""
    matter_id = Review.objects.values_list("matter_id", flat=True).get(pk=review_id)
    Matter.objects.select_for_update().get(pk=matter_id)
    return Review.objects.select_for_update(of=("self",)).select_related("matter").get(pk=review_id)


def _open(review_id: int) -> Review:
    """The request, locked; raises Refusal when it is answered, refused or taken back."""
    review = _locked(review_id)
    if review.state not in (ReviewState.REQUESTED, ReviewState.TAKEN):
        raise Refusal(_("这件申请已经有了结论，或者已经撤回。"))
    return review


def _refuse_unread(review: Review, decision: Decision) -> None:
    """A colleague's decision is replaced by who has read it, never by an older window."""
    if decision.revision != review.revision and review.decided_at:
        told = {
            "time": timezone.localtime(review.decided_at).strftime("%H:%M"),
            "outcome": review.get_outcome_display(),
        }
        sentence = _(
            "您打开以后，%(time)s 已经登记了结论“%(outcome)s”，这里没有覆盖它。要改的，请看过再登记。"
        )
        raise Refusal(sentence % told)


def _refuse_outcome(review: Review, decision: Decision, today: date, at: datetime) -> None:
    found = outcome_problems(
        outcome=decision.outcome,
        grounds=decision.grounds,
        changed_result=decision.changed_result,
        redo_by=decision.redo_by,
        today=today,
    )
    if review.reviewer_name and not decision.number.strip():
        found.append(Problem("number", _("请填写区外机关意见书的文号。")))
    if review.reviewer_name and (
        told := outside_day(decision.made_on, review.requested_at, f"opine_{review.level}", at)
    ):
        found.append(Problem("made_on", told))
    if found:
        raise Refusal(problems=found)
