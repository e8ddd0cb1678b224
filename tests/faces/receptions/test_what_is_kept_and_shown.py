"""What is typed at the desk is kept and shown, and what waits stands where it is looked for."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from xinfang.casework.instructions.actions import Asking, ask
from xinfang.casework.petitions.models import Matter, Petition
from xinfang.casework.receptions.models import (
    Arrival,
    Booking,
    MonthNotice,
    NoticePlace,
    PlanState,
    ReceptionDay,
    ReceptionPlan,
)
from xinfang.casework.workflow import STATES
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor

CLERK = Actor(1, "登记员1号")
WISH = {"via": "phone", "head_count": 1, "contact": "何先生 13912340219"}


@pytest.fixture
def signed_in(client: Any, posted: Any, district: Any) -> Any:
    def enter(role: str, unit: Any = None) -> Any:
        client.force_login(posted(role, unit or district.root, f"{role} shown"))
        return client

    return enter


def test_what_a_booking_says_is_shown_beside_the_matter(signed_in: Any, sample: Any) -> None:
    client, day = signed_in("clerk"), f"/receptions/days/{sample.reception}/"
    matter = Matter.objects.filter(confined=False).exclude(state="reverted").earliest("pk")
    client.post(f"{day}book/", WISH | {"subject": "旧楼漏水没有修", "number": matter.number})
    for address in (day, f"{day}packet/"):
        page = client.get(address).content.decode()
        assert matter.title in page
        assert "旧楼漏水没有修" in page


def test_the_packet_says_where_the_matter_stands_and_what_was_instructed(signed_in: Any, sample: Any) -> None:
    client, day = signed_in("clerk"), f"/receptions/days/{sample.reception}/"
    matter = Matter.objects.filter(confined=False).exclude(state="reverted").earliest("pk")
    leader = ReceptionDay.objects.get(pk=sample.reception).leader_id
    asking, words = Asking("matter", matter.registered_unit_id, leader, "", matter.pk), "拟请鉴定房屋。"
    ask(asking=asking, proposal=words, unit_id=None, due_on=None, by=CLERK, at=clock.now())
    client.post(f"{day}book/", WISH | {"subject": "", "number": matter.number})
    page = client.get(f"{day}packet/").content.decode()
    assert str(STATES[matter.state].label) in page
    assert "以前的批示" in page
    assert words in page


def test_with_a_number_no_sentence_is_demanded(signed_in: Any, sample: Any) -> None:
    client, day = signed_in("clerk"), f"/receptions/days/{sample.reception}/"
    matter = Matter.objects.filter(confined=False).exclude(state="reverted").earliest("pk")
    answer = client.post(f"{day}book/", WISH | {"subject": "", "number": matter.number})
    assert answer.status_code == 302
    assert Booking.objects.filter(matter=matter, subject="").exists()
    refused = client.post(
        f"{day}book/", WISH | {"subject": "", "number": "", "contact": "李先生 13912340218"}
    )
    assert refused.status_code == 422
    assert "请用一句话写明要反映什么" in refused.content.decode()


def test_the_forms_of_a_day_are_refused_by_the_server_alone(signed_in: Any, sample: Any) -> None:
    client = signed_in("clerk")
    for address in (f"/receptions/days/{sample.reception}/", f"/receptions/arrivals/{sample.arrival}/"):
        forms = client.get(address).content.decode().split("<form ")[1:]
        desk = [each.split(">")[0] for each in forms if "/receptions/" in each.split(">")[0]]
        assert desk
        assert [each for each in desk if "novalidate" not in each] == []


def test_a_plan_that_waits_for_the_leader_stands_on_the_leaders_page(signed_in: Any, sample: Any) -> None:
    ReceptionPlan.objects.filter(pk=sample.plan).update(state=PlanState.SUBMITTED, submitted_user=None)
    page = signed_in("leader").get(reverse("workbench:leader")).content.decode()
    waiting = page.split('id="waiting-title"')[1].split("</section>")[0]
    assert reverse("workbench:receptions_plan", args=[sample.plan]) in waiting
    assert f'<span class="quiet">{waiting.count("<li>")}</span>' in waiting  # as many as are listed
    assert "这里没有批示" not in waiting


def test_a_running_day_shows_who_has_come(signed_in: Any, sample: Any) -> None:
    page = signed_in("clerk").get(reverse("workbench:receptions")).content.decode()
    assert "已到 2 批 8 人次" in page


def test_who_hangs_notices_is_told_what_is_still_to_be_hung(signed_in: Any, sample: Any) -> None:
    MonthNotice.objects.filter(pk=sample.month_notice).update(due_on=clock.today())
    today = clock.today()
    page = signed_in("clerk").get(reverse("workbench:receptions")).content.decode()
    assert "还没有张贴的公告" in page
    assert reverse("workbench:receptions_notice", args=[sample.month_notice]) in page
    assert f"{today.month}月{today.day}日以前（含当天）" in page
    page = signed_in("leader").get(reverse("workbench:receptions")).content.decode()
    assert "等我们张贴的公告" not in page
    assert "还没有张贴的公告" not in page


def test_a_tick_that_was_wrong_is_corrected_and_what_stood_is_shown(signed_in: Any, sample: Any) -> None:
    client, today = signed_in("clerk"), clock.today().isoformat()
    page = reverse("workbench:receptions_notice", args=[sample.month_notice])
    client.post(reverse("workbench:receptions_tick", args=[sample.place]), {"posted_on": today})
    correct = reverse("workbench:receptions_correct", args=[sample.place])
    seen = seen_on(client.get(page), sample.place)
    refused = client.post(correct, {"posted_on": "", "reason": "", "seen": seen})
    assert refused.status_code == 422
    assert seen_on(refused, sample.place) == seen
    assert f'href="#reason-{sample.place}"' in refused.content.decode()
    assert f'id="reason-{sample.place}"' in refused.content.decode()
    assert "请写明为什么更正" in refused.content.decode()
    told = {"posted_on": "", "reason": "点错了张贴的地方", "seen": seen}
    assert client.post(correct, told).status_code == 302
    shown = client.get(page).content.decode()
    assert f"原为 {today} 张贴" in shown
    assert "点错了张贴的地方" in shown
    assert NoticePlace.objects.get(pk=sample.place).posted_on is None


def seen_on(answer: Any, place: int) -> str:
    """What the form of a place says that it shows."""
    form = answer.content.decode().split(f'action="{reverse("workbench:receptions_correct", args=[place])}"')
    return re.findall(r'name="seen" value="([^"]*)"', form[1].split("</form>")[0])[0]


def test_a_correction_of_what_somebody_renewed_meanwhile_is_told_who_did(signed_in: Any, sample: Any) -> None:
    client, today = signed_in("clerk"), clock.today()
    tick = reverse("workbench:receptions_tick", args=[sample.place])
    client.post(tick, {"posted_on": today.isoformat()})
    notice = client.get(reverse("workbench:receptions_notice", args=[sample.month_notice]))
    seen = seen_on(notice, sample.place)
    MonthNotice.objects.filter(pk=sample.month_notice).update(version=2, changed_at=clock.now())
    client.post(tick, {"posted_on": today.isoformat()})
    told = {"posted_on": "2026-01-01", "reason": "张贴的日期写错了", "seen": seen}
    correct = reverse("workbench:receptions_correct", args=[sample.place])
    for sent in (told, told | {"seen": ""}, told | {"posted_on": ""}):
        late = client.post(correct, sent)
        assert late.status_code == 409
        page = late.content.decode()
        assert f"{today} 换上新的" in page
        assert "张贴的日期写错了" in page
    assert NoticePlace.objects.get(pk=sample.place).renewed_on == today
    english = client.post(correct, told, headers={"accept-language": "en"}).content.decode()
    assert "Reason for the correction" in english


def test_a_form_without_the_field_of_a_renewal_leaves_it(signed_in: Any, sample: Any) -> None:
    client, today = signed_in("clerk"), clock.today()
    NoticePlace.objects.filter(pk=sample.place).update(posted_on=today, renewed_on=today, hung_version=1)
    stands = NoticePlace.objects.get(pk=sample.place).stands
    told = {
        "posted_on": (today - timedelta(days=1)).isoformat(),
        "reason": "张贴的日期写错了",
        "seen": stands,
    }
    MonthNotice.objects.filter(pk=sample.month_notice).update(issued_at=clock.now() - timedelta(days=2))
    client.post(reverse("workbench:receptions_correct", args=[sample.place]), told)
    place = NoticePlace.objects.get(pk=sample.place)
    assert (place.posted_on, place.renewed_on) == (today - timedelta(days=1), today)


def test_an_accusation_is_not_said_to_have_come_on_an_earlier_day(signed_in: Any, sample: Any) -> None:
    client, page = signed_in("clerk"), reverse("workbench:receptions_day", args=[sample.reception])
    visit = Arrival.objects.get(pk=sample.arrival).petition
    assert visit is not None
    Petition.objects.filter(pk=visit.pk).update(received_at=visit.received_at - timedelta(days=3))
    mark = "归入以前的来访登记，没有另计来访"
    assert mark in client.get(page).content.decode()
    matter = Matter.objects.filter(confined=True).earliest("pk")
    Arrival.objects.filter(pk=sample.arrival).update(matter=matter)
    assert mark not in client.get(page).content.decode()


def test_a_refused_note_is_said_at_the_top(signed_in: Any, sample: Any) -> None:
    client = signed_in("clerk")
    note = reverse("workbench:receptions_arrival_act", args=[sample.arrival, "note"])
    page = client.post(note, {"note": "", "reason": ""}).content.decode()
    assert page.count('class="error-summary"') == 1
    assert page.index('class="error-summary"') < page.index('class="stack narrow"')


def test_a_closed_day_says_who_was_joined_to_an_earlier_visit(signed_in: Any, sample: Any) -> None:
    client, page = signed_in("clerk"), reverse("workbench:receptions_day", args=[sample.reception])
    mark = "归入以前的来访登记，没有另计来访"
    ReceptionDay.objects.filter(pk=sample.reception).update(state="closed", closed_at=clock.now())
    assert mark not in client.get(page).content.decode()
    visit = Arrival.objects.get(pk=sample.arrival).petition
    assert visit is not None
    Petition.objects.filter(pk=visit.pk).update(received_at=visit.received_at - timedelta(days=3))
    assert mark in client.get(page).content.decode()


def test_the_desk_is_told_that_the_same_telephone_or_name_has_a_number_already(
    signed_in: Any, sample: Any
) -> None:
    client, day = signed_in("clerk"), reverse("workbench:receptions_day", args=[sample.reception])
    book = reverse("workbench:receptions_day_act", args=[sample.reception, "book"])
    number = Booking.objects.get(reception=sample.reception).number  # of 何先生 13912340217
    for contact, known in (
        ("何某 139-1234-0217", True),
        ("何先生 13800001111", True),
        ("于女士 13700002222", False),
    ):
        client.post(
            book, WISH | {"subject": "路灯不亮要求修复", "contact": contact, "form_key": str(uuid4())}
        )
        page = client.get(day).content.decode()
        assert (f"已经约了 {number} 号（00:00" in page) == known
        assert Booking.objects.filter(reception=sample.reception).count() > 1


def test_the_hall_is_named_in_the_readers_language(signed_in: Any, sample: Any) -> None:
    page = reverse("workbench:receptions_notice", args=[sample.month_notice])
    shown = signed_in("clerk").get(page, headers={"accept-language": "en"}).content.decode()
    assert "Waiting hall" in shown
    assert "候访大厅" not in shown
