"""Resolved at once (一次性化解): concluded, and after that neither raised again nor taken to a review."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models import Raising
from xinfang.casework.reviews.models import Review
from xinfang.insight.statistics.registry import MATTERS, measure, rate

__all__ = ["resolved_once"]

SECTION = _("一次性化解")
LAW = _("《信访工作条例》（2022）第二十七条、第三十四条；《信访条例》（2005）第三十三条")


@measure(
    "matters_resolved_once",
    _("一次性化解"),
    _("件"),
    section=SECTION,
    definition=_("本期办结的事项中，办结以后同一信访人没有再来反映、也没有申请复查的，截至统计时。"),
    source=LAW,
    base="matters_concluded",
    subject=MATTERS,
    dated="concluded_at",
)
def resolved_once() -> Q:
    """Concluded in the period, and quiet since."""
    again = Raising.objects.filter(
        matter=OuterRef("pk"),
        kind="repeat",
        petition__counted=True,
        petition__reverted_at__isnull=True,
        petition__received_at__gt=OuterRef("concluded_at"),
    )
    asked = Review.objects.filter(matter=OuterRef("pk"))
    return Q(concluded_at__isnull=False) & ~Q(Exists(again)) & ~Q(Exists(asked))


rate(
    "one_off_resolution_rate",
    _("一次性化解率"),
    of="matters_resolved_once",
    base="matters_concluded",
    definition=_("一次性化解数占本期办结数的百分比，四舍五入到整数；以后再来反映的会减下来。"),
)
