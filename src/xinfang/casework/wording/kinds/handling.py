"""How a matter is decided: hearing, extension, opinion, agreement, answer, report."""

from django.utils.translation import gettext_lazy as _

from xinfang.casework.wording.kinds.kind import REASON, Free, Kind, Part
from xinfang.casework.wording.kinds.taking import CONTACT
from xinfang.engines.letterpress import Form

__all__ = ["BASIS", "FACTS", "HELD", "KINDS"]

FACTS = Part("found", _("查明的事实"), _("时间、地点、主要事实，用什么核实的；每件事项分别写。"), least=20)
BASIS = Part("basis", _("依据"), _("法律、法规、规章或者政策的名称和条款。"), least=6)
CLAIMS = Part("claims", _("信访请求"), _("信访人要求什么，每件事项分别写。"), first="{claims}")
BODY = Part(
    "review_body", _("复查机关"), _("原办理机关的上一级机关；写全称。"), "line", first="{review_body}"
)
HELD = (
    Part("held_at", _("听证时间"), _("例如 2026年11月5日上午9时。"), "line", least=6),
    Part("place", _("听证地点"), kind="line", first="{address}", least=3),
    Part("chair", _("主持人"), kind="line", least=2),
)
# Of a record the day is a date: the timeline tells it, and no hearing is held tomorrow.
RECORDED = (
    Part("held_on", _("听证日期"), _("举行听证的那一天。"), "date"),
    Part("held_at", _("起止时间"), _("例如 上午9时至11时。"), "line", required=False),
    *HELD[1:],
)
REVIEWED = ("reviewing", "rereviewing")
ANSWERED = ("served", "concluded", "reviewing", "review_concluded", "rereviewing", "final")

KINDS = (
    Kind(
        "ordinary_notice", _("转为普通程序告知书"), "信访转普", ("unit",), "petitioner", Form.LETTER,
        (REASON, CONTACT), effect=("turn_ordinary",),
    ),
    Kind(
        "extension_notice", _("延期办理告知书"), "信访延", ("unit",), "petitioner", Form.LETTER,
        (
            Part("days", _("延长的天数"), _("不超过 30 日，只能延长一次。"), "number", first="30", most=30),
            REASON,
            CONTACT,
        ),
        effect=("extend",), signed=True,
    ),
    Kind(
        "opinion", _("信访事项处理意见书"), "信访处", ("unit",), "petitioner", Form.STANDARD,
        (
            CLAIMS, FACTS, BASIS,
            Part("result", _("处理结果"), kind="choice", column="result", choices=(
                ("support", _("予以支持")), ("partly", _("部分支持")),
                ("explain", _("解释说明")), ("reject", _("不予支持")),
            )),
            Part("decision", _("处理意见"), _("对每一项请求分别写明意见；支持的写明谁在什么时候落实。"),
                 least=10),
            BODY, CONTACT,
        ),
        effect=("opine",), service=("serve", "conclude"), signed=True,
    ),
    Kind(
        "agreement", _("调解（和解）协议书"), "信访调", ("unit",), "petitioner", Form.STANDARD,
        (
            Part("result", _("方式"), kind="choice", column="result",
                 choices=(("mediated", _("调解")), ("reconciled", _("和解")))),
            Part("others", _("另一方当事人"), _("全称；一行一方。"), least=2),
            Part("terms", _("协议内容"), _("一行一条。"), least=10),
            Part("execution", _("履行"), _("谁、什么时候、怎样履行；不履行怎么办。"), least=6),
        ),
        effect=("agree",), service=("serve_agreement", "conclude"), signed=True,
    ),
    Kind(
        "together_notice", _("一并办理事项答复告知书"), "信访并告", ("unit",), "petitioner", Form.LETTER,
        (
            Part("to_petition", _("收件人的信访件编号"),
                 _("一份告知书给一位信访人；不写其他信访人的姓名和情况。"), "line",
                 first="{further}", least=4),
            Part("stage", _("告知哪一次答复"), kind="choice", choices=(
                ("first", _("处理意见")), ("review", _("复查意见")), ("rereview", _("复核意见")),
                ("back", _("责令重新办理的决定")),
            )),
            Part("answer", _("答复的内容"), _("查明的事实、依据和处理意见，与这位信访人有关的。"), least=20),
            BODY, CONTACT,
        ),
        free=(Free((*ANSWERED, "accepted"), "handle", "unit"),), together=True,
    ),
    Kind(
        "suggestion_reply", _("建议答复书"), "信访建复", ("unit",), "petitioner", Form.LETTER,
        (
            Part("study", _("研究论证情况"), _("怎样研究的，可行在哪里，难处在哪里。"), least=10),
            Part("result", _("采纳情况"), kind="choice", column="result", choices=(
                ("adopted", _("采纳")), ("partly_adopted", _("部分采纳")), ("not_adopted", _("未采纳")),
            )),
            Part("answer", _("答复"), _("采纳的写明怎样落实；未采纳的写明理由。"), least=10),
            CONTACT,
        ),
        effect=("reply",), signed=True,
    ),
    Kind(
        "findings_notice", _("检举控告核查情况反馈书"), "信访反馈", ("unit",), "petitioner", Form.LETTER,
        (
            Part("findings", _("核查情况"), _("可以告知举报人的核查结论；不写其他人的个人信息。"), least=10),
            Part("handling", _("处理情况"), _("依规依纪依法作出的处理，或者移送的机关。"), least=6),
            BASIS, CONTACT,
        ),
        effect=("feed_back",), signed=True,
    ),
    Kind(
        "result_report", _("办结报告"), "信访报", ("unit",), "above", Form.STANDARD,
        (
            Part("claims", _("反映的问题和诉求"), first="{claims}"),
            FACTS,
            Part("outcome", _("办理结果"), _("处理意见、落实情况、信访人的意见。"), least=10),
            Part("enclosed", _("附件"), _("一行一件；处理意见书要附上。"), required=False,
                 first="{opinion_number}"),
            CONTACT,
        ),
        effect=("report_back",), signed=True, upward=True,
    ),
    Kind(
        "hearing_notice", _("听证通知书"), "信访听", ("reviewer", "unit"), "petitioner", Form.LETTER,
        (*HELD, CONTACT),
        free=(Free(("accepted",), "handle", "unit"), Free(REVIEWED, "review", "reviewer")),
    ),
    Kind(
        "hearing_record", _("听证笔录"), "", ("either", "reviewer"), "file", Form.TABLE,
        (
            *RECORDED,
            Part("present", _("参加人"), _("听证员、记录人、信访人、被反映单位、旁听人。")),
            Part("statements", _("陈述、质证和辩论"), least=10),
            Part("conclusion", _("评议和听证结论"), least=6),
        ),
        effect=("hear",), free=(Free((*REVIEWED, "rereview_hearing"), "review", "reviewer"),), sealed=False,
    ),
)  # fmt: skip
