"""The page of a day hands over its rest, and everybody reads who goes on and why."""

import re
from datetime import timedelta
from typing import Any

import pytest
from tests.casework.receptions.conftest import CLERK, HELD, moment, planned, published

from xinfang.casework.receptions import actions
from xinfang.casework.receptions.actions import Came
from xinfang.casework.receptions.models import ReceptionDay
from xinfang.kernel import clock

__all__ = ["planned", "published"]

NOW = moment(10, 40)


@pytest.fixture
def client(client: Any, posted: Any, published: Any, monkeypatch: Any) -> Any:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: HELD)
    came = Came(2, NOW - timedelta(minutes=30), subject="墙体开裂")
    actions.arrive(day_id=published.day, came=came, by=CLERK, at=NOW)
    client.force_login(posted("clerk", published.district.root, "clerk here"))
    return client


def given(published: Any, **more: str) -> dict[str, Any]:
    words = {
        "from_time": "10:30",
        "leader": published.other.pk,
        "post": "管委会主任",
        "reason": "参加防汛调度",
    }
    return words | more


def test_the_rest_of_a_day_is_handed_over_and_published(client: Any, published: Any) -> None:
    address = f"/receptions/days/{published.day}/"
    assert "中途交给别的领导" in client.get(address).content.decode()
    answer = client.post(f"{address}hand_over/", given(published))
    assert answer.status_code == 302
    rest = ReceptionDay.objects.exclude(pk=published.day).get()
    assert f"/receptions/days/{rest.pk}/" in client.get(address).content.decode()
    for public in ("/follow/receptions/", "/follow/receptions/?year=2026"):
        page = client.get(public).content.decode()
        assert "到 10:30 为止，以后由管委会主任接着接访" in page
        assert "参加防汛调度" in page
        assert "10:30—12:00" in page


def test_what_is_wrong_stands_at_its_field(client: Any, published: Any) -> None:
    address = f"/receptions/days/{published.day}/hand_over/"
    answer = client.post(address, given(published, from_time="13:00"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "09:00 和 12:00 之间" in page
    assert "参加防汛调度" in page
    assert ReceptionDay.objects.count() == 1


def test_whose_day_it_is_is_not_offered_as_somebody_else(client: Any, published: Any) -> None:
    page = client.get(f"/receptions/days/{published.day}/").content.decode()
    own = ReceptionDay.objects.get(pk=published.day).leader_id
    offered = re.search(r'<select[^>]*id="hand_leader".*?</select>', page, re.DOTALL)
    assert offered
    keys = re.findall(r'value="(\d+)"', offered[0])
    assert (str(published.other.pk) in keys, str(own) in keys) == (True, False)
    answer = client.post(f"/receptions/days/{published.day}/hand_over/", given(published, leader=own))
    assert "没有这位领导，请重新选择" in answer.content.decode()
    assert ReceptionDay.objects.count() == 1
