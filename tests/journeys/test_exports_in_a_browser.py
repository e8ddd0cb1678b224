"""C15: what is seen goes into a sheet under the official head; a long list by the background, with a bar."""

import pytest
from python_calamine import CalamineWorkbook
from tests.axe import violations, width
from tests.journeys.conftest import PHONE

from xinfang.faces.workbench.tasks import write_list
from xinfang.faces.workbench.worklist import exports
from xinfang.faces.workbench.worklist import sheet as sheets
from xinfang.registers.prepared.models import PreparedFile

pytestmark = pytest.mark.browser


def rows_of(download) -> list[list[object]]:
    return CalamineWorkbook.from_path(download.path()).get_sheet_by_index(0).to_python()


def test_what_is_seen_is_what_is_in_the_sheet(page, sample):
    tab = page("office_head")
    tab.goto("/worklist/?channel=letter&state=registered")
    seen = tab.locator("td.number").all_inner_texts()
    heads = [each.strip() for each in tab.locator("thead th").all_inner_texts()]
    with tab.expect_download() as download:
        tab.get_by_role("link", name="导出 Excel").click()
    title, remarks, head, *rows = rows_of(download.value)
    assert title[0] == "来信来访事项一览表"
    assert "条件：状态 待分送；来的方式 来信" in remarks[0]
    assert [row[0] for row in rows] == seen
    assert [each for each in heads if each in head] == head


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_long_list_is_written_behind_and_its_link_comes_by_itself(page, sample, monkeypatch, theme):
    monkeypatch.setattr(exports, "AT_ONCE", 2)
    monkeypatch.setattr(sheets, "CHUNK", 1)
    tab = page("office_head", theme=theme)
    tab.goto("/worklist/?channel=letter")
    tab.get_by_role("link", name="导出 Excel").click()
    tab.get_by_role("heading", name="导出记录").wait_for()
    bar = tab.get_by_role("progressbar")
    assert bar.get_attribute("value") == "0"
    assert violations(tab) == []
    file = PreparedFile.objects.order_by("-pk")[0]
    PreparedFile.objects.filter(pk=file.pk).update(state="running", rows_done=1)
    tab.locator("progress[value='1']").wait_for()  # without a click
    write_list(file_id=file.pk)
    link = tab.get_by_role("link", name="下载 Excel")
    link.wait_for()
    assert violations(tab) == []
    with tab.expect_download() as download:
        link.click()
    assert len(rows_of(download.value)) == 3 + file.rows_total
    tab.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert width(tab) <= PHONE[0]
