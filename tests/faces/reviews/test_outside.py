"""Reviews of organs outside, who asked, and what the forms say beforehand."""

import re
from datetime import date, timedelta

from django.test import Client
from tests.faces.reviews.conftest import FOUND, act, card, handed, said, url

from xinfang.casework.deadlines.models import Clock
from xinfang.casework.petitions.models import Matter, Petition, TimelineEntry
from xinfang.casework.reviews.models import Review
from xinfang.faces.workbench.reviews.loading import service_of
from xinfang.kernel import clock


def test_a_refusal_says_whose_letter_tells_it(client, before_the_city, reviewer, sample):
    ours, theirs = "写明理由，就开始起草告知书", "告知书由它自己发。"
    own = said(client.get(url("review", sample.review)))
    assert (ours in own, theirs in own) == (True, False)
    assert "写明理由，起草告知书" in own
    assert "登记不予受理" not in own
    outside = said(client.get(url("review", before_the_city.pk)))
    assert (ours in outside, theirs in outside) == (False, True)
    assert "登记不予受理" in outside
    assert "写明理由，起草告知书" not in outside


def test_the_case_leads_to_what_is_to_be_done_with_its_review(client, before_the_city, sample, at):
    review = before_the_city
    first = re.compile(r'<a class="btn primary" href="([^"?]*)[^>]*>.*?</svg>(.*?)…', re.DOTALL)
    assert first.findall(card(client, sample.answered)) == [(url("review", review.pk), "决定是否受理申请")]
    client.post(url("take", review.pk))
    assert first.findall(card(client, sample.answered))[0][1] == "登记审查结论"
    data = {"outcome": "uphold", "finding": FOUND, "number": "云政复〔2026〕3号", "made_on": "2026-10-15"}
    client.post(url("decide", review.pk), data)
    told = card(client, sample.answered)
    assert first.findall(told) == [(url("review", review.pk), "登记意见书的送达")]
    assert "现在没有要您办的" not in told


def test_the_hearing_of_an_organ_outside_is_entered_as_its_own(client, before_the_city):
    client.post(url("take", before_the_city.pk))
    number = before_the_city.matter.number
    assert "hearing_notice" not in said(client.get(url("review", before_the_city.pk)))
    assert client.get(f"/matters/{number}/letters/new/hearing_notice/").status_code in (404, 409)
    page = said(client.get(act(number, "hear_review")))
    assert "由市人民政府举行" in page
    assert "起草听证通知书" not in page


def test_who_asked_is_named_masked_and_by_number(reviewer, sample):
    review = Review.objects.get(pk=sample.review)
    page = said(reviewer.get(url("review", review.pk)))
    first = review.matter.raisings.get(kind="first").petition
    assert re.search(rf"<dt>申请人</dt><dd>\S+\*.* <span class=\"quiet\">{first.number}</span>", page)
    other = Petition.objects.exclude(pk=first.pk).first()
    Review.objects.filter(pk=review.pk).update(petition=other)
    assert f'<span class="quiet">{other.number}</span>' in said(reviewer.get(url("review", review.pk)))


def test_what_sends_a_matter_back_ends_nothing(client, before_the_city, at):
    review, back = before_the_city, "由它重新作出处理意见"
    Review.objects.filter(pk=review.pk).update(level="rereview")
    Matter.objects.filter(pk=review.matter_id).update(state="rereview_opined")
    for outcome, words, not_said in (("redo", back, "三级程序终结"), ("uphold", "三级程序终结", back)):
        Review.objects.filter(pk=review.pk).update(state="opined", outcome=outcome, opined_at=at)
        page = said(client.get(url("review", review.pk)))
        assert words in page
        assert not_said not in page


def test_a_service_is_registered_once_whoever_presses_again(client, before_the_city, posted, district):
    client.post(url("take", before_the_city.pk))
    day = clock.today().isoformat()
    data = {"outcome": "uphold", "finding": FOUND, "number": "云政复〔2026〕3号", "made_on": "2026-10-15"}
    client.post(url("decide", before_the_city.pk), data)
    served = handed(day)
    assert client.post(url("serve", before_the_city.pk), served).status_code == 302
    again = client.post(url("serve", before_the_city.pk), served, follow=True)
    assert "刚才已经由您办理，没有再办一次" in said(again)
    other_way = client.post(
        url("serve", before_the_city.pk), served | {"way": "left", "refusal": "当场拒收。"}
    )
    assert other_way.status_code == 409
    assert "当场拒收。" in said(other_way)
    other = Client()
    other.force_login(posted("reviewer", district.root, "another"))
    late = other.post(url("serve", before_the_city.pk), served)
    assert late.status_code == 409
    assert re.search(r"送达已经由.+?登记", said(late))
    assert "意见还没有作出" not in said(late)


