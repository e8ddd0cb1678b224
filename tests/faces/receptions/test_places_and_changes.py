"""Streets and communities tick the notice; what changed is said; wrong states are refused in words."""

import re
from datetime import time, timedelta
from typing import Any

import pytest
from tests.casework.receptions.conftest import HEAD
from tests.engines.letterpress.samples import texts

from xinfang.casework.receptions import actions
from xinfang.casework.receptions.models import Arrival, MonthNotice, NoticePlace, ReceptionDay, ReceptionPlan
from xinfang.casework.rota import actions as rota
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.registers.documents import vault

BY = Actor(None, "另一位登记员")


@pytest.fixture
def sample(sample: Any) -> Any:
    ReceptionDay.objects.update(from_time=time(0))  # tests are run at any hour
    return sample


@pytest.fixture
def signed_in(client: Any, posted: Any, district: Any) -> Any:
    def enter(role: str, unit: Any = None) -> Any:
        client.force_login(posted(role, unit or district.root, f"{role} here"))
        return client

    return enter


@pytest.mark.parametrize("role", ["informant", "handler", "unit_head"])
def test_who_works_at_a_street_ticks_its_notice(
    signed_in: Any, sample: Any, district: Any, role: str
) -> None:
    own, other = NoticePlace.objects.get(unit=district.street), NoticePlace.objects.get(unit=district.other)
    client = signed_in(role, district.street)
    page = client.get("/receptions/").content.decode()
    assert "等我们张贴的公告" in page
    assert "党工委书记" in page
    assert "还没有公布的接访日" not in page
    address = f"/receptions/notices/{sample.month_notice}/"
    notice = client.get(address).content.decode()
    assert "中和街道" in notice
    assert "桂溪街道" not in notice
    assert client.get(f"{address}print/").status_code == 200
    today = clock.today().isoformat()
    assert client.post(f"/receptions/places/{other.pk}/", {"posted_on": today}).status_code == 404
    client.post(f"/receptions/places/{own.pk}/", {"posted_on": today})
    own.refresh_from_db()
    assert own.posted_on == clock.today()
    assert (
        f"/receptions/notices/{sample.month_notice}/#place-{own.pk}"
        not in client.get("/receptions/").content.decode()
    )


def test_turning_one_list_leaves_the_other_where_it_is(signed_in: Any, sample: Any) -> None:
    """The far end of both lists: each still tells the way back, and the way back keeps the other."""
    NoticePlace.objects.update(posted_on=None)
    MonthNotice.objects.update(due_on=clock.today() - timedelta(days=1))
    given = {"unit_id": ReceptionPlan.objects.get(pk=sample.plan).unit_id, "by": BY, "at": clock.now()}
    plans, late = f"r{rota.open_plan(year=clock.today().year + 1, **given)}", "d1_1"
    client = signed_in("office_head")
    page = client.get(f"/receptions/?older={plans}&late_older={late}").content.decode()
    assert re.search(rf'href="\?late_older={late}&amp;newer=r[0-9]+#plans-title"', page)
    assert re.search(rf'href="\?older={plans}&amp;late_newer=d[0-9_]+#late-title"', page)
    MonthNotice.objects.update(version=2, changed_at=clock.now())
    NoticePlace.objects.update(posted_on=clock.today(), hung_version=1)
    page = client.get(f"/receptions/?older={plans}&renew_older=d1_1").content.decode()
    assert re.search(rf'href="\?older={plans}&amp;renew_newer=d[0-9_]+#renew-title"', page)


def test_an_informant_opens_no_plan_and_no_day(signed_in: Any, sample: Any, district: Any) -> None:
    client = signed_in("informant", district.street)
    for address in (f"/receptions/days/{sample.reception}/", f"/receptions/plans/{sample.plan}/"):
        assert client.get(address).status_code == 403


def test_a_changed_notice_says_what_changed_and_how_the_office_is_reached(
    signed_in: Any, sample: Any, district: Any
) -> None:
    district.root.telephone = "028-85551234"
    district.root.save()
    actions.cancel_day(day_id=make_free(), reason="防汛值守，取消一次", by=BY, at=clock.now())
    client = signed_in("clerk")
    page = client.get(f"/receptions/notices/{sample.month_notice}/print/").content.decode()
    assert "防汛值守，取消一次" in page
    assert "028-85551234" in page
    assert "/follow/receptions/" in page
    assert "<svg" in page
    assert "防汛值守" in client.get(f"/receptions/notices/{sample.month_notice}/").content.decode()


