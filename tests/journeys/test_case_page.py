"""A case in the browser: the bar that stays, people for a reason, a file, the next step."""

from pathlib import Path

import pytest
from tests.axe import violations

pytestmark = pytest.mark.browser


def test_the_bar_stays_while_the_page_scrolls(page, sample):
    tab = page("office_head", size=(1280, 500))
    tab.goto(f"/matters/{sample.waiting}/")
    tab.mouse.wheel(0, 400)
    tab.wait_for_function("() => scrollY > 100")
    assert tab.locator(".identity").bounding_box()["y"] == 0


def test_people_are_shown_for_a_reason_and_gone_on_the_next_view(page, sample):
    tab = page("office_head")
    tab.goto(f"/matters/{sample.waiting}/")
    assert "王小二" not in tab.content()
    tab.get_by_role("link", name="查看全部信息…").click()
    tab.get_by_label("查看理由").fill("看看")
    tab.keyboard.press("Enter")
    tab.get_by_text("至少 4 个字").wait_for()
    assert violations(tab) == []
    tab.get_by_label("查看理由").fill("电话核实来访人数")
    tab.get_by_role("button", name="查看", exact=True).click()
    tab.get_by_role("link", name="收起").wait_for()
    assert "王小二" in tab.locator("#people").inner_text()
    assert violations(tab) == []
    tab.get_by_role("link", name="收起").click()
    tab.get_by_role("link", name="收起").wait_for(state="detached")
    assert "王小二" not in tab.content()


def test_the_date_gives_an_account_of_itself(page, sample):
    tab = page("office_head")
    tab.goto(f"/matters/{sample.waiting}/")
    tab.get_by_text("这个日期怎么来的").click()
    assert "次日起算 15 日" in tab.locator(".clock").inner_text()
    assert tab.locator(".days").get_attribute("aria-hidden") == "true"


def test_from_the_list_to_the_act_in_two_clicks(page, sample, district):
    tab = page("office_head")
    tab.goto("/worklist/?state=registered")
    tab.get_by_role("link", name=sample.waiting).click()
    tab.get_by_role("link", name="转送…").click()
    assert "十五日内书面告知" in tab.locator("form.ask").inner_text()
    tab.get_by_label("送往").select_option(str(district.street.pk))
    tab.get_by_label("说明").fill("属地办理")
    tab.get_by_role("button", name="确认转送").click()
    timeline = tab.locator(".timeline").inner_text()
    assert "分送中和街道" in timeline
    assert "属地办理" in timeline


def test_a_file_goes_up_and_comes_down(page, sample, tmp_path):
    letter = tmp_path / "来信.pdf"
    letter.write_bytes(b"%PDF-1.7\n%%EOF\n")
    tab = page("office_head")
    tab.goto(f"/matters/{sample.waiting}/")
    tab.get_by_label("添加附件").set_input_files(letter)
    tab.get_by_role("button", name="上传").click()
    with tab.expect_download() as download:
        tab.get_by_role("link", name="来信.pdf").click()
    assert download.value.suggested_filename == "来信.pdf"
    assert Path(download.value.path()).read_bytes() == letter.read_bytes()
