"""What a petitioner does by code: rate, add, say that it is to be withdrawn, choose how to be told."""

import io
import re

import pytest

from xinfang.casework.petitions.models import Consent, Matter, TimelineEntry
from xinfang.casework.petitions.queries import attached
from xinfang.casework.satisfaction.models import Rating

pytestmark = pytest.mark.django_db
GOOD = {"office-score": "satisfied", "unit-score": "not_satisfied", "unit-reason": "拖了很久"}
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def answered(letter, enter):
    told = letter("accept", "opine", "serve", "conclude")
    enter(told)
    return told


def page(client, told, part=""):
    return client.get(f"/follow/{told.number}/{part}").content.decode()


def post(client, told, part, data=None):
    return client.post(f"/follow/{told.number}/{part}", data or {}, follow=True)


def test_rating_is_offered_once_and_then_shown(client, answered):
    assert "评价初次答复" in page(client, answered)
    body = post(client, answered, "rate/", {**GOOD, "unit-kinds": ["speed", "result"]}).content.decode()
    assert "您的评价已经记下" in body
    assert "拖了很久" in body
    assert Rating.objects.count() == 2
    assert "评价初次答复" not in page(client, answered)
    late = post(client, answered, "rate/", {**GOOD, "unit-reason": "后来又修好了。"})
    again = late.content.decode()
    assert late.status_code == 409
    assert "这一份没有记下" in again
    assert "后来又修好了。" in again
    assert "您对初次答复的评价" in again
    assert Rating.objects.count() == 2


def test_what_lacks_is_said_at_its_field_and_nothing_is_lost(client, answered):
    answer = post(client, answered, "rate/", {"unit-score": "not_satisfied", "unit-kinds": ["speed"]})
    body = answer.content.decode()
    assert "请为信访部门选一项" in body
    assert "请用自己的话写明" in body
    assert "<title>错误：" in body
    assert re.search(r'name="unit-kinds" value="speed"[^>]*checked', body)
    assert not Rating.objects.exists()


def test_rating_is_not_offered_before_there_is_an_answer(client, letter, enter):
    told = letter("accept")
    assert "评价初次答复" not in enter(told).content.decode()
    post(client, told, "rate/", GOOD)
    assert not Rating.objects.exists()


def test_words_and_files_are_added(client, answered):
    key = re.search(r'name="form_key" value="([^"]+)"', page(client, answered, "information/"))[1]
    files = [io.BytesIO(PDF), io.BytesIO(PDF)]
    for place, file in enumerate(files):
        file.name = f"照片{place}.pdf"
    body = post(
        client, answered, "information/", {"form_key": key, "text": "又裂了一条。", "files": files}
    ).content.decode()
    assert "已经补充到您的信访件里" in body
    assert "您补充了材料" in body
    assert len(attached(answered.matter_id)) == 2
    post(client, answered, "information/", {"form_key": key, "text": "又裂了一条。"})
    assert TimelineEntry.objects.filter(verb="add_information").count() == 1


def test_a_file_that_is_not_taken_is_said(client, answered):
    bad = io.BytesIO(b"MZ")
    bad.name = "x.exe"
    body = post(client, answered, "information/", {"text": "看附件", "files": [bad]}).content.decode()
    assert "不收这种文件" in body
    assert "看附件" in body
    assert not TimelineEntry.objects.filter(verb="add_information").exists()


def test_a_click_withdraws_nothing_and_gives_a_form_to_sign(client, letter, enter):
    told = letter("accept")
    enter(told)
    assert client.get(f"/follow/{told.number}/withdraw/form/").status_code == 302
    body = post(client, told, "withdraw/", {"reason": "已经解决"}).content.decode()
    assert "现在还没有撤回" in body
    assert Matter.objects.get(pk=told.matter_id).state == "accepted"
    paper = page(client, told, "withdraw/form/")
    assert told.number in paper
    assert "王小明" not in paper
    assert "签字后才算数" in page(client, told)


def test_what_has_been_answered_cannot_be_withdrawn(client, answered):
    assert client.get(f"/follow/{answered.number}/withdraw/").status_code == 302
    post(client, answered, "withdraw/", {"reason": "x"})
    assert not TimelineEntry.objects.filter(verb="ask_withdrawal").exists()


def test_ways_to_be_told_are_chosen_shown_masked_and_given_up(client, answered):
    body = post(client, answered, "consent/", {"sms": "on", "email": "ming@example.cn"}).content.decode()
    assert "139****0217" in body
    assert "m***@example.cn" in body
    assert "ming@example.cn" not in body
    assert Consent.objects.get(withdrawn_at=None).language == "zh-hans"
    assert "不要再发了" in body
    assert "不要再发了" not in post(client, answered, "consent/", {"stop": "1"}).content.decode()
    assert not Consent.objects.filter(withdrawn_at=None).exists()


def test_a_wrong_address_is_said(client, answered):
    assert "邮箱写得不对" in post(client, answered, "consent/", {"email": "ming"}).content.decode()


def test_each_answer_is_rated_on_its_own_page_whatever_was_answered_since(client, letter, enter):
    told = letter("accept", "opine", "serve", "conclude", "request_review", "opine_review", "serve_review")
    shown = enter(told).content.decode()
    hrefs = dict(re.findall(r'href="([^"]*/rate/[^"]*)"[^>]*>(?:(?!</a>).)*?(评价\w+答复)', shown, re.DOTALL))
    by_words = {words: href for href, words in hrefs.items()}
    assert set(by_words) == {"评价初次答复", "评价复查答复"}
    first = client.get(by_words["评价初次答复"]).content.decode()
    assert "您评价的是初次答复" in first
    assert "您评价的是复查答复" in client.get(by_words["评价复查答复"]).content.decode()
    kept = re.search(r'name="answer" value="(\d+)"', first)[1]
    post(client, told, "rate/", {**GOOD, "answer": kept})
    assert set(Rating.objects.values_list("invitation__stage", flat=True)) == {"first"}
    again = post(client, told, "rate/", {**GOOD, "answer": kept}).content.decode()
    assert "您对初次答复的评价" in again
    assert set(Rating.objects.values_list("invitation__stage", flat=True)) == {"first"}
