"""The pages of reviews: who gets in, what is shown, what is refused in words."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.faces.reviews.conftest import FOUND, act, card, handed, said, url

from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews.models import Review
from xinfang.kernel import clock


def test_the_list_and_the_rail_count_what_waits(reviewer, sample):
    page = said(reviewer.get(reverse("workbench:reviews")))
    for words in ("拆迁补偿标准不一", "审查中 <i>1</i>", "待受理 <i>0</i>", "剩 28 天", "中和街道"):
        assert words in page
    assert '<span class="visually-hidden">待办 </span>1</i>' in page
    assert "没有等着受理的申请" in said(reviewer.get(reverse("workbench:reviews"), {"list": "waiting"}))
    assert reviewer.get(reverse("workbench:reviews"), {"list": "nonsense"}).status_code == 200


@pytest.mark.parametrize("role", ["clerk", "handler", "unit_head", "leader", "statistician"])
def test_who_does_not_review_has_no_list(client, posted, district, sample, role):
    client.force_login(posted(role, district.root))
    assert client.get(reverse("workbench:reviews")).status_code == 403
    assert "复查复核" not in said(client.get(reverse("workbench:today")))
    for step in ("take", "decide", "refuse", "serve"):
        assert client.post(url(step, sample.review)).status_code == 403


def test_a_request_is_shown_beside_what_it_questions(reviewer, sample):
    page = said(reviewer.get(url("review", sample.review)))
    for words in ("同一栋楼的标准不同", "补偿标准按公告执行", "提出复查意见", "作出结论", "2026年10月13日"):
        assert words in page


def test_a_request_elsewhere_is_not_there(client, posted, district, sample):
    client.force_login(posted("reviewer", district.other))
    assert client.get(url("review", sample.review)).status_code == 404
    assert client.post(url("decide", sample.review), {}).status_code == 404
    assert client.get(url("review", 10**9)).status_code == 404


def test_the_unit_in_question_reads_and_decides_nothing(client, posted, district, sample):
    client.force_login(posted("handler", district.street))
    page = said(client.get(url("review", sample.review)))
    assert "同一栋楼的标准不同" in page
    assert "作出结论" not in page
    assert "不用写明新的事实" in said(client.post(url("facts", sample.review), {"text": "新的鉴定报告。"}))
    assert Review.objects.get(pk=sample.review).new_facts == ""


def test_what_is_missing_is_told_and_what_was_typed_stays(reviewer, sample):
    page = said(reviewer.post(url("decide", sample.review), {"outcome": "redo", "finding": FOUND}))
    assert "要写明至少一项理由" in page
    assert "请写明重新办理的最后期限" in page
    assert FOUND in page
    assert Review.objects.get(pk=sample.review).outcome == ""


def test_what_the_outcome_does_not_ask_for_is_left_out(reviewer, sample):
    data = {"outcome": "uphold", "finding": FOUND, "grounds": ["facts"], "redo_by": "not a day"}
    reviewer.post(url("decide", sample.review), data)
    review = Review.objects.get(pk=sample.review)
    assert (review.outcome, review.grounds, review.redo_by) == ("uphold", [], None)


def test_the_outcome_begins_the_opinion(reviewer, sample, at):
    day = (at + timedelta(days=30)).date().isoformat()
    data = {"outcome": "redo", "finding": FOUND, "grounds": ["facts", "improper"], "redo_by": day}
    page = said(reviewer.post(url("decide", sample.review), data, follow=True))
    assert "结论已登记" in page
    assert "主要事实不清、证据不足；处理意见明显不当" in page
    begun = Document.objects.get(kind="review_opinion")
    assert (begun.state, begun.parts["outcome"]) == ("draft", "redo")


def test_who_handled_the_opinion_is_told_to_step_aside(client, posted, district, sample):
    head = posted("reviewer", district.root, "once a handler")
    Document.objects.filter(kind="opinion", matter__reviews=sample.review).update(drafted_by=head.pk)
    client.force_login(head)
    page = said(client.get(url("review", sample.review)))
    assert "应当回避" in page
    assert "作出结论" not in page
    page = said(client.post(url("decide", sample.review), {"outcome": "uphold", "finding": FOUND}))
    assert "请换一位办理" in page


def test_a_refusal_begins_the_notice(reviewer, sample):
    assert "至少 6 个字" in said(reviewer.post(url("refuse", sample.review), {"reason": "不行"}))
    done = reviewer.post(url("refuse", sample.review), {"reason": "不属于复查的范围。"}, follow=True)
    assert "理由已登记" in said(done)
    assert Document.objects.get(kind="review_refusal").parts["reason"] == "不属于复查的范围。"


def test_a_clerk_registers_a_request_and_the_reviewer_takes_it(client, posted, district, sample, at):
    client.force_login(posted("clerk", district.root))
    asked = said(client.get(act(sample.answered, "request_review")))
    assert "申请期限到 2026年11月16日为止" in asked
    told = {
        "received_at": at.strftime("%Y-%m-%dT%H:%M"), "via": "letter",
        "facts": "围挡没有后移，答复与事实不符。",
        "reviewer": "outside", "reviewer_name": "市人民政府",
    }  # fmt: skip
    wrong = said(client.post(act(sample.answered, "request_review"), told | {"facts": ""}))
    assert "请写明申请的事实和理由" in wrong
    done = client.post(act(sample.answered, "request_review"), told, follow=True)
    assert "已登记复查申请" in said(done)
    review = Review.objects.get(matter__number=sample.answered)
    assert url("review", review.pk) in said(done)
    client.force_login(posted("office_head", district.root))
    assert "已受理，开始审查" in said(client.post(url("take", review.pk), follow=True))
    data = {"outcome": "uphold", "finding": FOUND, "number": ""}
    assert "请填写区外机关意见书的文号" in said(client.post(url("decide", review.pk), data))
    outside = {"number": "云政复〔2026〕3号", "made_on": at.date().isoformat()}
    page = said(client.post(url("decide", review.pk), data | outside, follow=True))
    assert "登记送达" in page
    page = said(client.post(url("serve", review.pk), handed(at.date().isoformat()), follow=True))
    assert "已登记送达" in page
    assert Matter.objects.get(number=sample.answered).state == "review_concluded"


def test_a_late_request_opens_the_fields_for_its_excuse(client, posted, district, sample, monkeypatch, at):
    later = at + timedelta(days=60)
    monkeypatch.setattr(clock, "now", lambda: later)
    monkeypatch.setattr(clock, "today", lambda: later.date())
    client.force_login(posted("clerk", district.root))
    page = said(client.get(act(sample.answered, "request_review")))
    assert "今天已经过了" in page
    assert '<details class="late" open>' in page
    told = {
        "received_at": later.strftime("%Y-%m-%dT%H:%M"), "via": "visit",
        "facts": "围挡没有后移，答复与事实不符。",
        "reviewer": "outside", "reviewer_name": "市人民政府",
    }  # fmt: skip
    page = said(client.post(act(sample.answered, "request_review"), told))
    assert "申请期限已于 2026年11月16日届满" in page
    told |= {"late_reason": "住院治疗，有病历。", "excused_by": "信访局局长"}
    assert "已登记复查申请" in said(client.post(act(sample.answered, "request_review"), told, follow=True))


def test_the_form_of_a_hearing_knows_today_and_asks_for_the_notice_first(reviewer, sample, at):
    number = Review.objects.get(pk=sample.review).matter.number
    page = said(reviewer.get(act(number, "hear_review")))
    assert f'name="from_day" value="{at.date().isoformat()}"' in page
    assert f'<a href="/matters/{number}/letters/new/hearing_notice/">起草听证通知书</a>' in page
    told = {
        "from_day": at.date().isoformat(), "to_day": at.date().isoformat(), "chair": "复查办主任",
        "participants": "9", "result": "各方陈述了意见。",
    }  # fmt: skip
    assert "请先制发听证通知书" in said(reviewer.post(act(number, "hear_review"), told))


def test_what_is_wrong_with_the_end_of_a_hearing_is_said_at_once_and_in_its_own_words(reviewer, sample, at):
    number = Review.objects.get(pk=sample.review).matter.number
    ahead = (at + timedelta(days=3)).date().isoformat()
    told = {"from_day": at.date().isoformat(), "to_day": ahead, "chair": "复查办主任", "participants": "9"}
    page = said(reviewer.post(act(number, "hear_review"), told | {"participants": "", "result": ""}))
    for words in ("听证结束的日期要在", "请填写参加听证的人数", "请写明听证的结果。"):
        assert words in page
    assert "请写明理由" not in page
    page = said(reviewer.post(act(number, "hear_review"), told | {"result": "同意"}))
    assert "请写明听证的结果，至少 6 个字" in page
    assert "听证结束的日期要在" in page


def test_a_long_request_is_folded(reviewer, sample):
    Review.objects.filter(pk=sample.review).update(facts="裂缝。" * 1000)
    page = said(reviewer.get(url("review", sample.review)))
    assert "<summary>全文，3000 个字</summary>" in page
    Review.objects.filter(pk=sample.review).update(facts="裂缝。" * 10)
    assert "全文，" not in said(reviewer.get(url("review", sample.review)))


def test_the_case_page_names_its_reviews(reviewer, sample):
    number = Review.objects.get(pk=sample.review).matter.number
    page = said(reviewer.get(reverse("workbench:matter", args=[number])))
    assert url("review", sample.review) in page


@pytest.mark.parametrize("outcome", ["redo", "revoke"])
def test_before_its_service_what_goes_back_opens_no_re_review(reviewer, sample, at, outcome):
    review = Review.objects.get(pk=sample.review)
    Matter.objects.filter(pk=review.matter_id).update(state="review_opined")
    Review.objects.filter(pk=review.pk).update(state="opined", outcome="uphold", opined_at=at)
    assert "三十日内可以请求复核" in card(reviewer, review.matter.number)
    day = (at + timedelta(days=30)).date()
    Review.objects.filter(pk=review.pk).update(outcome=outcome, redo_by=day)
    shown = card(reviewer, review.matter.number)
    assert "请求复核" not in shown
    assert "退回原办理单位重新办理。重新办理的最后期限是 2026年11月14日。" in shown
