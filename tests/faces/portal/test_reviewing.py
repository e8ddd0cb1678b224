"""Review is asked for by code within its term; who comes too late is told, and where to go."""

from datetime import timedelta

import pytest

from xinfang.casework.acts.actions import perform
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews.actions import Request, request_review
from xinfang.casework.reviews.models import Review
from xinfang.faces.portal import offering, reviewing
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor

pytestmark = pytest.mark.django_db
BY = Actor(1, "承办人1号")
WHY = {"facts": "答复说裂缝是自然老化，但是施工以后才有的。", "demand": "重新鉴定。"}


@pytest.fixture
def answered(letter, enter):
    told = letter("accept", "opine", "serve", "conclude")
    enter(told)
    return told


def ask(client, told, data=WHY):
    return client.post(f"/follow/{told.number}/review/", data, follow=True)


def test_it_is_offered_with_its_day_and_asked_for(client, answered):
    body = client.get(f"/follow/{answered.number}/").content.decode()
    assert "申请复查" in body
    page = client.get(f"/follow/{answered.number}/review/").content.decode()
    assert "云溪区" in page
    body = ask(client, answered).content.decode()
    assert "您的申请已经收到" in body
    assert "正在复查" in body
    asked = Review.objects.get()
    assert (asked.level, asked.via, asked.facts) == ("review", "online", WHY["facts"])
    assert Matter.objects.get(pk=answered.matter_id).state == "reviewing"


def test_twice_in_one_moment_asks_once(client, answered):
    ask(client, answered)
    second = ask(client, answered, {"facts": "第二个窗口里写的。", "demand": ""})
    body = second.content.decode()
    assert second.status_code == 409
    assert "已经提出过了" in body
    assert "第二个窗口里写的。</textarea>" in body
    assert Review.objects.count() == 1


def test_a_reason_is_needed_and_what_was_typed_is_kept(client, answered):
    body = ask(client, answered, {"facts": "否", "demand": "重新鉴定。"}).content.decode()
    assert "至少 2 个字" in body
    assert "重新鉴定。" in body
    assert not Review.objects.exists()


def test_too_long_a_request_is_refused_in_words_and_nothing_of_it_is_cut(client, answered):
    page = client.get(f"/follow/{answered.number}/review/").content.decode()
    assert "maxlength" not in page
    body = ask(client, answered, {"facts": "长" * 33_000}).content.decode()
    assert "最多 5000 个字，现在有 33000 个" in body
    assert "长" * 33_000 in body
    assert not Review.objects.exists()


def test_after_the_last_day_it_is_told_and_not_taken(client, answered, monkeypatch):
    late = clock.today() + timedelta(days=40)
    for module in (offering, reviewing):
        if hasattr(module, "clock"):
            monkeypatch.setattr(module.clock, "today", lambda: late)
    body = client.get(f"/follow/{answered.number}/review/").content.decode()
    assert "届满" in body
    assert "到登记的窗口说明" in body
    assert "<textarea" not in body
    ask(client, answered)
    assert not Review.objects.exists()


def test_nothing_is_asked_for_before_an_answer(client, letter, enter):
    told = letter("accept")
    enter(told)
    assert client.get(f"/follow/{told.number}/review/").status_code == 302
    ask(client, told)
    assert not Review.objects.exists()


def test_an_accusation_has_no_review(client, letter, enter, posted, district):
    posted("discipline_handler", district.street)
    told = letter("take_up", "feed_back", purpose="accusation")
    assert "申请复查" not in enter(told).content.decode()
    assert client.get(f"/follow/{told.number}/review/").status_code == 302


def test_after_the_review_comes_the_re_review(client, letter, enter):
    told = letter("accept", "opine", "serve", "conclude", "request_review", "opine_review", "serve_review")
    enter(told)
    body = client.get(f"/follow/{told.number}/").content.decode()
    assert "申请复核" in body
    assert "评价复查答复" in body
    ask(client, told)
    assert Review.objects.get().level == "rereview"
    perform(verb="withdraw_rereview", matter_ids=[told.matter_id], by=BY, at=clock.now())


@pytest.fixture
def joined(answered, arrival, district):
    """A second petitioner whose letter goes with the first one's matter."""
    letter = arrival(repeats_matter_id=answered.matter_id, raising_kind="joined")
    return intake.register(letter, unit_id=district.root.pk, by=BY, at=clock.now())


def test_each_petitioner_of_a_matter_reads_who_asked(client, answered, joined, enter):
    ask(client, answered)
    assert "您申请了复查" in client.get(f"/follow/{answered.number}/").content.decode()
    theirs = enter(joined).content.decode()
    assert "您申请了复查" not in theirs
    assert "一并办理的信访人申请了复查" in theirs


def test_what_the_second_petitioner_asked_for_is_not_called_the_first_one_s(client, answered, joined, enter):
    asked = Request(received_at=clock.now(), via="online", **WHY, petition_id=joined.petition_id)
    request_review(matter_id=answered.matter_id, asked=asked, by=BY, at=clock.now())
    first = enter(answered).content.decode()
    assert "您申请了复查" not in first
    assert "一并办理的信访人申请了复查" in first
    assert "您申请了复查" in enter(joined).content.decode()
