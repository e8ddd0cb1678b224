"""A clerk imports a register: preview, columns, dry run, progress, refused rows, and back (C16)."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.faces.exchange.conftest import HEADER, text

from xinfang.casework.petitions.models import Petition
from xinfang.engines.tabular import read_table
from xinfang.faces.exchange import actions
from xinfang.faces.exchange.models import ImportBatch
from xinfang.faces.exchange.runs import actor_of, reach_of, reader_of, run, stored_table
from xinfang.kernel import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ODD = ["编号", "昵称", "说的是什么", "时间", "留言详情", "答复意见", "答复时间"]


def rows(count: int) -> list[list[str]]:
    good = [
        [str(n), f"U{n}", f"第{n}条路灯不亮", "2019/4/25 9:00", f"内容{n}", "", ""] for n in range(count - 1)
    ]
    return [*good, ["99", "U99", "日期写错的一行", "昨天", "内容", "", ""]]


def choose(page: Page, tmp_path: Path, header: list[str], count: int = 8) -> ImportBatch:
    path = tmp_path / "网上留言登记.csv"
    path.write_bytes(text([header, *rows(count)], "gb18030"))
    page.goto("/import/")
    page.set_input_files("#id_file", path)
    page.get_by_role("button", name="上传并核对").click()
    expect(page.get_by_role("heading", name="核对导入")).to_be_visible()
    return ImportBatch.objects.latest("pk")


def step(batch: ImportBatch) -> None:
    """What the worker does for one chunk."""
    by = actor_of(batch)
    if batch.state == "queued":
        actions.begin(batch_id=batch.pk, by=by, at=clock.now())
    reader, scope = reader_of(batch, stored_table(batch)), reach_of(batch, by)
    actions.take_chunk(batch_id=batch.pk, reader=reader, scope=scope, by=by, at=clock.now())


def test_a_register_is_checked_imported_seen_moving_and_taken_back(page, tmp_path, monkeypatch):
    monkeypatch.setattr(actions, "CHUNK", 3)
    clerk = page("clerk")
    batch = choose(clerk, tmp_path, HEADER)
    expect(clerk.get_by_text("1 行 “留言时间”列读不出日期")).to_be_visible()
    expect(clerk.get_by_role("row", name="第0条路灯不亮")).to_be_visible()
    assert Petition.objects.count() == 0
    clerk.get_by_role("button", name="开始导入 7 行").click()
    expect(clerk.get_by_role("heading", name="0 / 8 行")).to_be_visible()
    step(ImportBatch.objects.get(pk=batch.pk))
    expect(clerk.get_by_role("heading", name="3 / 8 行")).to_be_visible()
    clerk.reload()
    expect(clerk.get_by_role("progressbar")).to_have_attribute("value", "3")
    run(batch.pk, by=actor_of(batch))
    expect(clerk.get_by_role("heading", name="导入结果")).to_be_visible()
    with clerk.expect_download() as download:
        clerk.get_by_role("link", name="下载未导入的行").click()
    sheet = read_table(download.value.path(), "refused.xlsx")
    assert [row[2] for row in sheet.rows] == ["日期写错的一行"]
    clerk.get_by_text("撤销整批").click()
    clerk.get_by_role("button", name="确认撤销").click()
    expect(clerk.get_by_text("这一批已经撤销")).to_be_visible()
    assert not Petition.objects.filter(reverted_at=None).exists()


def test_a_column_matched_by_hand_is_remembered(page, tmp_path):
    clerk = page("clerk")
    choose(clerk, tmp_path, ODD)
    clerk.get_by_label("说的是什么").select_option("title")
    clerk.get_by_role("button", name="按此对照重新核对").click()
    expect(clerk.get_by_label("说的是什么")).to_have_value("title")
    choose(clerk, tmp_path, ODD)
    expect(clerk.get_by_label("说的是什么")).to_have_value("title")


def test_two_columns_for_one_field_are_said_and_the_summary_takes_the_focus(page, tmp_path):
    clerk = page("clerk")
    choose(clerk, tmp_path, HEADER)
    clerk.get_by_label("留言详情").select_option("title")
    clerk.get_by_role("button", name="开始导入").click()
    expect(clerk.locator(".error-summary")).to_be_focused()
    expect(clerk.locator(".error-summary")).to_contain_text("请只留一列")
    assert clerk.title().startswith("错误：")


def test_without_scripts_an_import_goes_the_same_way(page, tmp_path):
    clerk = page("clerk", java_script_enabled=False)
    batch = choose(clerk, tmp_path, HEADER)
    clerk.get_by_role("button", name="开始导入").click()
    run(batch.pk, by=actor_of(batch))
    clerk.get_by_role("link", name="刷新").click()
    expect(clerk.get_by_role("heading", name="导入结果")).to_be_visible()


@pytest.mark.parametrize("size", [(1280, 800), (360, 780)])
def test_no_page_of_an_import_scrolls_sideways(page, tmp_path, size):
    clerk = page("clerk", size=size)
    batch = choose(clerk, tmp_path, HEADER)
    assert not sideways(clerk)
    clerk.get_by_role("button", name="开始导入").click()
    expect(clerk.get_by_role("progressbar")).to_be_visible()
    assert not sideways(clerk)
    run(batch.pk, by=actor_of(batch))
    expect(clerk.get_by_role("heading", name="导入结果")).to_be_visible()
    assert not sideways(clerk)
    clerk.goto("/import/")
    assert not sideways(clerk)


def sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
