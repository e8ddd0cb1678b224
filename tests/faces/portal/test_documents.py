"""Documents are listed for the code and handed out for code and second factor, which cannot be guessed."""

import pytest
from django.core.cache import cache
from django.db import transaction
from tests.faces.portal.conftest import BY

from xinfang.casework.intake import actions as intake
from xinfang.casework.letters.models import Document
from xinfang.faces.portal.throttle import BY_FACTOR
from xinfang.kernel import clock
from xinfang.kernel.audit.models import AuditEntry
from xinfang.registers.documents.actions import keep
from xinfang.registers.petitioners.entries import PersonEntry

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF\n"
WRONG = "编号或查询码不对，或者核对的号码不对"


def issue(told, kind="acceptance_notice", **changes):
    with transaction.atomic():
        digest = keep(PDF)
    fields = {"state": "issued", "number": "云信访受告字〔2026〕3号", "pdf": digest, **changes}
    return Document.objects.create(matter_id=told.matter_id, kind=kind, issued_at=clock.now(), **fields)


@pytest.fixture
def served(letter, enter):
    told = letter("accept")
    enter(told)
    return told, issue(told)


def at(told, pk=""):
    return f"/follow/{told.number}/documents/{f'{pk}/' if pk else ''}"


def test_the_list_is_shown_and_nothing_handed_out_for_the_code_alone(client, served):
    told, paper = served
    body = client.get(at(told)).content.decode()
    assert "云信访受告字〔2026〕3号" in body
    assert at(told, paper.pk) not in body
    answer = client.get(at(told, paper.pk))
    assert (answer.status_code, answer.headers["Location"]) == (302, at(told))


@pytest.mark.parametrize("tail", ["0217", "０２１７", "139 1234 0217"])
def test_the_end_of_the_telephone_opens_them(client, served, tail):
    told, paper = served
    body = client.post(at(told), {"tail": tail}, follow=True).content.decode()
    assert at(told, paper.pk) in body
    answer = client.get(at(told, paper.pk))
    assert b"".join(answer) == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert AuditEntry.objects.filter(event="document.taken").count() == 1


def test_a_wrong_factor_gets_the_answer_of_a_wrong_code(client, served):
    told, _paper = served
    factor = client.post(at(told), {"tail": "9999"})
    code = client.post("/follow/", {"number": told.number, "code": "0000-0000-0000-0000"})
    assert factor.status_code == code.status_code == 404
    assert WRONG in factor.content.decode()
    assert WRONG in code.content.decode()


def test_ten_tries_a_day_and_then_not_even_the_right_one(client, served):
    told, _paper = served
    for guess in range(BY_FACTOR):
        assert client.post(at(told), {"tail": f"{9000 + guess}"}).status_code == 404
    answer = client.post(at(told), {"tail": "0217"})
    assert answer.status_code == 429
    assert "请明天再试" in answer.content.decode()
    cache.clear()
    assert client.post(at(told), {"tail": "0217"}).status_code == 302


def test_who_left_neither_telephone_nor_document_takes_them_at_the_counter(client, letter, enter):
    told = letter("accept", people=(PersonEntry(name="李一", address="中和街道 2 号"),))
    enter(told)
    issue(told)
    body = client.get(at(told)).content.decode()
    assert "到登记的窗口领取" in body
    assert 'name="tail"' not in body
    assert client.post(at(told), {"tail": ""}).status_code == 404


def test_only_what_went_out_to_the_petitioner_is_there(client, served, letter):
    told, paper = served
    draft = issue(told, state="draft", pdf="")
    inside = issue(told, kind="forwarding_slip", number="转1号")
    other = issue(letter("accept", title="别人的事"))
    client.post(at(told), {"tail": "0217"})
    body = client.get(at(told)).content.decode()
    assert "转1号" not in body
    for pk in (draft.pk, inside.pk, other.pk):
        assert client.get(at(told, pk)).status_code == 404
    assert client.get(at(told, paper.pk)).status_code == 200


def test_who_joined_others_matter_gets_no_letter_that_is_addressed_to_them(
    client, served, arrival, district, enter
):
    told, paper = served
    person = PersonEntry(name="赵四", phone="138 0000 4321")
    joined = intake.register(
        arrival(people=(person,), repeats_matter_id=told.matter_id, raising_kind="joined"),
        unit_id=district.root.pk,
        by=BY,
        at=clock.now(),
    )
    enter(joined)
    client.post(at(joined), {"tail": "4321"})
    assert paper.number not in client.get(at(joined)).content.decode()
    assert client.get(at(joined, paper.pk)).status_code == 404


def test_a_document_whose_bytes_are_lost_is_said(client, served):
    told, paper = served
    Document.objects.filter(pk=paper.pk).update(pdf="0" * 64)
    client.post(at(told), {"tail": "0217"})
    body = client.get(at(told, paper.pk), follow=True).content.decode()
    assert "请到登记的窗口领取" in body
