"""How each verb is told in a timeline: its icon and its words, in the past."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xinfang.casework.backlog.choices import EVENTS
from xinfang.casework.deadlines.rules import rule
from xinfang.casework.intake.channels import CELLS
from xinfang.casework.outreach.choices import VISIT_STEPS
from xinfang.casework.petitions.queries import ACCUSED
from xinfang.casework.receptions.queries import DISPOSITIONS
from xinfang.casework.supervision.choices import STEPS
from xinfang.casework.wording.kinds import KINDS
from xinfang.casework.workflow import TRANSITIONS
from xinfang.faces.workbench.history.recounted import recounted

__all__ = ["LABELS", "VERBS", "Verb"]

Data = Mapping[str, Any]
# A verb is called what the table calls it first: 转送, not 改送.
LABELS: dict[str, Promise | str] = {row.verb: row.label for row in reversed(TRANSITIONS)}


# What became of a decision after the meeting; at first, that it was discussed.
_DISCUSSED: dict[str, Promise | str] = {
    "": _("在“%(title)s”（%(day)s）上研究"),
    "added": _("补记了“%(title)s”（%(day)s）的决定"),
    "corrected": _("更正了“%(title)s”（%(day)s）的决定"),
    "revoked": _("撤回了“%(title)s”（%(day)s）的决定"),
}


@dataclass(frozen=True)
class Verb:
    """How a verb is told: its icon, and the sentence."""

    icon: str
    words: Callable[[Data], Promise | str]


def _arrival(data: Data) -> str:
    """来访 1 批 7 人; 来信; 联名信 14 人."""
    cell = next(
        (
            each
            for each in CELLS.values()
            if (each.channel, each.form) == (data.get("channel"), data.get("form"))
        ),
        None,
    )
    name = str(cell.name) if cell else str(data.get("channel", ""))
    heads = data.get("heads", 1)
    if data.get("channel") == "visit":
        return _t("%(name)s 1 批 %(n)d 人") % {"name": name, "n": heads}
    return _t("%(name)s %(n)d 人") % {"name": name, "n": heads} if heads > 1 else name


def _with_arrival(sentence: Promise | str) -> Callable[[Data], str]:
    return lambda data: str(sentence) % {"what": _arrival(data), "number": data.get("number", "")}


def _routed(data: Data) -> str:
    sentence = _t("改送%(to)s") if data.get("from") else _t("分送%(to)s")
    return sentence % {"to": data.get("to", "")}


def _assigned(data: Data) -> str:
    return _t("交办%(to)s，%(day)s前报结果") % {"to": data.get("to", ""), "day": data.get("due_on", "")}


def _objected(data: Data) -> str:
    suggested = data.get("suggested")
    return _t("提出异议，建议由%(unit)s办理") % {"unit": suggested} if suggested else _t("提出了异议")


def _accused(data: Data) -> str:
    kind = data.get("kind")
    name = ACCUSED[kind] if kind in ACCUSED else data.get("accused", "")
    return _t("指明被检举的单位：%(unit)s") % {"unit": name}


def _complained(data: Data) -> str:
    """登记被投诉单位：规划建设局; of a correction also what stood there."""
    name = data.get("unit") or _t("没有")
    if before := data.get("before"):
        return _t("被投诉单位从%(before)s更正为：%(unit)s") % {"before": before, "unit": name}
    return _t("登记被投诉单位：%(unit)s") % {"unit": name}


def _listed(sentence: Promise | str, key: str) -> Callable[[Data], str]:
    """A sentence with a list in it."""
    return lambda data: str(sentence) % {key: _t("、").join(map(str, data.get(key, ())))}


def _with(sentence: Promise | str, *keys: str) -> Callable[[Data], str]:
    """A sentence with what the line keeps; what an older line lacks is a dash."""
    return lambda data: str(sentence) % {key: data.get(key) or "—" for key in keys}


def _rated(data: Data) -> str:
    """Whose the rating is: of several petitioners each gives one."""
    if number := data.get("number"):
        return _t("%(number)s 的信访人作了评价") % {"number": number}
    return _t("信访人作了评价")


def _said(words: Promise | str) -> Callable[[Data], Promise | str]:
    return lambda data: words


def _recounted(data: Data) -> str:
    """The calendar moved a date, or a year in it was confirmed or opened again."""
    days = [date_format(date.fromisoformat(data[name]), _t("Y年n月j日")) for name in ("before", "after")]
    return recounted(
        _t("“%(clock)s”") % {"clock": rule(data["rule"]).label},
        (days[0], days[1]),
        was=data.get("was_provisional"),
        now=bool(data.get("provisional")),
        years=data.get("years", ()),
    )


def _served(data: Data) -> str:
    """A notice that starts nothing was served too."""
    kind = KINDS.get(str(data.get("kind", "")))
    return _t("送达%(kind)s") % {"kind": kind.label if kind else _t("文书")}


def _supervised(data: Data) -> str:
    step = STEPS.get(str(data.get("step", "")), "")
    if data.get("due_on"):
        return _t("督办（%(unit)s）：%(step)s，%(day)s前回复") % {
            "unit": data.get("unit", ""),
            "step": step,
            "day": data["due_on"],
        }
    return _t("督办（%(unit)s）：%(step)s") % {"unit": data.get("unit", ""), "step": step}


def _backlog(data: Data) -> str:
    """列为积案（大接访积案）."""
    told = {"what": EVENTS.get(str(data.get("event", "")), ""), "list": data.get("list", "")}
    return _t("积案（%(list)s）：%(what)s") % told


def _visited(data: Data) -> str:
    """带案下访：石桥社区."""
    step = VISIT_STEPS.get(str(data.get("step", "")), "")
    return _t("%(step)s：%(place)s") % {"step": step, "place": data.get("place", "")}


def _undone(data: Data) -> str:
    verb = str(data.get("verb", ""))
    return _t("撤销了刚才的操作：%(what)s") % {"what": LABELS.get(verb, verb)}


def _came(data: Data) -> str:
    """Who received how many; or who went on, when the first leader was called away."""
    told = {name: data.get(name, "") for name in ("leader", "heads", "instead")}
    if told["instead"]:
        return _t("%(instead)s中途离开，改由%(leader)s接访，%(heads)s 人") % told
    return _t("%(leader)s接访，%(heads)s 人") % told


def _received(data: Data) -> str:
    """What a reception came to."""
    results = {key: str(label) for key, label in DISPOSITIONS}
    told = {"leader": data.get("leader", ""), "result": results.get(data.get("result", ""), "—")}
    if data.get("corrected"):
        return _t("%(leader)s接访的结果更正为：%(result)s") % told
    return _t("%(leader)s接访的结果：%(result)s") % told


def _struck(data: Data) -> str:
    """A reception that was none."""
    told = {"leader": data.get("leader", ""), "n": data.get("n", "")}
    if data.get("left"):
        return _t("%(leader)s接访 %(n)s 号没等接待就走了，划去") % told
    return _t("%(leader)s接访 %(n)s 号登记错了，划去") % told


VERBS: dict[str, Verb] = {
    "register": Verb("pencil-square", _with_arrival(_("登记：%(what)s"))),
    "repeat": Verb("arrow-repeat", _with_arrival(_("同一人再次反映：%(what)s，%(number)s"))),
    "joined": Verb("people", _with_arrival(_("他人反映同一事项，并入：%(what)s，%(number)s"))),
    "forward": Verb("send", _routed),
    "assign": Verb("send-check", _assigned),
    "involve": Verb("people", _with(_("请%(to)s协办"), "to")),
    "contribute": Verb("chat-left-text", _with(_("%(unit)s提交了协办意见"), "unit")),
    "report_up": Verb("megaphone", _listed(_("紧急上报：%(told)s"), "told")),
    "direct": Verb("signpost-split", _said(_("告知了其他法定途径"))),
    "object": Verb("reply", _objected),
    "take_back": Verb("arrow-return-left", _said(pgettext_lazy("told", "同意退回"))),
    "receive_back": Verb("arrow-return-left", _with(_("同意退回，回到%(to)s"), "to")),
    "name_accused": Verb("bullseye", _accused),
    "name_complained": Verb("pencil-square", _complained),
    "call_in": Verb("arrow-return-left", _with(_("从%(unit)s收回，另行分送"), "unit")),
    "keep": Verb("pin-angle", _said(pgettext_lazy("told", "不同意退回"))),
    "escalate": Verb("arrow-up-circle", _said(pgettext_lazy("told", "提请裁定管辖"))),
    "rule": Verb("signpost", _with(_("裁定由%(to)s承办"), "to")),
    "accept": Verb("check2-square", _said(pgettext_lazy("told", "受理"))),
    "accept_simply": Verb("check2-square", _said(pgettext_lazy("told", "受理（简易办理）"))),
    "take_up": Verb("check2-square", _said(pgettext_lazy("told", "收下"))),
    "decline": Verb("x-circle", _said(pgettext_lazy("told", "不予受理"))),
    "stop_taking": Verb("x-circle", _said(pgettext_lazy("told", "不再受理"))),
    "hear": Verb("mic", _with(_("%(held_on)s 举行听证，主持人：%(chair)s"), "held_on", "chair")),
    "turn_ordinary": Verb("shuffle", _said(pgettext_lazy("told", "转为普通程序"))),
    "extend": Verb("calendar-plus", _said(pgettext_lazy("told", "延长办理期限"))),
    "opine": Verb("file-earmark-check", _said(pgettext_lazy("told", "作出处理意见"))),
    "agree": Verb("file-earmark-check", _said(pgettext_lazy("told", "调解、和解达成协议"))),
    "reply": Verb("file-earmark-check", _said(pgettext_lazy("told", "答复建议"))),
    "feed_back": Verb("file-earmark-check", _said(pgettext_lazy("told", "反馈核查结果"))),
    "serve": Verb("envelope-check", _said(pgettext_lazy("told", "送达处理意见"))),
    "serve_agreement": Verb("envelope-check", _said(pgettext_lazy("told", "送达协议书"))),
    "correct_service": Verb(
        "envelope-check", _with(_("更正送达日期：%(before)s 改为 %(after)s"), "before", "after")
    ),
    "conclude": Verb("check2-circle", _said(pgettext_lazy("told", "办结"))),
    "report_back": Verb("file-earmark-arrow-up", _said(pgettext_lazy("told", "报送办理结果"))),
    "return_report": Verb("arrow-return-left", _said(pgettext_lazy("told", "退回报告，要求补充"))),
    "request_review": Verb("person-raised-hand", _said(pgettext_lazy("told", "信访人申请复查"))),
    "take_review": Verb("check2-square", _said(pgettext_lazy("told", "受理复查申请"))),
    "hear_review": Verb("mic", _said(pgettext_lazy("told", "举行复查听证"))),
    "take_rereview": Verb("check2-square", _said(pgettext_lazy("told", "受理复核申请"))),
    "extend_review": Verb("calendar-plus", _with(_("延长复查期限 %(days)s 日"), "days")),
    "extend_rereview": Verb("calendar-plus", _with(_("延长复核期限 %(days)s 日"), "days")),
    "refuse_review": Verb("x-circle", _said(pgettext_lazy("told", "不予复查"))),
    "withdraw_review": Verb("box-arrow-left", _said(pgettext_lazy("told", "信访人撤回复查申请"))),
    "opine_review": Verb("file-earmark-check", _said(pgettext_lazy("told", "作出复查意见"))),
    "serve_review": Verb("envelope-check", _said(pgettext_lazy("told", "送达复查意见"))),
    "redo": Verb("arrow-repeat", _said(pgettext_lazy("told", "责令重新办理"))),
    "request_rereview": Verb("person-raised-hand", _said(pgettext_lazy("told", "信访人申请复核"))),
    "refuse_rereview": Verb("x-circle", _said(pgettext_lazy("told", "不予复核"))),
    "withdraw_rereview": Verb("box-arrow-left", _said(pgettext_lazy("told", "信访人撤回复核申请"))),
    "open_hearing": Verb("mic", _said(pgettext_lazy("told", "复核听证开始，期限暂停"))),
    "close_hearing": Verb("mic", _said(pgettext_lazy("told", "复核听证结束，期限继续"))),
    "opine_rereview": Verb("file-earmark-check", _said(pgettext_lazy("told", "作出复核意见"))),
    "serve_rereview": Verb("envelope-check", _said(pgettext_lazy("told", "送达复核意见"))),
    "settle": Verb("emoji-smile", _said(pgettext_lazy("told", "息诉息访"))),
    "unsettle": Verb("arrow-counterclockwise", _said(pgettext_lazy("told", "息诉息访不再成立"))),
    "withdraw": Verb("box-arrow-left", _said(pgettext_lazy("told", "信访人撤回"))),
    "reopen": Verb("arrow-counterclockwise", _said(pgettext_lazy("told", "信访人重新提出"))),
    "merge": Verb("union", _with(_("并入 %(into)s"), "into")),
    "unmerge": Verb("exclude", _with(_("恢复单独办理，不再并入 %(number)s"), "number")),
    "merged_here": Verb("union", _with(_("%(number)s 并到这里一起办理"), "number")),
    "left_here": Verb("exclude", _with(_("%(number)s 恢复单独办理"), "number")),
    "split": Verb("intersect", _listed(_("分出 %(numbers)s"), "numbers")),
    "split_off": Verb("intersect", _with(_("从 %(from)s 分出"), "from")),
    "correct": Verb("eraser", _said(pgettext_lazy("told", "更正了先前的决定"))),
    "undo": Verb("arrow-counterclockwise", _undone),
    "record_answer": Verb("check2-circle", lambda data: _("答复信访人")),
    "revert": Verb("arrow-counterclockwise", lambda data: _("撤销导入")),
    "deliver": Verb("envelope-check", _served),
    "attach": Verb("paperclip", lambda data: _("添加附件")),
    "add_information": Verb("paperclip", lambda data: _("信访人补充了材料")),
    "ask_withdrawal": Verb("arrow-counterclockwise", lambda data: _("信访人要求撤回，签字后才能办理")),
    "consent": Verb("bell", lambda data: _("信访人选择了短信或邮件告知")),
    "withdraw_consent": Verb("bell", lambda data: _("信访人取消了短信和邮件告知")),
    "rate": Verb("star", _rated),
    "received": Verb("people", _came),
    "reception_result": Verb("check2-square", _received),
    "reception_struck": Verb("eraser", _struck),
    "reception_back": Verb("people", _with(_("%(leader)s接访 %(n)s 号还是本件的，改回来了"), "leader", "n")),
    "reception_left": Verb("eraser", _with(_("%(leader)s接访 %(n)s 号不是本件的，已更正"), "leader", "n")),
    "takes_charge": Verb("person-check", _with(_("%(leader)s接访时提出由本人包案"), "leader")),
    "ask_instruction": Verb("pen", _with(_("呈%(leader)s批示"), "leader")),
    "instruct": Verb(
        "pen", _with(_("%(leader)s批示，请%(to)s在 %(due_on)s 前答复"), "leader", "to", "due_on")
    ),
    "readdress_instruction": Verb(
        "send",
        _with(
            _("%(leader)s的批示由%(was)s改送%(to)s，请在 %(due_on)s 前答复"), "leader", "was", "to", "due_on"
        ),
    ),
    "answer_instruction": Verb("chat-left-text", _with(_("答复了%(leader)s的批示"), "leader")),
    "call_back": Verb("telephone", lambda data: _("回访")),
    "supervise": Verb("flag", _supervised),
    "backlog": Verb("list-check", _backlog),
    "field_visit": Verb("geo-alt", _visited),
    "discuss": Verb("people", lambda data: _DISCUSSED[str(data.get("change", ""))] % data),
    "clock_recounted": Verb("calendar-check", _recounted),
}
