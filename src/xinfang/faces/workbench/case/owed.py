"""What each state calls for, under the rules of 2005 and of 2022: title, means, articles."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.queries import CaseFile
from xinfang.casework.reviews.choices import AGREED
from xinfang.casework.workflow import way_of
from xinfang.casework.workflow.sources import SIMPLE, articles

__all__ = ["CLOCKS", "LAPSED", "NOTICES", "Owed", "owed"]

Text = Promise | str


@dataclass(frozen=True)
class Owed:
    """What a state calls for. `old`, `new`: articles of 2005 and of 2022; `means_old` where they differ."""

    title: Text
    means: Text
    old: tuple[int, ...]
    new: tuple[int, ...]
    means_old: Text = ""
    simple: bool = False

    def source(self, *, new: bool) -> str:
        """The articles in words. What the rules of 2005 do not know stands on those of 2022."""
        if self.simple:
            return str(SIMPLE["JY22" if new else "JY16"])
        return articles(self.new, new=True) if new or not self.old else articles(self.old, new=False)

    def words(self, *, new: bool) -> Text:
        """What it means under one of the two."""
        return self.means if new or not self.means_old else self.means_old


SERVE_FIRST = _("告知书已经制发，时限按制发的日期记完成；还要送到信访人手里、登记送达，才能证明告知了。")
# Ended by a notice: what is told of it.
NOTICES = {"directed": "directing_notice", "declined": "declining_notice", "no_longer": "no_longer_notice"}
DECLINED = _("信访人可以按告知书写明的途径提出。先前的决定有错的，用更正改回，两次都留有记录。")
SERVE_BACK = _(
    "书面送达信访人，并登记送达回证；原意见已被撤销或者责令重新办理，送达后退回原办理单位重新办理。"
)
# A state, or a state with the way that its purpose leads to, or with the simplified procedure.
STEPS: dict[str, Owed] = {
    "registered": Owed(
        _("登记并分送"),
        _("转送有权处理的机关、单位；重要的交办，紧急重大的立即上报。"),
        (21,),
        (22,),
        _("转送有权处理的行政机关；重要的交办。"),
    ),
    "routed": Owed(
        _("承办单位告知是否受理"),
        _(
            "自收到之日起十五日内书面告知信访人接收情况、处理途径和程序；不归本单位管的，五个工作日内提出异议。"
        ),
        (21, 22),
        (23,),
        _("自收到之日起十五日内决定是否受理，并书面告知信访人。"),
    ),
    "routed:rule": Owed(
        _("承办单位告知是否受理"),
        _("自收到之日起十五日内决定是否受理，并书面告知信访人。承办单位是裁定的，不能再提异议，也不能改送。"),
        (22, 24),
        (23, 24),
    ),
    "routed:keep": Owed(
        _("承办单位告知是否受理"),
        _("自收到之日起十五日内决定是否受理，并书面告知信访人。异议已经答复；仍有争议的，提请裁定管辖。"),
        (22, 24),
        (23, 24),
    ),
    "routed:simple": Owed(
        _("承办单位决定是否受理（简易办理）"),
        _("自收到之日起三个工作日内决定；不适合简易办理的，按普通程序受理。"),
        (),
        (),
        simple=True,
    ),
    "routed:suggestion": Owed(
        _("承办单位收下建议"), _("自收到之日起十五日内告知信访人，认真研究论证。"), (22, 29), (23, 29)
    ),
    "routed:accusation": Owed(
        _("有管辖权的机关接收检举控告"),
        _("依规依纪依法接收、核查。材料和有关情况不得透露或转给被检举的人员、单位。"),
        (22, 23),
        (30,),
    ),
    "objected": Owed(
        _("核实异议"),
        _("承办单位认为不归它管。同意的，退回后重新分送；不同意的，写明理由。期限不因异议停止。"),
        (),
        (23,),
    ),
    "disputed": Owed(
        _("裁定由哪个单位承办"),
        _("受理有争议的，由共同的上一级决定受理机关。裁定前期限照常计算。"),
        (24,),
        (24,),
    ),
    "accepted": Owed(
        _("调查核实，出具处理意见书"),
        _("自受理之日起六十日内办结；情况复杂的，经本单位负责人批准可以延长一次，不超过三十日。"),
        (32, 33),
        (31, 34),
    ),
    "accepted:simple": Owed(
        _("出具处理意见（简易办理）"),
        _("自受理之日起十个工作日内作出；发现不适合简易办理的，转为普通程序。"),
        (),
        (),
        simple=True,
    ),
    "accepted:redo": Owed(
        _("重新办理，出具新的处理意见书"),
        _(
            "复查或者复核要求重新办理，最后期限是它指定的日期，不能延长；不得以同一事实和理由作出与原意见相同的意见。"
        ),
        (34, 35),
        (35, 36),
    ),
    "studying": Owed(
        _("研究论证并回复"), _("科学合理、具有现实可行性的，采纳或者部分采纳，并回复信访人。"), (29,), (29,)
    ),
    "examining": Owed(
        _("核查并反馈结果"), _("依规依纪依法核查，并向检举人反馈。材料单独保密。"), (23, 32), (30,)
    ),
    "opined": Owed(
        _("送达处理意见书"),
        _("书面送达信访人，并登记送达回证；信访人自收到之日起三十日内可以请求复查。"),
        (32, 34),
        (32, 35),
    ),
    "served": Owed(
        _("办结"),
        _("处理意见已经送达；暂不能办结的原因（如督办）解除以后，登记办结。支持请求的，督促执行到位。"),
        (32, 33),
        (32, 34),
    ),
    "concluded": Owed(
        _("已经答复"), _("信访人不服的，自收到书面答复之日起三十日内可以请求复查。"), (34,), (35,)
    ),
    "served:agreed": Owed(
        _("送达协议书，办结"), _("协议书送达双方并登记送达回证；督促履行，随后办结。"), (13, 32), (33, 34)
    ),
    "concluded:agreed": Owed(
        _("已经达成协议"), _("没有处理意见，也就没有复查程序；督促双方按协议履行。"), (13,), (33,)
    ),
    "concluded:suggestion": Owed(
        _("建议已经回复"), _("建议意见没有复查程序；采纳的，请落实。"), (29,), (29,)
    ),
    "concluded:accusation": Owed(
        _("核查结果已经反馈"), _("检举控告没有信访复查程序；材料继续单独保密。"), (23,), (30,)
    ),
    "reviewing": Owed(
        _("作出复查意见"), _("自收到复查请求之日起三十日内提出复查意见，并书面答复。"), (34,), (35,)
    ),
    "review_opined": Owed(
        _("送达复查意见书"),
        _("书面送达信访人，并登记送达回证；信访人三十日内可以请求复核。"),
        (34, 35),
        (35, 36),
    ),
    "review_opined:back": Owed(_("送达复查意见书"), SERVE_BACK, (34,), (35,)),
    "rereview_opined:back": Owed(_("送达复核意见书"), SERVE_BACK, (35,), (36,)),
    "review_concluded": Owed(
        _("复查已经答复"), _("信访人不服的，自收到书面答复之日起三十日内可以请求复核。"), (35,), (36,)
    ),
    "rereviewing": Owed(
        _("作出复核意见"),
        _("自收到复核请求之日起三十日内提出复核意见；举行听证的，听证时间不计算在内。"),
        (35,),
        (36,),
    ),
    "rereview_hearing": Owed(_("举行复核听证"), _("听证期间期限暂停；听证结束后继续计算。"), (35,), (36,)),
    "rereview_opined": Owed(_("送达复核意见书"), _("书面送达信访人，并登记送达回证。"), (35,), (36,)),
    "final": Owed(
        _("三级程序已经走完"),
        _("仍以同一事实和理由提出的，不再受理；疏导、矛盾化解和帮扶救助继续做。"),
        (35,),
        (36, 37),
        _("仍以同一事实和理由提出的，不再受理。"),
    ),
    "directed": Owed(
        _("已经告知其他法定途径"),
        _("信访人按告知书写明的途径提出。告知有错的，用更正改回，两次都留有记录。"),
        (21,),
        (31,),
    ),
    "directed:unserved": Owed(_("告知其他法定途径，告知书还没有送达"), SERVE_FIRST, (21, 22), (22, 31)),
    "declined:unserved": Owed(_("不予受理，告知书还没有送达"), SERVE_FIRST, (21, 22), (19, 23)),
    "no_longer:unserved": Owed(_("不再受理，告知书还没有送达"), SERVE_FIRST, (35,), (36,)),
    "declined": Owed(_("不予受理已经告知"), DECLINED, (21, 22), (19, 23)),
    "no_longer": Owed(_("不再受理已经告知"), DECLINED, (35,), (36,)),
    "withdrawn": Owed(_("信访人已经撤回"), _("撤回不是删除。信访人以后要求办理的，可以重新提出。"), (), ()),
    "merged": Owed(
        _("随另一事项一起办理"), _("答复一次，信访件各算各的。诉求不同的，可以恢复单独办理。"), (), ()
    ),
}
# State -> the families of clocks that its duty (or right) runs under.
OPINION = ("handle", "simple_opinion", "redo")
# A right whose term is over is not held out any more.
LAPSED: dict[str, Text] = {
    "concluded": _("请求复查的三十日已经过了，没有复查请求在办。"),
    "review_concluded": _("请求复核的三十日已经过了，没有复核请求在办。"),
}
CLOCKS: dict[str, tuple[str, ...]] = {
    "registered": ("route",),
    "routed": ("notify", "simple_accept"),
    "objected": ("notify",),
    "disputed": ("notify",),
    "accepted": OPINION,
    "opined": OPINION,
    "concluded": ("review_request",),
    "reviewing": ("review",),
    "review_opined": ("review",),
    "review_concluded": ("rereview_request",),
    "rereviewing": ("rereview",),
    "rereview_hearing": ("rereview",),
    "rereview_opined": ("rereview",),
}


def owed(found: CaseFile, standing: str = "") -> Owed | None:
    """What a matter's state calls for; None where nothing is said. `standing`: what the state does not tell:
    the notice is `unserved`, it is decided anew by a day that was named (`redo`), or goes `back` for that; a
    `rule` of the superior or a `keep` of the sender binds the unit; its own way comes first."""
    matter = found.matter
    keys = [f"{matter.state}:{way_of(matter.purpose)}", matter.state]
    if matter.result in AGREED:
        keys.insert(0, f"{matter.state}:agreed")
    if matter.procedure == "simple":
        keys.insert(0, f"{matter.state}:simple")
    keys.insert(1 if standing in ("rule", "keep") else 0, f"{matter.state}:{standing}")
    return next((STEPS[key] for key in keys if key in STEPS), None)
