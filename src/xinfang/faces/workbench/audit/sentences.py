"""Each event of the audit as a sentence: event -> words. `{...}` is filled from the row, see _filled."""

from collections.abc import Callable
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xinfang.casework.deadlines.rules import rule
from xinfang.casework.reviews.choices import LEVELS, OUTCOMES
from xinfang.casework.workflow import TRANSITIONS
from xinfang.faces.workbench.history.recounted import recounted
from xinfang.kernel.audit.presenters import Presenter
from xinfang.kernel.audit.queries import AuditEntry
from xinfang.registers.staff.roles import ROLES

__all__ = ["LABELS", "PRESENTERS"]

# event: (what the filter calls it, the sentence). No sentence tells a person's data: the row has none.
EVENTS: dict[str, tuple[Promise | str, Promise | str]] = {
    "petition.registered": (_("登记"), _("登记了信访件 {subject}")),
    "petition.reverted": (_("撤销导入"), _("撤销了导入的信访件 {subject}")),
    "petition.file_attached": (_("添加附件"), _("给信访件 {subject} 添加了附件")),
    "petition.add_information": (_("补充材料"), _("信访人给信访件 {subject} 补充了材料")),
    "petition.ask_withdrawal": (_("要求撤回"), _("信访人要求撤回信访件 {subject}")),
    "petition.consent": (_("同意告知"), _("登记了信访件 {subject} 同意短信或邮件告知")),
    "petition.withdraw_consent": (_("取消告知"), _("取消了信访件 {subject} 的短信和邮件告知")),
    "document.taken": (_("领取文书"), _("信访人下载了信访件 {subject} 的一份文书")),
    "matter.rated": (_("评价"), _("信访人评价了事项 {subject}")),
    "matter.called_back": (_("回访"), _("登记了事项 {subject} 的回访")),
    "supervision.triggered": (_("督办线索"), _("事项 {subject} 有一项超过期限，列为督办线索")),
    "report.moved": (_("信息流转"), _("办理了信息 {subject}")),
    "report.reminded": (_("提醒阅看信息"), _("提醒{unit}阅看信息 {subject}")),
    "item.moved": (_("预警预测信息"), _("办理了预警预测信息 {subject}")),
    "figures_report.moved": (_("统计报告"), _("编写、核对或者签发了报告“{subject}”")),
    "report_text.saved": (_("报告模板"), _("改了报告的模板，存为第 {number} 版")),
    "circular.issued": (_("发通报"), _("发了通报 {subject}，{units} 个单位要答复")),
    "circular.moved": (_("通报答复"), _("签收或者答复了通报 {subject}")),
    "topic.opened": (_("设立专题"), _("设立了专题“{subject}”")),
    "topic.ended": (_("专题结束"), _("把专题“{subject}”的结束日期定为 {until}")),
    "topic.taken_back": (_("撤回专题"), _("撤回了专题“{subject}”")),
    "matter.topic": (_("专题归类"), _("确认或者否定了事项 {subject} 属于专题“{topic}”")),
    "meeting.moved": (_("专题研究会议"), _("安排、登记或者取消了会议“{subject}”")),
    "decision.moved": (_("会议决定"), _("登记了会议决定的落实情况")),
    "supervision.ordered": (_("发出督办"), _("对事项 {subject} 发出督办：{unit}，{due_on} 前回复")),
    "supervision.urged": (_("催办"), _("催办了事项 {subject} 的督办：{unit}")),
    "supervision.pressed": (_("约谈、实地督办"), _("登记了事项 {subject} 督办的约谈或者实地督办：{unit}")),
    "supervision.replied": (_("回复督办"), _("{unit}回复了事项 {subject} 的督办")),
    "supervision.returned": (_("退回督办回复"), _("退回了{unit}对事项 {subject} 的督办回复")),
    "supervision.accepted": (_("督办销号"), _("审核通过了{unit}对事项 {subject} 的督办回复")),
    "supervision.withdrawn": (_("撤回督办"), _("撤回了事项 {subject} 的督办：{unit}")),
    "matter.held": (_("暂缓办结"), _("事项 {subject} 暂时不能办结")),
    "matter.released": (_("恢复办结"), _("事项 {subject} 的一项暂缓办结已解除")),
    "proposal.made": (_("提出建议"), _("向{unit}提出建议（{subject}）")),
    "proposal.answered": (_("答复建议"), _("答复了建议（{subject}）")),
    "backlog.list_made": (_("建积案清单"), _("建立了积案清单“{subject}”")),
    "backlog.listed": (_("列为积案"), _("把事项 {subject} 列入“{list}”")),
    "backlog.led": (_("确定包案领导"), _("事项 {subject} 由{leader}包案")),
    "backlog.planned": (_("制定化解方案"), _("写了积案 {subject} 的化解方案")),
    "backlog.stepped": (_("完成一步"), _("登记了积案 {subject} 完成一步")),
    "backlog.extended": (_("延长积案期限"), _("延长了积案 {subject} 的期限")),
    "backlog.concluded": (_("办结积案"), _("办结了积案 {subject}（{list}）")),
    "backlog.removed": (_("移出积案"), _("把事项 {subject} 移出“{list}”")),
    "backlog.reopened": (_("继续化解"), _("积案 {subject} 又来反映，由{leader}继续化解")),
    "outreach.planned": (_("安排下访"), _("为事项 {subject} 安排了下访")),
    "outreach.held": (_("登记下访"), _("登记了事项 {subject} 的下访")),
    "outreach.concluded": (_("办结下访"), _("办结了事项 {subject} 的下访")),
    "outreach.called_off": (_("取消下访"), _("取消了事项 {subject} 的下访")),
    "appraisal.made": (_("编制考核"), _("编制了 {subject} 年的考核")),
    "appraisal.issued": (_("下达考核"), _("下达了 {subject} 年的考核")),
    "appraisal.worked_out": (_("公布考核结果"), _("公布了 {subject} 年的考核结果")),
    "appraisal.objected": (_("对考核提出异议"), _("{unit}对 {subject} 年的考核结果提出异议")),
    "appraisal.ruled": (_("答复考核异议"), _("答复了{unit}对 {subject} 年考核结果的异议")),
    "appraisal.closed": (_("结束考核"), _("结束了 {subject} 年的考核")),
    "matter.opinion_checked": (_("评查处理意见"), _("评查了事项 {subject} 的处理意见")),
    "upward.entered": (_("登记上级通报"), _("登记了上级通报 {subject}（{from} 至 {to}）")),
    "upward.withdrawn": (_("撤销上级通报"), _("撤销了上级通报 {subject}")),
    "upward.checked": (_("查看本地办理"), _("登记了上级通报 {subject} 所问的：本地办理有没有到位")),
    "indicator.added": (_("建立外来指标"), _("建立了外来指标“{subject}”")),
    "indicator.entered": (_("登记外来指标的数"), _("登记了外来指标“{subject}”{from} 至 {to} 的数 {value}")),
    "indicator.corrected": (
        _("更正外来指标的数"),
        _("更正了外来指标“{subject}”{from} 至 {to} 的数，现为 {value}"),
    ),
    "sweep.asked": (_("布置排查"), _("布置了排查“{subject}”，{units} 个单位")),
    "sweep.found": (_("记下问题"), _("在排查“{subject}”里记下一个问题")),
    "sweep.reported": (_("报送排查"), _("{unit}报送了排查“{subject}”")),
    "sweep.struck": (_("删去内容"), _("删去了排查“{subject}”里一个问题写到人的内容")),
    "sweep.watched_no_more": (_("不再关注"), _("排查“{subject}”里的一个问题不再关注")),
    "matter.undone": (_("撤销操作"), _("撤销了刚才对事项 {subject} 的操作")),
    "matter.name_complained": (_("被投诉单位"), _("登记或者更正了事项 {subject} 的被投诉单位")),
    "matter.marked": (_("加标记"), _("给事项 {subject} 加了标记“{mark}”")),
    "matter.unmarked": (_("去掉标记"), _("从事项 {subject} 去掉了标记“{mark}”")),
    "matter.split_off": (_("分出事项"), _("从事项 {from} 分出了 {subject}")),
    "instruction.asked": (_("呈批"), _("把编号 {subject} 的一件事呈给领导批示")),
    "instruction.given": (_("批示"), _("记下了编号 {subject} 的批示，{due_on} 前答复")),
    "instruction.unbound": (_("批示的事项更正"), _("更正了编号 {subject} 的批示归错的事项")),
    "instruction.bound": (_("批示归入事项"), _("把编号 {subject} 的批示归入了事项")),
    "instruction.answered": (_("答复批示"), _("答复了编号 {subject} 的批示")),
    "instruction.sent_back": (_("退回批示答复"), _("退回了编号 {subject} 的批示的答复")),
    "instruction.finished": (_("办结批示"), _("办结了编号 {subject} 的批示")),
    "instruction.postponed": (_("批示改期"), _("把编号 {subject} 的批示改到 {due_on} 前答复")),
    "instruction.readdressed": (
        _("批示改送"),
        _("把编号 {subject} 的批示由{was}改送{to}，{due_on} 前答复"),
    ),
    "instruction.reopened": (_("批示重新办理"), _("编号 {subject} 的批示重新办理")),
    "reception_plan.opened": (_("新建接访计划"), _("新建了 {subject} 年的接访计划")),
    "reception_plan.days_added": (_("安排接访"), _("在 {subject} 年的接访计划里安排了{post}的接访")),
    "reception_plan.day_changed": (_("改接访安排"), _("在接访计划里把 {subject} 改为 {day}，{post}接访")),
    "reception_plan.day_removed": (_("去掉接访"), _("从接访计划里去掉了 {subject}")),
    "reception_plan.submitted": (_("报批接访计划"), _("把 {subject} 年的接访计划报批")),
    "reception_plan.returned": (_("退回接访计划"), _("退回了 {subject} 年的接访计划")),
    "reception_plan.named": (
        _("更正领导称谓"),
        _("在 {subject} 年的接访计划里更正了领导的职务、姓名：{post} {name}"),
    ),
    "reception_plan.approved": (_("批准接访计划"), _("批准了 {subject} 年的接访计划")),
    "reception_plan.published": (_("公布接访计划"), _("公布了 {subject} 年的接访计划")),
    "reception_plan.sent_up": (_("上报接访计划"), _("把 {subject} 年的接访计划报给{to}，文号 {number}")),
    "reception_plan.receipt": (_("接访计划回执"), _("登记了 {subject} 年接访计划的签收")),
    "reception_day.changed": (_("变更接访"), _("变更了 {subject} 的接访")),
    "reception_notice.issued": (_("接访公告"), _("发出了 {subject} 的接访公告")),
    "reception_notice.posted": (_("张贴公告"), _("登记了 {subject} 的张贴，{posted_on}")),
    "reception_notice.corrected": (_("更正张贴登记"), _("更正了 {subject} 的张贴登记")),
    "reception.booked": (_("预约接访"), _("预约了 {subject} 号")),
    "reception.booking_told": (_("告知预约人"), _("登记了已经把变更告知预约 {subject} 号")),
    "reception.booking_cancelled": (_("取消预约"), _("取消了预约 {subject} 号")),
    "reception.arrived": (_("接访到达"), _("登记了接访 {subject} 号到达，{heads} 人")),
    "reception.called": (_("叫号"), _("叫了接访 {subject} 号")),
    "reception.visit_linked": (_("接访归入来访"), _("把接访 {subject} 号归入来访登记")),
    "reception.disposed": (_("接访结果"), _("登记了接访 {subject} 号的结果")),
    "reception.noted": (_("接访备注"), _("登记了接访 {subject} 号领导的备注")),
    "reception.corrected": (_("更正接访登记"), _("更正了接访 {subject} 号的登记")),
    "reception.aid_seen": (_("帮扶落实"), _("登记了接访 {subject} 号的帮扶有没有落实")),
    "reception.view": (_("接访后的意见"), _("登记了接访 {subject} 号信访人的意见")),
    "reception.closed": (_("结束接访"), _("结束了 {subject} 的接访")),
    "reception.contacts_forgotten": (
        _("删去预约的称呼和电话"),
        _("删去了 {subject} 接访预约人的称呼和电话"),
    ),
    "campaign.opened": (_("开展接访活动"), _("开展了接访活动“{subject}”")),
    "campaign.changed": (_("变更接访活动"), _("变更了接访活动“{subject}”")),
    "campaign.closed": (_("结束接访活动"), _("结束了接访活动“{subject}”")),
    "campaign.reopened": (_("恢复接访活动"), _("恢复了接访活动“{subject}”：{reason}")),
    "document.recorded": (_("记录文书"), _("给事项 {subject} 记录了一份文书")),
    "document.opened": (_("打开文书"), _("打开了事项 {subject} 的一份文书 {number}（{form}）")),
    "text_module.saved": (_("保存常用语"), _("保存了常用语“{subject}”")),
    "text_module.deleted": (_("删除常用语"), _("删除了常用语“{subject}”")),
    "word_template.uploaded": (_("上传模板"), _("上传了文书模板 {subject}")),
    "word_template.reset": (_("恢复模板"), _("恢复了自带的文书模板 {subject}")),
    "document.reverted": (_("撤销文书"), _("撤销了导入到事项 {subject} 的一份文书")),
    "people.revealed": (_("查看完整信息"), _("查看了信访件 {subject} 一位信访人的完整信息，理由：{reason}")),
    "people.searched": (_("查找信访人"), _("查找了信访人")),
    "accusation.read": (_("查看检举控告"), _("查看了检举控告事项 {subject}")),
    "receipt.printed": (_("打印回执"), _("打印了信访件 {subject} 的回执")),
    "document.moved": (_("文书流转"), _("办理了事项 {subject} 的文书")),
    "document.kept_mine": (
        _("用自己的一稿"),
        _("看过事项 {subject} 一份文书更新的一稿，用自己写的替换了它"),
    ),
    "document.previewed": (_("预览文书"), _("预览了事项 {subject} 还没有签发的文书")),
    "file.downloaded": (_("下载附件"), _("下载了事项 {subject} 的附件")),
    "worklist.printed": (_("打印事项"), _("从办件列表打印了 {sheets} 件")),
    "worklist.exported": (_("导出列表"), _("导出了办件列表")),
    "prepared.asked": (_("要一份长列表"), _("要后台准备一份列表，{rows} 件")),
    "prepared.taken": (_("下载长列表"), _("下载了后台准备好的列表，{rows} 件")),
    "prepared.failed": (_("长列表没有做成"), _("后台没有做成要的列表")),
    "import.received": (_("上传登记表"), _("上传了登记表，批次 {subject}，{rows} 行")),
    "import.previewed": (_("核对导入"), _("打开了导入批次 {subject} 的核对页")),
    "import.queued": (_("开始导入"), _("让导入批次 {subject} 开始或继续")),
    "import.started": (_("导入运行"), _("导入批次 {subject} 从第 {from_row} 行之后开始登记")),
    "import.finished": (
        _("完成导入"),
        _("导入批次 {subject} 已完成：新登记 {registered} 件，未导入 {refused} 行"),
    ),
    "import.stopped": (_("导入中断"), _("导入批次 {subject} 在 {at_row} 行之后中断")),
    "import.reverted": (_("撤销整批"), _("撤销了导入批次 {subject}，共 {petitions} 件")),
    "import.discarded": (_("放弃上传"), _("放弃了上传的登记表，批次 {subject}")),
    "import.refused_rows_taken": (_("下载未导入的行"), _("下载了导入批次 {subject} 未导入的 {rows} 行")),
    "import.upload_forgotten": (_("删除上传的表"), _("删除了导入批次 {subject} 保存的原表")),
    "view.shared": (_("共享筛选"), _("改变了筛选“{subject}”的共享范围")),
    "analysis.shared": (_("共享统计视图"), _("把统计视图“{subject}”给本单位共用")),
    "analysis.dropped": (_("删除统计视图"), _("删除了本单位共用的统计视图“{subject}”")),
    "notice.retried": (_("重发通知"), _("让编号 {subject} 的一条通知重新发送")),
    "notice.withdrawn": (_("撤回通知"), _("撤回了编号 {subject} 的一条通知")),
    "account.signed_in": (_("登录"), _("登录了系统")),
    "account.sign_in_failed": (_("登录失败"), _("有人登录失败")),
    "account.added": (_("新建账号"), _("新建了账号 {subject}")),
    "account.deactivated": (_("停用账号"), _("停用了账号 {subject}")),
    "account.reactivated": (_("启用账号"), _("重新启用了账号 {subject}")),
    "account.password_reset": (_("重置密码"), _("给账号 {subject} 重置了密码")),
    "account.password_changed": (_("修改密码"), _("账号 {subject} 换了自己的密码")),
    "posting.added": (_("加岗位"), _("给账号 {subject} 加了岗位：{role}，单位 {unit}")),
    "posting.ended": (_("结束岗位"), _("结束了账号 {subject} 的岗位：{role}，单位 {unit}")),
    "unit.added": (_("新增单位"), _("新增了单位 {subject}“{name}”")),
    "unit.renamed": (_("单位改名"), _("单位 {subject} 从 {on} 起改名为“{name}”")),
    "unit.merged": (_("合并单位"), _("单位 {subject} 从 {on} 起并入 {into}")),
    "unit.closed": (_("停用单位"), _("停用了单位 {subject}")),
    "unit.door_changed": (_("改接待信息"), _("修改了单位 {subject} 的地址、接待时间或电话")),
    "unit.letter_code_changed": (_("改代字"), _("把单位 {subject} 的发文机关代字改为“{letter_code}”")),
    "calendar.day_changed": (_("改日历"), _("把 {subject} 改为{working}")),
    "calendar.confirmed": (_("确认日历"), _("确认了 {subject} 年的放假安排")),
    "calendar.imported": (_("导入日历"), _("导入了 {subject} 年的放假安排")),
}

