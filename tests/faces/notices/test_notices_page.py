"""The bell and the page behind it: one's own notices, unread first."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext_lazy

from xinfang.casework.intake import actions as intake
from xinfang.casework.telling.units import About, told_somebody
from xinfang.kernel.actor import Actor
from xinfang.kernel.notices import actions, kinds
from xinfang.kernel.notices.actions import Message
from xinfang.kernel.notices.models import Notice

LIST = "/notices/"


@pytest.fixture
def clerk(client, posted, district):
    user = posted("clerk", district.root)
    client.force_login(user)
    return user


@pytest.fixture
def tell(clerk, at, monkeypatch):
    """tell("title", user_id=..., subject=...): a notice inside, for the clerk unless it says otherwise."""
    monkeypatch.setattr(kinds, "_kinds", {"test.told": gettext_lazy("通知")})

    def make(title, at=at, **changes):
        once = f"test:{Notice.objects.count()}"
        fields = {"kind": "test.told", "channel": "inside", "body": "", "user_id": clerk.pk, "title": title}
        actions.queue(Message(once, **{**fields, **changes}), at=at)
        return Notice.objects.get(once=once)

    return make


def titles(page) -> tuple[list[str], list[str]]:
    return tuple([told.title for told, *_way in page.context[name]] for name in ("unread", "read"))


def test_without_notices_the_bell_is_silent_and_the_page_says_what_will_stand_here(client, clerk):
    page = client.get(LIST)
    assert "还没有通知" in page.text
    assert 'class="bell" href="/notices/" aria-label="通知"' in page.text


def test_a_visitor_has_no_bell(client, db):
    assert "bell" not in client.get("/accounts/login/").text
    assert client.get(LIST)["Location"].startswith("/accounts/login/")


def test_every_page_shows_how_many_are_unread_by_one_question(client, tell):
    for n in range(3):
        tell(f"第 {n} 件")
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/worklist/").text
    assert 'aria-label="通知，3 条未读"' in page
    assert len([query for query in asked if "kernel_notice" in query["sql"]]) == 1


def test_more_than_99_are_not_spelt_out(client, tell):
    for n in range(101):
        tell(f"第 {n} 件")
    page = client.get(LIST)
    assert 'aria-hidden="true">99+<' in page.text
    assert len(page.context["unread"]) == 100
    assert "100+" in page.text


def test_a_part_of_a_page_asks_nothing(client, tell):
    tell("一件")
    with CaptureQueriesContext(connection) as asked:
        client.post("/search/suggest/", {"text": "x"})
    assert not [query for query in asked if "kernel_notice" in query["sql"]]


def test_unread_come_first_and_only_ones_own(client, tell, clerk, posted, district):
    tell("先来的")
    tell("后来的", body="<b>正文</b>")
    tell("别人的", user_id=posted("handler", district.street).pk)
    page = client.get(LIST)
    assert titles(page) == (["后来的", "先来的"], [])
    assert "别人的" not in page.text
    assert "&lt;b&gt;正文&lt;/b&gt;" in page.text


def test_one_is_marked(client, tell):
    row, _other = tell("甲"), tell("乙")
    answer = client.post(reverse("workbench:notices_one_read", args=[row.uid]))
    assert answer["Location"] == LIST
    assert titles(client.get(LIST)) == (["乙"], ["甲"])


def test_opening_one_marks_it_and_leads_to_its_matter(client, tell, district, arrival, at):
    told = intake.register(arrival(), unit_id=district.root.pk, by=Actor(1, "登记员1号"), at=at)
    row = tell("分送给您一件", subject_type="matter", subject_id=told.matter_id, subject=told.number)
    assert f"打开 {told.number}" in client.get(LIST).text
    answer = client.post(reverse("workbench:notices_one_read", args=[row.uid]), {"open": ""})
    assert answer["Location"] == f"/matters/{told.number}/"
    assert client.get(answer["Location"]).status_code == 200
    assert f'<a href="/matters/{told.number}/">{told.number}</a>' in client.get(LIST).text


def test_one_that_is_about_something_without_a_page_leads_back(client, tell):
    row = tell("年报", subject_type="report", subject="2026")
    assert "打开" not in client.get(LIST).text
    answer = client.post(reverse("workbench:notices_one_read", args=[row.uid]), {"open": ""})
    assert answer["Location"] == LIST


def test_anothers_is_not_there(client, tell, posted, district):
    row = tell("别人的", user_id=posted("handler", district.street).pk)
    assert client.post(reverse("workbench:notices_one_read", args=[row.uid])).status_code == 404
    row.refresh_from_db()
    assert row.read_at is None


def test_all_are_marked_that_were_on_the_page(client, tell):
    tell("甲")
    newest = client.get(LIST).context["newest"]
    tell("刚到的")
    client.post("/notices/read/", {"newest": newest})
    assert titles(client.get(LIST)) == (["刚到的"], ["甲"])


@pytest.mark.parametrize("newest", ["", "x", "-1", "9" * 30])
def test_nonsense_marks_nothing(client, tell, newest):
    tell("甲")
    assert client.post("/notices/read/", {"newest": newest}).status_code == 302
    assert titles(client.get(LIST)) == (["甲"], [])


def test_looking_does_not_mark(client, tell):
    row = tell("甲")
    assert client.get("/notices/read/").status_code == 405
    assert client.get(reverse("workbench:notices_one_read", args=[row.uid])).status_code == 405
    assert titles(client.get(LIST)) == (["甲"], [])


def test_read_ones_are_paged_without_gap_or_double(client, tell, at):
    for n in range(70):
        tell(f"第 {n} 件", at=at + timedelta(minutes=n))
    Notice.objects.update(read_at=at)
    seen, address = [], LIST
    while address:
        page = client.get(address)
        seen += titles(page)[1]
        older = page.context["page"].older
        address = f"{LIST}?older={older}" if older else ""
    assert seen == [f"第 {n} 件" for n in range(69, -1, -1)]


def test_one_whose_text_was_forgotten_says_its_kind(client, tell, at):
    tell("旧事", subject="2026-0009", subject_type="matter")
    actions.forget(before=at + timedelta(days=1), at=at)
    assert titles(client.get(LIST)) == (["通知"], [])


def test_a_notice_is_opened_by_a_number_that_people_know_never_by_a_rows(client, tell):
    tell("由您代为接访", subject_type="reception_day", subject_id=7, subject="2026-10-20")
    tell("早先告知的", subject_type="reception_day", subject_id=193, subject="193")
    tell("没有编号的", subject_type="sweep_task", subject_id=194)
    page = client.get(LIST).content.decode()
    assert "打开 2026-10-20" in page
    assert "打开 19" not in page
    assert page.count(">打开</button>") == 2
    client.post("/notices/read/", {"newest": max(Notice.objects.values_list("pk", flat=True))})
    read = client.get(LIST).content.decode()
    assert ">193<" not in read
    assert read.count(">打开</a>") == 2


def test_what_is_told_inside_never_carries_the_number_of_a_row():
    assert told_somebody(About("x", "decision", 193, "会议决定"), "1", 2).subject == ""
