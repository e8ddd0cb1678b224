"""A citizen follows by number and code: plain words, one answer for every wrong try, no guessing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection

from xinfang.casework.acts.actions import route
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions
from xinfang.faces.portal.throttle import BY_ADDRESS, _limits, let_in
from xinfang.kernel.actor import Actor

pytestmark = pytest.mark.django_db
BY = Actor(1, "登记员1号")
WRONG = "编号或查询码不对"


@pytest.fixture
def told(district, arrival, at):
    return actions.register(arrival(title="路灯不亮"), unit_id=district.root.pk, by=BY, at=at)


def ask(client, number, code):
    return client.post("/follow/", {"number": number, "code": code}, follow=True)


def test_the_page_is_open_to_all_and_takes_the_number_of_the_receipt(client):
    page = client.get("/follow/?number=2026-0001").content.decode()
    assert 'value="2026-0001"' in page
    assert "不用注册" in page


def test_number_and_code_show_the_course_and_the_day(client, told):
    page = ask(client, told.number, told.query_code).content.decode()
    for words in ("我们收到了", "路灯不亮", "2026年10月15日，来信，1 人", "2026年10月30日", "第二十二条"):
        assert words in page
    assert "王小明" not in page


@pytest.mark.parametrize(
    "change", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code.replace('0', 'O')} "]
)
def test_a_code_may_be_typed_as_people_type(client, told, change):
    assert "我们收到了" in ask(client, told.number, change(told.query_code)).content.decode()


def test_after_routing_the_unit_and_its_notice_are_named(client, told, district, at):
    route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=BY, at=at)
    page = ask(client, told.number, told.query_code).content.decode()
    assert "中和街道正在办理您的事情" in page
    assert "第二十三条" in page
    assert "2026年10月30日" in page


def test_the_day_is_that_of_the_clock_and_not_one_counted_for_the_page(client, told, district, at):
    route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=BY, at=at)
    Clock.objects.filter(family="notify").update(due_on=date(2026, 11, 4), nominal_on=date(2026, 11, 4))
    assert "2026年11月4日" in ask(client, told.number, told.query_code).content.decode()


def test_a_repeat_is_promised_the_day_of_the_matter_and_not_a_later_one(client, told, district, arrival, at):
    late = at + timedelta(days=5)
    again = arrival(received_at=late, repeats_matter_id=told.matter_id, raising_kind="repeat")
    later = actions.register(again, unit_id=district.root.pk, by=BY, at=late)
    page = ask(client, later.number, later.query_code).content.decode()
    assert "最迟 <b>2026年10月30日</b>" in page


def test_an_accusation_shows_no_title(client, district, arrival, at):
    told = actions.register(
        arrival(title="某人收受礼金", purpose="accusation"), unit_id=district.root.pk, by=BY, at=at
    )
    assert "收受礼金" not in ask(client, told.number, told.query_code).content.decode()


def test_wrong_number_and_wrong_code_get_the_same_answer(client, told):
    one = ask(client, told.number, "0000-0000-0000-0000")
    cache.clear()
    two = ask(client, "2026-9999", told.query_code)
    assert one.status_code == two.status_code == 404
    assert WRONG in one.content.decode()
    assert WRONG in two.content.decode()


@pytest.mark.parametrize(
    "number", ["", "x", "９９９９－９９９９９９９９９", "2026-0", "\x00", "2026-999999999", "长" * 500]
)
def test_any_number_is_answered(client, told, number):
    assert ask(client, number, "\x00*长").status_code in (404, 422)


def test_guessing_is_held_back_even_with_the_right_code(client, told):
    for _try in range(5):
        ask(client, told.number, "0000-0000-0000-0000")
    held = ask(client, told.number, told.query_code)
    assert held.status_code == 429
    assert "请一分钟后再试" in held.content.decode()


def test_the_right_code_is_never_a_wrong_try(client, told):
    for _look in range(8):
        assert ask(client, told.number, told.query_code).status_code == 200


def test_a_town_behind_one_address_is_not_locked_out_by_one_who_guesses(client, told):
    for guess in range(30):
        ask(client, f"2026-9{guess:03}", "0000-0000-0000-0000")
    assert ask(client, told.number, told.query_code).status_code == 200


def test_an_address_that_tries_hundreds_of_numbers_is_held_back(client, told):
    for guess in range(BY_ADDRESS):
        assert let_in("127.0.0.1", f"2026-{guess:06}")
    assert ask(client, told.number, told.query_code).status_code == 429


def test_tries_that_are_held_back_do_not_lengthen_the_wait(told):
    for _try in range(20):
        let_in("10.0.0.1", told.number)
    by_number, by_address = _limits("10.0.0.1", told.number)
    assert (cache.get(by_number), cache.get(by_address)) == (5, 5)


@pytest.mark.django_db(transaction=True)
def test_guesses_at_the_same_moment_are_all_counted():
    def guess(_n: int) -> bool:
        try:
            return let_in("10.0.0.9", "2026-777777")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(guess, range(24))) == 5
    cache.clear()


def test_large_type_is_remembered(client):
    client.post("/follow/size/")
    assert 'data-size="elder"' in client.get("/follow/").content.decode()
    client.post("/follow/size/")
    assert 'data-size="elder"' not in client.get("/follow/").content.decode()


def test_english_is_remembered(client):
    client.post("/follow/language/", {"language": "en"})
    assert '<html lang="en"' in client.get("/follow/").content.decode()
