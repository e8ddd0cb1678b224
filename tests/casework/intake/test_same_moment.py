"""The same form sent twice in one moment, by two processes."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from xinfang.casework.intake import actions
from xinfang.casework.intake.arrivals import Already, Registered
from xinfang.casework.petitions.models import Petition
from xinfang.kernel.actor import Actor

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
