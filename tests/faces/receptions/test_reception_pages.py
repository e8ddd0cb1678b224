"""Who does what on the pages of receptions, and what they refuse in words."""

import re
from datetime import timedelta
from typing import Any

import pytest

from xinfang.casework.instructions.actions import Told
from xinfang.casework.petitions.models import Matter
from xinfang.casework.receptions import actions
from xinfang.casework.receptions.models import Arrival, NoticePlace, ReceptionPlan
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor


@pytest.fixture
def signed_in(client: Any, posted: Any, district: Any) -> Any:
    def enter(role: str, unit: Any = None) -> Any:
        client.force_login(posted(role, unit or district.root, f"{role} here"))
        return client

    return enter


@pytest.mark.parametrize(
    ("role", "receives", "plans"),
    [("clerk", True, True), ("office_head", True, True), ("handler", False, False), ("leader", False, False)],
)
def test_who_is_offered_what(signed_in: Any, sample: Any, role: str, receives: bool, plans: bool) -> None:
    client = signed_in(role)
    page = client.get(f"/receptions/days/{sample.reception}/").content.decode()
    assert ("登记到达" in page) is receives
    assert ("中途交给别的领导" in page) is plans
    answer = client.post(
        f"/receptions/days/{sample.reception}/arrive/", {"head_count": 1, "subject": "路灯不亮"}
    )
    assert answer.status_code == (302 if receives else 404)


def test_another_units_reception_is_not_there(signed_in: Any, sample: Any, district: Any) -> None:
    client = signed_in("clerk", district.street)
    for address in (
        f"/receptions/days/{sample.reception}/",
        f"/receptions/plans/{sample.plan}/",
        f"/receptions/arrivals/{sample.arrival}/",
        f"/campaigns/{sample.campaign}/",
    ):
        assert client.get(address).status_code == 404


def test_a_street_ticks_its_own_place(signed_in: Any, sample: Any, district: Any) -> None:
    own = NoticePlace.objects.get(unit=district.street)
    other = NoticePlace.objects.get(unit=district.other)
    client = signed_in("clerk", district.street)
    today = clock.today().isoformat()
    assert client.post(f"/receptions/places/{other.pk}/", {"posted_on": today}).status_code == 404
    client.post(f"/receptions/places/{own.pk}/", {"posted_on": today})
    own.refresh_from_db()
    assert own.posted_on == clock.today()


def test_an_arrival_without_people_is_refused_in_words(signed_in: Any, sample: Any) -> None:
    client = signed_in("clerk")
    before = Arrival.objects.count()
    answer = client.post(
        f"/receptions/days/{sample.reception}/arrive/", {"head_count": 0, "subject": "路灯不亮"}
    )
    assert answer.status_code == 422
    assert "至少 1 人" in answer.content.decode()
    assert Arrival.objects.count() == before


def test_a_plan_is_made_put_forward_approved_and_published(
    signed_in: Any, sample: Any, posted: Any, district: Any
) -> None:
    leader = posted("leader", district.root)
    client = signed_in("clerk")
    year = clock.today().year + 1
    client.post("/receptions/plans/new/", {"year": year})
    plan = ReceptionPlan.objects.get(year=year)
    rule = {
        "leader": leader.pk, "post": "", "name": "", "from_time": "09:00", "to_time": "12:00",
        "place": "2号接待室", "nth": 2, "weekday": 1, "months": list(range(1, 13)),
    }  # fmt: skip
    page = client.post(f"/receptions/plans/{plan.pk}/rule/", rule, follow=True).content.decode()
    assert "已安排 12 天" in page
    assert plan.days.count() == 12
    again = client.post(f"/receptions/plans/{plan.pk}/rule/", rule).content.decode()
    assert "不能同时再排一场" in again
    client.post(f"/receptions/plans/{plan.pk}/submit/")
    assert client.post(f"/receptions/plans/{plan.pk}/approve/").status_code == 404
    client.force_login(leader)
    client.post(f"/receptions/plans/{plan.pk}/approve/")
    plan.refresh_from_db()
    assert plan.approved_by == str(leader)


def test_who_makes_a_plan_reads_why_it_was_returned(signed_in: Any, sample: Any, posted: Any) -> None:
    ReceptionPlan.objects.update(state="submitted", approved_at=None, approved_by="")
    leader, address = signed_in("leader"), f"/receptions/plans/{sample.plan}/"
    assert "退回修改" in leader.get(address).content.decode()
    refused = leader.post(f"{address}return_plan/", {"reason": "改"})
    assert refused.status_code == 422
    assert "请写明为什么退回、要改什么" in refused.content.decode()
    assert ReceptionPlan.objects.get(pk=sample.plan).state == "submitted"
    leader.post(f"{address}return_plan/", {"reason": "七月没有安排政法委书记。"})
    plan = ReceptionPlan.objects.get(pk=sample.plan)
    assert (plan.state, bool(plan.returned_by)) == ("draft", True)
    page = signed_in("clerk").get(address).content.decode()
    assert "七月没有安排政法委书记。" in page
    assert f"{plan.returned_by} {clock.today().isoformat()} 退回" in page


