"""Forwarded (转送) and assigned (交办): how the office passed matters on."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xinfang.insight.statistics.registry import MATTERS, measure

__all__ = ["assigned", "forwarded"]

SECTION = _("转送和交办")
LAW = _("《信访工作条例》（2022）第二十二条、第四十一条；《信访条例》（2005）第二十一条、第三十九条")


@measure(
    "matters_forwarded",
    _("转送"),
    _("件"),
    section=SECTION,
    definition=_(
        "本期转送给有权处理的单位的事项，按本期最近一次转送的日期计；收回、退回的不计。"
        "导入时分送期限已经过了，或者已经答复的，也不计：何时转送，旧登记没有写。"
    ),
    source=LAW,
    subject=MATTERS,
    version=3,  # 2: forwarded again in a later year, it stays in this one; 3: not on the day of an import
    dated="forwarded_at",
)
def forwarded() -> Q:
    """Forwarded in the period and not taken back."""
    return Q()


@measure(
    "matters_assigned",
    _("交办"),
    _("件"),
    section=SECTION,
    definition=_("本期交办、要求反馈结果的事项，按本期最近一次交办的日期计；收回、退回的不计。"),
    source=LAW,
    subject=MATTERS,
    version=2,
    dated="assigned_at",
)
def assigned() -> Q:
    """Assigned in the period and not taken back."""
    return Q()
