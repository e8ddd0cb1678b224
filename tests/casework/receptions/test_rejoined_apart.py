"""Of an accusation a corrected visit takes nothing along that was said there, and leads nobody to it."""

from typing import Any

import pytest
from tests.casework.receptions.conftest import CLERK, moment
from tests.casework.receptions.righting import answered, came, day_of, rejoin
from tests.casework.receptions.test_joined_later import accused, link, received, visited

from xinfang.casework.instructions import actions as instructions
from xinfang.casework.instructions import queries as told_by
from xinfang.casework.instructions.models import Instruction, InstructionLine
from xinfang.casework.petitions.models import TimelineEntry
from xinfang.casework.receptions import actions, queries
from xinfang.casework.receptions.actions import Result
from xinfang.casework.receptions.models import Arrival, ArrivalChange
from xinfang.casework.supervision.models import Order, OrderStep
from xinfang.kernel.errors import Refusal


def within(published: Any, arrival: Any, posted: Any, kind: str = "supervised") -> Any:
    """A batch that was joined to an accusation, on which the leader then spoke: its id, the accusation."""
    posted("discipline_handler", published.district.root)
    pk = received(published, kind)
    secret = accused(published, arrival)
    link(pk, secret)
    told = instructions.Told("请纪检机关核查某某。", published.district.root.pk, published.told.due_on)
    asked = Instruction.objects.get(state="asked")
    instructions.give(instruction_id=asked.pk, told=told, by=CLERK, at=moment(12, 20), dictated=True)
    return pk, secret


def test_what_was_said_within_an_accusation_stays_there_and_the_batch_begins_anew(published, arrival, posted):
    pk, secret = within(published, arrival, posted)
    answered("核查中发现某某确有其事。")
    first = Instruction.objects.get()
    right = visited(published, arrival, title="电梯停运要求检修")
    rejoin(pk, right.number)
    first.refresh_from_db()
    assert (first.matter_id, first.answer) == (secret.matter_id, "核查中发现某某确有其事。")
    anew = Arrival.objects.get()
    assert (anew.matter_id, anew.number, anew.head_count) == (right.matter_id, 1, 2)
    assert (anew.instruction, anew.result, anew.result_note, anew.accepts) == (None, "", "", None)
    lines = TimelineEntry.objects.filter(matter_id=right.matter_id).values_list("verb", "note")
    assert dict(lines) == {"register": "", "received": ""}
    assert Order.objects.get().matter_id == secret.matter_id


def test_one_that_runs_within_an_accusation_is_owed_by_nobody_any_more(published, arrival, posted):
    pk, secret = within(published, arrival, posted)
    rejoin(pk, visited(published, arrival, title="电梯停运要求检修").number)
    first = Instruction.objects.get()
    assert (first.matter_id, first.state) == (secret.matter_id, "done")
    assert Order.objects.get().state == "withdrawn"
    anew = Arrival.objects.get().pk
    actions.instruct(arrival_id=anew, told=published.told, by=CLERK, at=moment(14), dictated=True)


def test_the_old_one_is_read_by_nobody_who_may_not_open_the_accusation(published, arrival, posted, scope):
    pk, _secret = within(published, arrival, posted, "explained")
    other = Result("explained", "某某的问题已经当面说明。", moment(10))
    actions.correct_result(arrival_id=pk, result=other, reason="某某说的不是这样。", by=CLERK, at=moment(13))
    rejoin(pk, visited(published, arrival, title="电梯停运要求检修").number)
    clerk = scope("registrar", published.district.root)
    (old,) = queries.struck(clerk, day_of(published))
    assert (old.row.kind, old.number, old.reason) == ("away", "", "")
    read = queries.shown(clerk, Arrival.every.get(pk=pk))
    assert (read.apart, read.subject, read.instruction, read.changes) == (True, "", None, [])
    assert queries.shown(clerk, Arrival.objects.get()).changes == []
    notes = TimelineEntry.objects.exclude(matter__confined=True).values_list("note", flat=True)
    assert [each for each in notes if "某某" in each] == []


def test_it_asks_for_the_right_visit_and_for_a_day_that_runs(published, arrival):
    pk = received(published)
    link(pk, accused(published, arrival))
    with pytest.raises(Refusal, match="写明正确的来访登记编号"):
        rejoin(pk)
    right = visited(published, arrival, title="电梯停运要求检修")
    actions.close_day(day_id=published.day, by=CLERK, at=moment(12, 30), knowing=True)
    with pytest.raises(Refusal, match="接访已经结束"):
        rejoin(pk, right.number)
    assert Arrival.objects.get().pk == pk


def test_a_reason_leads_nobody_to_an_accusation_that_is_joined_later(published, arrival):
    pk = received(published, "supervised")
    link(pk, visited(published, arrival, title="电梯停运要求检修"))
    rejoin(pk, why="其实是检举某某的那件。")
    link(pk, accused(published, arrival))
    said = [*TimelineEntry.objects.values_list("note", flat=True)]
    said += [*InstructionLine.objects.values_list("text", flat=True)]
    said += [*OrderStep.objects.values_list("text", flat=True)]
    assert [each for each in said if "检举某某" in each] == []


@pytest.mark.parametrize("first", ["ordinary", "accusation"])
def test_the_reason_leads_nobody_from_one_matter_to_the_accusation(published, arrival, first):
    pk = received(published, "supervised")
    plain, secret = visited(published, arrival, title="电梯停运要求检修"), accused(published, arrival)
    one, other = (plain, secret) if first == "ordinary" else (secret, plain)
    link(pk, one)
    rejoin(pk, other.number, why="其实是检举某某的那件。")
    kept = ArrivalChange.objects.get(kind__in=("joined", "away"))
    assert kept.reason == "其实是检举某某的那件。"
    said = [*TimelineEntry.objects.values_list("note", flat=True)]
    said += [*InstructionLine.objects.values_list("text", flat=True)]
    said += [*OrderStep.objects.values_list("text", flat=True)]
    assert [each for each in said if "检举某某" in each] == []


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


def test_a_batch_is_called_by_its_matter_for_who_may_open_it_and_an_accusation_never(
    published, arrival, scope
):
    plain = came(published, visit=visited(published, arrival).number, subject="")
    secret = came(published, visit=accused(published, arrival).number, subject="")
    rows = list(Arrival.objects.order_by("pk"))
    office = scope("office_head", published.district.root)
    street = scope("unit_head", published.district.street)
    assert queries.titles(office, rows) == {plain: "墙体开裂要求鉴定"}
    assert secret not in queries.titles(street, rows)
    assert queries.titles(street, rows) == {}
