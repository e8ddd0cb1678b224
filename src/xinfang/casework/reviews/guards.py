"""What a request says against an act on its matter although the state allows it; hung into acts.guards."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import Guard
from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews.models import Review, ReviewState
from xinfang.casework.reviews.queries import running
from xinfang.casework.reviews.rules import AGREED, following

__all__ = ["GUARDS"]


def _asked(told: Callable[[Review], str]) -> Guard:
    """A guard that asks the running request; a matter without one has nothing to say."""

    def guard(matter: Matter, _day: date) -> str:
        review = running(matter.pk)
        return told(review) if review else ""

    return guard


def _taken(review: Review) -> str:
    return "" if review.state == ReviewState.REQUESTED else _("这件申请已经受理过，或者已经办完。")


def _decided(review: Review) -> str:
    return "" if review.outcome else _("请先在复查复核页登记审查的结论和理由，再作出意见。")


def _outside(review: Review) -> str:
    """An organ outside refuses in its own letters: ours is not drafted, its refusal is recorded."""
    if not review.reviewer_name or review.refusal_reason:
        return ""
    return _("由区外机关办理，不予受理的，请在复查复核页登记。")


def _served_as(verb: str) -> Callable[[Review], str]:
    def told(review: Review) -> str:
        if not review.outcome or following(review).verb == verb:
            return ""
        sentence = _("结论是“%(outcome)s”，送达后不能这样办理。")
        return sentence % {"outcome": review.get_outcome_display()}

    return told


def _agreed(matter: Matter, _day: date) -> str:
    if matter.result not in AGREED:
        return ""
    return _("这件事项是调解、和解达成协议办结的，没有处理意见，也就没有复查；协议按约定履行。")


GUARDS: dict[str, Guard] = {
    "request_review": _agreed,
    **dict.fromkeys(("take_review", "take_rereview"), _asked(_taken)),
    **dict.fromkeys(("opine_review", "opine_rereview"), _asked(_decided)),
    **dict.fromkeys(("refuse_review", "refuse_rereview"), _asked(_outside)),
    **{verb: _asked(_served_as(verb)) for verb in ("serve_review", "serve_rereview", "redo")},
}