def test_the_contact_of_a_booking_is_for_the_desk_alone(signed_in: Any, sample: Any) -> None:
    assert "13912340217" in signed_in("clerk").get(f"/receptions/days/{sample.reception}/").content.decode()
    page = signed_in("statistician").get(f"/receptions/days/{sample.reception}/").content.decode()
    assert "13912340217" not in page


def test_the_notice_prints_on_a4_and_a3(signed_in: Any, sample: Any) -> None:
    client = signed_in("clerk")
    address = f"/receptions/notices/{sample.month_notice}/print/"
    assert "沈云安" in client.get(address).content.decode()
    assert "receptions_print_a3" in client.get(address, {"size": "a3"}).content.decode()


def test_the_notice_speaks_of_the_telephone_only_where_there_is_one(signed_in: Any, sample: Any) -> None:
    client, unit = signed_in("clerk"), ReceptionPlan.objects.get(pk=sample.plan).unit
    address = f"/receptions/notices/{sample.month_notice}/"
    for number in ("", "0731-8800 1234"):
        unit.telephone = number
        unit.save(update_fields=["telephone"])
        paper = client.get(f"{address}print/").content.decode()
        assert ("电话预约" in paper) == (number in paper and bool(number))
        assert ("没有登记电话" in client.get(address).content.decode()) == (not number)


def test_what_is_kept_on_a_page_of_conflict_is_in_words(signed_in: Any, sample: Any) -> None:
    Arrival.objects.filter(pk=sample.arrival).update(
        result="settled", result_note="当场解决。", result_at=clock.now(), called_at=clock.now()
    )
    said = {"result": "explained", "note": "解释了政策，没有异议。"}
    answer = signed_in("clerk").post(f"/receptions/arrivals/{sample.arrival}/dispose/", said)
    assert answer.status_code == 409
    assert re.search(r"<textarea[^>]*readonly>解释说明<", answer.content.decode())


def test_the_leaders_page_holds_what_waits_and_figures_that_open(
    client: Any, sample: Any, posted: Any, district: Any
) -> None:
    client.force_login(posted("leader", district.root))
    page = client.get("/leader/")
    assert page.status_code == 200
    for figure, *_more in page.context["figures"]:
        assert client.get(f"/figures/{figure.key}/cases/", {"year": clock.today().year}).status_code == 200
    client.force_login(posted("clerk", district.root))
    assert client.get("/leader/").status_code == 403


@pytest.mark.parametrize(
    ("state", "words", "not_said"),
    [("withdrawn", "督办没有发出。", "还没有归入来访登记，督办发不出去"), ("accepted", "", "督办没有发出。")],
)
def test_what_was_withdrawn_before_it_was_joined_says_that_no_order_went_out(
    signed_in: Any, sample: Any, district: Any, state: str, words: str, not_said: str
) -> None:
    row, now = Arrival.objects.get(pk=sample.arrival), clock.now()
    told_by_leader = Told("请限期解决。", district.street.pk, now.date() + timedelta(days=10))
    by = Actor(1, "登记员1号")
    actions.instruct(arrival_id=row.pk, told=told_by_leader, by=by, at=now, dictated=True)
    matter = row.matter or Matter.objects.filter(confined=False).earliest("pk")
    Matter.objects.filter(pk=matter.pk).update(state=state)
    told = {"result": "supervised", "result_note": "限期解决。", "result_at": now, "order": None}
    Arrival.objects.filter(pk=row.pk).update(matter=matter, **told)
    page = signed_in("clerk").get(f"/receptions/arrivals/{row.pk}/").content.decode()
    assert words in page
    assert not_said not in page
    if words:
        assert "没有要办的，不能再督办。" in page


def test_an_accusation_that_waits_for_another_unit_says_so_and_not_that_it_is_unregistered(
    signed_in: Any, sample: Any, district: Any
) -> None:
    row, now = Arrival.objects.get(pk=sample.arrival), clock.now()
    told_by_leader = Told("请限期解决。", district.street.pk, now.date() + timedelta(days=10))
    actions.instruct(arrival_id=row.pk, told=told_by_leader, by=Actor(1, "登记员1号"), at=now, dictated=True)
    row.refresh_from_db()
    row.instruction.unit = None
    row.instruction.state = "asked"
    row.instruction.save()
    matter = Matter.objects.filter(confined=False).earliest("pk")
    told = {"result": "supervised", "result_note": "限期解决。", "result_at": now, "order": None}
    Arrival.objects.filter(pk=row.pk).update(matter=matter, **told)
    page = signed_in("clerk").get(f"/receptions/arrivals/{row.pk}/").content.decode()
    assert "督办没有发出。 原来批示的单位不能办这件事项" in page
    assert "还没有归入来访登记，督办发不出去" not in page
