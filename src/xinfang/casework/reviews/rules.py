"""Who reviews whom, what an outcome leads to, and what may not be decided: pure tables and predicates."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.letters.following import Following
from xinfang.casework.petitions.events import Terms
from xinfang.casework.petitions.models import Result
from xinfang.casework.reviews.models import Level, Outcome, Review, ReviewState
from xinfang.casework.workflow import TRANSITIONS
from xinfang.engines.similarity import fingerprint, similarity
from xinfang.kernel.errors import Problem
from xinfang.registers.organisations.models import Unit, UnitKind

__all__ = [
    "AGREED",
    "BACK",
    "DECIDES",
    "FOLLOWS",
    "GROUNDS",
    "HANDLES",
    "PAST",
    "SAME",
    "Proposal",
    "following",
    "outcome_problems",
    "proposed",
    "reviewer_problem",
    "says_the_same",
]

# Why an opinion is revoked or changed (山东 2015, 45; 北京 2006, 50).
GROUNDS: dict[str, Promise | str] = {
    "facts": _("主要事实不清、证据不足"),
    "basis": _("适用依据错误"),
    "procedure": _("违反法定程序"),
    "powers": _("超越或者滥用职权"),
    "improper": _("处理意见明显不当"),
}
AGREED = (Result.MEDIATED, Result.RECONCILED)  # both sides agreed: there is no opinion to be reviewed
BACK = (Outcome.REVOKE, Outcome.REDO)  # the unit has to decide anew
CITY, ABOVE = "市人民政府", "上一级机关"  # names that are kept, in whatever language they were proposed
SAME = 0.95  # of the character pairs shared: above it an opinion says what the one before said

# Verb -> where the request stands after it.
FOLLOWS: dict[str, ReviewState] = {
    "take_review": ReviewState.TAKEN,
    "take_rereview": ReviewState.TAKEN,
    "refuse_review": ReviewState.REFUSED,
    "refuse_rereview": ReviewState.REFUSED,
    "withdraw_review": ReviewState.WITHDRAWN,
    "withdraw_rereview": ReviewState.WITHDRAWN,
    "opine_review": ReviewState.OPINED,
    "opine_rereview": ReviewState.OPINED,
    "serve_review": ReviewState.SERVED,
    "serve_rereview": ReviewState.SERVED,
    "redo": ReviewState.SERVED,
}
# Verbs by which a request is decided: not for who handled the opinion (条例 2022, 28; 2005, 30).
DECIDES = frozenset({"refuse_review", "refuse_rereview", "opine_review", "opine_rereview"})
# Steps that can be entered of what was done on paper (补录).
PAST = frozenset(
    f"{step}_{level}" for step in ("request", "opine", "refuse", "withdraw") for level in Level.values
)
# Verbs of the unit whose opinion is in question.
HANDLES = frozenset(row.verb for row in TRANSITIONS if row.seat == "unit")


@dataclass(frozen=True)
class Proposal:
    """The reviewer that the tree suggests: a unit of ours, or what an organ outside is called; and why."""

    unit: Unit | None
    name: str
    why: Promise | str


_INSIDE: dict[str, Promise | str] = {
    UnitKind.STREET: _("街道（乡镇）作出的，由区人民政府复查。"),
    UnitKind.DEPARTMENT: _(
        "区属部门作出的，由区人民政府或者市级主管部门复查；实行垂直管理的，由其上级主管机关复查。"
    ),
    UnitKind.COMMUNITY: _("由上一级机关、单位复查。"),
}


def proposed(below: Unit | None, above: Unit | None) -> Proposal:
    """Who reviews what `below` decided: the next level up (条例 2022, 35, 36; 北京 2006, 48).

    `above`: the unit over it. Over the district, and over an organ outside (`below` None), nothing is in our
    tree: an organ outside is named.
    """
    if below is None or above is None:
        name = CITY if below else ABOVE
        return Proposal(None, name, _("上一级机关不在本区，由区外机关办理，本区记录结果。"))
    kind = below.kind if above.kind == UnitKind.DISTRICT else UnitKind.COMMUNITY
    return Proposal(above, "", _INSIDE[kind])


def reviewer_problem(reviewer: Unit | None, questioned: Collection[Unit]) -> Problem | None:
    """The problem with a reviewer that is one of those in question, or below one of them; None if fit."""
    for unit in questioned:
        if reviewer is not None and reviewer.path.startswith(unit.path):
            sentence = _t(
                "复查、复核由上一级办理：%(reviewer)s就是%(unit)s或其下级，不能自己审查自己，请另选。"
            )
            told = sentence % {"reviewer": reviewer.name, "unit": unit.name}
            return Problem("reviewer", told)
    return None


def outcome_problems(
    *, outcome: str, grounds: Collection[str], changed_result: str, redo_by: date | None, today: date
) -> list[Problem]:
    """What is wrong with an outcome: grounds unless it upholds, a new result, a day ahead to redo it."""
    if outcome not in Outcome.values:
        return [Problem("outcome", _t("请选择结论：维持、变更、撤销，或者责令重新办理。"))]
    found = []
    if outcome != Outcome.UPHOLD and not grounds:
        found.append(Problem("grounds", _t("变更、撤销或者责令重新办理，要写明至少一项理由。")))
    if outcome == Outcome.UPHOLD and grounds:
        found.append(Problem("grounds", _t("维持原意见的，不能同时认定原意见有错；请取消理由或者改选结论。")))
    if set(grounds) - GROUNDS.keys():
        found.append(Problem("grounds", _t("没有这一项理由，请重新选择。")))
    if outcome == Outcome.CHANGE and not changed_result:
        found.append(Problem("changed_result", _t("变更原意见的，要写明变更后的处理结果。")))
    if outcome in BACK and (redo_by is None or redo_by <= today):
        found.append(Problem("redo_by", _t("请写明重新办理的最后期限，要在今天之后。")))
    return found


def following(review: Review, on: date | None = None) -> Following:
    """What service of a review's answer leads to: back to the unit by a day, or served with the remedy.

    `on`: the day of receipt. A last day that had come before the answer was received binds nobody: then it is
    as if none had been named, and sixty days run from receipt (docs/policy/handling.md).
    """
    if review.outcome in BACK:
        ahead = review.redo_by is not None and (on is None or on < review.redo_by)
        return Following("redo", terms=Terms(until=review.redo_by if ahead else None))
    verb = "serve_review" if review.level == Level.REVIEW else "serve_rereview"
    sets = {"result": review.changed_result} if review.outcome == Outcome.CHANGE else {}
    return Following(verb, sets)


def says_the_same(*, before: str, before_result: str, now: str, now_result: str) -> bool:
    """Whether an opinion repeats another: the same result, and a text of which next to nothing differs."""
    if before_result != now_result:
        return False
    return similarity(fingerprint(before), fingerprint(now)) >= SAME
