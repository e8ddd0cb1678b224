"""The letter that a decision is sent in: begun with what was decided, changed when the decision changes."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import translation

from xinfang.casework.letters import actions as letters
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Result
from xinfang.casework.reviews.models import Level, Outcome, Review
from xinfang.casework.reviews.queries import next_above
from xinfang.casework.reviews.rules import GROUNDS
from xinfang.casework.wording.kinds import BY_VERB
from xinfang.casework.wording.known import issuer_name
from xinfang.engines.letterpress import chinese_date
from xinfang.kernel.actor import Actor

__all__ = ["said", "write"]


def said(review: Review) -> dict[str, str]:
    """The parts of the opinion that follow from what was decided; always in Chinese, as letters are."""
    with translation.override("zh-hans"):
        return {
            "request": f"{review.facts}\n{review.demand}".strip(),
            "found": review.finding,
            "outcome": review.outcome,
            "decision": _decision(review) if review.outcome else "",
            "review_body": next_above(review),
            "respondent": issuer_name(review.respondent_unit) if review.respondent_unit else "",
        }


def write(
    review: Review, verb: str, parts: Mapping[str, str], before: Mapping[str, str], by: Actor, at: datetime
) -> None:
    """Begin the letter of an act, or bring the one that is being written up to what was decided; see
    letters.actions.keep_up."""
    kind, unit = BY_VERB[verb].key, review.reviewer_unit
    empty = Document(matter=review.matter, kind=kind, verb=verb, unit=unit, drafter=by.label)
    letters.keep_up(empty=empty, said=parts, before=before, by=by, at=at)


def _decision(review: Review) -> str:
    """What the opinion decides, in a sentence that the reviewer goes on with."""
    what = "原处理意见" if review.level == Level.REVIEW else "原复查意见"
    if review.outcome == Outcome.UPHOLD:
        return f"{what}认定事实清楚，依据正确，予以维持。"
    why = f"{what}" + "，".join(str(GROUNDS[key]) for key in review.grounds)
    if review.outcome == Outcome.CHANGE:
        return f"{why}，变更为：{Result(review.changed_result).label}。"
    assert review.redo_by is not None
    unit = issuer_name(review.matter.unit) if review.matter.unit else "原办理单位"
    day = chinese_date(review.redo_by)
    if review.outcome == Outcome.REVOKE:
        return f"{why}，予以撤销，由{unit}于{day}前重新作出处理意见。"
    return f"{why}，责令{unit}于{day}前重新办理并作出处理意见。"
