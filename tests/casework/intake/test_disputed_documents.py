"""A document number that stands under another name is refused at its field, and in an import its row is."""

import pytest

from xinfang.casework.intake import actions
from xinfang.casework.intake.arrivals import Refused, Registered
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.petitioners.entries import PersonEntry
from xinfang.registers.petitioners.models import Person

CLERK = Actor(1, "登记员1号")
CARD = {"id_kind": "passport", "id_number": "E12345678"}


def test_a_clerk_is_told_at_the_number(district, arrival, at):
    enter = {"unit_id": district.root.pk, "by": CLERK, "at": at}
    actions.register(arrival(people=(PersonEntry(name="王小明", **CARD),)), **enter)
    people = (PersonEntry(name="赵六"), PersonEntry(name="李四", **CARD))
    with pytest.raises(Refusal) as refused:
        actions.register(arrival(cell="visit", people=people), **enter)
    (problem,) = refused.value.problems
    assert problem.field == "people-1-id_number"
    assert "另一个姓名" in problem.sentence
    assert Person.objects.count() == 1


def test_of_a_table_the_row_is_refused_and_the_others_go_in(district, arrival, at):
    rows = [arrival(people=(PersonEntry(name=name, **CARD),)) for name in ("王小明", "李四", "王小明")]
    told = actions.register_many(rows, unit_id=district.root.pk, by=CLERK, at=at, import_batch=1)
    assert [type(each) for each in told] == [Registered, Refused, Registered]
    assert told[1].problems[0][0] == "id_number"
    assert Person.objects.count() == 1
