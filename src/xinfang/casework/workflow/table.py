"""The life of a matter as one table. Lawyers can read it; nothing else decides what may follow what.

Columns: states - verb - next state ("=": it stays) - label inside - label for the public ("": not told) -
permission - seat (whose unit must hold it) - clock effects - letter required - articles (2005, 2022; "": the
rules of that time do not know the act) - ways of R22 29 to 31 - whether it has legal effect.
"""

from collections.abc import Iterable, Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.workflow.transition import Transition

__all__ = ["TRANSITIONS"]

Text = Promise | str
APPEAL, SUGGESTION, ACCUSATION = "appeal", "suggestion", "accusation"
EVERY = (APPEAL, SUGGESTION, ACCUSATION)
OPEN = ("registered", "routed", "objected", "disputed", "accepted", "studying", "examining", "opined")
UNDECIDED = ("registered", "routed", "objected", "disputed", "examining")  # of an accusation
# Answered or ended: an urgent petition about it can still come in, and is reported.
ASKED_AGAIN = (
    "served",
    "concluded",
    "reviewing",
    "review_opined",
    "review_concluded",
    "rereviewing",
    "rereview_hearing",
    "rereview_opined",
    "final",
    "directed",
    "declined",
    "no_longer",
    "withdrawn",
)
# Where the result of an assigned matter can be reported: also after it has ended, for as long as it is owed.
WORKED_ON = (
    "accepted",
    "studying",
    "examining",
    "opined",
    "served",
    "concluded",
    "review_concluded",
    "final",
)
SIMPLE = ("JY16", "JY22")
BEIJING = ("BJ50", "BJ50")  # 北京市信访条例（2006）, 50
# A unit receives a matter; it leaves a unit for another (a feedback once ordered is still owed, by the next).
GIVEN = "start notify; start simple_accept; start pass_on"
BEGIN = f"{GIVEN}; start object"  # nobody objects to what the superior has ruled
LEAVE = "end notify; end object; end simple_accept; meet pass_on"


def _rows(
    states: Iterable[str],
    verb: str,
    following: str,
    label: Text,
    public: Text,
    permission: str,
    seat: str,
    clocks: str = "",
    letter: str = "",
    articles: tuple[str, str] = ("", ""),
    ways: tuple[str, ...] = EVERY,
    *,
    legal: bool = True,
    place: str = "",
) -> Iterator[Transition]:
    for state in states:
        goes = state if following == "=" else following
        yield Transition(
            state,
            verb,
            goes,
            label,
            public,
            permission,
            seat,
            clocks,
            letter,
            articles,
            ways,
            legal,
            place,
        )


