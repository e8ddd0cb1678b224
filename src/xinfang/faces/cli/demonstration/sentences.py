"""A handful of standard sentences for everybody, so that `::` has something to put in."""

from datetime import datetime

from xinfang.casework.wording.actions import save_module
from xinfang.casework.wording.queries import everybodys
from xinfang.kernel.actor import Actor

__all__ = ["keep"]

# Title, whose initials call it, and text.
SENTENCES = (
    ("受理", "您反映的“{title}”信访事项（编号{number}），属于我单位职权范围，现予受理。"),
    ("现场核查", "我单位工作人员到现场核查，并听取了信访人和有关单位的陈述，查明以下事实："),
    ("证据不足", "经查阅资料、走访和现场核查，没有证据证明所反映的情况。"),
    ("限期办理", "由有关单位于　　年　　月　　日以前办理完毕，并将结果告知信访人。"),
    ("情况复杂", "本事项涉及单位较多，需要鉴定或者补充调查，六十日内难以办结。"),
    ("复查权利", "不服本意见的，可以自收到之日起三十日内书面请求复查。"),
)


def keep(at: datetime) -> None:
    """Keep those that are not there yet."""
    by = Actor(None, "演示数据", origin="demonstration")
    known = everybodys()
    for title, text in SENTENCES:
        if title not in known:
            save_module(title=title, text=text, by=by, at=at)
