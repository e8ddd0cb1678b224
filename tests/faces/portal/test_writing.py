"""Writing on the web, without scripts: page by page, kept as typed, checked, sent once, with a receipt."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from xinfang.casework.intake import actions
from xinfang.casework.intake.models import WebDraft
from xinfang.casework.intake.queries import code_of, follow
from xinfang.casework.petitions.models import Attachment, Matter, Petition
from xinfang.faces.portal import throttle
from xinfang.kernel.actor import Actor
from xinfang.registers.documents import vault
from xinfang.registers.documents.models import StoredFile
from xinfang.registers.petitioners.models import Person

HOME = "/follow/write/"
WHAT = {
    "purpose": "request",
    "title": "楼道灯坏了",
    "facts": "三号楼的灯坏了一个月，找过物业两次。",
    "demand": "",
}
WHERE = {"place": "三号楼", "place_unit": ""}
WHO = {"named": "yes", "name": "方小禾", "phone": "13900008321", "address": "柳塘街道三号楼", "by_text": "on"}
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
SYSTEM = Actor(None, "系统")


@pytest.fixture
def browser(district) -> Client:
    """A browser that has begun to write."""
    cache.clear()
    client = Client()
    assert client.post(HOME)["Location"] == f"{HOME}what/"
    return client


def filled(client: Client, **pages: dict[str, str]) -> Client:
    for step, fields in {"what": WHAT, "where": WHERE, "who": WHO, **pages}.items():
        answer = client.post(f"{HOME}{step}/", fields)
        assert answer.status_code == 302, answer.content.decode()
    return client


def sent(client: Client) -> Petition:
    answer = client.post(f"{HOME}check/", {"truthful": "on"})
    assert answer.status_code == 302, answer.content.decode()
    return Petition.objects.get(number=answer["Location"].split("/")[2])


def said(answer) -> str:
    return answer.content.decode()


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


def test_who_asks_for_help_is_not_asked_whom_it_is_against(browser):
    browser.post(f"{HOME}what/", WHAT)
    assert browser.get(f"{HOME}against/").status_code == 404


def test_a_sixth_file_and_one_that_is_none_are_refused_and_the_others_stay(browser):
    files = [SimpleUploadedFile(f"{n}.pdf", PDF + bytes([n])) for n in range(5)]
    browser.post(f"{HOME}files/", {"files": files})
    answer = browser.post(f"{HOME}files/", {"files": [SimpleUploadedFile("六.pdf", PDF)]})
    assert "最多传 5 个文件" in said(answer)
    first = StoredFile.objects.order_by("pk")[0]
    browser.post(f"{HOME}files/", {"remove": str(first.pk)})
    with pytest.raises(vault.Unreadable):
        vault.take(first.digest)
    answer = browser.post(f"{HOME}files/", {"files": [SimpleUploadedFile("坏.pdf", b"MZ")]})
    assert "坏.pdf" in said(answer)
    assert StoredFile.objects.count() == 4


def test_another_s_file_is_not_taken_away(browser, district):
    browser.post(f"{HOME}files/", {"files": [SimpleUploadedFile("一.pdf", PDF)]})
    mine = StoredFile.objects.get()
    other = Client()
    other.post(HOME)
    other.post(f"{HOME}files/", {"remove": str(mine.pk)})
    for forged in ("x", "-1", "²", "9" * 30):
        assert browser.post(f"{HOME}files/", {"remove": forged}).status_code in (302, 422)
    other.post(f"{HOME}files/", {"remove": "x"})
    assert StoredFile.objects.filter(pk=mine.pk).exists()


def test_the_page_keeps_what_is_typed_by_itself(browser):
    answer = browser.post(f"{HOME}what/", {"purpose": "request", "title": "写到一半", "keep": "1"})
    assert answer.status_code == 204
    assert "写到一半" in said(browser.get(f"{HOME}what/"))
    assert "写过一半，还留着" in said(browser.get(HOME))


def test_thrown_away_nothing_stays(browser):
    browser.post(f"{HOME}files/", {"files": [SimpleUploadedFile("一.pdf", PDF)]})
    browser.post(f"{HOME}what/", WHAT)
    browser.post(HOME)
    assert not StoredFile.objects.exists()
    assert WHAT["title"] not in said(browser.get(f"{HOME}what/"))


def test_left_for_a_day_it_is_gone_with_its_files(browser):
    browser.post(f"{HOME}files/", {"files": [SimpleUploadedFile("一.pdf", PDF)]})
    kept = WebDraft.objects.get().updated_at
    assert actions.forget_web_drafts(by=SYSTEM, at=kept + timedelta(days=1)) == 0
    assert actions.forget_web_drafts(by=SYSTEM, at=kept + timedelta(days=1, seconds=1)) == 1
    assert not StoredFile.objects.exists()
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