# fmt: off
TRANSITIONS: tuple[Transition, ...] = (
    # --- register and route ---------------------------------------------------------------------------------
    *_rows([""], "register", "registered", _("登记"), _("我们收到了"), "register", "office",
           "start route; start report_up", "", ("14", "22")),
    *_rows(["registered"], "forward", "routed", _("转送"), _("转给有权处理的单位"), "route", "office",
           f"meet route; {BEGIN}", "forwarding_slip", ("21", "22"), legal=False),
    *_rows(["registered"], "assign", "routed", _("交办"), _("交给有权处理的单位办理"), "route", "office",
           f"meet route; {BEGIN}; start feedback", "assignment_letter", ("21", "22"), legal=False),
    *_rows(["routed"], "forward", "routed", _("改送"), _("转给有权处理的单位"), "route", "either",
           f"{LEAVE}; {BEGIN}", "forwarding_slip", ("21", "22"), legal=False),
    *_rows(["routed"], "assign", "routed", _("改为交办"), _("交给有权处理的单位办理"), "route", "either",
           f"{LEAVE}; end feedback; {BEGIN}; start feedback", "assignment_letter", ("21", "22"), legal=False),
    *_rows(["routed", "accepted"], "involve", "=", _("增加协办单位"), "", "route", "either",
           "", "forwarding_slip", ("24", "24"), legal=False),
    *_rows((*OPEN, *ASKED_AGAIN), "report_up", "=", _("紧急上报"), "", "route", "either",
           "meet report_up", "urgent_report", ("26", "25")),
    *_rows(["registered"], "direct", "directed", _("告知其他法定途径"), _("告知应当走的法定途径"), "route", "office",
           "meet route; end all", "directing_notice", ("21", "22"), (APPEAL,)),
    *_rows(["routed"], "direct", "directed", _("告知其他法定途径"), _("告知应当走的法定途径"), "handle", "unit",
           "meet notify; meet simple_accept; end all", "directing_notice", ("22", "31"), (APPEAL,)),
    *_rows(["routed"], "object", "objected", _("提出异议"), "", "handle", "unit",
           "meet object; meet pass_on", "", ("", "23")),
    *_rows(["objected"], "take_back", "registered", _("同意退回"), "", "route", "office",
           f"{LEAVE}; end feedback; reopen route", "", ("", "23")),
    *_rows(["objected"], "receive_back", "routed", _("同意退回转来的单位"), "", "route", "sender",
           f"{LEAVE}; reopen notify; reopen object; reopen simple_accept", "", ("", "23")),
    *_rows(["objected"], "keep", "routed", _("不同意退回"), "", "route", "sender", "", "", ("", "23")),
    *_rows(UNDECIDED, "name_accused", "=", _("指明被检举单位"), "", "see_accusations", "either",
           "", "", ("22", "30"), (ACCUSATION,)),
    *_rows(UNDECIDED[1:], "call_in", "registered", _("从被检举单位收回"), "", "see_accusations", "office",
           f"{LEAVE}; end feedback; reopen route", "", ("22", "30"), (ACCUSATION,)),
    *_rows(["routed"], "escalate", "disputed", _("提请裁定管辖"), "", "handle", "unit",
           "meet object", "", ("24", "24")),
    *_rows(["objected"], "escalate", "disputed", _("提请裁定管辖"), "", "route", "sender",
           "meet object", "", ("24", "24")),
    *_rows(["disputed"], "rule", "routed", _("裁定承办单位"), _("确定了处理单位"), "decide_dispute", "superior",
           f"{LEAVE}; {GIVEN}", "ruling_letter", ("24", "24")),
    *_rows(["routed"], "rule", "routed", _("另行裁定承办单位"), _("确定了处理单位"), "decide_dispute", "superior",
           f"{LEAVE}; {GIVEN}", "ruling_letter", ("24", "24")),
    # --- take it or not -------------------------------------------------------------------------------------
    *_rows(["routed"], "accept", "accepted", _("受理"), _("受理"), "handle", "unit",
           "meet notify; meet object; meet pass_on; end simple_accept; start handle", "acceptance_notice", ("22", "23"), (APPEAL,)),
    *_rows(["routed"], "accept_simply", "accepted", _("受理（简易办理）"), _("受理，简易办理"), "handle", "unit",
           "meet notify; meet object; meet pass_on; meet simple_accept; start simple_opinion",
           "acceptance_notice", SIMPLE, (APPEAL,)),
    *_rows(["routed"], "take_up", "studying", _("收下建议，研究论证"), _("收下建议，开始研究"), "handle", "unit",
           "meet notify; meet object; meet pass_on; meet simple_accept", "acceptance_notice", ("22", "29"), (SUGGESTION,)),
    *_rows(["routed"], "take_up", "examining", _("收下检举控告，开始核查"), _("收下，开始核查"), "handle", "unit",
           "meet notify; meet object; meet pass_on; meet simple_accept", "acceptance_notice", ("22", "30"), (ACCUSATION,)),
    *_rows(["registered"], "decline", "declined", _("不予受理"), _("没有受理"), "route", "office",
           "meet route; end all", "declining_notice", ("21", "19"), (APPEAL,)),
    *_rows(["routed"], "decline", "declined", _("不予受理"), _("没有受理"), "handle", "unit",
           "meet notify; meet simple_accept; end all", "declining_notice", ("22", "23"), (APPEAL,)),
    *_rows(["registered"], "stop_taking", "no_longer", _("不再受理"), _("不再受理"), "route", "office",
           "meet route; end all", "no_longer_notice", ("35", "36"), (APPEAL,)),
    *_rows(["routed"], "stop_taking", "no_longer", _("不再受理"), _("不再受理"), "handle", "unit",
           "meet notify; meet simple_accept; end all", "no_longer_notice", ("35", "36"), (APPEAL,)),
    # --- handle ---------------------------------------------------------------------------------------------
    *_rows(["accepted"], "contribute", "=", _("协办单位提交意见"), "", "handle", "partner", "", "", ("24", "24")),
    *_rows(["accepted"], "hear", "=", _("举行听证"), _("举行了听证"), "handle", "either",
           "", "hearing_record", ("31", "31"), (APPEAL,)),
    *_rows(["accepted"], "turn_ordinary", "=", _("转为普通程序"), _("改按普通程序办理"), "handle", "unit",
           "end simple_opinion; start handle", "ordinary_notice", SIMPLE, (APPEAL,)),
    *_rows(["accepted"], "extend", "=", _("延长办理期限"), _("延长了办理期限"), "approve", "unit",
           "extend handle; extend redo", "extension_notice", ("33", "34"), (APPEAL,)),
    *_rows(["accepted"], "opine", "opined", _("作出处理意见"), _("作出处理意见"), "approve", "unit",
           "", "opinion", ("32", "32"), (APPEAL,)),
    *_rows(["accepted"], "agree", "served", _("调解、和解达成协议"), _("达成了协议"), "approve", "unit",
           "meet handle; meet simple_opinion; meet redo", "agreement", ("13", "33"), (APPEAL,)),
    *_rows(["studying"], "reply", "concluded", _("答复建议"), _("答复建议"), "approve", "unit",
           "end report_up", "suggestion_reply", ("32", "29"), (SUGGESTION,)),
    *_rows(["examining"], "feed_back", "concluded", _("反馈核查结果"), _("反馈核查结果"), "approve", "unit",
           "end report_up", "findings_notice", ("32", "30"), (ACCUSATION,)),
    *_rows(["opined"], "serve", "served", _("送达处理意见"), _("送达处理意见"), "handle", "unit",
           "meet handle; meet simple_opinion; meet redo; start review_request", "", ("32", "35"), (APPEAL,)),
    *_rows(["served"], "serve_agreement", "=", _("送达协议书"), "", "handle", "unit", "", "", ("13", "33"), (APPEAL,)),
    *_rows(["served", "concluded"], "correct_service", "=", _("更正送达日期"), _("更正了送达日期"), "approve", "unit",
           "redate review_request", "", ("32", "35"), (APPEAL,)),
    *_rows(["served"], "conclude", "concluded", _("办结"), _("办结"), "handle", "unit",
           "end report_up", "", ("33", "34"), (APPEAL,)),
    *_rows(WORKED_ON, "report_back", "=", _("报送办理结果"), "", "handle", "unit",
           "meet feedback", "result_report", ("21", "22")),
    *_rows(WORKED_ON, "return_report", "=", _("退回报告，要求补充"), "", "route", "office",
           "reopen feedback", "", ("21", "22")),
    # --- review and re-review -------------------------------------------------------------------------------
    *_rows(["served", "concluded"], "request_review", "reviewing", _("申请复查"), _("您申请了复查"), "register", "office",
           "meet review_request; end report_up; start review; start review_take", "", ("34", "35"), (APPEAL,)),
    *_rows(["reviewing"], "take_review", "=", _("受理复查申请"), _("受理了复查申请"), "review", "reviewer",
           "meet review_take", "", ("34", "35"), (APPEAL,)),
    *_rows(["reviewing"], "hear_review", "=", _("举行复查听证"), _("举行了听证"), "review", "reviewer",
           "", "", ("34", "35"), (APPEAL,)),
    *_rows(["reviewing"], "extend_review", "=", _("延长复查期限"), _("延长了复查期限"), "approve", "reviewer",
           "extend review", "", BEIJING, (APPEAL,), place="北京"),
    *_rows(["reviewing"], "refuse_review", "concluded", _("不予复查"), _("没有复查"), "review", "reviewer",
           "end review; meet review_take", "review_refusal", ("34", "35"), (APPEAL,)),
    *_rows(["reviewing"], "withdraw_review", "concluded", _("撤回复查申请"), _("撤回了复查申请"), "register", "office",
           "end review; end review_take", "", ("34", "35"), (APPEAL,)),
    *_rows(["reviewing"], "opine_review", "review_opined", _("作出复查意见"), _("作出复查意见"), "approve", "reviewer",
           "meet review_take", "review_opinion", ("34", "35"), (APPEAL,)),
    *_rows(["review_opined"], "serve_review", "review_concluded", _("送达复查意见"), _("送达复查意见"), "review", "reviewer",
           "meet review; start rereview_request", "", ("34", "35"), (APPEAL,)),
    *_rows(["review_concluded"], "correct_service", "=", _("更正送达日期"), _("更正了送达日期"), "approve", "reviewer",
           "redate rereview_request", "", ("34", "35"), (APPEAL,)),
    *_rows(["review_opined"], "redo", "accepted", _("责令重新办理"), _("要求重新办理"), "review", "reviewer",
           "meet review; start redo", "", ("34", "35"), (APPEAL,)),
    *_rows(["review_concluded"], "request_rereview", "rereviewing", _("申请复核"), _("您申请了复核"), "register", "office",
           "meet rereview_request; start rereview; start review_take", "", ("35", "36"), (APPEAL,)),
    *_rows(["rereviewing"], "take_rereview", "=", _("受理复核申请"), _("受理了复核申请"), "review", "reviewer",
           "meet review_take", "", ("35", "36"), (APPEAL,)),
    *_rows(["rereviewing"], "extend_rereview", "=", _("延长复核期限"), _("延长了复核期限"), "approve", "reviewer",
           "extend rereview", "", BEIJING, (APPEAL,), place="北京"),
    *_rows(["rereviewing"], "refuse_rereview", "review_concluded", _("不予复核"), _("没有复核"), "review", "reviewer",
           "end rereview; meet review_take", "rereview_refusal", ("35", "36"), (APPEAL,)),
    *_rows(["rereviewing"], "withdraw_rereview", "review_concluded", _("撤回复核申请"), _("撤回了复核申请"), "register", "office",
           "end rereview; end review_take", "", ("35", "36"), (APPEAL,)),
    *_rows(["rereviewing"], "open_hearing", "rereview_hearing", _("复核听证开始"), _("举行听证，时限暂停"), "review", "reviewer",
           "pause rereview", "", ("35", "36"), (APPEAL,)),
    *_rows(["rereview_hearing"], "close_hearing", "rereviewing", _("复核听证结束"), _("听证结束，时限继续"), "review", "reviewer",
           "resume rereview", "", ("35", "36"), (APPEAL,)),
    *_rows(["rereviewing"], "opine_rereview", "rereview_opined", _("作出复核意见"), _("作出复核意见"), "approve", "reviewer",
           "meet review_take", "rereview_opinion", ("35", "36"), (APPEAL,)),
    *_rows(["rereview_opined"], "serve_rereview", "final", _("送达复核意见"), _("送达复核意见"), "review", "reviewer",
           "meet rereview", "", ("35", "36"), (APPEAL,)),
    *_rows(["final"], "stop_taking", "=", _("告知不再受理"), _("不再受理"), "route", "office",
           "", "no_longer_notice", ("35", "36"), (APPEAL,)),
    *_rows(["rereview_opined"], "redo", "accepted", _("责令重新办理"), _("要求重新办理"), "review", "reviewer",
           "meet rereview; start redo", "", ("35", "36"), (APPEAL,)),
    # --- how it ends, and how an end is mended --------------------------------------------------------------
    *_rows(["concluded", "review_concluded", "final"], "settle", "=", _("息诉息访"), "", "handle", "either",
           "", "", ("32", "27"), (APPEAL,)),
    *_rows(["concluded", "review_concluded", "final"], "unsettle", "=", _("息诉息访不再成立"), "", "register", "either",
           "", "", ("32", "27"), (APPEAL,)),
    *_rows(OPEN, "withdraw", "withdrawn", _("信访人撤回"), _("您撤回了"), "register", "either",
           "end all", "", ("2", "17")),
    *_rows(["withdrawn"], "reopen", "registered", _("重新提出"), _("重新提出"), "register", "office",
           "start route", "", ("2", "17")),
    *_rows(["registered", "routed"], "merge", "merged", _("并入另一事项"), _("并入另一件一起办理"), "route", "office",
           "end all", "", ("21", "22"), (APPEAL, SUGGESTION), legal=False),
    *_rows(["merged"], "unmerge", "registered", _("取消并入"), _("恢复单独办理"), "route", "office",
           "reopen route", "", ("21", "22"), (APPEAL, SUGGESTION)),
    *_rows(["registered", "routed"], "split", "=", _("分出事项"), _("分出几件分别办理"), "route", "office",
           "", "", ("21", "22"), legal=False),
    *_rows(["directed", "declined", "no_longer"], "correct", "registered", _("更正"), _("更正了先前的决定"), "approve", "either",
           "start route", "correction_notice", ("21", "23"), (APPEAL,)),
    *_rows(["opined"], "correct", "accepted", _("更正"), _("更正了先前的决定"), "approve", "unit",
           "", "correction_notice", ("32", "32"), (APPEAL,)),
    *_rows(["served"], "correct", "accepted", _("更正"), _("更正了先前的决定"), "approve", "unit",
           "end review_request; revive handle; revive simple_opinion; revive redo", "correction_notice", ("13", "33"), (APPEAL,)),
    # --- registers that come in with their answers ----------------------------------------------------------
    *_rows(["registered", "routed"], "record_answer", "concluded", _("补录答复"), _("答复"), "import", "either",
           "meet route; end all", "opinion", ("32", "32")),
    *_rows(["registered", "routed", "concluded"], "revert", "reverted", _("撤销导入"), "", "import", "either", "end all"),
)
# fmt: on
