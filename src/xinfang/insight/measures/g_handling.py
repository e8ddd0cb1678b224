"""Accepted, due, concluded in time, settled; how long it took; what became of it."""

from django.db.models import F, Q
from django.db.models.functions import Now, TruncDate
from django.utils.translation import gettext_lazy as _

from xinfang.casework.deadlines.models import ClockState
from xinfang.insight.statistics.registry import MATTERS, measure, rate
from xinfang.insight.statistics.rows import HANDLING, newest_of

__all__ = ["accepted", "concluded", "concluded_of_due", "concluded_when_due", "due", "settled", "settled_in"]

SECTION = _("受理与办结")
ACCEPT = _("《信访工作条例》（2022）第二十三条；《信访条例》（2005）第二十二条")
DECIDE = _("《信访工作条例》（2022）第三十四条；《信访条例》（2005）第三十三条")
SETTLE = _("《信访工作条例》（2022）第二十七条；《信访条例》（2005）第三十二条")


def _in_time() -> Q:
    """The newest term for handling was met on or before its last day, extensions granted counted in."""
    met = newest_of(HANDLING).filter(state=ClockState.MET, met_at__date__lte=F("due_on"))
    return Q(pk__in=met.values("matter_id"), concluded_at__isnull=False)


@measure(
    "matters_accepted",
    _("受理"),
    _("件"),
    section=SECTION,
    definition=_("本期受理的信访事项（申诉求决类），按受理日期计。"),
    source=ACCEPT,
    subject=MATTERS,
    dated="accepted_at",
)
def accepted() -> Q:
    """Accepted in the period."""
    return Q(accepted_at__isnull=False)


@measure(
    "matters_concluded_when_due",
    _("到期结案"),
    _("件"),
    section=SECTION,
    definition=_("本期受理的事项中，在办理期限（含批准的延长）届满前办结的。"),
    source=DECIDE,
    base="matters_accepted",
    subject=MATTERS,
    dated="accepted_at",
)
def concluded_when_due() -> Q:
    """Of those accepted in the period: concluded by their last day."""
    return Q(accepted_at__isnull=False) & _in_time()


rate(
    "conclusion_rate",
    _("结案率"),
    of="matters_concluded_when_due",
    base="matters_accepted",
    definition=_("到期结案数占本期受理数的百分比，四舍五入到整数。"),
)


@measure(
    "matters_due",
    _("到期应办结"),
    _("件"),
    section=SECTION,
    definition=_(
        "办理期限（含延长；责令重新办理的，按重新办理的期限）的最后一日在本期内、已经过去的事项，不论何时受理；"
        "撤回的、最后一日还没有过去的不在内。"
    ),
    source=DECIDE,
    subject=MATTERS,
    version=2,  # what is not yet due is not in it
    dated="handle_due",
)
def due() -> Q:
    """The last day for handling lies in the period, and is over."""
    return Q(accepted_at__isnull=False)


@measure(
    "matters_due_concluded",
    _("到期应办结中按期办结"),
    _("件"),
    section=SECTION,
    definition=_("本期到期应办结的事项中，到期前办结的。"),
    source=DECIDE,
    base="matters_due",
    subject=MATTERS,
    version=2,
    dated="handle_due",
)
def concluded_of_due() -> Q:
    """Of those due in the period: concluded by their last day."""
    return Q(accepted_at__isnull=False) & _in_time()


rate(
    "on_time_rate",
    _("按期办结率"),
    of="matters_due_concluded",
    base="matters_due",
    definition=_("到期应办结的事项中按期办结的百分比。本期没有过完的，期限最后一日还没有过去的不在基数里。"),
    version=2,
)


@measure(
    "matters_concluded",
    _("办结"),
    _("件"),
    section=SECTION,
    definition=_("本期办结的信访事项，不论何时受理。"),
    source=DECIDE,
    subject=MATTERS,
    dated="concluded_at",
)
def concluded() -> Q:
    """Concluded in the period."""
    return Q(concluded_at__isnull=False)


@measure(
    "average_days",
    _("平均办理天数"),
    _("天"),
    section=SECTION,
    definition=_("本期办结的、受理过的事项，从受理到办结的平均自然日数，保留一位小数。"),
    source=DECIDE,
    subject=MATTERS,
    dated="concluded_at",
    days=("accepted_at", "concluded_at"),
)
def average_days() -> Q:
    """Accepted and then concluded in the period."""
    return Q(accepted_at__isnull=False, concluded_at__isnull=False, concluded_at__gte=F("accepted_at"))


for _key, _name, _share, _words in (
    (
        "median_days",
        _("办理天数中位数"),
        0.5,
        _("本期办结的、受理过的事项，从受理到办结的自然日数的中位数。"),
    ),
    (
        "ninety_percent_days",
        _("九成办结所用天数"),
        0.9,
        _("本期办结的、受理过的事项，九成在这个自然日数以内办结，从受理之日算起。"),
    ),
):
    measure(
        _key,
        _name,
        _("天"),
        section=SECTION,
        definition=_words,
        source=DECIDE,
        subject=MATTERS,
        dated="concluded_at",
        days=("accepted_at", "concluded_at"),
        quantile=_share,
    )(average_days)


@measure(
    "matters_late",
    _("办理超期"),
    _("件"),
    section=SECTION,
    definition=_("办理期限的最后一日在本期内、到期没有办结的事项，包括后来办结的。"),
    source=DECIDE,
    base="matters_due",
    subject=MATTERS,
    dated="handle_due",
)
def late() -> Q:
    """Due in the period and not concluded by then; what is not yet due today is not late."""
    met = newest_of(HANDLING).filter(state=ClockState.MET, met_at__date__gt=F("due_on"))
    running = newest_of(HANDLING).filter(state=ClockState.OPEN, due_on__lt=TruncDate(Now()))
    return Q(pk__in=met.values("matter_id")) | Q(pk__in=running.values("matter_id"))


@measure(
    "matters_settled",
    _("息诉息访"),
    _("件"),
    section=SECTION,
    definition=_("本期受理的事项中，信访人接受处理并书面或经回访确认不再信访的，截至统计时。"),
    source=SETTLE,
    base="matters_accepted",
    subject=MATTERS,
    dated="accepted_at",
)
def settled() -> Q:
    """Of those accepted in the period: settled by now."""
    return Q(accepted_at__isnull=False, settled_at__isnull=False)


rate(
    "settlement_rate",
    _("息诉息访率"),
    of="matters_settled",
    base="matters_accepted",
    definition=_("息诉息访数占本期受理数的百分比，四舍五入到整数。"),
)


@measure(
    "settled_in_period",
    _("本期息诉息访"),
    _("件"),
    section=SECTION,
    definition=_("在本期内登记息诉息访的事项，不论何时受理。"),
    source=SETTLE,
    subject=MATTERS,
    dated="settled_at",
)
def settled_in() -> Q:
    """Settled in the period."""
    return Q(settled_at__isnull=False)
