"""On the pages: an arrival is struck out, a wrong visit corrected; a stale page keeps its text."""

import re
from typing import Any

import pytest
from tests.faces.receptions.test_what_is_kept_and_shown import WISH, signed_in

from xinfang.casework.petitions.models import Matter
from xinfang.casework.receptions.models import Arrival, Booking

__all__ = ["signed_in"]
STRIKE = {"kind": "mistaken", "reason": "点错了一行，人还没有到"}


@pytest.fixture
def pressed(signed_in: Any, sample: Any) -> Any:
    """A clerk who pressed 到了 at a booking: client, the day's address, the arrival's."""
    client, day = signed_in("clerk"), f"/receptions/days/{sample.reception}/"
    client.post(f"{day}book/", WISH | {"subject": "旧楼漏水没有修"})
    booking = Booking.objects.latest("pk")
    told = {"booking": booking.pk, "head_count": 1, "visit": "", "subject": ""}
    assert client.post(f"{day}arrive/", told).status_code == 302
    return client, day, f"/receptions/arrivals/{Arrival.objects.latest('pk').pk}/"


def test_a_wrong_press_is_taken_back_on_its_page_and_the_booking_waits_again(pressed: Any) -> None:
    client, day, address = pressed
    assert "划去这一批" in client.get(address).content.decode()
    answer = client.post(f"{address}strike/", STRIKE)
    assert (answer.status_code, answer["Location"]) == (302, day)
    page = client.get(day).content.decode()
    assert "划去的（不计批次和人次）" in page
    assert STRIKE["reason"] in page
    waiting = page[page.index("预约了还没有到的") :]
    assert "旧楼漏水没有修" in waiting


def test_a_page_that_was_open_says_that_it_is_struck_out_and_keeps_what_was_typed(pressed: Any) -> None:
    client, _day, address = pressed
    client.post(f"{address}strike/", STRIKE)
    words = {"result": "explained", "note": "已经当面说明了情况。"}
    for verb, told in (("dispose", words), ("strike", STRIKE), ("call", {"room": "1号接待室"})):
        answer = client.post(f"{address}{verb}/", told)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "已经划去，不能再办" in page
    assert words["note"] in client.post(f"{address}dispose/", words).content.decode()
    page = client.get(address)
    assert page.status_code == 200
    assert not re.findall(r"/receptions/arrivals/\d+/\w+/", page.content.decode())


def test_without_a_kind_or_a_reason_it_is_refused_in_words(pressed: Any) -> None:
    client, _day, address = pressed
    answer = client.post(f"{address}strike/", {"kind": "gone", "reason": ""})
    assert answer.status_code == 422
    assert "请选择为什么划去。" in answer.content.decode()
    assert Arrival.objects.filter(subject="旧楼漏水没有修").exists()


def test_a_wrong_visit_is_corrected_on_the_page(signed_in: Any, sample: Any) -> None:
    client, address = signed_in("clerk"), f"/receptions/arrivals/{sample.arrival}/"
    row = Arrival.objects.get(pk=sample.arrival)
    assert row.petition is not None
    number, wrong = row.petition.number, Matter.objects.get(pk=row.matter_id)
    refused = client.post(f"{address}rejoin/", {"visit": "2026-999999", "reason": "编号看错了一位"})
    assert refused.status_code == 422
    assert "没有这个编号" in refused.content.decode()
    row.subject = "旧楼漏水没有修"
    row.save(update_fields=["subject"])
    answer = client.post(f"{address}rejoin/", {"visit": "", "reason": "编号看错了一位"})
    assert answer.status_code == 302
    page = client.get(address).content.decode()
    assert f"原来归入 {number}" in page
    assert "不是本件的，已更正" in client.get(f"/matters/{wrong.number}/").content.decode()


@pytest.mark.parametrize(
    ("verb", "told"), [("strike", STRIKE), ("rejoin", {"visit": "", "reason": "编号看错了一位"})]
)
def test_of_an_accusation_it_is_left_to_who_may_open_it(
    signed_in: Any, sample: Any, verb: str, told: Any
) -> None:
    client, address = signed_in("clerk"), f"/receptions/arrivals/{sample.arrival}/"
    matter = Matter.objects.filter(confined=True).earliest("pk")
    Arrival.objects.filter(pk=sample.arrival).update(matter=matter, instruction=None, result="", order=None)
    answer = client.post(f"{address}{verb}/", told)
    assert answer.status_code == 409
    assert "由可以查看它的人来办" in answer.content.decode()
    assert Arrival.objects.get(pk=sample.arrival).matter == matter
