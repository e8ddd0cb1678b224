"""Where a matter can stand, with two labels: inside, and for the public."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

__all__ = ["ACCEPTED", "ENDED", "STATES", "State"]


@dataclass(frozen=True)
class State:
    """A state with its two labels. `ended`: nobody owes an act any more, unless somebody asks anew."""

    key: str
    label: Promise | str
    public: Promise | str
    ended: bool = False


STATES: dict[str, State] = {
    state.key: state
    for state in (
        State("registered", _("待分送"), _("我们收到了")),
        State("routed", _("已分送，待受理"), _("已转给有权处理的单位")),
        State("objected", _("承办单位有异议"), _("正在确定由哪个单位处理")),
        State("disputed", _("管辖有争议，待裁定"), _("正在确定由哪个单位处理")),
        State("accepted", _("已受理，办理中"), _("已经受理，正在办理")),
        State("studying", _("研究论证中"), _("您的建议正在研究")),
        State("examining", _("核查中"), _("正在核查")),
        State("opined", _("已作出处理意见，待送达"), _("处理意见已经作出，正在送达")),
        State("served", _("已送达，待办结"), _("处理意见已经送达")),
        State("concluded", _("已办结"), _("已经答复"), ended=True),
        State("reviewing", _("复查中"), _("正在复查")),
        State("review_opined", _("复查意见已作出，待送达"), _("复查意见已经作出，正在送达")),
        State("review_concluded", _("复查已办结"), _("已经复查答复"), ended=True),
        State("rereviewing", _("复核中"), _("正在复核")),
        State("rereview_hearing", _("复核听证中，期限暂停"), _("正在复核，听证期间不计时限")),
        State("rereview_opined", _("复核意见已作出，待送达"), _("复核意见已经作出，正在送达")),
        State("final", _("三级终结"), _("三级程序已经走完"), ended=True),
        State("directed", _("告知其他法定途径"), _("请通过告知书写明的法定途径解决"), ended=True),
        State("declined", pgettext_lazy("state", "不予受理"), _("没有受理，理由见告知书"), ended=True),
        State("no_longer", pgettext_lazy("state", "不再受理"), _("不再受理，理由见告知书"), ended=True),
        State("withdrawn", _("已撤回"), _("已按您的请求撤回"), ended=True),
        State("merged", _("已并入另一事项"), _("已并入另一件一起办理"), ended=True),
        State("reverted", _("导入已撤销"), _("已撤销登记"), ended=True),
    )
}

# Once accepted, until it ends: what the sixty days and what follows them are about.
ACCEPTED = (
    "accepted",
    "opined",
    "served",
    "concluded",
    "reviewing",
    "review_opined",
    "review_concluded",
    "rereviewing",
    "rereview_hearing",
    "rereview_opined",
    "final",
)
ENDED = tuple(state.key for state in STATES.values() if state.ended)
