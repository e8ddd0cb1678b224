"""A petitioner on a telephone, with and without JavaScript: rate, add, ask, withdraw, take a document."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import transaction
from playwright.sync_api import expect
from tests.axe import violations, width
from tests.journeys.conftest import PHONE

from xinfang.casework.acts.actions import perform, route
from xinfang.casework.intake import actions
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.casework.petitions.queries import attached
from xinfang.casework.reviews.models import Review
from xinfang.casework.satisfaction.models import Rating
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.registers.documents.actions import keep

pytestmark = pytest.mark.browser
BY = Actor(1, "登记员1号")
PDF = b"%PDF-1.7\n%%EOF\n"
SMALL = "44 px is what a finger hits"


@pytest.fixture
def letters(district, arrival, settings, tmp_path):
    """One that waits for its answer, one that has it, with a notice to take."""
    settings.XINFANG_FILES = tmp_path / "files"
    cache.clear()
    at = clock.now()

    def make(*verbs):
        told = actions.register(
            arrival(received_at=at - timedelta(days=9)), unit_id=district.root.pk, by=BY, at=at
        )
        route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=BY, at=at)
        for verb in verbs:
            perform(verb=verb, matter_ids=[told.matter_id], by=BY, at=at)
        return told

    waiting, answered = make("accept"), make("accept", "opine", "serve", "conclude")
    with transaction.atomic():
        Document.objects.create(
            matter_id=answered.matter_id,
            kind="acceptance_notice",
            state="issued",
            number="云信访受告字〔2026〕3号",
            pdf=keep(PDF),
            issued_at=at,
        )
    return SimpleNamespace(waiting=waiting, answered=answered)


def enter(tab, told):
    tab.goto("/follow/")
    tab.get_by_label("编号").fill(told.number)
    tab.get_by_label("查询码", exact=True).fill(told.query_code)
    tab.get_by_role("button", name="查询", exact=True).click()
    tab.get_by_role("heading", name="办到哪一步了", exact=True).wait_for()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_from_the_receipt_to_the_rating(page, letters, scripts):
    tab = page("", size=PHONE, java_script_enabled=scripts)
    enter(tab, letters.answered)
    tab.get_by_role("link", name="评价初次答复").click()
    bodies = tab.locator("fieldset.body")
    bodies.nth(0).get_by_label("满意", exact=True).check()
    bodies.nth(1).get_by_label("不满意", exact=True).check()
    tab.get_by_role("button", name="提交评价").click()
    tab.get_by_role("alert").get_by_text("请用自己的话写明").wait_for()
    bodies.nth(1).get_by_label("办理速度").check()
    bodies.nth(1).get_by_label("请写明是什么地方不满意").fill("拖了两个月。")
    tab.get_by_role("button", name="提交评价").click()
    tab.get_by_text("您的评价已经记下").wait_for()
    assert {row.score for row in Rating.objects.all()} == {"satisfied", "not_satisfied"}
    tab.get_by_role("link", name="回到").click()
    expect(tab.get_by_role("link", name="评价初次答复")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_adding_a_photo_asking_for_review_and_taking_a_document(page, letters, tmp_path, scripts):
    photo = tmp_path / "裂缝.pdf"
    photo.write_bytes(PDF)
    tab = page("", size=PHONE, java_script_enabled=scripts)
    enter(tab, letters.answered)
    tab.get_by_role("link", name="补充材料").click()
    tab.get_by_label("补充的内容").fill("裂缝又长了。")
    tab.get_by_label("照片、文件").set_input_files([photo])
    tab.get_by_role("button", name="交上去").click()
    tab.get_by_text("办理的人会看到").wait_for()
    assert [file.name for file in attached(letters.answered.matter_id)] == ["裂缝.pdf"]

    tab.get_by_role("link", name="给您的文书").click()
    tab.get_by_label("核对号码").fill("9999")
    tab.get_by_role("button", name="打开文书").click()
    tab.get_by_role("alert").get_by_text("核对的号码不对").wait_for()
    tab.get_by_label("核对号码").fill("0217")
    tab.get_by_role("button", name="打开文书").click()
    with tab.expect_download() as download:
        tab.get_by_role("link", name="下载").click()
    assert download.value.suggested_filename.endswith(".pdf")

    tab.goto(f"/follow/{letters.answered.number}/")
    tab.get_by_role("link", name="申请复查").click()
    tab.get_by_label("您对答复的哪些地方不服").fill("裂缝是施工以后才有的，没有鉴定就下了结论。")
    tab.get_by_role("button", name="提出申请").click()
    tab.get_by_text("您的申请已经收到").wait_for()
    assert Review.objects.get().via == "online"


def test_a_wish_to_withdraw_prints_a_request_and_withdraws_nothing(page, letters):
    tab = page("", size=PHONE)
    enter(tab, letters.waiting)
    tab.get_by_role("link", name="撤回").click()
    tab.get_by_role("button", name="我想撤回").click()
    tab.get_by_role("link", name="打开申请书").click()
    tab.get_by_role("heading", name="撤回信访申请书").wait_for()
    assert "王小明" not in tab.content()
    assert Matter.objects.get(pk=letters.waiting.matter_id).state == "accepted"
    assert TimelineEntry.objects.filter(verb="ask_withdrawal").count() == 1


def test_the_code_of_the_receipt_comes_out_of_the_address_into_the_field(page, letters):
    tab = page("", size=PHONE)
    tab.goto(f"/follow/?number={letters.waiting.number}#{letters.waiting.query_code}")
    assert tab.input_value("#code") == letters.waiting.query_code
    assert "#" not in tab.url
    tab.get_by_role("button", name="查询", exact=True).click()
    tab.get_by_role("heading", name="办到哪一步了", exact=True).wait_for()
    tab.get_by_role("button", name="结束查询").click()
    tab.get_by_role("button", name="查询", exact=True).wait_for()
    tab.go_back()
    tab.get_by_role("button", name="查询", exact=True).wait_for()
    assert tab.get_by_role("heading", name="办到哪一步了", exact=True).count() == 0


LOOKS = [
    ("light", "", PHONE),
    ("dark", "", PHONE),
    ("light", "elder", PHONE),
    ("dark", "elder", (1280, 800)),
    ("light", "", (320, 640)),  # 1280 at 400 %
    ("light", "elder", (320, 640)),
]


@pytest.mark.parametrize(("theme", "size", "screen"), LOOKS)
def test_every_page_is_clean_whole_and_fit_for_fingers(page, letters, theme, size, screen):
    tab = page("", size=screen, theme=theme)
    tab.goto("/follow/")
    if size:
        tab.get_by_role("button", name="大字").click()
        assert tab.locator("html").get_attribute("data-size") == "elder"
    enter(tab, letters.waiting)
    enter(tab, letters.answered)
    waiting, answered = f"/follow/{letters.waiting.number}/", f"/follow/{letters.answered.number}/"
    inner = ("rate/", "information/", "consent/", "review/", "documents/")
    wrong = []
    for path in ("/follow/", waiting, f"{waiting}withdraw/", answered, *(answered + each for each in inner)):
        tab.goto(path)
        wrong += [f"{path} {fault}" for fault in violations(tab)]
        wide = width(tab)
        wrong += [f"{path} is {wide} wide"] if wide > screen[0] else []
        wrong += [f"{path} {each}: {SMALL}" for each in _small(tab)]
    assert wrong == []


def _small(tab) -> list[str]:
    """Buttons, choices, fields and doors that are lower than a finger is wide."""
    return tab.evaluate(
        """() => [...document.querySelectorAll(
          "main .btn, main .choice, main .doors a, main summary, .door button, " +
          "main input:not([type=radio], [type=checkbox], [type=hidden])")]
          .filter(each => each.offsetParent && each.getBoundingClientRect().height < 44)
          .map(each => `${each.tagName} ${each.className} ${each.getBoundingClientRect().height}`)"""
    )


def test_every_page_speaks_english(page, letters):
    tab = page("", size=PHONE)
    tab.goto("/follow/")
    tab.get_by_role("button", name="EN").click()
    tab.get_by_label("Number").fill(letters.answered.number)
    tab.get_by_label("Query code").fill(letters.answered.query_code)
    tab.locator("form.ask button").click()
    entered = ("中文", "墙体开裂要求鉴定", "中和街道", "云溪区人民政府", "云溪区", "云信访受告字〔2026〕3号")
    for part in ("", "rate/", "information/", "consent/", "review/", "documents/"):
        tab.goto(f"/follow/{letters.answered.number}/{part}")
        text = tab.locator("body").inner_text()
        for known in entered:
            text = text.replace(known, "")
        assert [sign for sign in text if "\u4e00" <= sign <= "\u9fff"] == [], part
