"""What comes next in each state, as steps for the public: (now or next, title, detail)."""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.intake.queries import Followed

__all__ = ["COMING", "coming"]

Text = Promise | str
NOTICE = ("next", _("告知您是否受理"))
ANSWER = ("next", _("书面答复"))
WORK = _("调查办理")
# State -> the steps ahead. The unit's telephone stands with the one that it is at.
COMING: dict[str, tuple[tuple[str, Text], ...]] = {
    "registered": (("now", _("转给有权处理的单位")), NOTICE, ("next", WORK), ANSWER),
    "routed": (("now", _("告知您是否受理")), ("next", WORK), ANSWER),
    "objected": (("now", _("确定由哪个单位处理")), NOTICE, ("next", WORK), ANSWER),
    "disputed": (("now", _("确定由哪个单位处理")), NOTICE, ("next", WORK), ANSWER),
    "accepted": (("now", WORK), ANSWER),
    "studying": (("now", _("研究您的建议")), ANSWER),
    "examining": (("now", _("核查")), ("next", _("反馈核查的结果"))),
    "opined": (("now", _("把处理意见书送给您")), ("next", _("不服可以请求复查"))),
    "served": (("now", _("不服可以请求复查")),),
    "concluded": (),
    "reviewing": (("now", _("复查")), ("next", _("复查的书面答复"))),
    "review_opined": (("now", _("把复查意见书送给您")), ("next", _("不服可以请求复核"))),
    "review_concluded": (),
    "rereviewing": (("now", _("复核")), ("next", _("复核的书面答复"))),
    "rereview_hearing": (("now", _("听证")), ("next", _("复核的书面答复"))),
    "rereview_opined": (("now", _("把复核意见书送给您")),),
    "final": (),
    "directed": (("next", _("请按告知书写明的途径办理")),),
    "declined": (("next", _("对这个决定有疑问，可以到登记的窗口问")),),
    "no_longer": (("next", _("对这个决定有疑问，可以到登记的窗口问")),),
    "withdrawn": (("next", _("以后可以再提出")),),
    "merged": (),
    "reverted": (),
}
AT_UNIT = ("routed", "accepted", "studying", "examining")


def coming(followed: Followed) -> Iterator[tuple[str, Text, Text]]:
    """The steps ahead of a followed matter."""
    for mark, title in COMING[followed.state]:
        yield mark, title, _contact(followed) if mark == "now" and followed.state in AT_UNIT else ""


def _contact(followed: Followed) -> str:
    unit = followed.unit
    if unit is None:
        return ""
    who = _t("承办：%(unit)s") % {"unit": unit.name}
    return " ".join(part for part in (who, unit.telephone) if part)
