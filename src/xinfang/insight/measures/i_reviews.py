"""Reviews and re-reviews: asked for, answered, and what they came to."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xinfang.casework.reviews.models import Level, Outcome, Review
from xinfang.insight.statistics.registry import MATTERS, measure, rate

__all__ = ["offer"]

SECTION = _("复查复核")
LAW = {
    Level.REVIEW: _("《信访工作条例》（2022）第三十五条；《信访条例》（2005）第三十四条"),
    Level.REREVIEW: _("《信访工作条例》（2022）第三十六条；《信访条例》（2005）第三十五条"),
}
MENDED = (Outcome.CHANGE, Outcome.REVOKE, Outcome.REDO)
NAMES = {
    Level.REVIEW: (_("申请复查"), _("复查已答复"), _("复查改变原意见"), _("复查改变率")),
    Level.REREVIEW: (_("申请复核"), _("复核已答复"), _("复核改变原意见"), _("复核改变率")),
}


def _of(level: Level, **more: object) -> Q:
    """The last request of the period, and what became of that one: not of an earlier or a later."""
    return Q(**{f"{level}_requested_row__in": Review.objects.filter(level=level, **more).values("pk")})


def offer(level: Level) -> None:
    """Register the four figures of a level; a matter that asked twice counts once, by its last request."""
    asked, answered, mended, share = NAMES[level]
    where = {
        "section": SECTION,
        "source": LAW[level],
        "subject": MATTERS,
        "dated": f"{level}_requested",
        "version": 2,
    }
    key = f"{level}s"
    measure(
        f"{key}_requested",
        asked,
        _("件"),
        definition=_("本期收到申请的事项，按申请日期计；同一事项同一级多次申请的，计本期最近一次。"),
        **where,  # type: ignore[arg-type]
    )(lambda: _of(level))
    measure(
        f"{key}_answered",
        answered,
        _("件"),
        definition=_("本期（最近一次）申请的事项中，对这次申请已经作出意见的。"),
        base=f"{key}_requested",
        **where,  # type: ignore[arg-type]
    )(lambda: _of(level, opined_at__isnull=False))
    measure(
        f"{key}_mended",
        mended,
        _("件"),
        definition=_("已经答复的事项中，变更、撤销原意见或者责令重新办理的。"),
        base=f"{key}_answered",
        **where,  # type: ignore[arg-type]
    )(lambda: _of(level, opined_at__isnull=False, outcome__in=MENDED))
    rate(
        f"{level}_mended_rate",
        share,
        of=f"{key}_mended",
        base=f"{key}_answered",
        version=2,
        definition=_("变更、撤销、责令重新办理的占已经答复的百分比。"),
    )


for _level in Level:
    offer(_level)