def test_the_service_of_an_opinion_from_outside_is_asked_for_as_of_any_letter(client, before_the_city):
    pk = before_the_city.pk
    client.post(url("take", pk))
    data = {"outcome": "uphold", "finding": FOUND, "number": "云政复〔2026〕3号", "made_on": "2026-10-15"}
    client.post(url("decide", pk), data)
    left = handed(clock.today().isoformat()) | {"way": "left", "refusal": "当场拒收，说明后仍拒绝。"}
    page = said(client.post(url("serve", pk), left))
    for field, words in (
        ("witness", "请填写见证人姓名和单位"),
        ("photo", "请上传送达过程的照片"),
        ("place", "请填写送达地点"),
    ):
        assert re.search(rf'<a href="#id_{field}">[^<]*{words}', page)
    client.post(url("serve", pk), handed(clock.today().isoformat()))
    page = said(client.get(f"/matters/{before_the_city.matter.number}/"))
    assert "云政复〔2026〕3号" in page
    assert "直接送达，2026-10-15 收到，送达人 办事员" in page


def test_each_review_shows_its_own_service(client, before_the_city, at):
    review = before_the_city
    told = [("serve_review", at + timedelta(days=1), "一"), ("redo", at + timedelta(days=9), "二")]
    for verb, day, actor in told:
        TimelineEntry.objects.create(matter=review.matter, at=day, verb=verb, actor=actor)
    review.state, review.opined_at = "served", at
    assert service_of(review).actor == "一"
    review.level, review.opined_at = "rereview", at + timedelta(days=5)
    assert service_of(review).actor == "二"


def test_a_request_is_refused_by_one_door(reviewer, sample):
    Review.objects.filter(pk=sample.review).update(state="requested")
    page = said(reviewer.get(url("review", sample.review)))
    assert "写明理由，起草告知书" in page
    assert "/letters/new/refuse_review" not in page
    assert "不予复查…" not in page


def test_what_the_conclusion_makes_necessary_is_called_so_beforehand(
    client, reviewer, sample, before_the_city
):
    client.post(url("take", before_the_city.pk))
    page = said(client.get(url("review", before_the_city.pk)))
    for label, words in (
        ("区外机关意见书的文号", "必须填写"),
        ("重新办理的最后期限", "撤销、责令重新办理的必须填写"),
    ):
        field = page[page.index(f"{label}") :][:400]
        assert "（可不填）" not in field.split("</div>")[0]
        assert words in field
    answer = client.post(url("decide", before_the_city.pk), {"outcome": "uphold", "finding": FOUND})
    assert "请填写区外机关意见书的文号" in said(answer)


def test_an_opinion_that_was_made_and_served_before_we_heard_of_it_has_its_own_days(
    client, before_the_city, at, monkeypatch
):
    review = before_the_city
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(days=10))
    monkeypatch.setattr(clock, "today", lambda: at.date() + timedelta(days=10))
    client.post(url("take", review.pk))
    told = {"outcome": "uphold", "finding": FOUND, "number": "云政复〔2026〕3号"}
    for day, words in (
        ("", "请填写区外机关意见书的日期"),
        ("2026-10-26", "意见书的日期不能晚于今天。（《信访工作条例》（2022）第三十五条）"),
        ("2026-10-14", "意见书的日期不能早于收到申请的日期"),
    ):
        page = said(client.post(url("decide", review.pk), told | {"made_on": day}))
        assert f'<a href="#id_made_on">区外机关意见书的日期：{words}' in page
        assert "云政复〔2026〕3号" in page
    client.post(url("decide", review.pk), told | {"made_on": "2026-10-18"})
    review.refresh_from_db()
    assert review.opined_at.date() == date(2026, 10, 18)
    assert "2026年10月18日" in said(client.get(url("review", review.pk)))
    client.post(url("serve", review.pk), handed("2026-10-17"))
    review.refresh_from_db()
    assert review.state == "opined"
    client.post(url("serve", review.pk), handed("2026-10-19"))
    review.refresh_from_db()
    assert (review.state, review.served_at.date()) == ("served", date(2026, 10, 19))
    ours = Clock.objects.filter(matter=review.matter_id)
    assert ours.get(family="rereview_request").started_on == date(2026, 10, 19)
    assert ours.get(family="review").met_at.date() == date(2026, 10, 19)
