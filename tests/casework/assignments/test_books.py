"""Who has a matter, written down; results ordered, reported, returned; helpers."""

from datetime import date, timedelta

import pytest

from xinfang.casework.acts import actions as acts
from xinfang.casework.assignments import actions
from xinfang.casework.assignments.guards import speaks_against
from xinfang.casework.assignments.models import Assignment
from xinfang.casework.assignments.queries import helped_by, placed
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal

CLERK, HANDLER = Actor(1, "登记员1号"), Actor(2, "承办人1号")
DUE = date(2026, 11, 20)


@pytest.fixture
def matter(district, arrival, at) -> int:
    """A letter, not yet routed."""
    return intake.register(arrival(), unit_id=district.root.pk, by=CLERK, at=at).matter_id


@pytest.fixture
def assigned(matter, district, at) -> int:
    """Assigned to the street, the result due on a day, in writing."""
    acts.route(
        matter_ids=[matter], to_unit_id=district.street.pk, manner="assign", due_on=DUE,
        report_form="书面办结报告", by=CLERK, at=at,
    )  # fmt: skip
    return matter


def accept(matter: int, at) -> None:
    acts.perform(verb="accept", matter_ids=[matter], by=HANDLER, at=at)


def test_an_assignment_keeps_its_day_and_its_form(assigned):
    line = placed(assigned)[0]
    assert (line.kind, line.due_on, line.report_form) == ("assign", DUE, "书面办结报告")


def test_a_result_that_was_ordered_is_owed_by_the_next_unit(assigned, district, at):
    acts.route(matter_ids=[assigned], to_unit_id=district.department.pk, by=CLERK, at=at)
    now, before = placed(assigned)
    assert (now.unit, now.kind, now.due_on, now.report_form) == ("规划建设局", "forward", DUE, "书面办结报告")
    assert before.state == "passed_on"


def test_a_result_is_reported_returned_and_reported_again(assigned, at):
    accept(assigned, at)
    actions.report_back(matter_id=assigned, text="已经办结，附报告。", by=HANDLER, at=at)
    assert placed(assigned)[0].reported_at == at
    with pytest.raises(Refusal, match="已经报送"):
        actions.report_back(matter_id=assigned, text="再报一次结果。", by=HANDLER, at=at)
    actions.return_report(matter_id=assigned, reason="没有写明依据条款", by=CLERK, at=at)
    assert placed(assigned)[0].reported_at is None
    actions.report_back(matter_id=assigned, text="补充了依据条款。", by=HANDLER, at=at)
    assert placed(assigned)[0].reported_at == at


def test_nothing_is_returned_that_did_not_come(assigned, at):
    accept(assigned, at)
    with pytest.raises(Refusal, match="还没有收到"):
        actions.return_report(matter_id=assigned, reason="没有写明依据条款", by=CLERK, at=at)


def test_what_was_only_forwarded_owes_no_report(matter, district, at, scope):
    acts.route(matter_ids=[matter], to_unit_id=district.street.pk, by=CLERK, at=at)
    accept(matter, at)
    with pytest.raises(Refusal, match="是转送的"):
        actions.report_back(matter_id=matter, text="已经办结。", by=HANDLER, at=at)
    assert "是转送的" in speaks_against(Matter.objects.get(pk=matter), "report_back", at.date())


def test_a_helper_sees_the_matter_and_hands_in_what_it_found(assigned, district, at, scope):
    accept(assigned, at)
    helper = scope("handler", district.department)
    assert not Matter.objects.visible_to(helper).exists()
    actions.involve(matter_id=assigned, unit_id=district.department.pk, reason="需要鉴定", by=CLERK, at=at)
    assert Matter.objects.visible_to(helper).get().pk == assigned
    assert helped_by(helper, assigned) == {district.department.pk}
    assert helped_by(scope("handler", district.street), assigned) == set()
    assert helped_by(scope("handler", district.other), assigned) == set()
    for text in ("鉴定为 B 级。", "复核后鉴定为 C 级。"):
        actions.contribute(matter_id=assigned, unit_id=district.department.pk, text=text, by=HANDLER, at=at)
    helps = next(line for line in placed(assigned) if not line.leads)
    assert helps.contribution == "复核后鉴定为 C 级。"