FROM_THE_BEGINNING = _("导入批次 {subject} 从头开始登记")

# Reviews: also filled with {level} and {outcome} in words.
REVIEWS: dict[str, tuple[Promise | str, Promise | str]] = {
    "review.decided": (_("登记复查复核结论"), _("登记了事项 {subject} 的{level}结论：{outcome}")),
    "review.refusing": (_("不予复查复核"), _("写明了不予受理事项 {subject} 的{level}申请的理由")),
    "review.new_facts": (_("写明新的事实"), _("写明了事项 {subject} 重新办理时新查明的事实")),
}

# Acts of the workflow in the table's own words, the first of each verb: 转送, not 改送.
ACT = _("事项 {subject}：{act}")
ACTS: dict[str, Promise | str] = {f"matter.{row.verb}": row.label for row in reversed(TRANSITIONS)}


class _Blank(dict[str, str]):
    """A field that an older row lacks reads as a dash, not as a fault."""

    def __missing__(self, key: str) -> str:
        return "—"


def _filled(words: Promise | str, entry: AuditEntry) -> str:
    values = _Blank({key: str(value) for key, value in entry.after.items()})
    values["subject"] = entry.subject
    if "role" in values:
        values["role"] = str(ROLES[values["role"]].name) if values["role"] in ROLES else values["role"]
    if "working" in values:
        values["working"] = gettext("上班") if entry.after["working"] else gettext("休息")
    return str(words).format_map(values)