def make_free() -> int:
    """The day without arrivals, so that it can be called off."""
    Arrival.objects.all().delete()
    return int(ReceptionDay.objects.get().pk)


def test_an_act_whose_time_is_over_is_refused_in_words_and_keeps_what_was_typed(
    signed_in: Any, sample: Any
) -> None:
    client = signed_in("clerk")
    result = {"result": "explained", "note": "当面解释清楚，来访人理解。"}
    address = f"/receptions/arrivals/{sample.arrival}/dispose/"
    assert client.post(address, result).status_code == 302
    again = client.post(address, {**result, "note": "又写了一遍的答复。"})
    assert again.status_code == 409
    page = again.content.decode()
    assert "已经有结果了" in page
    assert "又写了一遍的答复。" in page
    wrong = {**result, "result": "settled", "reason": "当场已经解决"}
    assert client.post(f"/receptions/arrivals/{sample.arrival}/correct/", wrong).status_code == 302
    assert Arrival.objects.get(pk=sample.arrival).result == "settled"
    page = client.get(f"/receptions/arrivals/{sample.arrival}/").content.decode()
    assert "当场已经解决" in page
    assert "原为解释说明" in page


def test_a_day_with_something_open_is_closed_by_whoever_has_read_it(signed_in: Any, sample: Any) -> None:
    client = signed_in("clerk")
    day = f"/receptions/days/{sample.reception}/"
    result = {"result": "explained", "note": "当面解释清楚，来访人理解。"}
    client.post(f"/receptions/arrivals/{sample.arrival}/dispose/", result)
    assert "还没有到" in client.get(day).content.decode()
    refused = client.post(f"{day}close/")
    assert refused.status_code == 409
    assert "还没有到" in refused.content.decode()
    assert client.post(f"{day}close/", {"knowing": "on"}).status_code == 302
    assert ReceptionDay.objects.get().state == "closed"
    late = client.post(f"{day}arrive/", {"head_count": 1, "subject": "路灯不亮"})
    assert late.status_code == 409
    assert "已经结束" in late.content.decode()


def test_a_closed_day_is_closed_on_the_leaders_page_and_on_the_screen(
    client: Any, signed_in: Any, sample: Any, posted: Any, district: Any
) -> None:
    desk = signed_in("clerk")
    desk.post(
        f"/receptions/arrivals/{sample.arrival}/dispose/", {"result": "explained", "note": "当面解释清楚。"}
    )
    desk.post(f"/receptions/days/{sample.reception}/close/", {"knowing": "on"})
    screen = desk.get("/follow/hall/").content.decode()
    assert "已结束" in screen
    assert "rail" not in screen
    assert "这一天的接访已经结束" not in screen  # another page's message waits for that page
    assert "这一天的接访已经结束" in desk.get(f"/receptions/days/{sample.reception}/").content.decode()
    leader = posted("leader", district.root)
    ReceptionDay.objects.update(leader=leader)
    client.force_login(leader)
    page = client.get("/leader/").content.decode()
    assert "接待 2 批 8 人次" in page
    assert "已结束" in page


def test_a_plan_is_entered_by_rows_with_what_is_known_and_an_entry_is_changed(
    signed_in: Any, sample: Any, posted: Any, district: Any
) -> None:
    leader, other = posted("leader", district.root), posted("leader", district.root, "second")
    client = signed_in("clerk")
    year = clock.today().year + 1
    client.post("/receptions/plans/new/", {"year": year})
    plan = ReceptionPlan.objects.get(year=year)
    address = f"/receptions/plans/{plan.pk}/"
    ReceptionDay.objects.update(leader=leader)
    form = client.get(address).context["rows_form"]
    assert form[f"l{leader.pk}_name"].initial == "沈云安"
    data: dict[str, Any] = {"months": [1, 2, 3]}
    for pk in (leader.pk, other.pk):
        data |= {
            f"l{pk}_nth": "",
            f"l{pk}_weekday": 1,
            f"l{pk}_from_time": "09:00",
            f"l{pk}_to_time": "12:00",
        }
    data |= {f"l{leader.pk}_nth": 2, f"l{leader.pk}_place": "1号接待室", f"l{leader.pk}_post": "党工委书记"}
    wrong = client.post(f"{address}rows/", {**data, f"l{other.pk}_nth": 3})
    assert wrong.status_code == 422
    assert wrong.context["rows_form"].errors == {f"l{other.pk}_place": ["请写明接访的地点。"]}
    assert plan.days.count() == 0
    page = client.post(f"{address}rows/", data, follow=True).content.decode()
    assert "已安排 3 天" in page
    assert "全年一览" in page
    row = plan.days.earliest("day")
    assert str(row.pk) in client.get(address, {"edit": row.pk}).content.decode()
    change = {
        "entry": row.pk, "leader": other.pk, "post": "管委会主任", "day": row.day.isoformat(),
        "from_time": "14:00", "to_time": "16:00", "place": "2号接待室",
    }  # fmt: skip
    client.post(f"{address}change/", change)
    row.refresh_from_db()
    assert (row.post, row.from_time, row.place) == ("管委会主任", time(14), "2号接待室")


