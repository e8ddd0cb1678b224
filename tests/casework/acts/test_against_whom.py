"""An accusation says against whom it is, or that nobody knows; naming the unit is an act of its own."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from xinfang.casework.acts.actions import name_accused, perform, route
from xinfang.casework.assignments.queries import placed
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.intake import rules
from xinfang.casework.petitions import queries
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.errors import Refusal

BY = Actor(None, "测试")
WHY = "补充材料写明是该街道的工作人员。"


@pytest.fixture
def organs(district, posted):
    """The department has discipline officers, and so has each street."""
    for unit in (district.department, district.street, district.other):
        posted("discipline_handler", unit)
    return SimpleNamespace(**vars(district))


@pytest.fixture
def enter(organs, arrival, at):
    def register(**changes):
        told = intake.register(arrival(purpose="accusation", **changes), unit_id=organs.root.pk, by=BY, at=at)
        return Matter.objects.get(pk=told.matter_id)

    return register


NOT_SAID = [{"accused": ""}, {"accused": "nobody"}, {"accused": "unknown", "accused_unit_id": 1}]


@pytest.mark.parametrize("said", NOT_SAID)
def test_it_is_not_registered_without_saying_against_whom(arrival, at, said):
    found = rules.problems(arrival(purpose="accusation", **said), at)
    assert [problem.field for problem in found] == ["accused_unit_id"]
    assert "不详" in found[0].sentence


@pytest.mark.parametrize("accused", ["unknown", "outside"])
def test_that_it_is_none_of_ours_or_not_known_is_an_answer(enter, accused):
    matter = enter(accused=accused)
    assert (matter.accused, matter.accused_unit) == (accused, None)


def test_the_database_keeps_none_that_says_nothing(enter):
    matter = enter(accused="unknown")
    with pytest.raises(IntegrityError), transaction.atomic():
        Matter.objects.filter(pk=matter.pk).update(accused="")


def test_while_nobody_knows_against_whom_only_a_discipline_organ_gets_it(enter, organs, at):
    matter = enter(accused="unknown")
    with pytest.raises(Refusal, match="还没有写明检举的是哪个单位"):
        route(matter_ids=[matter.pk], to_unit_id=organs.street.pk, by=BY, at=at)
    with pytest.raises(Refusal, match="还没有写明检举的是哪个单位"):
        enter(accused="unknown", title="乙", to_unit_id=organs.street.pk)
    assert route(matter_ids=[matter.pk], to_unit_id=organs.department.pk, by=BY, at=at)


def test_one_against_somebody_outside_goes_where_it_can_be_handled(enter, organs, at):
    assert route(matter_ids=[enter(accused="outside").pk], to_unit_id=organs.street.pk, by=BY, at=at)


def test_once_it_is_named_it_goes_anywhere_but_there(enter, organs, at):
    matter = enter(accused="unknown")
    name_accused(matter_id=matter.pk, unit_id=organs.street.pk, reason=WHY, by=BY, at=at)
    with pytest.raises(Refusal, match="检举的正是"):
        route(matter_ids=[matter.pk], to_unit_id=organs.street.pk, by=BY, at=at)
    assert route(matter_ids=[matter.pk], to_unit_id=organs.other.pk, by=BY, at=at)


def test_naming_is_on_record_and_the_audit_does_not_say_whom(enter, organs, at):
    matter = enter(accused="unknown")
    name_accused(matter_id=matter.pk, unit_id=organs.street.pk, reason=WHY, by=BY, at=at)
    line = queries.timeline(matter.pk)[0]
    assert (line.verb, line.note, line.data["accused"]) == ("name_accused", WHY, "中和街道")
    row = AuditEntry.objects.get(event="matter.name_accused")
    assert "accused" not in str(row.before) + str(row.after)


@pytest.mark.parametrize("taken_up", [False, True])
def test_it_is_called_in_from_the_house_that_turns_out_to_be_accused(enter, organs, scope, at, taken_up):
    matter = enter(accused="outside", to_unit_id=organs.street.pk)
    if taken_up:
        perform(verb="take_up", matter_ids=[matter.pk], by=BY, at=at)
    there = scope("discipline_head", organs.street)
    assert Matter.objects.visible_to(there).filter(pk=matter.pk).exists()
    name_accused(matter_id=matter.pk, unit_id=organs.street.pk, reason=WHY, by=BY, at=at)
    matter.refresh_from_db()
    assert (matter.state, matter.unit) == ("registered", None)
    assert not Matter.objects.visible_to(there).filter(pk=matter.pk).exists()
    assert placed(matter.pk)[0].state == "passed_on"
    assert list(Clock.objects.filter(matter=matter, state="open").values_list("family", flat=True)) == [
        "route"
    ]


def test_naming_another_unit_leaves_it_with_who_looks_into_it(enter, organs, at):
    matter = enter(accused="unknown", to_unit_id=organs.department.pk)
    perform(verb="take_up", matter_ids=[matter.pk], by=BY, at=at)
    name_accused(matter_id=matter.pk, unit_id=organs.street.pk, reason=WHY, by=BY, at=at)
    matter.refresh_from_db()
    assert (matter.state, matter.unit_id) == ("examining", organs.department.pk)


def test_it_is_refused_without_a_reason_and_without_a_change(enter, organs, at):
    matter = enter(accused_unit_id=organs.street.pk)
    for changes, words in (
        ({"reason": "不对"}, "依据"),
        ({"unit_id": organs.street.pk, "accused": ""}, "没有改动"),
        ({"unit_id": None, "accused": ""}, "请选择"),
        ({"unit_id": organs.other.pk, "accused": "unknown"}, "请选择"),
    ):
        asked = {"unit_id": organs.other.pk, "reason": WHY} | changes
        with pytest.raises(Refusal, match=words):
            name_accused(matter_id=matter.pk, by=BY, at=at, **asked)
    assert queries.timeline(matter.pk)[0].verb == "register"
