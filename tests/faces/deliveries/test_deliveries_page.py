"""The record of deliveries: who sees it, what it never shows, sending again and withdrawing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from xinfang.kernel import clock
from xinfang.kernel.notices import actions, kinds
from xinfang.kernel.notices.actions import Message
from xinfang.kernel.notices.models import Notice
from xinfang.registers.staff.roles import ROLES

PAGE = "/deliveries/"
TO, TITLE, BODY = "13912340217", "受理标题", "正文里的话"
ALLOWED = ("admin", "office_head")
FAILED = {"state": "failed", "next_try_at": None, "attempts": 22, "fault": "sms_later", "fault_code": 503}


@pytest.fixture
def put(at, monkeypatch, db):
    """put(3, state="failed", ...): text messages about 2026-0001 and so on."""
    monkeypatch.setattr(kinds, "_kinds", {"test.told": "受理告知"})

    def make(count=1, **changes):
        have = Notice.objects.count()
        for n in range(have, have + count):
            message = Message(
                *(f"test:{n}", "test.told", "sms", BODY, TITLE, TO), subject=f"2026-{n + 1:04}", subject_id=n
            )
            actions.queue(message, at=at)
        rows = Notice.objects.order_by("pk")[have:]
        Notice.objects.filter(pk__in=[row.pk for row in rows]).update(**changes) if changes else None
        return list(Notice.objects.order_by("pk"))[have:]

    return make


@pytest.fixture
def admin(client, posted, district):
    client.force_login(posted("admin", district.root))
    return client


def numbers(page) -> list[str]:
    return [row.subject for row, *_ in page.context["rows"]]


@pytest.mark.parametrize("role", ROLES)
def test_only_two_roles_see_it_and_only_from_the_district(client, posted, district, put, role):
    (row,) = put(1, **FAILED)
    addresses = [
        PAGE,
        "/deliveries/retry/",
        reverse("workbench:deliveries_one_retry", args=[row.uid]),
        reverse("workbench:deliveries_one_withdraw", args=[row.uid]),
    ]
    client.force_login(posted(role, district.street, "of a street"))
    assert [client.post(each).status_code for each in addresses[1:]] == [403] * 3
    assert client.get(PAGE).status_code == 403
    client.force_login(posted(role, district.root, "of the district"))
    assert client.get(PAGE).status_code == (200 if role in ALLOWED else 403)
    assert ("/deliveries/" in client.get("/notices/").text) == (role in ALLOWED)
    row.refresh_from_db()
    assert row.state == "failed"


def test_it_tells_kind_number_channel_state_tries_and_why(admin, put):
    put(1, **FAILED)
    page = admin.get(PAGE).text
    for words in ("受理告知", "2026-0001", "短信", "未能送出", "22", "短信网关暂时不能受理（代码 503）。"):
        assert words in page


@pytest.mark.parametrize("state", ["", "waiting", "failed", "sent", "nonsense"])
def test_neither_recipient_nor_text_is_shown(admin, put, at, state):
    put(1)
    put(1, **FAILED)
    put(1, state="sent", next_try_at=None, sent_at=at)
    page = admin.get(PAGE, {"state": state}).text
    assert "2026-" in page
    assert not [words for words in (TO, TO[-4:], TITLE, BODY) if words in page]


def test_states_narrow_and_count(admin, put, at):
    put(2)
    put(3, **FAILED)
    put(1, state="sent", next_try_at=None, sent_at=at)
    assert numbers(admin.get(PAGE)) == [f"2026-{n:04}" for n in range(6, 0, -1)]
    assert numbers(admin.get(PAGE, {"state": "failed"})) == ["2026-0005", "2026-0004", "2026-0003"]
    assert len(numbers(admin.get(PAGE, {"state": "nonsense"}))) == 6
    told = {choice.state: choice.count for choice in admin.get(PAGE).context["choices"]}
    assert told == {"": None, "failed": 3, "waiting": 2, "sending": 0, "sent": None, "withdrawn": None}


def test_notices_inside_are_nobodys_deliveries(admin, put, at):
    put(1)
    actions.queue(Message("inside", "test.told", "inside", "正文", user_id=7, subject="2026-0099"), at=at)
    assert numbers(admin.get(PAGE)) == ["2026-0001"]


def test_one_is_sent_again_and_the_list_stays_as_it_was_filtered(admin, put):
    rows = put(2, **FAILED)
    address = reverse("workbench:deliveries_one_retry", args=[rows[0].uid])
    page = admin.post(address, {"state": "failed"}, follow=True)
    assert page.redirect_chain[-1][0] == f"{PAGE}?state=failed"
    assert "已让 1 条通知重新发送" in page.text
    assert numbers(page) == ["2026-0002"]
    again = admin.post(address, follow=True).text
    assert "不用重发" in again


def test_all_are_sent_again(admin, put):
    put(3, **FAILED)
    assert "全部重发（3）" in admin.get(PAGE, {"state": "failed"}).text
    assert "全部重发" not in admin.get(PAGE).text
    assert "已让 3 条通知重新发送" in admin.post("/deliveries/retry/", follow=True).text
    assert "没有未能送出的通知" in admin.post("/deliveries/retry/", follow=True).text


def test_one_is_withdrawn_after_a_warning(admin, put):
    (row,) = put(1, **FAILED)
    assert "不能恢复" in admin.get(PAGE).text
    address = reverse("workbench:deliveries_one_withdraw", args=[row.uid])
    assert "已撤回" in admin.post(address, follow=True).text
    row.refresh_from_db()
    assert (row.state, row.recipient, row.body) == ("withdrawn", "", "")
    assert "不能再撤回" in admin.post(address, follow=True).text


def test_only_failed_ones_have_buttons_and_looking_does_nothing(admin, put, at):
    (waiting,) = put(1)
    put(1, state="sent", next_try_at=None, sent_at=at)
    page = admin.get(PAGE).text
    assert "/retry/" not in page
    assert "/withdraw/" not in page
    for name in ("retry", "withdraw"):
        assert admin.get(reverse(f"workbench:deliveries_one_{name}", args=[waiting.uid])).status_code == 405


def test_the_audit_reads_as_sentences(admin, client, put, posted, district):
    (row,) = put(1, **FAILED)
    admin.post(reverse("workbench:deliveries_one_retry", args=[row.uid]))
    admin.post(reverse("workbench:deliveries_one_withdraw", args=[row.uid]))
    client.force_login(posted("auditor", district.root))
    page = client.get("/audit/").text
    assert "让编号 2026-0001 的一条通知重新发送" in page
    assert "撤回了编号 2026-0001 的一条通知" in page


def test_older_ones_follow_without_gap_or_double(admin, put):
    put(120)
    seen, address = [], PAGE
    while address:
        page = admin.get(address)
        seen += numbers(page)
        address = f"{PAGE}?{page.context['older']}" if page.context["older"] else ""
    assert seen == [f"2026-{n:04}" for n in range(120, 0, -1)]


@pytest.mark.parametrize("state", ["", "failed"])
def test_an_empty_list_says_so(admin, state):
    words = "没有处于这种状态的通知" if state else "还没有要发的通知"
    assert words in admin.get(PAGE, {"state": state}).text


def test_what_waits_for_the_morning_says_so_and_until_when(admin, put, at, monkeypatch):
    put(1, next_try_at=at)
    monkeypatch.setattr(clock, "now", lambda: at)
    assert "夜间不发短信" not in admin.get(PAGE).text
    night = at.replace(hour=4, minute=10) + timedelta(days=1)
    for due in (at, night.replace(minute=3), night.replace(hour=8, minute=0)):
        Notice.objects.update(next_try_at=due)
        monkeypatch.setattr(clock, "now", lambda: night)
        page = admin.get(PAGE).text
        assert f"夜间不发短信，{night:%Y-%m-%d} 08:00 以后发" in page
        assert "下次 <time" not in page
