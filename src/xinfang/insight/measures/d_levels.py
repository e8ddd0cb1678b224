"""The level that was reached: which level's office received it. What went higher than the district is counted
from notices, without people, and is no part of these."""

from collections.abc import Callable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xinfang.insight.statistics.registry import measure
from xinfang.registers.organisations.models import UnitKind

__all__: list[str] = []

SECTION = _("到哪一级")
FORMS = _("《信访工作条例》（2022）第十七条、第十九条；《信访条例》（2005）第十六条")

LEVELS = (
    (UnitKind.DISTRICT, _("到区"), _("区级机关（信访局）收到、登记的信访件。")),
    (UnitKind.DEPARTMENT, _("到部门"), _("区级部门收到、登记的信访件。")),
    (UnitKind.STREET, _("到街道"), _("街道收到、登记的信访件。")),
    (UnitKind.COMMUNITY, _("到社区（村）"), _("社区（村）收到、登记的信访件。")),
)


def _at(level: str) -> Callable[[], Q]:
    return lambda: Q(level=level)


for _level, _name, _words in LEVELS:
    measure(
        f"received_at_{_level}",
        _name,
        _("件"),
        section=SECTION,
        definition=_words,
        source=FORMS,
        base="received",
    )(_at(str(_level)))
