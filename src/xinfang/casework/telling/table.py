"""Event -> who is told what. One row a kind; nothing else decides what leaves the house.

No text names a person, a title or a unit: a text message is read by whoever holds the telephone. Of an
accusation nothing is said but that there is news (条例 2022, 30); and no kind is an accusation's own, or the
list of deliveries, which whoever sees no petition may read, would tell which petitions are accusations.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = [
    "DAYS_MOVED",
    "INVITED",
    "NEWS",
    "OTHERS",
    "SILENT",
    "STAFF",
    "TO_PETITIONERS",
    "StaffRow",
    "ToldRow",
]

Text = Promise | str


@dataclass(frozen=True)
class ToldRow:
    """What a petitioner is told of an act. `family`: the clock that gives `until` its %(day)s."""

    kind: str
    label: Text
    words: Text
    family: str = ""
    until: Text = ""


ANSWER = _("，最迟 %(day)s书面答复您")
NEWS = ToldRow("petitioner.news", _("有新进展"), _("有新的进展"))
INVITED = ToldRow("petitioner.rating", _("请评价"), _("已经答复，请您评价办理情况"), "", _("，%(day)s截止"))

DAYS_MOVED = ToldRow(
    "petitioner.days_moved", _("答复的日期变动"), _("放假安排有变动"), "", _("，现在最迟 %(day)s书面答复您")
)

FORWARDED = ToldRow("petitioner.forwarded", _("已转送、交办"), _("已转给有权处理的单位"))
ACCEPTED = _("已受理")
REPLIED = _("答复")
DECLINED = ToldRow("petitioner.declined", _("不予受理"), _("没有受理，理由见告知书"))
CORRECTED = ToldRow("petitioner.corrected", _("更正"), _("先前的决定已更正，见更正的告知书"))
HEARING = ToldRow("petitioner.hearing", _("听证"), _("有听证的安排，见通知"))

# verb -> what the petitioner is told.
TO_PETITIONERS: dict[str, ToldRow] = {
    "register": ToldRow("petitioner.registered", _("收到"), _("我们收到了")),
    "forward": FORWARDED,
    "assign": FORWARDED,
    "rule": FORWARDED,
    "accept": ToldRow("petitioner.accepted", ACCEPTED, ACCEPTED, "handle", ANSWER),
    "accept_simply": ToldRow("petitioner.accepted", ACCEPTED, ACCEPTED, "simple_opinion", ANSWER),
    "take_up": ToldRow("petitioner.taken_up", _("收下"), _("已收下，正在研究")),
    "direct": ToldRow("petitioner.directed", _("告知其他途径"), _("应当走别的法定途径，见告知书")),
    "decline": DECLINED,
    "stop_taking": DECLINED,
    "turn_ordinary": ToldRow(
        "petitioner.ordinary", _("改按普通程序"), _("改按普通程序办理"), "handle", ANSWER
    ),
    "extend": ToldRow(
        "petitioner.extended", _("延长期限"), _("办理期限延长，理由见告知书"), "handle", ANSWER
    ),
    "opine": ToldRow("petitioner.opined", _("作出处理意见"), _("处理意见已经作出，正在送达")),
    "agree": ToldRow("petitioner.agreed", _("达成协议"), _("已经达成协议")),
    "serve": ToldRow(
        "petitioner.served",
        _("送达处理意见"),
        _("处理意见已经送达"),
        "review_request",
        _("；不服的，最迟 %(day)s可以申请复查"),
    ),
    "correct_service": ToldRow(
        "petitioner.service_corrected",
        _("更正送达日期"),
        _("送达日期已经更正，申请复查、复核的期限按更正后的日期计算"),
    ),
    "reply": ToldRow("petitioner.replied", REPLIED, _("对您的建议已经答复")),
    "feed_back": ToldRow("petitioner.replied", REPLIED, NEWS.words),  # only accusations are answered so
    "request_review": ToldRow(
        "petitioner.review_asked", _("收到复查申请"), _("收到了您的复查申请"), "review", ANSWER
    ),
    "take_review": ToldRow("petitioner.review_taken", _("受理复查"), _("复查申请已经受理"), "review", ANSWER),
    "hear_review": HEARING,
    "extend_review": ToldRow(
        "petitioner.review_extended", _("延长复查期限"), _("复查的期限延长"), "review", ANSWER
    ),
    "extend_rereview": ToldRow(
        "petitioner.rereview_extended", _("延长复核期限"), _("复核的期限延长"), "rereview", ANSWER
    ),
    "refuse_review": ToldRow("petitioner.review_refused", _("不予复查"), _("没有复查，理由见告知书")),
    "withdraw_review": ToldRow("petitioner.review_withdrawn", _("撤回复查"), _("已按您的请求撤回复查申请")),
    "opine_review": ToldRow("petitioner.review_opined", _("作出复查意见"), _("复查意见已经作出，正在送达")),
    "serve_review": ToldRow(
        "petitioner.review_served",
        _("送达复查意见"),
        _("复查意见已经送达"),
        "rereview_request",
        _("；不服的，最迟 %(day)s可以申请复核"),
    ),
    "redo": ToldRow("petitioner.redo", _("重新办理"), _("已要求重新办理"), "redo", ANSWER),
    "request_rereview": ToldRow(
        "petitioner.rereview_asked", _("收到复核申请"), _("收到了您的复核申请"), "rereview", ANSWER
    ),
    "take_rereview": ToldRow(
        "petitioner.rereview_taken", _("受理复核"), _("复核申请已经受理"), "rereview", ANSWER
    ),
    "refuse_rereview": ToldRow("petitioner.rereview_refused", _("不予复核"), _("没有复核，理由见告知书")),
    "withdraw_rereview": ToldRow(
        "petitioner.rereview_withdrawn", _("撤回复核"), _("已按您的请求撤回复核申请")
    ),
    "open_hearing": HEARING,
    "opine_rereview": ToldRow(
        "petitioner.rereview_opined", _("作出复核意见"), _("复核意见已经作出，正在送达")
    ),
    "serve_rereview": ToldRow("petitioner.rereview_served", _("送达复核意见"), _("复核意见已经送达")),
    "withdraw": ToldRow("petitioner.withdrawn", _("撤回"), _("已按您的请求撤回")),
    "reopen": ToldRow("petitioner.reopened", _("重新提出"), _("已重新登记")),
    "merge": ToldRow("petitioner.merged", _("并案"), _("并入另一件一起办理")),
    "unmerge": ToldRow("petitioner.unmerged", _("恢复单独办理"), _("恢复单独办理")),
    "split": ToldRow("petitioner.split", _("分案"), _("分成几件分别办理")),
    "correct": CORRECTED,
}
DECLINED_TOGETHER = ToldRow(
    "petitioner.declined_together",
    _("一并办理的事项不予受理"),
    _("一并办理的事项没有受理，理由请向登记的单位询问"),
)
TOGETHER = ToldRow("petitioner.together", _("一并答复"), _("一并办理的事项已经答复，书面告知另行送达您"))
REVIEW_ASKED = ToldRow(
    "petitioner.review_by_other",
    _("一并办理的信访人申请复查"),
    _("一并办理的信访人申请了复查，正在复查，结果另行书面告知您"),
)
REREVIEW_ASKED = ToldRow(
    "petitioner.rereview_by_other",
    _("一并办理的信访人申请复核"),
    _("一并办理的信访人申请了复核，正在复核，结果另行书面告知您"),
)
# What whoever brought the same matter beside the first petitioner is told instead, and the first one of what
# another asked for: why is nobody else's, and what was served on one begins no term of another.
OTHERS: dict[str, ToldRow] = {
    "decline": DECLINED_TOGETHER,
    "stop_taking": DECLINED_TOGETHER,
    "direct": NEWS,
    "split": NEWS,
    "serve": TOGETHER,
    "agree": TOGETHER,
    "serve_review": TOGETHER,
    "serve_rereview": TOGETHER,
    "request_review": REVIEW_ASKED,
    "request_rereview": REREVIEW_ASKED,
    **dict.fromkeys(
        (
            "correct_service",
            "withdraw_review",
            "refuse_review",
            "withdraw_rereview",
            "refuse_rereview",
        ),
        NEWS,
    ),
}
# Acts that the follow page shows and nobody is sent a message of: verb -> why.
SILENT: dict[str, str] = {
    "hear": "told by the notice of the hearing itself",
    "conclude": "comes with the opinion that was served, and with the invitation to rate",
    "close_hearing": "who was heard knows it",
    "settle": "the petitioner signed it",
    "unsettle": "a correction of the office's own book",
    "record_answer": "an answer of years ago that came in with a register",
}


@dataclass(frozen=True)
class StaffRow:
    """What staff are told inside. %(number)s is the matter's; several are counted in `many` (%(n)d)."""

    kind: str
    label: Text
    one: Text
    many: Text


