"""Supervised matters, the backlog, and visits down to a place with a case."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xinfang.casework.backlog.models import BacklogCase, CaseState
from xinfang.casework.outreach.models import FieldVisit, VisitState
from xinfang.casework.supervision.models import Order, OrderState
from xinfang.insight.statistics.registry import MATTERS, measure, rate

__all__ = [
    "backlog",
    "backlog_concluded",
    "outreach",
    "outreach_concluded",
    "outreach_settled",
    "supervised",
    "supervised_answered",
]

SECTION = _("督办、积案与下访")
SUPERVISE = _("《信访工作条例》（2022）第四十条；《信访条例》（2005）第三十六条")
LEAD = _("《信访工作条例》（2022）第二十七条；领导包案制度")
VISIT = _("《信访条例》（2005）第十条；机关干部下访制度")


def _cases(**more: object) -> Q:
    return Q(pk__in=BacklogCase.objects.exclude(state=CaseState.REMOVED).filter(**more).values("matter_id"))


def _visits(*states: str) -> Q:
    return Q(pk__in=FieldVisit.objects.filter(state__in=states).values("matter_id"))


@measure(
    "matters_supervised",
    _("督办"),
    _("件"),
    section=SECTION,
    definition=_("本期发出督办的事项，按最近一次督办的日期计；撤回的不计。"),
    source=SUPERVISE,
    subject=MATTERS,
    dated="supervised_at",
)
def supervised() -> Q:
    """Ordered in the period."""
    return Q(pk__in=Order.objects.exclude(state=OrderState.WITHDRAWN).values("matter_id"))


@measure(
    "matters_supervised_answered",
    _("督办已销号"),
    _("件"),
    section=SECTION,
    definition=_("本期发出督办的事项中，回复已经审核通过的，截至统计时。"),
    source=SUPERVISE,
    base="matters_supervised",
    subject=MATTERS,
    dated="supervised_at",
)
def supervised_answered() -> Q:
    """Of those ordered in the period: every reply accepted by now."""
    open_ones = Order.objects.filter(state__in=(OrderState.RUNNING, OrderState.ANSWERED))
    return supervised() & ~Q(pk__in=open_ones.values("matter_id"))


@measure(
    "backlog_matters",
    _("信访积案"),
    _("件"),
    section=SECTION,
    definition=_("本期列入积案清单的事项，按最近一次列入的日期计；移出的不计。"),
    source=LEAD,
    subject=MATTERS,
    dated="backlog_listed",
)
def backlog() -> Q:
    """Listed in the period."""
    return _cases()


@measure(
    "backlog_concluded",
    _("积案办结"),
    _("件"),
    section=SECTION,
    definition=_("本期列入清单的积案中已经办结的，截至统计时。"),
    source=LEAD,
    base="backlog_matters",
    subject=MATTERS,
    dated="backlog_listed",
)
def backlog_concluded() -> Q:
    """Of those listed in the period: resolved by now, with nothing open."""
    return _cases(state=CaseState.CONCLUDED) & ~_cases(state=CaseState.OPEN)


rate(
    "backlog_conclusion_rate",
    _("积案结案率"),
    of="backlog_concluded",
    base="backlog_matters",
    definition=_("积案办结数占本期列入清单的积案数的百分比，四舍五入到整数。"),
)


@measure(
    "outreach_cases",
    _("带案下访"),
    _("件"),
    section=SECTION,
    definition=_("本期带案下访过的事项，按最近一次下访的日期计。"),
    source=VISIT,
    subject=MATTERS,
    dated="visited_on",
)
def outreach() -> Q:
    """Officials went down with it in the period."""
    return _visits(VisitState.HELD, VisitState.CONCLUDED)


@measure(
    "outreach_concluded",
    _("下访办结"),
    _("件"),
    section=SECTION,
    definition=_("本期带案下访的事项中，约定的都已落实的，截至统计时。"),
    source=VISIT,
    base="outreach_cases",
    subject=MATTERS,
    dated="visited_on",
)
def outreach_concluded() -> Q:
    """Of those: what was agreed is done."""
    return _visits(VisitState.CONCLUDED) & ~_visits(VisitState.HELD)


@measure(
    "outreach_settled",
    _("下访后息诉息访"),
    _("件"),
    section=SECTION,
    definition=_("本期带案下访的事项中，信访人接受处理并确认不再信访的，截至统计时。"),
    source=VISIT,
    base="outreach_cases",
    subject=MATTERS,
    dated="visited_on",
)
def outreach_settled() -> Q:
    """Of those: settled by now."""
    return outreach() & Q(settled_at__isnull=False)


rate(
    "outreach_settlement_rate",
    _("下访息诉息访率"),
    of="outreach_settled",
    base="outreach_cases",
    definition=_("下访后息诉息访数占本期带案下访数的百分比，四舍五入到整数。"),
)
