"""Who opens a topic's pages, what they count, and how what was proposed is confirmed."""

import pytest
from django.urls import reverse

from xinfang.casework.themes.models import TopicTie
from xinfang.registers.topics.models import SpecialTopic


@pytest.fixture
def clerk(client, posted, district, sample):
    client.force_login(posted("clerk", district.root, "clerk of topics"))
    return client


def test_the_page_shows_what_was_confirmed_and_offers_the_rest(clerk, sample):
    html = clerk.get(reverse("workbench:topics_topic", args=[sample.network.topic])).content.decode()
    assert "住房维修" in html
    assert "确认 " in html
    waiting = clerk.get(reverse("workbench:topics_waiting", args=[sample.network.topic]))
    tie = waiting.context["page"].rows[0]
    decide = reverse("workbench:topics_decide", args=[sample.network.topic])
    assert "请至少选一件" in clerk.post(decide, {"do": "confirm"}, follow=True).content.decode()
    clerk.post(decide, {"do": "confirm", "tie": tie.pk})
    tie.refresh_from_db()
    assert (tie.state, tie.decider) == ("confirmed", "clerk 1号")


def test_a_case_shows_its_topics_and_a_person_says_that_it_is_none(clerk, sample):
    tie = TopicTie.objects.filter(state="proposed").select_related("matter").first()
    number = tie.matter.number
    assert "地震涉灾" in clerk.get(reverse("workbench:matter", args=[number])).content.decode()
    decide = reverse("workbench:topics_decide", args=[tie.topic_id])
    answer = clerk.post(decide, {"do": "refuse", "tie": tie.pk, "matter": number})
    assert answer.url == reverse("workbench:matter", args=[number])
    assert "地震涉灾" not in clerk.get(answer.url).content.decode()


def test_what_was_confirmed_by_mistake_is_taken_out_on_the_case(clerk, sample):
    tie = TopicTie.objects.filter(state="proposed").select_related("matter").first()
    decide = reverse("workbench:topics_decide", args=[tie.topic_id])
    answer = clerk.post(decide, {"do": "confirm", "tie": tie.pk, "matter": tie.matter.number})
    page = clerk.get(answer.url).content.decode()
    assert f'name="tie" value="{tie.pk}"' in page
    assert 'value="refuse"' in page
    assert 'value="confirm"' not in page


def test_a_topic_is_opened_with_its_problems_and_looks_back(clerk, sample):
    said = {
        "name": "物业收费",
        "since": "2026-01-01",
        "words": "物业、收费",
        "problems": "收费不公示：公示\n电梯：电梯、010503",
    }
    wrong = clerk.post(reverse("workbench:topics_new"), said | {"words": "", "since": ""})
    assert "请填日期" in wrong.content.decode()
    answer = clerk.post(reverse("workbench:topics_new"), said)
    topic = SpecialTopic.objects.get(name="物业收费")
    assert answer.url == reverse("workbench:topics_topic", args=[topic.pk])
    assert [(each.name, each.words, each.classes) for each in topic.problems.order_by("position")] == [
        ("收费不公示", ["公示"], []),
        ("电梯", ["电梯"], ["010503"]),
    ]
    assert TopicTie.objects.filter(topic=topic, problem__name="收费不公示").exists()
    end = reverse("workbench:topics_end", args=[topic.pk])
    assert "早于" in clerk.post(end, {"until": "2025-01-01"}, follow=True).content.decode()
    clerk.post(end, {"until": "2026-12-31"})
    assert SpecialTopic.objects.get(pk=topic.pk).until.isoformat() == "2026-12-31"


def test_another_street_confirms_nothing_and_counts_its_own(client, posted, district, sample):
    client.force_login(posted("handler", district.other))
    page = client.get(reverse("workbench:topics_topic", args=[sample.network.topic]))
    assert page.context["told"].total == 0
    decide = reverse("workbench:topics_decide", args=[sample.network.topic])
    assert client.post(decide, {"do": "confirm", "tie": 1}).status_code == 403


def test_a_topic_with_a_confirmed_matter_is_not_taken_back_and_the_reason_is_kept(clerk, sample):
    tie = TopicTie.objects.filter(topic=sample.network.topic, state="proposed").first()
    decide = reverse("workbench:topics_decide", args=[sample.network.topic])
    clerk.post(decide, {"do": "confirm", "tie": tie.pk})
    address = reverse("workbench:topics_take_back", args=[sample.network.topic])
    late = clerk.post(address, {"reason": "与另一个专题重复了"})
    assert late.status_code == 409
    assert "不能取消" in late.content.decode()
    assert "与另一个专题重复了" in late.content.decode()
    assert SpecialTopic.objects.filter(pk=sample.network.topic).exists()


def test_a_unit_that_sees_none_is_not_told_that_there_are_none(client, posted, district, sample):
    TopicTie.objects.filter(topic=sample.network.topic).delete()
    client.force_login(posted("clerk", district.other, "clerk of another street"))
    page = client.get(reverse("workbench:topics_topic", args=[sample.network.topic])).content.decode()
    assert "您的范围内没有确认过属于这个专题的事项" in page
    assert "还没有确认过" not in page
