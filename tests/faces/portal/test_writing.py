"""Writing on the web, without scripts: page by page, kept as typed, checked, sent once, with a receipt."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.faces.portal.on_the_web import HOME, PDF, SYSTEM, WHAT, WHO, filled, said, sent

from xinfang.casework.intake import actions
from xinfang.casework.intake.models import WebDraft
from xinfang.casework.intake.queries import code_of, follow, written
from xinfang.casework.petitions.models import Attachment, Matter, Petition
from xinfang.faces.portal import throttle
from xinfang.faces.portal.writing.reading import arrival_of
from xinfang.kernel import clock
from xinfang.registers.petitioners.models import Person


def test_it_is_registered_with_people_and_files_and_followed_by_its_code(browser, district):
    filled(browser)
    photo = SimpleUploadedFile("灯.pdf", PDF)
    assert browser.post(f"{HOME}files/", {"files": [photo]})["Location"] == f"{HOME}files/"
    assert "灯.pdf" in said(browser.get(f"{HOME}check/"))
    petition = sent(browser)
    matter = Matter.objects.get(raisings__petition=petition)
    assert (petition.channel, petition.registered_unit, matter.state) == (
        "online",
        district.root,
        "registered",
    )
    assert (matter.title, matter.facts, matter.place) == (WHAT["title"], WHAT["facts"], "三号楼")
    assert [each.file.name for each in Attachment.objects.filter(petition=petition)] == ["灯.pdf"]
    assert petition.participants.get().person.name == "方小禾"
    page = browser.get(f"/follow/{petition.number}/written/")
    code = page.context["query_code"]
    assert code in said(page)
    assert follow(petition.number, code).petition_id == petition.pk
    assert not WebDraft.objects.exists()
    assert browser.get(f"/follow/{petition.number}/").status_code == 200


def test_the_code_is_shown_to_the_browser_that_sent_it_and_to_no_other(browser):
    petition = sent(filled(browser))
    address = f"/follow/{petition.number}/written/"
    other = Client()
    assert other.get(address).status_code == 404
    other.post("/follow/", {"number": petition.number, "code": code_of(petition.pk)})
    assert other.get(address)["Location"] == f"/follow/{petition.number}/"


def test_sent_twice_it_is_one(browser):
    petition = sent(filled(browser))
    again = browser.post(f"{HOME}check/", {"truthful": "on"})
    assert again["Location"] == f"/follow/{petition.number}/written/"
    assert Petition.objects.count() == 1


def test_who_sends_a_moment_later_gets_the_receipt_of_the_first(browser, district):
    """Two clicks that were under way at once: the second finds the draft gone."""
    filled(browser)
    draft = written(UUID(browser.session["writing"]))
    at = clock.now()
    first, again = (
        actions.send_web_draft(arrival_of(draft, moment), unit_id=district.root.pk, by=SYSTEM, at=moment)
        for moment in (at, at + timedelta(seconds=1))
    )
    assert again.number == first.number
    assert Petition.objects.count() == 1


def test_without_saying_that_it_is_true_nothing_is_sent(browser):
    answer = filled(browser).post(f"{HOME}check/", {})
    assert answer.status_code == 422
    assert "请先勾选" in said(answer)
    assert not Petition.objects.exists()


@pytest.mark.parametrize(
    ("step", "fields", "told"),
    [
        ("what", WHAT | {"title": ""}, "请用一句话写明反映的是什么事"),
        ("what", WHAT | {"facts": " "}, "请写明事情的经过"),
        ("what", WHAT | {"purpose": "x"}, "您想做什么"),
        ("what", WHAT | {"title": "长" * 201}, "200"),
        ("who", WHO | {"name": ""}, "请填写姓名，或选择“不写名字”"),
        ("who", WHO | {"phone": "", "address": "", "by_text": ""}, "至少一项"),
        ("who", WHO | {"phone": "12"}, "电话号码应为 5 到 15 位数字"),
        ("who", WHO | {"phone": "", "by_text": "on"}, "没有手机号码，不能短信告知"),
        ("who", {}, "请选择写不写名字"),
    ],
)
def test_what_is_wrong_is_said_at_its_page_and_kept(browser, step, fields, told):
    if step == "who":
        browser.post(f"{HOME}what/", WHAT)
    answer = browser.post(f"{HOME}{step}/", fields)
    assert answer.status_code == 422
    assert told in said(answer)
    again = said(browser.get(f"{HOME}{step}/"))
    for value in fields.values():
        assert value.strip() in again


def test_a_page_that_lacks_something_is_asked_for_before_it_is_sent(browser):
    browser.post(f"{HOME}what/", WHAT)
    assert browser.get(f"{HOME}check/")["Location"] == f"{HOME}who/?to=check"
    browser.post(f"{HOME}who/", WHO)
    browser.post(f"{HOME}what/", WHAT | {"title": ""})
    assert browser.get(f"{HOME}check/")["Location"] == f"{HOME}what/?to=check&wrong=1"
    assert "请用一句话写明" in said(browser.get(f"{HOME}what/?to=check&wrong=1"))
    assert browser.post(f"{HOME}what/?to=check", WHAT)["Location"] == f"{HOME}check/"


def test_without_a_name_nothing_of_a_person_is_kept(browser):
    petition = sent(filled(browser, who=WHO | {"named": "no"}))
    assert petition.anonymous
    assert not Person.objects.exists()


def test_an_accusation_says_against_whom_and_is_hidden_from_them(browser, district, posted):
    browser.post(f"{HOME}what/", WHAT | {"purpose": "accusation", "title": "检举某单位收钱"})
    assert browser.get(f"{HOME}check/")["Location"] == f"{HOME}against/?to=check"
    assert browser.post(f"{HOME}against/", {"against": ""}).status_code == 422
    browser.post(f"{HOME}against/", {"against": str(district.street.pk)})
    assert "by_text" not in said(browser.get(f"{HOME}who/"))
    browser.post(f"{HOME}who/", WHO)
    petition = sent(browser)
    matter = Matter.objects.get(raisings__petition=petition)
    assert (matter.confined, matter.accused_unit) == (True, district.street)
    accused = Client()
    accused.force_login(posted("unit_head", district.street))
    assert accused.get(f"/matters/{matter.number}/").status_code == 404


def test_the_district_itself_is_not_offered_as_accused(browser, district):
    """Nobody of it could open such a letter: it would be received and never read."""
    browser.post(f"{HOME}what/", WHAT | {"purpose": "accusation"})
    browser.post(f"{HOME}against/", {"against": str(district.root.pk)})
    assert browser.post(f"{HOME}against/", {"against": str(district.root.pk)}).status_code == 422
    browser.post(f"{HOME}against/", {"against": "outside"})
    browser.post(f"{HOME}who/", WHO)
    assert Matter.objects.get(raisings__petition=sent(browser)).accused == "outside"


def test_who_asks_for_help_is_not_asked_whom_it_is_against(browser):
    browser.post(f"{HOME}what/", WHAT)
    assert browser.get(f"{HOME}against/").status_code == 404


def test_too_many_from_one_address_are_held_back_for_an_hour(browser, monkeypatch):
    monkeypatch.setattr(throttle, "BY_LETTERS", 1)
    answer = Client().post(HOME)
    assert answer.status_code == 429
    assert "一小时后再写" in said(answer)
    assert WebDraft.objects.count() == 1


def test_without_an_office_it_says_so(db):
    page = said(Client().get(HOME))
    assert "还没有开通" in page
    assert "开始写" not in page
