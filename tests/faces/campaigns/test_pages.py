"""Who holds a campaign, what its page says of its period, and what is refused there."""

from datetime import timedelta

import pytest

from xinfang.casework.campaigns.models import Campaign
from xinfang.casework.receptions.models import ReceptionDay
from xinfang.kernel import clock
from xinfang.registers.staff.roles import ROLES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ROLES)
def test_the_door_asks_for_its_right(client, sample, posted, district, role):
    client.force_login(posted(role, district.root, "reader"))
    right = "hold_campaigns" in ROLES[role].permissions
    assert client.get("/campaigns/new/").status_code == (200 if right else 403)


def test_a_head_opens_one_of_the_own_unit_changes_it_and_cannot_touch_the_districts(
    client, sample, posted, district
):
    head, today = posted("unit_head", district.street, "h"), clock.today()
    client.force_login(head)
    said = {"name": "街道大接访", "aims": "当面解决突出问题。", "leaders": [head.pk]}
    said |= {"first": today - timedelta(days=9), "last": today - timedelta(days=1)}
    answer = client.post("/campaigns/new/", said)
    made = Campaign.objects.get(name="街道大接访")
    assert (made.unit, answer.url) == (district.street, f"/campaigns/{made.pk}/")
    assert "期间已过" in client.get("/campaigns/").content.decode()
    assert client.get(f"{answer.url}arrivals/settled/").status_code == 200
    assert client.get(f"{answer.url}arrivals/nothing/").status_code == 404
    change = {"first": said["first"], "last": today + timedelta(days=9), "leaders": [head.pk]}
    assert "请写明为什么改" in client.post(f"{answer.url}change/", change).content.decode()
    assert client.post(f"{answer.url}change/", change | {"reason": "雨天少了两场。"}).status_code == 302
    assert "雨天少了两场。" in client.get(answer.url).content.decode()
    asked = client.post(f"{answer.url}close/", {"summary": "接访四场，都有答复。"})
    assert asked.status_code == 422
    assert "确实现在结束的，请勾选" in asked.content.decode()
    sure = {"summary": "接访四场，都有答复。", "early": "on"}
    assert client.post(f"{answer.url}close/", sure).status_code == 302
    late = client.post(f"{answer.url}close/", {"summary": "再总结一次看看。"})
    assert late.status_code == 409
    assert "再总结一次看看。" in late.content.decode()
    assert client.post(f"{answer.url}reopen/", {"reason": ""}).status_code == 422
    assert client.post(f"{answer.url}reopen/", {"reason": "点错了，还有几天。"}).status_code == 302
    assert "点错了，还有几天。" in client.get(answer.url).content.decode()
    assert client.post(f"{answer.url}reopen/", {"reason": "点错了，还有几天。"}).status_code == 409
    for act, said in (("close", {"summary": "不该我来结束"}), ("reopen", {"reason": "不该我来恢复"})):
        assert client.post(f"/campaigns/{sample.campaign}/{act}/", said).status_code == 404


def test_a_street_reads_the_districts_campaign_in_which_it_may_hold_its_own(client, sample, posted, district):
    whole = Campaign.objects.get(pk=sample.campaign)
    for role, unit, listed in (
        ("unit_head", district.street, True),
        ("unit_head", district.department, True),
        ("office_head", district.root, False),  # has it among its own
    ):
        client.force_login(posted(role, unit, f"{role} {unit.code}"))
        page = client.get("/campaigns/").content.decode()
        assert (whole.aims in page) is listed
        assert whole.name in page
        assert (f'href="/campaigns/{whole.pk}/"' in page) is not listed
    Campaign.objects.update(closed_at=clock.now(), summary="已经结束。")
    client.force_login(posted("unit_head", district.street, "later"))
    assert whole.name not in client.get("/campaigns/").content.decode()


def test_each_sentence_says_what_lacks(client, sample, posted, district):
    """Two dates that lack are two sentences; a reader of the summary knows which is which."""
    client.force_login(posted("office_head", district.root, "reader"))
    said = client.post("/campaigns/new/", {}).context["form"].errors
    sentences = [sentence for found in said.values() for sentence in found]
    assert len(sentences) == len(set(sentences)) == 5
    assert said["first"] == ["请选活动开始的日期。"]


def test_the_page_lists_the_days_to_come_and_says_when_there_are_none(client, sample, posted, district):
    client.force_login(posted("office_head", district.root, "reader"))
    address, today = f"/campaigns/{sample.campaign}/", clock.today()
    assert f'href="/receptions/days/{sample.reception}/"' in client.get(address).content.decode()
    ReceptionDay.objects.update(day=today - timedelta(days=1))
    page = client.get(address).content.decode()
    assert "没有要接访的日子" in page
    assert "接下来的接访日" not in page
