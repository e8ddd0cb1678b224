"""An instruction is asked for, given, answered, read; it is never lost and refuses what cannot be."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from xinfang.casework.instructions import actions, queries
from xinfang.casework.instructions.actions import Asking, Told
from xinfang.casework.instructions.models import Instruction
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.scope import scope_of

CLERK = Actor(1, "登记员1号")


@pytest.fixture
def office(district: Any, posted: Any, arrival: Any, at: Any) -> Any:
    district.leader = posted("leader", district.root)
    told = intake.register(arrival(), unit_id=district.root.pk, by=CLERK, at=at)
    district.matter, district.at = told.matter_id, at
    district.hand = Actor(district.leader.pk, str(district.leader), district.root.pk, "云溪区")
    district.asking = Asking(
        "matter", district.root.pk, leader_id=district.leader.pk, matter_id=district.matter
    )
    district.told = Told("请规划建设局三日内到现场查看。", district.department.pk, date(2026, 10, 30))
    district.ask = lambda: actions.ask(
        asking=district.asking, proposal="拟请规划建设局鉴定。", unit_id=district.department.pk,
        due_on=date(2026, 10, 30), by=CLERK, at=at,
    )  # fmt: skip
    return district


def test_from_the_wish_to_the_answer(office: Any, scope: Any) -> None:
    pk = office.ask()
    mine = scope_of(office.leader, office.at.date())
    assert [line.pk for line in queries.lines(mine, "mine", office.at.date())] == [pk]
    actions.give(instruction_id=pk, told=office.told, by=office.hand, at=office.at)
    unit = scope("handler", office.department)
    row = queries.instruction_in(unit, pk)
    assert row
    assert queries.may_answer(unit, row)
    assert queries.waiting(unit) == 1
    actions.answer(instruction_id=pk, text="已到现场查看，墙体需加固。", by=CLERK, at=office.at)
    actions.send_back(instruction_id=pk, reason="没有写加固的日期。", by=office.hand, at=office.at)
    actions.answer(instruction_id=pk, text="十一月十日前加固完毕。", by=CLERK, at=office.at)
    actions.finish(instruction_id=pk, by=office.hand, at=office.at)
    row = Instruction.objects.get()
    assert (row.state, row.answer) == ("done", "十一月十日前加固完毕。")
    verbs = [line.verb for line in queries.story(row)]
    assert verbs == ["ask", "give", "answer", "send_back", "answer", "finish"]


def test_open_ones_stand_by_age_and_know_how_late_they_are(office: Any) -> None:
    first, second = office.ask(), office.ask()
    actions.give(instruction_id=second, told=office.told, by=office.hand, at=office.at)
    later = office.at + timedelta(days=2)
    actions.give(instruction_id=first, told=office.told, by=office.hand, at=later)
    mine = scope_of(office.leader, office.at.date())
    lines = queries.lines(mine, "open", date(2026, 11, 4))
    assert [(line.pk, line.age, line.late) for line in lines] == [(second, 20, 5), (first, 18, 5)]


def test_it_is_never_deleted(office: Any) -> None:
    office.ask()
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        Instruction.objects.all()._raw_delete("default")
    assert Instruction.objects.count() == 1


def test_only_the_leader_asked_gives_it_and_a_clerk_says_that_it_was_dictated(
    office: Any, scope: Any
) -> None:
    pk = office.ask()
    with pytest.raises(Refusal, match="只能由本人批示"):
        actions.give(instruction_id=pk, told=office.told, by=CLERK, at=office.at)
    with pytest.raises(Refusal, match="代记"):
        actions.instruct(asking=office.asking, told=office.told, by=CLERK, at=office.at)
    clerk = scope("clerk", office.root)
    row = queries.instruction_in(clerk, pk)
    assert row
    assert queries.may_give(clerk, row) == "dictated"
    actions.give(instruction_id=pk, told=office.told, by=CLERK, at=office.at, dictated=True)
    assert Instruction.objects.get().dictated


def test_what_cannot_be_is_refused_and_changes_nothing(office: Any) -> None:
    pk = office.ask()
    for wrong, field in (
        (Told(" ", office.department.pk, date(2026, 10, 30)), "text"),
        (Told("请办理。", None, date(2026, 10, 30)), "unit"),
        (Told("请办理。", office.department.pk, None), "due_on"),
        (Told("请办理。", office.department.pk, date(2026, 10, 14)), "due_on"),
    ):
        with pytest.raises(Refusal) as told:
            actions.give(instruction_id=pk, told=wrong, by=office.hand, at=office.at)
        assert field in told.value.by_field()
    actions.give(instruction_id=pk, told=office.told, by=office.hand, at=office.at)
    with pytest.raises(Refusal, match="早于批示"):
        actions.answer(
            instruction_id=pk, text="昨天已经办好了。", by=CLERK, at=office.at,
            answered_at=office.at - timedelta(days=1),
        )  # fmt: skip
    assert Instruction.objects.get().state == "open"


def test_a_higher_level_is_named_and_needs_no_account(office: Any) -> None:
    asking = Asking("higher", office.root.pk, leader_name="市信访局", subject="群众反映石桥社区供水")
    pk = actions.instruct(asking=asking, told=office.told, by=CLERK, at=office.at, dictated=True)
    assert Instruction.objects.get(pk=pk).leader_name == "市信访局"


def test_an_accusation_is_shown_to_the_leader_who_is_named_on_it_alone(
    office: Any, arrival: Any, posted: Any
) -> None:
    told = intake.register(
        arrival(purpose="accusation", title="检举某单位违规", accused_unit_id=office.other.pk),
        unit_id=office.root.pk, by=CLERK, at=office.at,
    )  # fmt: skip
    asking = Asking("matter", office.root.pk, leader_id=office.leader.pk, matter_id=told.matter_id)
    given = {"proposal": "拟请纪检核查。", "unit_id": None, "due_on": None, "by": CLERK, "at": office.at}
    pk = actions.ask(asking=asking, **given)
    day = office.at.date()
    mine = scope_of(office.leader, day)
    row = queries.instruction_in(mine, pk)
    assert row
    assert queries.readable(mine, row) == row.matter
    assert [line.subject for line in queries.asked_of(mine, day)] == [f"单独保密的事项 {told.number}"]
    assert queries.instruction_in(scope_of(posted("leader", office.root, "another"), day), pk) is None
    assert "检举某单位" not in Instruction.objects.get().subject
    accused = Asking("matter", office.root.pk, posted("leader", office.other).pk, "", told.matter_id)
    with pytest.raises(Refusal, match="检举的正是"):
        actions.ask(asking=accused, **given)
    for unit in (office.department, office.other):  # the accused house or not: the leader cannot tell
        elsewhere = Told("请核查并报结果。", unit.pk, office.told.due_on)
        with pytest.raises(
            Refusal,
            match="^这件事项单独保密，只能交给正在办它的纪检监察机关；还没有转去的，请信访部门先转。$",
        ):
            actions.give(instruction_id=pk, told=elsewhere, by=office.hand, at=office.at)


def test_what_went_to_a_wrong_unit_goes_to_another_that_owes_the_answer_from_now_on(
    office: Any, scope: Any
) -> None:
    pk = office.ask()
    given = {"unit_id": office.street.pk, "due_on": date(2026, 11, 9), "reason": "这件事由街道负责"}
    to_street = {"instruction_id": pk, "by": office.hand, "at": office.at, **given}
    with pytest.raises(Refusal, match="还没有批示的"):
        actions.readdress(**to_street)
    actions.give(instruction_id=pk, told=office.told, by=office.hand, at=office.at)
    for wrong, field in (
        ({"unit_id": None}, "unit"),
        ({"unit_id": office.department.pk}, "unit"),
        ({"due_on": None}, "due_on"),
        ({"due_on": date(2026, 10, 14)}, "due_on"),
        ({"reason": "送错"}, "reason"),
    ):
        with pytest.raises(Refusal) as told:
            actions.readdress(**{**to_street, **wrong})
        assert list(told.value.by_field()) == [field]
    actions.readdress(**to_street)
    row = Instruction.objects.get()
    assert (row.state, row.unit, row.due_on) == ("open", office.street, date(2026, 11, 9))
    assert row.text == office.told.text
    was, now = scope("handler", office.department), scope("handler", office.street)
    assert (queries.waiting(was), queries.waiting(now)) == (0, 1)
    assert queries.instruction_in(was, pk) is None
    assert queries.may_answer(now, row)
    assert queries.story(row)[-1].text == "规划建设局 → 中和街道 · 这件事由街道负责"
    actions.answer(instruction_id=pk, text="已到现场查看并加固。", by=CLERK, at=office.at)
    with pytest.raises(Refusal, match="已经答复的可以退回"):
        actions.readdress(**{**to_street, "unit_id": office.other.pk})


def accused(office: Any, arrival: Any) -> Any:
    """An accusation against another street, registered by the office."""
    letter = arrival(purpose="accusation", accused_unit_id=office.other.pk)
    return intake.register(letter, unit_id=office.root.pk, by=CLERK, at=office.at)


def test_a_leader_checks_what_the_office_wrote_down_for_him_against_the_accusation(
    office: Any, arrival: Any, posted: Any
) -> None:
    posted("discipline_handler", office.root)
    against = accused(office, arrival)
    asking = Asking("matter", office.root.pk, leader_id=office.leader.pk, matter_id=against.matter_id)
    told = Told("请纪检机关核查，要有结论。", office.root.pk, office.told.due_on)
    pk = actions.instruct(asking=asking, told=told, by=CLERK, at=office.at, dictated=True)
    mine = scope_of(office.leader, office.at.date())
    row = queries.instruction_in(mine, pk)
    assert row
    assert queries.readable(mine, row) == row.matter
    assert against.number in queries.called(mine, row)


def test_an_accusation_is_not_given_to_another_unit_that_may_not_have_it(
    office: Any, arrival: Any, posted: Any
) -> None:
    told = accused(office, arrival)
    posted("discipline_handler", office.root)
    asking = Asking("matter", office.root.pk, leader_id=office.leader.pk, matter_id=told.matter_id)
    here = Told("请核查。", office.root.pk, date(2026, 10, 30))
    pk = actions.instruct(asking=asking, told=here, by=office.hand, at=office.at)
    posted("discipline_handler", office.department)
    reads = scope_of(posted("discipline_head", office.root), office.at.date()).actor
    secret = "只能交给正在办它的纪检监察机关"
    for unit, why in (
        (office.other, "检举的正是"),
        (office.street, "还没有可以查看并办理检举控告的人"),
        (office.department, "请先把它转给这个单位"),
    ):
        for by, sentence in ((reads, why), (office.hand, secret)):
            with pytest.raises(Refusal, match=sentence) as told_why:
                actions.readdress(
                    instruction_id=pk, unit_id=unit.pk, due_on=here.due_on, reason="由它负责核查",
                    by=by, at=office.at,
                )  # fmt: skip
            assert (unit.name in str(told_why.value)) == (by == reads)
    assert Instruction.objects.get().unit == office.root


def test_who_may_not_open_an_accusation_gives_it_to_a_discipline_organ_alone(
    office: Any, arrival: Any, posted: Any
) -> None:
    told = accused(office, arrival)
    posted("discipline_handler", office.street)
    Matter.objects.filter(pk=told.matter_id).update(unit=office.street)
    asking = Asking("reception", office.root.pk, leader_id=office.leader.pk, matter_id=told.matter_id)
    here = Told("请核查。", office.street.pk, date(2026, 10, 30))
    with pytest.raises(Refusal, match="只能交给正在办它的纪检监察机关"):  # streets in turn would tell which
        actions.instruct(asking=asking, told=here, by=office.hand, at=office.at)
    Matter.objects.filter(pk=told.matter_id).update(unit=office.department)
    posted("discipline_handler", office.department)
    actions.instruct(
        asking=asking, told=replace(here, unit_id=office.department.pk), by=office.hand, at=office.at
    )
