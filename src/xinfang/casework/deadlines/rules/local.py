"""Terms of one place, and targets that an office may set itself; neither runs unless the site asks for it.

XINFANG_PLACE names the province; XINFANG_TARGETS names the targets. A local rule goes before the national one
of its family.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from xinfang.casework.deadlines.rules.national import ASKED, OFFICE, RECEIVED, REVIEWER
from xinfang.casework.deadlines.rules.rule import SINCE_2005, ClockRule, Text, Unit

__all__ = ["LOCAL", "TARGETS"]

STILL_IN_FORCE = _("地方性法规早于 2022 年的条例，现在是否仍然有效请与本地核对。")
SHARED = _("2014 年满意度评价办法的层级分配，只作内部掌握。")
HOUSE = _("办信工作的内部要求，不是法定期限。")


def _beijing(family: str, label: Text) -> ClockRule:
    """Beijing: review and re-review may take thirty days longer when the review committee allows it."""
    return ClockRule(
        key=f"{family}_beijing",
        family=family,
        label=label,
        begins=ASKED,
        length=30,
        unit="days",
        owed_by=REVIEWER,
        law=_("《北京市信访条例》（2006）"),
        article=_("第五十条"),
        valid_from=date(2007, 1, 1),
        extension_days=30,
        place="北京",
        caution=STILL_IN_FORCE,
    )


LOCAL: tuple[ClockRule, ...] = (
    _beijing("review", _("提出复查意见")),
    _beijing("rereview", _("提出复核意见")),
    ClockRule(
        key="review_take_shandong",
        family="review_take",
        label=_("决定是否受理复查、复核申请"),
        begins=ASKED,
        length=3,
        unit="working_days",
        owed_by=REVIEWER,
        law=_("《山东省信访条例》（2015）"),
        article=_("第四十三条"),
        valid_from=date(2016, 1, 1),
        place="山东",
        caution=STILL_IN_FORCE,
    ),
)


def _target(
    key: str, label: Text, length: int, unit: Unit, source: tuple[Text, Text, date], beside: str = ""
) -> ClockRule:
    law, article, since = source
    return ClockRule(
        key=key,
        family="target",
        label=label,
        begins=RECEIVED,
        length=length,
        unit=unit,
        owed_by=OFFICE,
        law=law,
        article=article,
        valid_from=since,
        beside=beside,
        target=True,
        caution=SHARED if source is TIERS else HOUSE,
    )


TIERS = (_("《信访事项办理群众满意度评价工作办法》（2014）"), _("的层级时限"), date(2015, 1, 1))
OPENING = (_("办信工作内部要求"), _("（拆阅、登记、转送）"), SINCE_2005)

# fmt: off
TARGETS: tuple[ClockRule, ...] = (
    _target("tier_national", _("国家级分送（内部时限）"), 5, "days", TIERS, "route"),
    _target("tier_province", _("省级分送（内部时限）"), 3, "days", TIERS, "route"),
    _target("tier_city", _("市级分送（内部时限）"), 3, "days", TIERS, "route"),
    _target("tier_county", _("县级分送（内部时限）"), 4, "days", TIERS, "route"),
    # Opening and registering are done before there is a matter: kept as data, no act begins or ends them.
    _target("letter_open", _("当日拆阅（内部时限）"), 0, "at_once", OPENING),
    _target("letter_register", _("登记来信（内部时限）"), 3, "days", OPENING),
    _target("letter_forward", _("转送来信（内部时限）"), 3, "working_days", OPENING, "route"),
)
# fmt: on
