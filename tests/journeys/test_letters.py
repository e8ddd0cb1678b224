"""From the worklist to the opinion: the handler drafts, the head signs on a telephone."""

import pytest
from tests.axe import violations, width
from tests.casework.letters.written import TEXTS

from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter

pytestmark = pytest.mark.browser
PHONE = (360, 780)


@pytest.fixture
def sample(sample):
    """An office in the middle of its work; the stories begin anew."""
    Document.objects.filter(pk__in=[sample.draft, sample.submitted]).update(state="void")
    return sample


def typed(tab) -> None:
    """Fill whatever the form still lacks."""
    for field in tab.locator("#letter .field :is(input, textarea, select)").all():
        name = field.get_attribute("name")
        if field.input_value() or name == "not_accepted":
            continue
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option("support")
        else:
            field.fill(TEXTS[name])


def test_accepted_decided_and_signed_by_telephone(page, sample, district):
    tab = page("handler", unit=district.street)
    tab.goto("/worklist/?state=routed")
    tab.get_by_role("link", name=sample.routed).click()
    tab.get_by_role("link", name="受理…", exact=True).click()
    tab.get_by_role("heading", name="起草受理告知书").wait_for()
    assert violations(tab) == []
    typed(tab)
    tab.locator("summary", has_text="制发…").click()
    assert "事项变为" in tab.locator(".confirm[open]").inner_text()
    tab.get_by_role("button", name="确认制发").click()
    tab.get_by_text("已制发。").wait_for()
    assert Matter.objects.get(number=sample.routed).state == "accepted"

    tab.get_by_role("link", name="作出处理意见…").click()
    typed(tab)
    tab.get_by_role("button", name="送审").click()
    tab.get_by_text("已送审").wait_for()

    phone = page("unit_head", unit=district.street, size=PHONE)
    phone.goto("/approvals/")
    phone.get_by_role("link", name="信访事项处理意见书").click()
    assert width(phone) == 360
    assert violations(phone) == []
    phone.get_by_label("意见").fill("同意。")
    phone.get_by_role("button", name="签发并用印").click()
    phone.get_by_text("没有等您审签的文书").wait_for()
    assert Matter.objects.get(number=sample.routed).state == "opined"
    assert Document.objects.get(verb="opine").remark == "同意。"


def test_a_letter_is_kept_while_it_istyped(page, sample, district):
    tab = page("handler", unit=district.street)
    tab.goto(f"/matters/{sample.routed}/letters/new/accept/")
    tab.locator("#id_accepted").fill("墙体开裂，要求鉴定。")
    tab.get_by_text("草稿已保存").wait_for(timeout=9000)
    assert "墙体开裂，要求鉴定。" in tab.locator(".sheet").inner_text()
    tab.get_by_label("联系人和电话").fill("李四 028-8500 0217")
    tab.evaluate("() => { window.old = document.querySelector('.sheet'); }")
    tab.wait_for_function("() => document.querySelector('.sheet') !== window.old", timeout=9000)
    tab.reload()
    assert tab.get_by_label("联系人和电话").input_value() == "李四 028-8500 0217"
    assert Document.objects.filter(verb="accept").exclude(state="void").count() == 1


def test_without_scripts_a_fault_is_told_at_its_field(page, sample, district):
    tab = page("handler", unit=district.street, java_script_enabled=False)
    tab.goto(f"/matters/{sample.routed}/letters/new/accept/")
    tab.locator("#id_accepted").fill("")
    tab.locator("summary", has_text="制发…").click()
    tab.get_by_role("button", name="确认制发").click()
    tab.get_by_role("link", name="请填写“受理的事项”。").click()
    assert tab.locator("#id_accepted_error").inner_text() == "请填写“受理的事项”。"
