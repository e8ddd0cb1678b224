"""The card of the next step says which letter is under way, who has it, and leads there; what was sealed and
not served stays in sight."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.faces.letters.conftest import new, typed, url

from xinfang.casework.acts.actions import perform
from xinfang.casework.letters import actions
from xinfang.casework.letters.actions import issuing
from xinfang.casework.letters.models import Document
from xinfang.kernel.actor import Actor

OFFER = "作出处理意见…"


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(issuing, "pdf", lambda sheet, at: b"%PDF " + sheet.number.encode())
    monkeypatch.setattr(issuing, "docx", lambda sheet, kind, at: b"PK" + sheet.number.encode())


def card(client, matter):
    html = client.get(reverse("workbench:matter", args=[matter.number])).content.decode()
    return re.search(r'<section class="card next".*?</section>', html, re.DOTALL)[0]


def primary(shown):
    return re.findall(r'class="btn primary" href="([^"]*)"', shown)


def test_a_draft_is_gone_on_with(people, matter):
    case = matter("accept")
    assert OFFER in card(people.handler, case)
    people.handler.post(new(case, "opine"), typed("opinion", "save"))
    shown, made = card(people.handler, case), Document.objects.get(matter=case, verb="opine")
    assert OFFER not in shown
    assert primary(shown) == [url(made)]
    assert "正在起草" in shown


def test_while_it_waits_for_signature_the_drafter_is_told_who_has_it_and_the_head_is_led_there(
    people, submitted
):
    made = submitted()
    shown = card(people.handler, made.matter)
    assert OFFER not in shown
    assert primary(shown) == []
    assert re.search(r"等.*签发", shown)
    assert url(made) in shown
    assert primary(card(people.head, made.matter)) == [url(made, "letter_sign")]


def test_sent_back_the_reason_stands_on_the_card(people, submitted):
    made = submitted()
    people.head.post(url(made, "letter_sign"), {"act": "send_back", "reason": "请补充鉴定结论"})
    shown = card(people.handler, made.matter)
    assert "请补充鉴定结论" in shown
    assert primary(shown) == [url(made)]


def test_signed_it_waits_for_the_seal(people, submitted):
    made = submitted()
    people.head.post(url(made, "letter_sign"), {"act": "sign", "reason": "", "revision": str(made.revision)})
    shown = card(people.handler, made.matter)
    assert "已签发，等" in shown
    assert primary(shown) == [url(made)]


@pytest.fixture
def sealed(at):
    """Sign and seal as the head who is signed in nowhere."""
    head = Actor(None, "负责人")
    return lambda made: actions.sign_and_seal(document_id=made.pk, revision=made.revision, by=head, at=at)


def test_the_service_of_the_opinion_is_the_first_button_of_the_card(people, submitted, sealed):
    made = sealed(submitted())
    shown = card(people.handler, made.matter)
    assert primary(shown) == [reverse("workbench:paper_service", args=[made.matter.number, made.pk])]
    page = people.handler.get(reverse("workbench:matter", args=[made.matter.number])).content.decode()
    assert "还没有登记送达" not in page  # it is the step itself


def test_a_sealed_notice_that_was_not_served_is_warned_of_also_when_the_matter_is_done(
    people, submitted, sealed, at
):
    made = sealed(submitted("extend", "extension_notice"))
    for verb in ("opine", "serve", "conclude"):
        perform(verb=verb, matter_ids=[made.matter_id], by=Actor(None, "x"), at=at + timedelta(hours=1))
    page = people.handler.get(reverse("workbench:matter", args=[made.matter.number]))
    assert [each.pk for each in page.context["unserved"]] == [made.pk]
    assert f"（{made.number}）" in page.content.decode()
    assert "还没有登记送达" in page.content.decode()
    Document.objects.filter(pk=made.pk).update(state="served")
    page = people.handler.get(reverse("workbench:matter", args=[made.matter.number]))
    assert "还没有登记送达" not in page.content.decode()


def test_an_agreement_is_received_before_its_matter_ends_and_then_nothing_is_said_of_a_review(
    people, submitted, sealed, at
):
    made = sealed(submitted("agree", "agreement"))
    service = reverse("workbench:paper_service", args=[made.matter.number, made.pk])
    end = reverse("workbench:matter_act", args=[made.matter.number, "conclude"])
    shown = card(people.handler, made.matter)
    assert primary(shown) == [service]
    assert end not in shown
    early = people.handler.get(end)
    assert early.status_code == 409
    assert "还没有登记送达" in early.content.decode()
    perform(verb="serve_agreement", matter_ids=[made.matter_id], by=Actor(None, "x"), at=at)
    asked = people.handler.get(end).content.decode()
    assert "没有处理意见，也就没有复查程序" in asked
    assert "仍可以在期限内申请复查" not in asked


@pytest.mark.parametrize(
    ("verb", "kind", "words"),
    [
        ("decline", "declining_notice", "不予受理，告知书还没有送达"),
        ("direct", "directing_notice", "告知其他法定途径，告知书还没有送达"),
    ],
)
def test_a_notice_that_was_not_served_has_told_nobody(people, matter, sealed, verb, kind, words):
    case = matter()
    people.handler.post(new(case, verb), typed(kind, "submit"))
    made = Document.objects.get(matter=case, verb=verb)
    if made.state == "submitted":
        sealed(made)
    else:
        actions.seal(document_id=made.pk, by=Actor(None, "承办人"), at=made.saved_at)
    shown = card(people.handler, case)
    assert words in shown
    assert "已经告知" not in shown
    Document.objects.filter(pk=made.pk).update(state="served")
    assert "已经告知" in card(people.handler, case)
