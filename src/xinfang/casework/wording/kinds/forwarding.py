"""What the office sends with a matter. Slips are made ready by themselves when the matter is routed."""

from django.utils.translation import gettext_lazy as _

from xinfang.casework.wording.kinds.kind import REASON, Free, Kind, Part
from xinfang.casework.workflow import TRANSITIONS
from xinfang.engines.letterpress import Form

__all__ = ["KINDS"]

# A form to print: nothing is withdrawn before the signed request is there (acts.actions.withdraw).
ASKED = tuple(row.state for row in TRANSITIONS if row.verb == "withdraw")
RUNNING = ("routed", "accepted", "studying", "examining", "opined", "served")

KINDS = (
    Kind(
        "forwarding_slip", _("转送单"), "信访转", ("office", "either"), "unit", Form.TABLE,
        prepared=("forward", "involve"),
    ),
    Kind(
        "assignment_letter", _("交办函"), "信访交", ("office", "either"), "unit", Form.LETTER,
        prepared=("assign",),
    ),
    Kind("ruling_letter", _("管辖裁定函"), "信访裁", ("superior",), "unit", Form.LETTER, prepared=("rule",)),
    Kind(
        "urgent_report", _("重大紧急信访事项报告"), "信访急", ("either",), "above", Form.STANDARD,
        (
            Part("recipients", _("报送对象"), _("本级党委、政府，上一级信访部门，国家信访局。"), "line",
                 first="中共{district}委员会，{district}人民政府，上一级信访部门，国家信访局"),
            Part("happened", _("情况"), _("时间、地点、人数、诉求、现状。"), first="{title}。{demand}",
                 least=10),
            Part("measures", _("已采取的措施"), _("依法采取了什么措施，防止不良影响产生、扩大。"), least=6),
            Part("advice", _("建议"), required=False),
        ),
        effect=("report_up",), signed=True, upward=True,
    ),
    Kind(
        "supervision_letter", _("督办函"), "信访督", ("office",), "unit", Form.LETTER,
        (
            Part("fault", _("发现的问题"), _("指出没有做到的是哪一条。"), "choice", choices=(
                ("late", _("无正当理由未按规定的期限办理")),
                ("silent", _("未按规定反馈办理结果")),
                ("procedure", _("未按规定程序办理")),
                ("shirking", _("推诿、敷衍、拖延或者弄虚作假")),
                ("unexecuted", _("不执行信访处理意见")),
                ("other", _("其他需要督办的情形")),
            )),
            Part("found", _("督办的事由"), _("写明时间和事实。"), least=10),
            Part("demand_made", _("要求"), _("要求做什么、怎样反馈。"), least=6),
            Part("due", _("反馈期限"), _("书面反馈办理情况的最后一天。"), "date"),
            Part("contact", _("联系人和电话"), kind="line", first="{handler} {telephone}"),
        ),
        free=(Free(RUNNING, "route", "office"),), signed=True,
    ),
    Kind(
        "withdrawal_request", _("撤回信访事项申请书"), "", ("either",), "file", Form.TABLE,
        (REASON,), free=(Free(ASKED, "register", "either"),), sealed=False,
    ),
)  # fmt: skip