@pytest.mark.parametrize(("unit", "words"), [("street", "主办单位"), ("department", "已经是协办单位")])
def test_who_leads_or_helps_already_is_not_made_a_helper(assigned, district, at, unit, words):
    actions.involve(matter_id=assigned, unit_id=district.department.pk, reason="", by=CLERK, at=at)
    with pytest.raises(Refusal, match=words) as refused:
        actions.involve(matter_id=assigned, unit_id=getattr(district, unit).pk, reason="", by=CLERK, at=at)
    assert list(refused.value.by_field()) == ["to_unit"]


def test_whoever_does_not_help_hands_in_nothing(assigned, district, at):
    accept(assigned, at)
    with pytest.raises(Refusal, match="不是这件事项的协办单位"):
        actions.contribute(
            matter_id=assigned, unit_id=district.other.pk, text="我们的意见是这样", by=HANDLER, at=at
        )


def test_an_accusation_is_not_shown_to_a_helper_of_the_accused_house(district, arrival, at, posted):
    posted("discipline_handler", district.department)
    letter = arrival(purpose="accusation", accused_unit_id=district.street.pk)
    told = intake.register(letter, unit_id=district.root.pk, by=CLERK, at=at)
    acts.route(matter_ids=[told.matter_id], to_unit_id=district.department.pk, by=CLERK, at=at)
    with pytest.raises(Refusal, match="不得转给它"):
        actions.involve(matter_id=told.matter_id, unit_id=district.community.pk, reason="", by=CLERK, at=at)


def test_undoing_gives_the_matter_back_to_whoever_had_it(assigned, district, at):
    act = acts.route(matter_ids=[assigned], to_unit_id=district.department.pk, by=CLERK, at=at)
    acts.undo(act_ids=act, by=CLERK, at=at + timedelta(seconds=5))
    assert [(line.unit, line.state) for line in placed(assigned)] == [("中和街道", "running")]
    assert Assignment.objects.get(unit=district.department).state == "undone"
    assert Matter.objects.get(pk=assigned).unit == district.street


def test_a_withdrawn_or_taken_back_matter_is_with_nobody(assigned, at):
    acts.perform(verb="withdraw", matter_ids=[assigned], by=CLERK, at=at)
    assert placed(assigned)[0].state == "returned"
    with pytest.raises(Refusal):
        actions.object_to(matter_id=assigned, reason="不属于本单位职权", by=HANDLER, at=at)


def test_an_opinion_that_is_corrected_is_still_with_the_unit_that_owes_the_report(assigned, at):
    accept(assigned, at)
    acts.perform(verb="opine", matter_ids=[assigned], by=HANDLER, at=at)
    acts.perform(verb="correct", matter_ids=[assigned], by=HANDLER, at=at)
    assert placed(assigned)[0].state == "running"
    actions.report_back(matter_id=assigned, text="已经更正并办结。", by=HANDLER, at=at)
    assert placed(assigned)[0].reported_at == at


def test_who_helped_helps_no_more_when_the_matter_is_withdrawn(assigned, district, at):
    accept(assigned, at)
    actions.involve(matter_id=assigned, unit_id=district.other.pk, reason="", by=CLERK, at=at)
    acts.perform(verb="withdraw", matter_ids=[assigned], by=CLERK, at=at)
    assert {each.state for each in placed(assigned)} == {"returned"}
    acts.perform(verb="reopen", matter_ids=[assigned], by=CLERK, at=at)
    assert Matter.objects.get(pk=assigned).other_units == []
