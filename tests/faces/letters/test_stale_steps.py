"""A step with a letter that others went on with: who did what, and nothing that was typed is lost."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.faces.letters.conftest import new, typed, url

from xinfang.casework.letters.models import Document
from xinfang.faces.workbench.letters import approving

READ = {"revision": "1"}


@pytest.fixture
def second(district, posted):
    """Another head of the street."""
    client = Client()
    client.force_login(posted("unit_head", district.street, "unit_head 9号"))
    return client


def test_a_letter_that_is_sealed_while_it_is_sent_back_says_by_whom(people, second, submitted, monkeypatch):
    document = submitted()
    page, sent_back = url(document, "letter_sign"), approving.actions.send_back

    def after_the_other(**told):
        monkeypatch.setattr(approving.actions, "send_back", sent_back)
        people.head.post(page, READ | {"act": "sign_and_seal"})
        sent_back(**told)

    monkeypatch.setattr(approving.actions, "send_back", after_the_other)
    late = second.post(page, READ | {"act": "send_back", "reason": "请写明补种的日期。"})
    assert late.status_code == 409
    for words in ("请写明补种的日期。", "unit_head 1号", "制发", "09:30"):
        assert words in late.text
    assert 'value="sign_and_seal"' not in late.text


def test_taking_back_what_is_sealed_says_why_not(people, submitted):
    document = submitted()
    people.head.post(url(document, "letter_sign"), READ | {"act": "sign_and_seal"})
    document.refresh_from_db()
    late = people.handler.post(url(document), READ | {"act": "send_back"})
    assert late.status_code == 409
    for words in ("不能退回修改", document.number, "更正决定书", "unit_head 1号", "09:30", "第三十五条）"):
        assert words in late.text
    assert 'name="act"' not in late.text
    assert people.stranger.post(url(document), READ | {"act": "send_back"}).status_code == 404


def test_of_two_who_seal_the_second_reads_who_was_first(people, posted, district, submitted):
    document = submitted()
    people.head.post(url(document, "letter_sign"), READ | {"act": "sign"})
    people.handler.post(url(document), {"act": "seal"})
    again = people.handler.post(url(document), {"act": "seal"}, follow=True)
    assert "刚才已经由您办理" in again.text
    other = Client()
    other.force_login(posted("handler", district.street, "colleague"))
    late = other.post(url(document), {"act": "seal"})
    assert (late.status_code, "handler 1号" in late.text) == (409, True)


def test_the_same_text_sealed_by_a_colleague_is_told_with_the_name(people, posted, district, matter):
    found, form = matter(), typed("acceptance_notice", "seal")
    assert people.handler.post(new(found, "accept"), form | {"act": "save"}).status_code == 302
    document = Document.objects.get(matter=found, verb="accept")
    people.handler.post(url(document), form | READ)
    other = Client()
    other.force_login(posted("handler", district.street, "colleague"))
    late = other.post(url(document), form | READ)
    assert (late.status_code, "handler 1号" in late.text) == (409, True)


@pytest.mark.parametrize("step", ["letter", "letter_sign"])
def test_the_address_of_what_has_been_served_leads_to_its_matter(people, submitted, step):
    document = submitted()
    people.head.post(url(document, "letter_sign"), READ | {"act": "sign_and_seal"})
    form = {"way": "mail", "received_on": "2026-10-15", "server": "承办人1号", "tracking": "XA12345678951"}
    assert people.handler.post(url(document, "paper_service"), form).status_code == 302
    case = reverse("workbench:matter", args=[document.matter.number])
    for client in (people.handler, people.head):
        answer = client.get(url(document, step))
        assert (answer.status_code, answer.headers["Location"]) == (302, case)
    assert people.stranger.get(url(document, step)).status_code == 404
