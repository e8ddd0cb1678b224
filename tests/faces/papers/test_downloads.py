"""What a document's files are, who gets them, and that each reading is on record."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.urls import reverse

from xinfang.casework.acts import actions as acts
from xinfang.casework.letters.models import Document
from xinfang.kernel.audit.models import AuditEntry
from xinfang.registers.staff.models import User


def url(step: str, document: Document) -> str:
    return reverse(f"workbench:paper_{step}", args=[document.matter.number, document.pk])


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_sealed_bytes_are_handed_out_so_that_no_browser_runs_them(handler, opinion, form, begins):
    answer = handler.get(url(form, opinion))
    assert answer.getvalue() == begins + (b" " if form == "pdf" else b"") + opinion.number.encode()
    assert answer["Content-Disposition"].startswith("attachment")
    assert opinion.number in unquote(answer["Content-Disposition"])
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    seen = AuditEntry.objects.filter(event="document.opened").get()
    assert (seen.after["form"], seen.subject) == (form, opinion.matter.number)


@pytest.mark.parametrize("step", ["pdf", "docx", "receipt", "photo", "service"])
def test_another_street_gets_nothing(client, posted, district, opinion, now, step):
    client.force_login(posted("handler", district.other))
    assert client.get(url(step, opinion)).status_code == 404
    assert not AuditEntry.objects.filter(event="document.opened").exists()


def test_a_document_is_found_under_its_own_matter_alone(handler, opinion, walk):
    other = walk("opine")
    address = reverse("workbench:paper_pdf", args=[other.number, opinion.pk])
    assert handler.get(address).status_code == 404


def test_letters_on_an_accusation_are_read_by_those_alone_who_may_see_accusations(
    handler, people, walk, draft, out, quick
):
    letter = out(draft(walk("feed_back"), "feed_back"))
    assert handler.get(url("pdf", letter)).status_code == 404
    handler.force_login(User.objects.get(username=people.office_head.label))
    assert handler.get(url("pdf", letter)).status_code == 200
    assert AuditEntry.objects.filter(event="accusation.read").count() == 1


def test_a_draft_has_no_files(handler, walk, draft):
    paper = draft(walk("opine"), "opine")
    assert {handler.get(url(step, paper)).status_code for step in ("pdf", "docx", "receipt")} == {404}


@pytest.fixture
def slip(walk, district, people, at, quick):
    matter = walk("")
    acts.route(matter_ids=[matter.pk], to_unit_id=district.street.pk, by=people.clerk, at=at)
    return Document.objects.get()


@pytest.fixture
def clerk(client, people, now):
    client.force_login(User.objects.get(username=people.clerk.label))
    return client


def test_a_slip_gets_its_number_when_it_is_first_opened(clerk, slip):
    assert "编号并打开" in clerk.get(reverse("workbench:matter", args=[slip.matter.number])).text
    answer = clerk.post(url("number", slip), follow=True)
    slip.refresh_from_db()
    assert (slip.state, slip.serial) == ("issued", 1)
    assert answer.getvalue().endswith(slip.number.encode())


def test_within_the_undo_seconds_a_slip_is_refused_in_words(clerk, slip, now, at):
    now(at + timedelta(seconds=5))
    assert "还可以撤销" in clerk.post(url("number", slip), follow=True).text
    slip.refresh_from_db()
    assert (slip.state, slip.number) == ("prepared", "")


def test_who_did_not_route_it_does_not_number_it(client, people, slip, now):
    client.force_login(User.objects.get(username=people.handler.label))
    assert client.post(url("number", slip)).status_code == 404
    slip.refresh_from_db()
    assert slip.state == "prepared"


def test_the_form_to_be_signed_is_a_real_pdf(handler, opinion):
    answer = handler.get(url("receipt", opinion))
    assert answer.getvalue().startswith(b"%PDF-")
    assert "送达回证" in unquote(answer["Content-Disposition"])
