"""The same form, row or new person sent more than once in one moment, by as many processes."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from xinfang.casework.intake import actions
from xinfang.casework.intake.arrivals import Already, Registered
from xinfang.casework.petitions.models import Petition
from xinfang.kernel.actor import Actor
from xinfang.registers.petitioners.entries import PersonEntry
from xinfang.registers.petitioners.models import Person

BY = Actor(1, "登记员1号")


@pytest.mark.django_db(transaction=True)
def test_one_petition_comes_of_it_and_both_learn_its_number(district, arrival, at):
    letter = arrival()

    def send(_window):
        try:
            return actions.register(letter, unit_id=district.root.pk, by=BY, at=at)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as windows:
        told = list(windows.map(send, range(6)))
    assert Petition.objects.count() == 1
    assert {each.number for each in told} == {"2026-0001"}
    assert sorted(type(each).__name__ for each in told) == ["Already"] * 5 + ["Registered"]
    assert {Already, Registered} == {type(each) for each in told}


def at_once(work, times=6):
    """Do it in as many threads at one moment, each with a connection of its own."""
    gate = Barrier(times)

    def go(turn):
        try:
            gate.wait(30)
            return work(turn)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as windows:
        return list(windows.map(go, range(times)))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "shown", [{"id_kind": "passport", "id_number": "E12345678"}, {"phone": "13900000217"}]
)
def test_a_new_person_brought_by_many_at_once_is_one_person(district, arrival, at, shown):
    person = PersonEntry(name="王小明", address="中和街道 1 号", **shown)
    at_once(lambda _turn: actions.register(arrival(people=(person,)), unit_id=district.root.pk, by=BY, at=at))
    assert Petition.objects.count() == 6
    assert Person.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_table_imported_by_many_at_once_goes_in_once(district, arrival, at):
    rows = [
        arrival(title=f"第{n}行", people=(PersonEntry(name=f"王{n}", phone=f"139000002{n}"),))
        for n in range(9)
    ]

    def bring(turn):
        order = rows[::-1] if turn % 2 else rows
        return actions.register_many(order, unit_id=district.root.pk, by=BY, at=at, import_batch=turn + 1)

    told = [type(each).__name__ for outcomes in at_once(bring) for each in outcomes]
    assert (told.count("Registered"), told.count("Already")) == (9, 45)
    assert Petition.objects.count() == 9