STAFF: dict[str, StaffRow] = {
    row.kind: row
    for row in (
        StaffRow(
            "staff.assigned", _("转到本单位"), _("%(number)s 转到本单位办理"), _("%(n)d 件转到本单位办理")
        ),
        StaffRow("staff.helping", _("请本单位协办"), _("%(number)s 请本单位协办"), _("%(n)d 件请本单位协办")),
        StaffRow(
            "staff.taken_back", _("同意退回"), _("%(number)s 的异议：同意退回"), _("%(n)d 件的异议：同意退回")
        ),
        StaffRow(
            "staff.kept",
            _("不同意退回"),
            _("%(number)s 的异议：不同意退回，请继续办理"),
            _("%(n)d 件的异议：不同意退回，请继续办理"),
        ),
        StaffRow(
            "staff.ruled_away",
            _("裁定由别的单位承办"),
            _("%(number)s 裁定由别的单位承办"),
            _("%(n)d 件裁定由别的单位承办"),
        ),
        StaffRow(
            "staff.information",
            _("信访人补充了材料"),
            _("%(number)s 的信访人补充了材料"),
            _("%(n)d 件的信访人补充了材料"),
        ),
        StaffRow(
            "staff.withdrawal",
            _("信访人要求撤回"),
            _("%(number)s 的信访人要求撤回，签字后才能办理"),
            _("%(n)d 件的信访人要求撤回，签字后才能办理"),
        ),
        StaffRow(
            "staff.to_sign",
            _("待签发"),
            _("%(number)s 有一份文书待签发"),
            _("%(n)d 件有文书待签发"),
        ),
        StaffRow(
            "staff.signed",
            _("文书已签发"),
            _("%(number)s 有一份文书已签发"),
            _("%(n)d 件有文书已签发"),
        ),
        StaffRow(
            "staff.sent_back",
            _("文书退回修改"),
            _("%(number)s 有一份文书退回修改"),
            _("%(n)d 件有文书退回修改"),
        ),
        StaffRow(
            "staff.dissatisfied",
            _("信访人评价不满意"),
            _("%(number)s 的信访人评价为不满意"),
            _("%(n)d 件的信访人评价为不满意"),
        ),
        StaffRow(
            "staff.contested",
            _("信访人申请复查、复核"),
            _("%(number)s 的信访人申请复查、复核"),
            _("%(n)d 件的信访人申请复查、复核"),
        ),
        StaffRow(
            "staff.soon",
            _("快到期"),
            _("%(number)s 三个工作日内到期"),
            _("%(n)d 件三个工作日内到期"),
        ),
        StaffRow(
            "staff.days_moved",
            _("期限随日历变动"),
            _("%(number)s 的期限随工作日历变动"),
            _("%(n)d 件的期限随工作日历变动"),
        ),
        StaffRow("staff.late", _("已超期"), _("%(number)s 已超期"), _("%(n)d 件已超期")),
    )
}
