"""What became of the matters that were first raised in the period."""

from datetime import timedelta

from django.db.models import DurationField, ExpressionWrapper, F, Q
from django.db.models.functions import TruncDate
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from xinfang.casework.deadlines.models import Clock, ClockState
from xinfang.casework.deadlines.queries import came_in_over
from xinfang.casework.petitions.models import Purpose
from xinfang.insight.statistics.registry import MATTERS, measure

__all__ = ["answered", "answered_in_15", "answered_in_60", "opened", "routed_in_time", "to_route"]

SECTION = _("办理")
ROUTE = _("《信访工作条例》（2022）第二十二条；《信访条例》（2005）第二十一条")
DECIDE = _("《信访工作条例》（2022）第三十四条；《信访条例》（2005）第三十三条")


def _days_to_answer(days: int) -> Q:
    taken = ExpressionWrapper(
        TruncDate("concluded_at") - TruncDate("received_at"), output_field=DurationField()
    )
    return Q(concluded_at__isnull=False) & Q(LessThanOrEqual(taken, timedelta(days=days)))


# The acts that answer the term for routing; an answer or a reversal that ends it is none.
ROUTING = ("forward", "assign")


@measure(
    "matters_opened",
    _("新登记事项"),
    _("件"),
    section=SECTION,
    definition=_("本期第一次反映的信访事项；重复件和并入件不再另算。"),
    source=ROUTE,
    parts=tuple(f"matters_for_{purpose}" for purpose in Purpose.values),
    subject=MATTERS,
)
def opened() -> Q:
    """Matters first raised in the period."""
    return Q()


@measure(
    "matters_to_route",
    _("应分送"),
    _("件"),
    section=SECTION,
    definition=_("新登记事项中，除去导入时分送期限已经过了的：何时分送，旧登记没有写，不能算按期或超期。"),
    source=ROUTE,
    base="matters_opened",
    subject=MATTERS,
)
def to_route() -> Q:
    """All but what an import brought in after its term for routing: when it was routed nobody knows."""
    return ~Q(pk__in=came_in_over().filter(family="route").values("matter_id"))


@measure(
    "matters_routed_in_time",
    _("按期分送"),
    _("件"),
    section=SECTION,
    definition=_("应分送的事项中，收到之日起十五日内分送的；最后一日是休息日的顺延。"),
    source=ROUTE,
    base="matters_to_route",
    subject=MATTERS,
    version=2,  # what was imported after its term is in no base
)
def routed_in_time() -> Q:
    """The clock for routing was met by a routing (an answer is none) on or before its due day."""
    met = Clock.objects.filter(
        family="route", state=ClockState.MET, met_by__in=ROUTING, met_at__date__lte=F("due_on")
    )
    return Q(pk__in=met.values("matter_id"))


@measure(
    "matters_answered",
    _("已答复"),
    _("件"),
    section=SECTION,
    definition=_("新登记事项中，截至统计时已有处理意见的。"),
    source=DECIDE,
    base="matters_opened",
    subject=MATTERS,
)
def answered() -> Q:
    """Concluded by an opinion, whenever."""
    return Q(concluded_at__isnull=False)


@measure(
    "matters_answered_within_15_days",
    _("十五日内答复"),
    _("件"),
    section=SECTION,
    definition=_("新登记事项中，收到之日起十五日（自然日）内答复的。"),
    source=DECIDE,
    base="matters_opened",
    subject=MATTERS,
)
def answered_in_15() -> Q:
    """Within fifteen calendar days of receipt."""
    return _days_to_answer(15)


@measure(
    "matters_answered_within_60_days",
    _("六十日内答复"),
    _("件"),
    section=SECTION,
    definition=_(
        "新登记事项中，收到之日起六十日（自然日）内答复的；法定期限自受理起算，这里从收到起算，更严。"
    ),
    source=DECIDE,
    base="matters_opened",
    subject=MATTERS,
)
def answered_in_60() -> Q:
    """Within sixty calendar days of receipt."""
    return _days_to_answer(60)
