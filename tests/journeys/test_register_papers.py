"""Documents (C5), lists of people (C8), receipts (C9), drafts (C13), and the page without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from xinfang.casework.intake.models import Draft
from xinfang.casework.petitions.models import Matter, Participant, Petition
from xinfang.kernel.models import AuditEntry
from xinfang.registers.petitioners.models import IdDocument
from xinfang.registers.topics.models import ClassList, ContentClass

pytestmark = pytest.mark.browser

VALID = "110101199003070011"  # a fictional number with a right check digit


@pytest.fixture
def letter(page):
    tab = page("clerk")
    tab.goto("/register/letter/")
    return tab


def test_a_right_number_fills_birth_sex_age_and_region(letter):
    letter.fill("[name=id_number]", VALID)
    expect(letter.locator("#id-said")).to_contain_text("北京市东城区")
    assert letter.input_value("[name=birth]") == "1990-03-07"
    assert letter.input_value("[name=sex]") == "M"
    expect(letter.locator("#id-said")).to_contain_text("岁")


def test_a_wrong_check_digit_is_named_and_an_unknown_region_only_warned_of(letter):
    letter.fill("[name=id_number]", VALID[:-1] + "2")
    expect(letter.locator("#id-said.bad")).to_contain_text("第18位应为")
    letter.fill("[name=id_number]", "999999199003070012")
    expect(letter.locator("#id-said:not(.bad)")).to_contain_text("行政区划代码")


@pytest.mark.parametrize(
    ("kind", "number"),
    [("passport", "E12345678"), ("hk_macao_permit", "H12345678"), ("taiwan_permit", "12345678")],
)
def test_other_documents_are_taken(letter, kind, number):
    letter.keyboard.type("陈一一")
    letter.select_option("[name=id_kind]", kind)
    letter.fill("[name=id_number]", number)
    letter.fill("[name=title]", "办证窗口排队时间长")
    letter.keyboard.press("Control+Enter")
    letter.wait_for_selector(".receipt")
    assert IdDocument.objects.get().kind == kind


def test_a_list_is_pasted_checked_and_its_representatives_marked(page):
    tab = page("clerk")
    tab.goto("/register/group_visit/")
    tab.keyboard.type("李零")
    rows = "\n".join(f"李{n}\t\t1390000000{place}\t" for place, n in enumerate("一二三四"))
    tab.fill("[name=sheet]", f"姓名\t证件号码\t电话\t代表\n{rows}")
    tab.fill("[name=head_count]", "7")
    expect(tab.locator("#hints")).to_contain_text("还有 2 人没有列出")
    tab.locator("#rows input[type=checkbox]").nth(1).check()
    expect(tab.locator("#hints")).to_contain_text("代表 2 人")
    tab.fill("[name=title]", "安置小区物业收费不公示")
    tab.keyboard.press("Control+Enter")
    tab.wait_for_selector(".receipt")
    assert Petition.objects.get().head_count == 7
    assert Participant.objects.filter(role="representative").count() == 2
    assert Participant.objects.count() == 5


def test_one_key_prints_the_receipt_with_its_code(letter):
    letter.keyboard.type("陈一一")
    letter.fill("[name=title]", "办证窗口排队时间长")
    letter.keyboard.press("Control+Enter")
    letter.wait_for_selector(".receipt")
    code = letter.inner_text(".receipt .code")
    letter.context.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; };")
    with letter.context.expect_page() as opened:
        letter.keyboard.press("F9")
    slip = opened.value
    slip.wait_for_load_state("load")
    slip.wait_for_timeout(200)  # wait_for_function needs eval, which our policy forbids
    assert slip.evaluate("window.printed") == 1
    shown = slip.inner_text("body")
    assert code in shown
    assert re.search(r"\d+年\d+月\d+日前，我们把它转给有权处理的单位", shown)
    assert slip.locator(".qr svg").is_visible()
    assert code not in slip.url
    assert AuditEntry.objects.filter(event="receipt.printed").count() == 1


def test_a_draft_survives_signing_out_and_is_never_overwritten_by_an_older_window(letter):
    letter.keyboard.type("陈一一")
    letter.fill("[name=title]", "办证窗口排队时间长")
    expect(letter.locator("#draft-said")).to_contain_text("草稿已保存", timeout=8_000)
    draft = Draft.objects.get()
    letter.goto("/register/letter/")
    letter.get_by_role("link", name=re.compile("恢复 .* 草稿")).click()
    expect(letter.locator("[name=title]")).to_have_value("办证窗口排队时间长")
    newer = letter.context.new_page()
    newer.goto(f"/register/letter/?draft={draft.form_key}")
    newer.fill("[name=title]", "新的窗口")
    newer.evaluate("window.xinfang.draft.save()")
    expect(newer.locator("#draft-said")).to_contain_text("草稿已保存")
    letter.fill("[name=title]", "旧的窗口")
    letter.evaluate("window.xinfang.draft.save()")
    expect(letter.locator("#draft-said")).to_contain_text("另一个窗口")
    draft.refresh_from_db()
    assert "新的窗口" in draft.payload


def test_another_channel_keeps_what_is_typed(letter):
    letter.keyboard.type("陈一一")
    letter.fill("[name=title]", "办证窗口排队时间长")
    letter.get_by_role("link", name="来电").click()
    letter.wait_for_url("**/register/phone/")
    assert letter.input_value("[name=title]") == "办证窗口排队时间长"


def test_everything_works_without_javascript(page):
    tab = page("clerk", java_script_enabled=False)
    tab.goto("/register/letter/")
    tab.fill("[name=name]", "陈一一")
    tab.locator(".save [value=save]").click()
    assert "请用一句话写明" in tab.inner_text(".error-summary")
    assert tab.input_value("[name=name]") == "陈一一"
    tab.fill("[name=title]", "办证窗口排队时间长")
    tab.locator(".save [value=save]").click()
    assert "2026-0001" in tab.inner_text(".receipt")
    tab.fill("[name=name]", "cyy")
    tab.get_by_role("button", name="查找").click()
    tab.locator("input[type=radio]").check()
    tab.get_by_role("button", name="就是选中的人").click()
    assert "以前来过 1 件" in tab.inner_text("#hints")


def test_a_class_is_found_by_initials(page, db):
    listing = ClassList.objects.create(version="test", name="试用", valid_from="2020-01-01")
    top = ContentClass.objects.create(listing=listing, code="01", name="城乡建设", level=1, initials="cxjs")
    below = {"listing": listing, "level": 2, "parent": top}
    ContentClass.objects.create(code="0101", name="物业服务", initials="wyfw", **below)
    tab = page("clerk")
    tab.goto("/register/phone/")
    tab.keyboard.type("陈一一")
    tab.fill("[name=title]", "办证窗口排队时间长")
    tab.locator("[name=class_text]").press_sequentially("wyf")
    tab.wait_for_selector("li[role=option]")
    tab.keyboard.press("Enter")
    assert tab.input_value("[name=class_text]") == "城乡建设 › 物业服务"
    tab.keyboard.press("Control+Enter")
    tab.wait_for_selector(".receipt")
    assert Matter.objects.get().content_class.code == "0101"