def test_the_report_that_was_sent_up_is_opened_from_the_plan(signed_in: Any, sample: Any) -> None:
    client = signed_in("clerk")
    address = f"/receptions/plans/{sample.plan}/"
    assert client.get(f"{address}report.pdf").status_code == 404
    number = rota.send_up(plan_id=sample.plan, sent_to="市信访局", by=HEAD, at=clock.now())
    assert f'{address}report.pdf">{number}' in client.get(address).content.decode()
    answer = client.get(f"{address}report.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content == vault.take(ReceptionPlan.objects.get(pk=sample.plan).sent_file)
    assert "00:00—23:59" in "".join(texts(answer.content)).replace("\n", "")  # from when to when


def test_a_notice_that_is_late_already_says_so_and_one_not_issued_is_warned_of(
    signed_in: Any, sample: Any
) -> None:
    client = signed_in("clerk")
    assert "还没有发的月度公告" not in client.get("/receptions/").content.decode()
    NoticePlace.objects.all().delete()
    plan = ReceptionPlan.objects.get(pk=sample.plan)
    plan.notices.all().delete()
    assert "还没有发的月度公告" in client.get("/receptions/").content.decode()
    month = clock.today().month
    page = client.post(f"/receptions/plans/{plan.pk}/notice/", {"month": month}, follow=True).content.decode()
    assert "已经过了，请马上张贴" in page


def test_each_label_of_the_day_leads_to_its_own_field(signed_in: Any, sample: Any) -> None:
    """Arrival, booking, stand-in and handing over stand on one page and ask for like things."""
    Arrival.objects.filter(reception=sample.reception).delete()
    page = signed_in("office_head").get(f"/receptions/days/{sample.reception}/").content.decode()
    names = re.findall(r'\sid="([^"]+)"', page)
    assert [name for name in names if names.count(name) > 1] == []
    assert {"id_head_count", "book_head_count", "move_reason", "stand_reason"} <= set(names)


def test_what_can_no_longer_be_done_is_not_offered(signed_in: Any, sample: Any) -> None:
    """Somebody has come: the day is not given to another or called off any more, only handed over; another
    room is had on the same day alone."""
    day = Arrival.objects.filter(reception__state="planned").values_list("reception_id", flat=True)[0]
    page = signed_in("office_head").get(f"/receptions/days/{day}/").content.decode()
    offered = [verb for verb in ("move", "stand_in", "cancel", "hand_over") if f"{verb}/" in page]
    assert offered == ["move", "hand_over"]
    assert "改期" not in page
    assert re.search(r'<input type="hidden" name="day"', page)


def test_a_result_whose_answer_was_lost_is_sent_again_and_stands_once(signed_in: Any, sample: Any) -> None:
    client, script = signed_in("clerk"), {"X-Sent-By": "desk"}
    result = {"result": "explained", "note": "当面解释清楚，来访人理解。"}
    address = f"/receptions/arrivals/{sample.arrival}/dispose/"
    for _time in range(2):
        assert client.post(address, result, headers=script).status_code == 204
    other = client.post(address, result | {"note": "另一个结果。"}, headers=script)
    assert other.status_code == 409
    assert Arrival.objects.get(pk=sample.arrival).result_note == "当面解释清楚，来访人理解。"


def test_a_called_number_is_called_and_a_closed_day_says_who_came(signed_in: Any, sample: Any) -> None:
    client = signed_in("clerk")
    day = f"/receptions/days/{sample.reception}/"
    client.post(f"/receptions/arrivals/{sample.arrival}/call/", {"room": "1号接待室"})
    page = client.get(day).content.decode()
    assert "已叫号，接待中" in page
    assert "再叫" in page
    assert "预约 1 批" in client.get("/receptions/").content.decode()
    result = {"result": "explained", "note": "当面解释清楚，来访人理解。"}
    client.post(f"/receptions/arrivals/{sample.arrival}/dispose/", result)
    client.post(f"{day}close/", {"knowing": "on"})
    listed = client.get("/receptions/").content.decode()
    assert "接待 2 批 8 人次" in listed
    assert "预约 1 批" not in listed
