"""Each count of the rail changes at once with the act that changes it: nothing is counted from a kept answer.

The answers are kept until something is on record (`project.rail.waiting`); an act that forgot its audit row
would leave the count as it was for a minute.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from tests.casework.bulletins.conftest import entry, item_entry
from tests.casework.letters.conftest import _files, draft, people, walk  # noqa: F401
from tests.casework.meetings.conftest import ENTRY as MEETING
from tests.casework.outreach.test_sweeps import asked as sweep_asked
from tests.casework.reviews.conftest import answer, answered  # noqa: F401
from tests.casework.satisfaction.conftest import BY, registered  # noqa: F401
from tests.casework.upward.test_notices import ENTRY as NOTICE

from xinfang.casework.assignments import actions as assignments
from xinfang.casework.backlog import actions as backlog
from xinfang.casework.bulletins import actions as bulletins
from xinfang.casework.bulletins.actions import CircularEntry
from xinfang.casework.instructions import actions as instructions
from xinfang.casework.instructions.actions import Asking
from xinfang.casework.letters import actions as letters
from xinfang.casework.meetings import actions as meetings
from xinfang.casework.meetings.actions import DecisionEntry, Present
from xinfang.casework.reviews import actions as reviews
from xinfang.casework.reviews.actions import Request
from xinfang.casework.rota import actions as rota
from xinfang.casework.rota.actions import Place
from xinfang.casework.supervision import actions as supervision
from xinfang.casework.upward import actions as upward
from xinfang.casework.upward.actions import Count
from xinfang.insight.appraisal import actions as appraisal
from xinfang.insight.appraisal.models import CardLine, Scheme, Stage, Target
from xinfang.project.rail import RAIL, waiting
from xinfang.registers.staff.scope import Scope

DAY = timedelta(days=1)
Given = SimpleNamespace
Act = Callable[[Given, Scope], None]
COUNTED = {
    item.view.removeprefix("workbench:"): item for _name, items in RAIL for item in items if item.count
}


@pytest.fixture
def given(
    district: Any, registered: Any, answered: Any, walk: Any, draft: Any, people: Any, at: Any  # noqa: F811
) -> Given:  # fmt: skip
    """What acts are done to."""
    return Given(
        district=district,
        registered=registered,
        answered=answered,
        walk=walk,
        draft=draft,
        people=people,
        at=at,
    )


def asked_of_a_leader(given: Given, who: Scope) -> None:
    asking = Asking("reception", given.district.root.pk, leader_id=who.actor.user_id, subject="路灯不亮")
    unit = given.district.department.pk
    instructions.ask(asking=asking, proposal="拟请核实。", unit_id=unit, due_on=None, by=BY, at=given.at)


def put_to_sign(given: Given, _who: Scope) -> None:
    document = given.draft(given.walk("opine"), "opine")
    letters.submit(document_id=document.pk, by=given.people.handler, at=given.at)


def objected(given: Given, _who: Scope) -> None:
    matter = given.registered().matter_id
    assignments.object_to(matter_id=matter, reason="不属于本单位职权范围。", by=BY, at=given.at - 28 * DAY)


def review_asked(given: Given, _who: Scope) -> None:
    matter = given.answered()
    request = Request(received_at=given.at, via="letter", facts="没有到现场核实。", demand="重新查处。")
    reviews.request_review(matter_id=matter.pk, asked=request, by=BY, at=given.at)


def ordered(given: Given, _who: Scope) -> None:
    told = supervision.Ordered(
        unit_id=given.district.street.pk, cause="late", means="phone", found="四十天没有调查记录。",
        demand="十日内书面回复。", due_on=given.at.date() + 10 * DAY,
    )  # fmt: skip
    supervision.order(matter_id=given.registered().matter_id, ordered=told, by=BY, at=given.at)


def taken_in_charge(given: Given, who: Scope) -> None:
    told = {"by": BY, "at": given.at}
    root, day = given.district.root.pk, given.at.date() - 9 * DAY
    made = backlog.make_list(name="大接访积案", listed_on=day, unit_id=root, **told)
    listed, matter = backlog.Listed("old", day), given.registered().matter_id
    case = backlog.put_on(list_id=made, matter_id=matter, listed=listed, **told)
    waiting(who)  # a page between the two acts keeps an answer
    backlog.assign_leader(case_id=case, leader_id=who.actor.user_id or 0, **told)


def swept(given: Given, _who: Scope) -> None:
    sweep_asked(given.district, given.at)


def filed(given: Given, _who: Scope) -> Any:
    unit = given.district.community.pk
    return bulletins.file_report(entry=entry(), from_unit_id=unit, form_key=uuid4(), by=BY, at=given.at)


def item_handed_in(given: Given, who: Scope) -> None:
    told = {"by": BY, "at": given.at}
    report = filed(given, who)
    bulletins.pass_up(report_id=report.pk, **told)
    root = given.district.root.pk
    made = bulletins.draft_item(
        entry=item_entry(), report_ids=[report.pk], unit_id=root, form_key=uuid4(), **told
    )
    before = waiting(who)["workbench:bulletins"]
    bulletins.submit_item(item_id=made.pk, **told)
    assert waiting(who)["workbench:bulletins"] == before + 1


def circulated(given: Given, _who: Scope) -> None:
    due, tasks = given.at.date() + 10 * DAY, {given.district.street.pk: ""}
    sent = CircularEntry("关于排查隐患的通报", "请各单位逐栋排查，按期答复。", due, tasks)
    root = given.district.root.pk
    bulletins.issue_circular(entry=sent, unit_id=root, form_key=uuid4(), by=BY, at=given.at)


def decided(given: Given, _who: Scope) -> None:
    root, told = given.district.root.pk, {"by": BY, "at": given.at}
    entry_ = replace(MEETING, day=given.at.date())
    meeting = meetings.plan_meeting(entry=entry_, unit_id=root, form_key=uuid4(), **told)
    due = given.at.date() + 7 * DAY
    meetings.hold_meeting(
        meeting_id=meeting.pk, summary="会议听取了情况，研究了补助标准。",
        present={meeting.attendance.earliest("pk").pk: Present(True)},
        decisions=[DecisionEntry("一周内公布鉴定顺序", given.district.street.pk, due)],
        by=BY, at=given.at + timedelta(hours=3),
    )  # fmt: skip


def told_from_above(given: Given, _who: Scope) -> None:
    notice = replace(NOTICE, counts=(Count("city", "group", 2, 13),))
    upward.enter_notice(entry=notice, unit_id=given.district.root.pk, by=BY, at=given.at)


def appraisal_objected(given: Given, _who: Scope) -> None:
    moments = dict.fromkeys(("made_at", "issued_at", "worked_out_at"), given.at)
    scheme = Scheme.objects.create(
        unit=given.district.root, year=2026, stage=Stage.WORKED_OUT, made_by="信访局局长",
        object_until=given.at.date() + DAY, **moments,
    )  # fmt: skip
    target = Target.objects.create(scheme=scheme, measure="timely_notice_rate", least=90, points=100)
    line = CardLine.objects.create(target=target, unit=given.district.street, counted=1, base=2, version=1)
    reason = "有一件在期限里已经书面告知，请核对。"
    appraisal.object_to(line_id=line.pk, reason=reason, by=BY, at=given.at)


def plan_put_forward(given: Given, who: Scope) -> None:
    told = {"by": BY, "at": given.at}
    plan = rota.open_plan(unit_id=given.district.root.pk, year=given.at.year, **told)
    place = Place(who.actor.user_id, "党工委书记", time(9), time(12), "1号接待室")
    rota.add_day(plan_id=plan, place=place, day=date(2026, 10, 20), **told)
    rota.submit(plan_id=plan, **told)


# Door -> what is done, and who sees it wait: the role, and the unit of the district.
CASES: list[tuple[str, Act, str, str]] = [
    ("receptions", plan_put_forward, "leader", "root"),
    ("instructions", asked_of_a_leader, "leader", "root"),
    ("approvals", put_to_sign, "unit_head", "street"),
    ("disputes", objected, "office_head", "root"),
    ("reviews", review_asked, "reviewer", "root"),
    ("supervision_orders", ordered, "handler", "street"),
    ("backlog", taken_in_charge, "leader", "root"),
    ("outreach", swept, "handler", "street"),
    ("bulletins", swept, "informant", "street"),
    ("bulletins", filed, "handler", "street"),
    ("bulletins", item_handed_in, "office_head", "root"),
    ("bulletins", circulated, "handler", "street"),
    ("bulletins", decided, "handler", "street"),
    ("figures", told_from_above, "statistician", "root"),
    ("figures", appraisal_objected, "office_head", "root"),
]


def test_each_door_that_counts_is_tried() -> None:
    assert {door for door, *_case in CASES} == COUNTED.keys()


@pytest.mark.parametrize(
    ("door", "act", "role", "unit"), CASES, ids=lambda each: getattr(each, "__name__", None)
)
def test_the_count_changes_with_the_act(
    given: Given, scope: Any, door: str, act: Act, role: str, unit: str
) -> None:
    who = scope(role, getattr(given.district, unit))
    before = waiting(who)[f"workbench:{door}"]
    act(given, who)
    after = waiting(who)[f"workbench:{door}"]
    assert after > before
    count = COUNTED[door].count
    assert count is not None
    assert after == count(who)
