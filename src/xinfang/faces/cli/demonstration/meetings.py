"""The eleven meetings of 2008 on petitions, with their decisions and what became of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from xinfang.casework.meetings import actions
from xinfang.casework.meetings.actions import AgendaEntry, DecisionEntry, MeetingEntry, Present
from xinfang.casework.meetings.queries import decisions_of
from xinfang.engines.workdays import Calendar
from xinfang.faces.cli.demonstration.office import Office
from xinfang.faces.cli.demonstration.planning import at_time
from xinfang.kernel.actor import Actor

__all__ = ["MEETINGS", "meet"]

CHAIRS = ("党工委书记", "管委会主任")
POSTS = ("党工委副书记", "政法委书记", "管委会副主任（城建）", "管委会副主任（社会事业）", "信访局局长")
PLACE = "管委会第一会议室"


@dataclass(frozen=True)
class _Met:
    """One meeting: its day and title, points, what was said, and (unit, decision, days to do it)."""

    day: date
    title: str
    agenda: tuple[str, ...]
    summary: str
    decisions: tuple[tuple[str, str, int], ...]
    topic: bool = False


MEETINGS = (
    _Met(date(2008, 1, 15), "研究全年信访工作和领导接访安排", ("全年接访计划", "节前欠薪排查"),
         "听取上年信访情况，研究全年接访安排，要求节前把欠薪问题逐个工地排查清楚。",
         (("YX-LD", "节前完成在建工地工资支付排查并报告结果", 12),)),
    _Met(date(2008, 2, 26), "研究特护期信访稳定工作", ("全国两会期间的信访工作",),
         "分析当前集中反映的问题，要求逐件落实责任单位和答复时间，依法接待、就地解决。",
         (("YX-GH", "对到期拆迁协议逐户书面答复", 20),)),
    _Met(date(2008, 4, 8), "研究拆迁过渡费和回迁房问题", ("过渡费标准", "回迁房交房时间"),
         "研究过渡费上浮和回迁房进度，确定统一标准和公布办法。",
         (("YX-GH", "公布回迁房交房时间表", 15), ("YX-CZ", "落实过渡费资金", 20))),
    _Met(date(2008, 5, 16), "研究震后群众来访和临时安置", ("住房能否居住", "临时安置"),
         "听取各街道震后情况，要求先保安全，分片鉴定，固定咨询点每天答复。",
         (("YX-GH", "组织力量分片鉴定受损住房", 10), ("YX-SH", "设立安置点咨询窗口", 5)), topic=True),
    _Met(date(2008, 6, 2), "专题研究涉灾信访三个突出问题", ("住房维修", "投亲靠友子女教育", "企业灾后重建"),
         "分析涉灾信访走势，确定住房维修、子女教育、企业重建三个突出问题，逐项明确牵头单位。",
         (("YX-GH", "公布维修责任和补助标准", 18), ("YX-SH", "公布接收学校并先接收后补材料", 25),
          ("YX-JM", "公布企业补助和贴息条件", 20)), topic=True),
    _Met(date(2008, 7, 1), "研究信访积案化解", ("积案清单",),
         "逐件研究列入清单的积案，明确包案领导、办法和期限。",
         (("YX-CG", "拿出违章建筑积案的处理意见", 30),)),
    _Met(date(2008, 7, 22), "研究奥运期间信访工作", ("矛盾排查", "领导接访"),
         "通报排查情况，要求领导接访日不空岗，问题不推诿。",
         (("YX-LT", "排查出的物业纠纷全部约定协调时间", 10),)),
    _Met(date(2008, 8, 26), "研究秋季入学问题", ("新建小区配套学校",),
         "研究学位安排办法，要求开学前答复到每一户。",
         (("YX-SH", "开学前公布学位安排", 5),)),
    _Met(date(2008, 10, 7), "研究受损住房入冬前维修", ("没有修好的清单",),
         "逐栋研究进度，确定入冬前完成的时间和责任单位。",
         (("YX-GH", "入冬前完成清单内住房维修", 35), ("YX-CZ", "拨付维修补助", 20)), topic=True),
    _Met(date(2008, 11, 11), "研究企业停工引起的劳动纠纷", ("停工企业排查",),
         "分析订单减少的影响，要求摸清停工企业，书面约定放假工资。",
         (("YX-LD", "建立停工企业日报并督促支付工资", 20),)),
    _Met(date(2008, 12, 16), "总结全年信访工作", ("全年情况", "明年接访计划"),
         "总结全年信访工作，研究遗留问题和明年的接访安排。",
         (("YX-GH", "剩余受损住房的维修安排", 40), ("YX-LD", "跨年欠薪的清理安排", 40))),
)  # fmt: skip


def meet(office: Office, topic_id: int, days: Calendar, head: Actor) -> None:
    """All eleven: called some days before, held, answered, found done; the last one is still owed."""
    for place, met in enumerate(MEETINGS):
        _one(office, met, topic_id, days, head, CHAIRS[place % 2])


def _one(office: Office, met: _Met, topic_id: int, days: Calendar, head: Actor, chair: str) -> None:
    points = [AgendaEntry(title, topic_id=topic_id if met.topic else None) for title in met.agenda]
    meeting = actions.plan_meeting(
        entry=MeetingEntry(met.title, met.day, chair, points, POSTS, PLACE),
        unit_id=office.root_id,
        form_key=uuid5(NAMESPACE_URL, f"demonstration {met.title}"),
        by=office.clerk,
        at=at_time(days.next_working(met.day - timedelta(days=4)), 10),
    )
    decided = [
        DecisionEntry(text, office.units[code].pk, days.next_working(met.day + timedelta(days=span)))
        for code, text, span in met.decisions
    ]
    called = list(meeting.attendance.order_by("pk"))
    present = {each.pk: Present(True) for each in called}
    actions.hold_meeting(
        meeting_id=meeting.pk,
        summary=met.summary,
        present=present,
        decisions=decided,
        by=head,
        at=at_time(met.day, 17),
    )
    if met is not MEETINGS[-1]:
        _followed(office, meeting.pk, days, head)


def _followed(office: Office, meeting_id: int, days: Calendar, head: Actor) -> None:
    for decision in decisions_of(meeting_id):
        by = Actor(
            None, f"{decision.unit}承办人", decision.unit_id, str(decision.unit), origin="demonstration"
        )
        done = days.next_working(decision.due_on - timedelta(days=2))
        answer = f"已经办理：{decision.text}，结果已公布并通知到有关社区。"
        actions.answer_decision(decision_id=decision.pk, answer=answer, by=by, at=at_time(done, 16))
        checked = at_time(days.next_working(done + timedelta(days=1)), 10)
        actions.accept_decision(decision_id=decision.pk, by=head, at=checked)
