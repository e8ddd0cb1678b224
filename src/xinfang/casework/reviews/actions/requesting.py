"""A request for review or re-review is registered, taken, or taken back by who asked."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions import perform
from xinfang.casework.acts.guards import refuse_short, refuse_unfit
from xinfang.casework.acts.together import further, whose
from xinfang.casework.desks.rules import on_paper
from xinfang.casework.petitions.events import Terms
from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews.models import Level, Review, ReviewState, Via
from xinfang.casework.reviews.queries import Right, proposal, questioned, right_of
from xinfang.casework.reviews.rules import Proposal, reviewer_problem
from xinfang.casework.wording.known import reviewer_name
from xinfang.casework.workflow import cited, row_for
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.organisations.models import Unit
from xinfang.registers.organisations.queries import names_on

LEAST = 2  # characters of what is asked, which may be said: 不服
__all__ = ["Request", "extend", "request_rereview", "request_review", "take", "withdraw"]


@dataclass(frozen=True)
class Request:
    """What was asked, and before whom. Without reviewer and name it goes to the one the tree proposes.

    `received_at`: when the request was received; `late_reason` and `excused_by`: why it may come after its
    term, and who accepted that; `reviewer_reason`: why another reviewer than the one proposed.
    """

    received_at: datetime
    via: str
    facts: str
    demand: str = ""
    late_reason: str = ""
    excused_by: str = ""
    reviewer_unit_id: int | None = None
    reviewer_name: str = ""
    reviewer_reason: str = ""
    petition_id: int | None = None  # of a further petitioner; None: the first one asks
    entered_at: datetime | None = None  # of one that came years ago: when it is entered; nobody is told


@transaction.atomic
def request_review(*, matter_id: int, asked: Request, by: Actor, at: datetime) -> int:
    """Register that the petitioner does not accept the opinion (条例 2022, 35; 2005, 34). The review's id.

    Refuses with problems by field: nothing can be asked for, the thirty days are over and nobody excused the
    delay, the reviewer is the unit itself or below it, another reviewer without a reason.
    """
    return _request(matter_id, Level.REVIEW, asked, by, at)


@transaction.atomic
def request_rereview(*, matter_id: int, asked: Request, by: Actor, at: datetime) -> int:
    """Register that the petitioner does not accept the review either (条例 2022, 36; 2005, 35)."""
    return _request(matter_id, Level.REREVIEW, asked, by, at)


@transaction.atomic
def take(*, review_id: int, by: Actor, at: datetime) -> int:
    """The reviewer takes the request: the examination begins. Returns the id of the act."""
    review = Review.objects.get(pk=review_id)
    if review.state != ReviewState.REQUESTED:
        raise Refusal(_("这件申请已经受理过，或者已经办完。"))
    return perform(verb=f"take_{review.level}", matter_ids=[review.matter_id], by=by, at=at)[0]


@transaction.atomic
def extend(*, matter_id: int, level: Level, days: int, reason: str, by: Actor, at: datetime) -> int:
    """The reviewer takes longer, once, where the place's own rules allow it (北京 2006, 50). The act's id."""
    why = refuse_short(reason, "reason", _("请写明延长的理由，至少 %(n)d 个字。"))
    terms, data = Terms(days=days), {"days": days}
    return perform(
        verb=f"extend_{level}", matter_ids=[matter_id], by=by, at=at, note=why, data=data, terms=terms
    )[0]


@transaction.atomic
def withdraw(*, matter_id: int, signed_on: date, by: Actor, at: datetime, note: str = "") -> int:
    """The petitioner takes the request back in a signed letter of a date. Returns the id of the act.

    The opinion stands as before; within what is left of the term it may be asked again.
    """
    Matter.objects.select_for_update().get(pk=matter_id)  # always the matter first
    review = Review.objects.running().select_for_update().filter(matter_id=matter_id).first()
    if review is None:
        raise Refusal(_("这件事项现在没有复查、复核申请。"))
    today = timezone.localdate(at)
    if not timezone.localdate(review.requested_at) <= signed_on <= today:
        sentence = _("撤回申请书的日期要在提出申请之后、今天或以前。")
        told = cited(sentence, f"withdraw_{review.level}", today)
        raise Refusal(problems=[Problem("signed_on", told)])
    review.withdrawn_on = signed_on
    review.save(update_fields=["withdrawn_on"])
    data = {"signed_on": str(signed_on), **review.whose}
    verb = f"withdraw_{review.level}"
    return perform(verb=verb, matter_ids=[matter_id], by=by, at=at, note=note, data=data)[0]


def _request(matter_id: int, level: Level, asked: Request, by: Actor, at: datetime) -> int:
    matter = Matter.objects.select_for_update().get(pk=matter_id)
    day = timezone.localdate(asked.received_at if asked.entered_at else at)
    refuse_unfit(matter, row_for(matter.state, f"request_{level}", matter.purpose, day), day)
    right = right_of(matter, asked.petition_id)
    if right:
        _refuse_asked(right, asked, at)
    reviewer, name = _reviewer(matter, level, asked, day)
    sets: dict[str, object] = {"review_unit_id": reviewer.pk if reviewer else None}
    if reviewer and reviewer.pk not in matter.other_units:
        sets["other_units"] = [*matter.other_units, reviewer.pk]
    if matter.state == "served":
        sets["concluded_at"] = asked.received_at
    below = questioned(matter, level)
    result = matter.result
    act = perform(
        verb=f"request_{level}",
        matter_ids=[matter.pk],
        by=by,
        at=at,
        data={"via": asked.via, "to": reviewer.name if reviewer else name, **_whose(matter, asked)}
        | on_paper(asked.entered_at),
        sets=sets,
        terms=Terms(excused=bool(asked.late_reason.strip() or (right and right.own))),
        moments={matter.pk: asked.received_at},
        on_paper=asked.entered_at is not None,
    )[0]
    review = Review.objects.create(
        matter=matter,
        level=level,
        act=act,
        petition_id=asked.petition_id,
        requested_at=asked.received_at,
        via=asked.via,
        facts=asked.facts.strip(),
        demand=asked.demand.strip(),
        late_reason=asked.late_reason.strip(),
        excused_by=asked.excused_by.strip(),
        respondent_unit=below[-1] if below else None,
        reviewer_unit=reviewer,
        reviewer_name=name,
        reviewer_reason=asked.reviewer_reason.strip(),
        contested_result=result,
    )
    return review.pk


def _whose(matter: Matter, asked: Request) -> dict[str, object]:
    """The petition of the further petitioner who asks; Refusal for one who did not bring the matter."""
    if asked.petition_id is None:
        return {}
    if asked.petition_id not in {each.petition_id for each in further(matter.pk)}:
        raise Refusal(
            problems=[Problem("petition", _("没有这样的信访人：请选一件并入的、或者一起反映的信访件。"))]
        )
    return whose(asked.petition_id)


def _refuse_asked(right: Right, asked: Request, at: datetime) -> None:
    """Raise Refusal with all that is wrong with what was asked and when."""
    found = []
    if asked.via not in Via.values:
        found.append(Problem("via", _("请选择申请是怎么提出的。")))
    if len("".join(asked.facts.split())) < LEAST:
        sentence = _("请写明申请的事实和理由，至少 %(n)d 个字。") % {"n": LEAST}
        found.append(Problem("facts", sentence))
    day = timezone.localdate(asked.received_at)
    if asked.received_at > at or (right.since is not None and day < right.since):
        sentence = _("收到申请的时间要在答复送达之后、现在或以前。")
        found.append(Problem("received_at", _sourced(sentence, right, day)))
    elif right.due_on and day > right.due_on and not (asked.late_reason.strip() and asked.excused_by.strip()):
        found.append(Problem("late_reason", _sourced(_late(right.level, right.due_on), right, day)))
    if found:
        raise Refusal(problems=found)


def _sourced(sentence: str, right: Right, day: date) -> str:
    """With the article by which the term runs; that of the day, where no rule says."""
    return f"{sentence}（{right.source}）" if right.source else cited(sentence, f"request_{right.level}", day)


def _late(level: Level, due_on: date) -> str:
    sentence = _(
        "申请期限已于 %(due)s届满。有正当理由的，写明理由，并写明由谁决定接受；没有的，不能再申请%(level)s。"
    )
    return sentence % {"due": date_format(due_on, _("Y年n月j日")), "level": level.label}


def _reviewer(matter: Matter, level: Level, asked: Request, day: date) -> tuple[Unit | None, str]:
    """The unit of ours, or the name of the organ outside, before which the request goes; of ours too when
    the one proposed is named as its papers of the day have it."""
    suggested = proposal(matter, level, day)
    name = asked.reviewer_name.strip()
    if asked.reviewer_unit_id is None and name in ("", *_called(suggested, day)):
        return suggested.unit, suggested.name
    unit = None
    if asked.reviewer_unit_id is not None:
        unit = Unit.objects.in_force(day).filter(pk=asked.reviewer_unit_id).first()
        name = ""
        if unit is None:
            raise Refusal(problems=[Problem("reviewer", _("没有这个单位，请重新选择。"))])
    if told := reviewer_problem(unit, questioned(matter, level)):
        raise Refusal(problems=[told])
    if _differs(unit, suggested) and not asked.reviewer_reason.strip():
        sentence = _("由别的机关、单位复查、复核的，请写明理由。")
        raise Refusal(problems=[Problem("reviewer_reason", sentence)])
    return unit, name


def _called(suggested: Proposal, day: date) -> tuple[str, ...]:
    """What the proposed unit is called on a day, in the register and in its letters."""
    if suggested.unit is None:
        return ()
    names = names_on(day)
    return names[suggested.unit.pk], reviewer_name(suggested.unit, names)


def _differs(unit: Unit | None, suggested: Proposal) -> bool:
    """Whether another reviewer was chosen; two organs outside differ by name only, which is no choice."""
    return (unit.pk if unit else None) != (suggested.unit.pk if suggested.unit else None)