def _began(entry: AuditEntry) -> str:
    """An import begins at the beginning, or goes on after a row."""
    first = not entry.after.get("from_row")
    return _filled(FROM_THE_BEGINNING if first else EVENTS["import.started"][1], entry)


def _presenter(words: Promise | str) -> Callable[[AuditEntry], str]:
    return partial(_filled, words)


def _reviewed(words: Promise | str, entry: AuditEntry) -> str:
    """Level and outcome of a review are kept as keys and told in words."""
    outcomes = dict(OUTCOMES)
    level, outcome = LEVELS.get(entry.after.get("level", "")), entry.after.get("outcome", "")
    said = {"level": level.label if level else "—", "outcome": outcomes.get(outcome, "—")}
    return str(words).format(subject=entry.subject, **said)


def _recounted(entry: AuditEntry) -> str:
    """Which term, its last day before and after, and what happened to the calendar of which years."""
    before, after = entry.before, entry.after
    # Older rows tell neither term nor years.
    clock = str(rule(after["rule"]).label) if "rule" in after else "—"
    return recounted(
        gettext("事项 %(subject)s “%(clock)s”") % {"subject": entry.subject, "clock": clock},
        (str(before.get("due_on", "—")), str(after.get("due_on", "—"))),
        was=bool(before.get("provisional")),
        now=bool(after.get("provisional")),
        years=after.get("years", ()),
    )


def _acted(label: Promise | str, entry: AuditEntry) -> str:
    return str(ACT).format(subject=entry.subject, act=label)


PRESENTERS: dict[str, Presenter] = {
    **{event: _presenter(words) for event, (_label, words) in EVENTS.items()},
    "import.started": _began,
    "clock.recounted": _recounted,
    **{event: partial(_acted, label) for event, label in ACTS.items()},
    **{event: partial(_reviewed, words) for event, (_label, words) in REVIEWS.items()},
}
LABELS: dict[str, Promise | str] = {
    "clock.recounted": _("重算时限"),
    **{event: label for event, (label, _words) in (EVENTS | REVIEWS).items()},
    **ACTS,
}
