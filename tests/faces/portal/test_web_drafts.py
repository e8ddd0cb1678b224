"""A draft on the web: one browser's, sealed, kept for a day with its files, and gone without a trace."""

from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.faces.portal.on_the_web import HOME, PDF, SYSTEM, WHAT, filled, kept_files, said, sent

from xinfang.casework.intake import actions
from xinfang.casework.intake.models import WebDraft
from xinfang.casework.petitions.models import Attachment
from xinfang.faces.portal import throttle
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.documents import actions as documents
from xinfang.registers.documents import vault


def test_what_is_kept_late_brings_no_draft_back(browser):
    key = UUID(browser.session["writing"])
    sent(filled(browser))
    with pytest.raises(Refusal, match="已经提交或者丢掉"):
        actions.keep_web_draft(form_key=key, fields={"name": "方小禾"}, by=SYSTEM, at=clock.now())
    assert not WebDraft.objects.exists()


def test_too_many_files_from_one_address_are_held_back(browser, monkeypatch):
    monkeypatch.setattr(throttle, "BY_UPLOADS", 1)
    files = [SimpleUploadedFile(f"{n}.pdf", PDF + bytes([n])) for n in range(2)]
    answer = browser.post(f"{HOME}files/", {"files": files})
    assert "一小时后再传" in said(answer)
    assert kept_files() == []


def test_a_sixth_file_and_one_that_is_none_are_refused_and_the_others_stay(
    browser, django_capture_on_commit_callbacks
):
    on_commit = partial(django_capture_on_commit_callbacks, execute=True)
    files = [SimpleUploadedFile(f"{n}.pdf", PDF + bytes([n])) for n in range(5)]
    browser.post(f"{HOME}files/", {"files": files})
    answer = browser.post(f"{HOME}files/", {"files": [SimpleUploadedFile("六.pdf", PDF)]})
    assert "最多传 5 个文件" in said(answer)
    first, *others = kept_files()
    with on_commit():
        browser.post(f"{HOME}files/", {"remove": first})
    with pytest.raises(vault.Unreadable):
        vault.take(first)
    answer = browser.post(f"{HOME}files/", {"files": [SimpleUploadedFile("坏.pdf", b"MZ")]})
    assert "坏.pdf" in said(answer)
    assert kept_files() == others


def test_another_s_file_is_not_taken_away(browser, django_capture_on_commit_callbacks):
    browser.post(f"{HOME}files/", {"files": [SimpleUploadedFile("一.pdf", PDF)]})
    mine = kept_files()[0]
    other = Client()
    other.post(HOME)
    with django_capture_on_commit_callbacks(execute=True):
        for key in (mine, "x", ""):
            assert other.post(f"{HOME}files/", {"remove": key}).status_code == 302
    assert vault.take(mine) == PDF


def test_what_is_given_up_takes_nothing_away_that_others_keep(browser, django_capture_on_commit_callbacks):
    official = documents.keep(PDF)  # as a letter keeps its printed form; its petitioner sends it back
    browser.post(f"{HOME}files/", {"files": [SimpleUploadedFile("答复.pdf", PDF)]})
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(HOME, {"stop": "1"})
    assert vault.take(official) == PDF


def test_the_page_keeps_what_is_typed_by_itself(browser):
    answer = browser.post(f"{HOME}what/", {"purpose": "request", "title": "写到一半", "keep": "1"})
    assert answer.status_code == 204
    assert "写到一半" in said(browser.get(f"{HOME}what/"))
    assert "写过一半，还留着" in said(browser.get(HOME))


def test_thrown_away_nothing_stays(browser, django_capture_on_commit_callbacks):
    browser.post(f"{HOME}files/", {"files": [SimpleUploadedFile("一.pdf", PDF)]})
    browser.post(f"{HOME}what/", WHAT)
    key = kept_files()[0]
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(HOME)
    with pytest.raises(vault.Unreadable):
        vault.take(key)
    assert WHAT["title"] not in said(browser.get(f"{HOME}what/"))


def test_on_a_shared_computer_it_is_thrown_away_and_nothing_is_begun(browser):
    browser.post(f"{HOME}what/", WHAT)
    assert browser.post(HOME, {"stop": "1"})["Location"] == "/follow/"
    assert not WebDraft.objects.exists()
    assert browser.get(f"{HOME}what/")["Location"] == HOME


def test_the_browser_remembers_it_as_long_as_it_is_kept(browser):
    assert browser.session.get_expiry_age() == 24 * 3600


def test_left_for_a_day_it_is_gone_with_its_files(browser, django_capture_on_commit_callbacks):
    browser.post(f"{HOME}files/", {"files": [SimpleUploadedFile("一.pdf", PDF)]})
    kept, key = WebDraft.objects.get().updated_at, kept_files()[0]
    assert actions.forget_web_drafts(by=SYSTEM, at=kept + timedelta(days=1)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.forget_web_drafts(by=SYSTEM, at=kept + timedelta(days=1, seconds=1)) == 1
    with pytest.raises(vault.Unreadable):
        vault.take(key)
    assert browser.get(f"{HOME}what/")["Location"] == HOME


def test_what_was_sent_keeps_its_files_when_drafts_are_forgotten(browser):
    filled(browser).post(f"{HOME}files/", {"files": [SimpleUploadedFile("一.pdf", PDF)]})
    petition = sent(browser)
    actions.forget_web_drafts(by=SYSTEM, at=petition.registered_at + timedelta(days=9))
    file = Attachment.objects.get(petition=petition).file
    assert vault.take(file.digest) == PDF


def test_its_draft_is_sealed_and_another_browser_does_not_see_it(browser):
    browser.post(f"{HOME}what/", WHAT)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT payload FROM casework_webdraft")
        assert WHAT["title"].encode() not in bytes(cursor.fetchone()[0])
    assert Client().get(f"{HOME}what/")["Location"] == HOME
