"""Whether a matter is taken: what the petitioner is told of it, and where to go if it is not."""

from django.utils.translation import gettext_lazy as _

from xinfang.casework.wording.kinds.kind import REASON, Kind, Part
from xinfang.engines.letterpress import Form

__all__ = ["CONTACT", "KINDS"]

CONTACT = Part(
    "contact",
    _("联系人和电话"),
    _("信访人打得通的电话。"),
    "line",
    first="{handler} {telephone}",
    least=3,
    phone=True,
)
WHERE = Part("where", _("应当向哪里提出"), _("写明机关名称、途径，最好有地址和电话。"), least=6)

# Asked before a matter is accepted in the simplified way; what was chosen stays with the act.
SIMPLE = Part(
    "simple_ground",
    _("符合简易办理的哪一种情形"),
    _(
        "限初次信访事项。上级交办的，涉及多个责任单位的，集体、联名反映的，系统不让按简易办理受理；可能不予支持的，请按普通程序受理。"
    ),
    "choice",
    choices=(
        ("clear", _("事实清楚、责任明确、争议不大、易于解决")),
        ("daily", _("涉及日常生产生活、时效性强，应当即时处理")),
        ("pledged", _("有关机关、单位已有明确承诺或者结论")),
    ),
    only=("accept_simply",),
)
KINDS = (
    Kind(
        "directing_notice", _("法定途径告知书"), "信访引", ("office", "unit"), "petitioner", Form.LETTER,
        (
            Part("route", _("应当走的途径"), kind="choice", column="legal_route", choices=(
                ("1", _("诉讼、检察监督、公安机关的法律程序")),
                ("2", _("仲裁")),
                ("3", _("党员申诉、申请复审")),
                ("4", _("行政复议、裁决、确认、许可、处罚等行政程序")),
                ("5", _("申请查处违法行为、履行保护职责")),
            )),
            REASON,
            WHERE,
            Part("how", _("怎样提出"), _("期限、需要带的材料、收费情况。"), least=6),
            CONTACT,
        ),
        effect=("direct",), signed=True,
    ),
    Kind(
        "acceptance_notice", _("受理告知书"), "信访受告", ("unit",), "petitioner", Form.LETTER,
        (
            Part("accepted", _("受理的事项"), _("一行一项，逐项写明。"), first="{claims}"),
            Part("not_accepted", _("不受理的事项和理由"), _("一行一项；都受理的不用填。"), required=False),
            SIMPLE,
            CONTACT,
        ),
        effect=("accept", "accept_simply", "take_up"),
    ),
    Kind(
        "declining_notice", _("不予受理告知书"), "信访不受", ("office", "unit"), "petitioner", Form.LETTER,
        (
            Part("ground", _("不予受理的情形"), kind="choice", choices=(
                ("court", _("属于人大、法院、检察院职权范围")),
                ("skipped", _("走访没有到有权处理的本级或者上一级机关提出")),
                ("pending", _("同一事项已经受理或者正在办理")),
                ("elsewhere", _("不属于本机关、单位的职权范围")),
            ), channels=(("skipped", "visit"),)),
            Part("running", _("已经受理或者正在办理的那件事项的编号"),
                 _("只在情形是“同一事项已经受理或者正在办理”时填，例如 2026-0012。"), "line",
                 required=False, when=("ground", "pending"), least=6, most=20),
            REASON,
            WHERE,
            CONTACT,
        ),
        effect=("decline",), signed=True,
    ),
    Kind(
        "no_longer_notice", _("不再受理告知书"), "信访不再", ("office", "unit"), "petitioner", Form.LETTER,
        (
            Part("ended", _("终结的依据"), _("哪个机关在什么时候作出了什么复核意见，写明文号。"), least=10,
                 first="{rereview}"),
            REASON,
            Part("where", _("还可以怎样寻求帮助"), _("例如司法救助、社会救助的办理单位。"), required=False),
            CONTACT,
        ),
        effect=("stop_taking",), signed=True,
    ),
    Kind(
        "correction_notice", _("更正决定书"), "信访更", ("unit", "either"), "petitioner", Form.LETTER,
        (
            Part("wrong", _("原来的错误"), _("原文书哪里错了。"), least=6),
            Part("corrected", _("更正的内容"), _("更正后怎样办，从什么时候起。"), least=6),
            CONTACT,
        ),
        effect=("correct",), signed=True,
    ),
)  # fmt: skip
