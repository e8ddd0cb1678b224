"""Whose matter it is: objecting, answering, ruling; what who has it speaks against."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from xinfang.casework.acts import actions as acts
from xinfang.casework.acts.queries import allowed
from xinfang.casework.assignments import actions
from xinfang.casework.assignments.guards import speaks_against
from xinfang.casework.assignments.models import Assignment
from xinfang.casework.assignments.queries import placed
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.scope import scope_of

CLERK, HANDLER, LEADER = Actor(1, "登记员1号"), Actor(2, "承办人1号"), Actor(3, "区领导")


@pytest.fixture
def matter(district, arrival, at) -> int:
    """A letter, forwarded to the street."""
    told = intake.register(arrival(), unit_id=district.root.pk, by=CLERK, at=at)
    acts.route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=CLERK, at=at)
    return told.matter_id


@pytest.fixture
def objects(matter, district, at):
    """The street objects and names the department."""
    return lambda: actions.object_to(
        matter_id=matter,
        reason="属于规划建设局职权",
        suggested_unit_id=district.department.pk,
        by=HANDLER,
        at=at,
    )


def state(matter: int) -> str:
    return Matter.objects.get(pk=matter).state


def running(matter: int, family: str = "route") -> list[str]:
    return list(
        Clock.objects.filter(matter_id=matter, family=family, state="open").values_list("rule", flat=True)
    )


def test_an_objection_is_kept_with_its_reason_and_the_unit_it_names(matter, objects, district):
    objects()
    line = placed(matter)[0]
    assert state(matter) == "objected"
    assert (line.unit, line.state, line.live) == ("中和街道", "objected", True)
    assert (line.objection, line.suggested) == ("属于规划建设局职权", "规划建设局")


def test_the_sender_agrees_and_the_time_for_routing_runs_on_from_receipt(matter, objects, at):
    due = Clock.objects.get(matter_id=matter, family="route").due_on
    objects()
    actions.take_back(matter_id=matter, by=CLERK, at=at + timedelta(days=2))
    assert state(matter) == "registered"
    assert Matter.objects.get(pk=matter).unit is None
    clock = Clock.objects.get(matter_id=matter, family="route")
    assert (clock.state, clock.due_on) == ("open", due)
    assert placed(matter)[0].state == "returned"


def test_the_sender_does_not_agree_and_the_unit_has_it_again(matter, objects, at, district):
    objects()
    actions.keep(matter_id=matter, reason="职责清单列在街道", by=CLERK, at=at)
    assert state(matter) == "routed"
    assert placed(matter)[0].state == "running"
    assert Matter.objects.get(pk=matter).unit == district.street


def test_what_was_answered_is_not_objected_to_again(matter, objects, at):
    objects()
    actions.keep(matter_id=matter, reason="职责清单列在街道", by=CLERK, at=at)
    with pytest.raises(Refusal, match="异议已经答复"):
        objects()
    assert state(matter) == "routed"


def test_another_unit_may_object_anew(matter, objects, at, district):
    objects()
    actions.keep(matter_id=matter, reason="职责清单列在街道", by=CLERK, at=at)
    acts.route(matter_ids=[matter], to_unit_id=district.department.pk, by=CLERK, at=at)
    objects()
    assert state(matter) == "objected"


def test_a_unit_objects_before_it_asks_the_superior(matter, objects, at):
    with pytest.raises(Refusal, match="请先提出异议"):
        actions.escalate(matter_id=matter, reason="两家都说不归自己管", by=HANDLER, at=at)
    objects()
    actions.keep(matter_id=matter, reason="职责清单列在街道", by=CLERK, at=at)
    actions.escalate(matter_id=matter, reason="两家都说不归自己管", by=HANDLER, at=at)
    assert state(matter) == "disputed"


def test_the_sender_may_ask_the_superior_instead_of_answering(matter, objects, at):
    objects()
    actions.escalate(matter_id=matter, reason="两家都说不归自己管", by=CLERK, at=at)
    assert state(matter) == "disputed"


def test_the_ruled_unit_has_it_and_may_not_object(matter, objects, at, district):
    objects()
    actions.escalate(matter_id=matter, reason="两家都说不归自己管", by=CLERK, at=at)
    actions.rule(matter_id=matter, to_unit_id=district.other.pk, reason="属地在桂溪街道", by=LEADER, at=at)
    assert state(matter) == "routed"
    now, before = placed(matter)
    assert (now.unit, now.kind, now.live) == ("桂溪街道", "rule", True)
    assert (before.unit, before.state, before.live) == ("中和街道", "passed_on", False)
    for act in (
        lambda: actions.object_to(matter_id=matter, reason="还是不归我们管", by=HANDLER, at=at),
        lambda: actions.escalate(matter_id=matter, reason="还是不归我们管", by=HANDLER, at=at),
    ):
        with pytest.raises(Refusal, match="是裁定的"):
            act()


def test_what_speaks_against_an_act_is_known_before(matter, objects, at, scope, district):
    handler, day = scope("handler", district.street), at.date()

    def offered():
        case = Matter.objects.get(pk=matter)
        rows = {row.verb for row in allowed(handler, case, day)} & {"object", "escalate"}
        return {verb for verb in rows if not speaks_against(case, verb, day)}

    assert offered() == {"object"}
    objects()
    actions.keep(matter_id=matter, reason="职责清单列在街道", by=CLERK, at=at)
    assert offered() == {"escalate"}


@pytest.mark.parametrize("many", [3, 12])
def test_many_are_sent_elsewhere_with_as_many_questions_as_few(district, arrival, at, many):
    intake.register_many([arrival() for _ in range(many)], unit_id=district.root.pk, by=CLERK, at=at)
    ids = list(Matter.objects.values_list("pk", flat=True))
    acts.route(matter_ids=ids, to_unit_id=district.street.pk, by=CLERK, at=at)
    with CaptureQueriesContext(connection) as asked:
        acts.route(matter_ids=ids, to_unit_id=district.other.pk, by=CLERK, at=at)
    ruled = [
        each["sql"] for each in asked if "casework_assignment" in each["sql"] and "'rule'" in each["sql"]
    ]
    assert len(ruled) == 1


def test_what_speaks_against_an_act_names_the_article(matter, at):
    with pytest.raises(Refusal) as refused:
        actions.escalate(matter_id=matter, reason="不归我们街道管", by=HANDLER, at=at)
    assert str(refused.value).endswith("再提请裁定管辖。（《信访工作条例》（2022）第二十四条）")


@pytest.mark.parametrize("reason", ["", "  ", "不 归 我", "一 二 三 四 五"])
@pytest.mark.parametrize("verb", ["object_to", "keep", "escalate"])
def test_a_reason_says_something(matter, at, verb, reason):
    with pytest.raises(Refusal) as refused:
        getattr(actions, verb)(matter_id=matter, reason=reason, by=HANDLER, at=at)
    assert list(refused.value.by_field()) == ["reason"]
    assert state(matter) == "routed"
    assert Assignment.objects.get(matter_id=matter).objection == ""


def test_a_refused_act_leaves_the_books_as_they_were(matter, at):
    with pytest.raises(Refusal):
        actions.keep(matter_id=matter, reason="职责清单列在街道", by=CLERK, at=at)
    assert Assignment.objects.get(matter_id=matter).state == "running"


@pytest.fixture
def ruled(matter, objects, district, at):
    """The superior has named the department, which the street had named too."""
    objects()
    actions.escalate(matter_id=matter, reason="两个单位意见不一致", by=CLERK, at=at)
    to = district.department.pk
    actions.rule(matter_id=matter, to_unit_id=to, reason="按照职责清单裁定", by=LEADER, at=at)
    return matter


@pytest.mark.parametrize("manner", ["forward", "assign"])
def test_nobody_sends_elsewhere_what_the_superior_has_ruled(ruled, district, posted, at, manner):
    before = Matter.objects.filter(pk=ruled).values().get()
    due = at.date() + timedelta(days=9) if manner == "assign" else None
    with pytest.raises(Refusal, match=r"不能改送.*第二十四条）$"):
        acts.route(
            matter_ids=[ruled], to_unit_id=district.street.pk, manner=manner, due_on=due, by=CLERK, at=at
        )
    assert Matter.objects.filter(pk=ruled).values().get() == before
    clerk = scope_of(posted("clerk", district.root), at.date())
    assert not {"forward", "assign", "rule"} & {
        row.verb for row in allowed(clerk, Matter.objects.get(pk=ruled), at.date())
    }


def test_who_ruled_may_rule_otherwise_with_a_reason_on_record(ruled, district, posted, at):
    head = scope_of(posted("office_head", district.root), at.date())
    assert "rule" in {row.verb for row in allowed(head, Matter.objects.get(pk=ruled), at.date())}
    later = {"matter_id": ruled, "to_unit_id": district.street.pk, "by": LEADER, "at": at}
    with pytest.raises(Refusal):
        actions.rule(reason="改", **later)
    actions.rule(reason="职责清单已经调整，改由街道承办", **later)
    assert Matter.objects.get(pk=ruled).unit == district.street
    assert TimelineEntry.objects.filter(verb="rule").last().note.startswith("职责清单已经调整")


def test_without_a_dispute_or_a_ruling_nothing_is_ruled(matter, district, at):
    with pytest.raises(Refusal, match="也没有作过裁定"):
        actions.rule(matter_id=matter, to_unit_id=district.other.pk, reason="换一个单位办", by=LEADER, at=at)
