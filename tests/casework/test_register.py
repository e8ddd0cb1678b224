"""Registering an arrival."""

from datetime import timedelta

from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions
from xinfang.casework.intake.arrivals import Already, Registered
from xinfang.casework.letters.actions import Answer, record_answers
from xinfang.casework.petitions.models import Matter, Petition, TimelineEntry
from xinfang.kernel.actor import Actor
from xinfang.kernel.models import AuditEntry

CLERK = Actor(1, "登记员1号")


def test_a_letter_gets_a_number_a_code_a_clock_a_timeline_and_an_audit_row(district, arrival, at):
    told = actions.register(arrival(), unit_id=district.root.pk, by=CLERK, at=at)
    assert isinstance(told, Registered)
    assert told.number == "2026-0001"
    assert len(told.query_code.replace("-", "")) == 16
    assert Petition.objects.get().participants.get().person.name == "王小明"
    assert Clock.objects.get().due_on.isoformat() == "2026-10-30"
    assert TimelineEntry.objects.get().verb == "register"
    assert "王小明" not in str(list(AuditEntry.objects.values()))


def test_the_same_form_twice_is_one_petition(district, arrival, at):
    letter = arrival()
    actions.register(letter, unit_id=district.root.pk, by=CLERK, at=at)
    assert isinstance(actions.register(letter, unit_id=district.root.pk, by=CLERK, at=at), Already)
    assert Matter.objects.count() == 1


def test_the_same_person_with_the_same_text_is_linked_as_a_repeat(district, arrival, at):
    first, second = actions.register_many(
        [arrival(), arrival()], unit_id=district.root.pk, by=CLERK, at=at, find_repeats=True
    )
    assert (first.kind, second.kind) == ("first", "repeat")
    assert first.matter_id == second.matter_id


def test_a_clock_is_met_at_the_moment_of_the_answer_not_of_its_import(district, arrival, at):
    told = actions.register(arrival(), unit_id=district.root.pk, by=CLERK, at=at)
    answered = at + timedelta(days=3)
    record_answers(
        [Answer(told.matter_id, "已经处理。", answered, "规划建设局")], by=CLERK, at=at + timedelta(days=900)
    )
    assert Clock.objects.get().met_at == answered
