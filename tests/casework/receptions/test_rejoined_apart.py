"""Of an accusation a corrected visit takes nothing along that was said there, and leads nobody to it."""

import pytest
from tests.casework.receptions.conftest import CLERK, moment
from tests.casework.receptions.righting import answered, came, rejoin
from tests.casework.receptions.test_joined_later import accused, link, received, visited

from xinfang.casework.instructions import actions as instructions
from xinfang.casework.instructions import queries as told_by
from xinfang.casework.instructions.models import Instruction, InstructionLine
from xinfang.casework.petitions.models import TimelineEntry
from xinfang.casework.receptions import actions, queries
from xinfang.casework.receptions.actions import Result
from xinfang.casework.receptions.models import Arrival, ArrivalChange
from xinfang.casework.supervision.models import OrderStep
from xinfang.kernel.notices.models import Notice


def test_who_may_not_open_the_wrong_one_reads_no_number_of_it(published, arrival, scope, posted):
    pk = received(published)
    visit = accused(published, arrival)
    link(pk, visit)
    rejoin(pk)
    clerk = scope("registrar", published.district.root)
    read = queries.shown(clerk, Arrival.objects.get())
    assert [(each.row.kind, each.number, each.reason) for each in read.changes] == [("joined", "", "")]


def test_what_was_said_within_an_accusation_stays_there_and_the_leader_is_asked_anew(
    published, arrival, posted, scope
):
    posted("discipline_handler", published.district.root)
    pk = received(published, "supervised")
    secret = accused(published, arrival)
    link(pk, secret)
    told = instructions.Told("请纪检机关核查某某。", published.district.root.pk, published.told.due_on)
    first = Instruction.objects.get()
    instructions.give(instruction_id=first.pk, told=told, by=CLERK, at=moment(12, 20), dictated=True)
    answered("核查中发现某某确有其事。")
    right = visited(published, arrival, title="电梯停运要求检修")
    rejoin(pk, right.number)
    first.refresh_from_db()
    assert (first.matter_id, first.answer) == (secret.matter_id, "核查中发现某某确有其事。")
    anew = Arrival.objects.get().instruction
    assert (anew.state, anew.text, anew.proposal, anew.answer) == ("asked", "", "", "")
    assert anew.matter_id == right.matter_id
    assert not InstructionLine.objects.filter(instruction=anew, text__contains="某某").exists()
    assert "重新批示" in queries.why_unordered(Arrival.objects.get())
    assert Notice.objects.filter(kind="instruction.asked", user_id=published.leader.pk).exists()


def test_one_that_runs_within_an_accusation_is_owed_by_nobody_any_more(published, arrival, posted):
    posted("discipline_handler", published.district.root)
    pk = received(published, "supervised")
    secret = accused(published, arrival)
    link(pk, secret)
    told = instructions.Told("请纪检机关核查某某。", published.district.root.pk, published.told.due_on)
    first = Instruction.objects.get()
    instructions.give(instruction_id=first.pk, told=told, by=CLERK, at=moment(12, 20), dictated=True)
    rejoin(pk, visited(published, arrival, title="电梯停运要求检修").number)
    first.refresh_from_db()
    assert (first.matter_id, first.state) == (secret.matter_id, "done")


def test_the_leader_s_words_from_before_the_wrong_number_go_along(published, arrival, posted):
    posted("discipline_handler", published.district.root)
    pk = came(published)
    told = instructions.Told("请限期解决。", published.district.root.pk, published.told.due_on)
    actions.instruct(arrival_id=pk, told=told, by=CLERK, at=moment(10), dictated=True)
    link(pk, accused(published, arrival))
    first = Instruction.objects.get()
    assert first.state == "open"  # the unit may have the accusation
    right = visited(published, arrival, title="电梯停运要求检修")
    rejoin(pk, right.number)
    first.refresh_from_db()
    assert (first.matter_id, first.text) == (right.matter_id, "请限期解决。")
    assert Arrival.objects.get().instruction_id == first.pk


def test_so_does_what_the_leader_was_asked_anew_and_has_not_answered(published, arrival):
    pk = received(published)
    link(pk, accused(published, arrival))
    rejoin(pk)
    told = Instruction.objects.get()
    assert (told.matter_id, told.state, told.proposal) == (None, "asked", published.told.text)


@pytest.mark.parametrize("first", ["ordinary", "accusation"])
def test_the_reason_leads_nobody_from_one_matter_to_the_accusation(published, arrival, first):
    pk = received(published, "supervised")
    plain, secret = visited(published, arrival, title="电梯停运要求检修"), accused(published, arrival)
    one, other = (plain, secret) if first == "ordinary" else (secret, plain)
    link(pk, one)
    rejoin(pk, other.number, why="其实是检举某某的那件。")
    kept = ArrivalChange.objects.get(kind="joined")
    assert kept.reason == "其实是检举某某的那件。"
    said = [*TimelineEntry.objects.values_list("note", flat=True)]
    said += [*InstructionLine.objects.values_list("text", flat=True)]
    said += [*OrderStep.objects.values_list("text", flat=True)]
    assert [each for each in said if "检举某某" in each] == []


def test_what_was_set_right_within_an_accusation_stays_there(published, arrival, scope):
    pk = received(published)
    link(pk, accused(published, arrival))
    other = Result("explained", "某某的问题已经当面说明。", moment(10))
    actions.correct_result(arrival_id=pk, result=other, reason="某某说的不是这样。", by=CLERK, at=moment(13))
    rejoin(pk, visited(published, arrival, title="电梯停运要求检修").number)
    clerk = scope("registrar", published.district.root)
    read = queries.shown(clerk, Arrival.objects.get())
    assert [each.reason for each in read.changes] == ["", ""]


def test_the_unit_that_had_it_is_told_that_it_was_taken_back(published, arrival, scope):
    pk = received(published, "supervised")
    link(pk, visited(published, arrival, title="电梯停运要求检修"))
    told, unit = Instruction.objects.get(), scope("handler", published.district.department)
    assert told_by.went_on(unit, told.pk) is None
    rejoin(pk, accused(published, arrival).number)
    gone = told_by.went_on(unit, told.pk)
    assert gone is not None
    assert (gone.unit, gone.recalled) == ("", True)


def test_what_went_away_and_came_back_is_told_once(published, arrival):
    pk = received(published)
    first, other = visited(published, arrival), visited(published, arrival, title="电梯停运要求检修")
    link(pk, first)
    rejoin(pk, other.number)
    rejoin(pk, first.number)
    verbs = list(TimelineEntry.objects.filter(matter_id=first.matter_id).values_list("verb", flat=True))
    assert [verbs.count(each) for each in ("received", "instruct", "reception_result")] == [1, 1, 1]
    assert verbs.count("reception_back") == 1
