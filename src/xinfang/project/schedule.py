"""Duty -> function -> how often: the one table of what is done again and again.

`xinfang worker` and `xinfang tick` run what is due, each minute; a function is called with `since` and `at`.
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from xinfang.kernel.schedule import Task

__all__ = ["TASKS"]

TASKS: list[Task] = [
    Task(
        "deliver notices",
        _("发送通知"),
        "xinfang.kernel.notices.scheduled.deliver",
        timedelta(minutes=1),
    ),
    Task(
        "forget notices' texts",
        _("忘掉旧通知的收件人和正文"),
        "xinfang.kernel.notices.scheduled.forget_texts",
        timedelta(days=1),
    ),
    Task(
        "forget who booked",
        _("删去接访日过后预约人留下的称呼和电话"),
        "xinfang.casework.bookings.scheduled.forget_contacts",
        timedelta(hours=1),
    ),
    Task(
        "number slips",
        _("给转送单、交办函编号"),
        "xinfang.casework.letters.scheduled.number_slips",
        timedelta(minutes=1),
    ),
    Task(
        "remind of terms",
        _("提醒快到期和已超期的"),
        "xinfang.casework.telling.scheduled.remind",
        timedelta(hours=1),
    ),
    Task(
        "remind of urgent reports",
        _("提醒没有按时签收、上报的紧急信息"),
        "xinfang.casework.bulletins.scheduled.remind_overdue",
        timedelta(minutes=1),
    ),
    Task(
        "find what is late",
        _("找出超过期限的，列为督办线索"),
        "xinfang.casework.supervision.scheduled.find_late",
        timedelta(hours=1),
    ),
    Task(
        "look back for topics",
        _("为新设的专题查找以前登记的事项"),
        "xinfang.casework.themes.scheduled.look_back",
        timedelta(minutes=1),
    ),
    Task(
        "forget what was not sent",
        _("删去一天没有提交的网上来信"),
        "xinfang.casework.intake.scheduled.forget_web_drafts",
        timedelta(hours=1),
    ),
    Task(
        "forget prepared files",
        _("删去过期的导出文件"),
        "xinfang.registers.prepared.scheduled.forget_old",
        timedelta(days=1),
    ),
    Task(
        "go on with backlog cases",
        _("积案办结后又来反映的，由原领导继续化解"),
        "xinfang.casework.backlog.scheduled.carry_on",
        timedelta(hours=1),
    ),
]
