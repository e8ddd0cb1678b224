"""How many matters say which unit is complained of. It judges none: a complaint proves nothing."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xinfang.insight.statistics.registry import MATTERS, measure

__all__ = ["named"]


@measure(
    "matters_with_complained_unit",
    _("登记了被投诉单位的事项"),
    _("件"),
    section=_("被投诉单位"),
    definition=_(
        "新登记事项中，登记时或者以后写明投诉哪个单位的；一件只登记一个单位。检举控告单独保密，不登记，不计入。"
    ),
    source=_("《信访工作条例》（2022）第四十一条；《信访条例》（2005）第三十九条"),
    base="matters_opened",
    subject=MATTERS,
)
def named() -> Q:
    """Those that name a unit."""
    return Q(complained_unit__isnull=False)
