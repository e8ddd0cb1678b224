"""What is wanted: the purposes of the matters that were first raised in the period."""

from collections.abc import Callable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models import Purpose
from xinfang.insight.statistics.registry import MATTERS, measure

__all__: list[str] = []

SECTION = _("信访目的")
LAW = _("《信访工作条例》（2022）第二十八条至第三十一条；《信访条例》（2005）第二条")


def _for(purpose: str) -> Callable[[], Q]:
    return lambda: Q(purpose=purpose)


for _purpose in Purpose:
    measure(
        f"matters_for_{_purpose}",
        _purpose.label,
        _("件"),
        section=SECTION,
        definition=_("新登记事项中，信访目的属于这一类的；后来改了类别的，按现在的类别计。"),
        source=LAW,
        base="matters_opened",
        subject=MATTERS,
    )(_for(str(_purpose)))
