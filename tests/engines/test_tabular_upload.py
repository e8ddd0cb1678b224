"""Whole files: read in a child process, or refused in a sentence."""

import io
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from xinfang.engines.tabular import MESSAGES, TableRefused, read_table, table, upload

Writer = Callable[..., bytes]
ROWS: list[list[object]] = [
    ["编号", "时间", "内容"],
    [2549.0, datetime(2019, 4, 25, 9, 32, 9), "\t停车费\n太高 \r\n"],
    [1.5, "", True],
]
READ = [["2549", "2019-04-25 09:32:09", "停车费\n太高"], ["1.5", "", "TRUE"]]


def refusal(data: bytes, name: str = "a.xlsx", **limits: int) -> str:
    with pytest.raises(TableRefused) as caught:
        read_table(data, name, **limits)
    assert str(caught.value) == caught.value.message_id % caught.value.params
    assert caught.value.message_id in MESSAGES
    message_id: str = caught.value.message_id
    return message_id


def test_an_xlsx_file_becomes_text(xlsx: Writer) -> None:
    read = read_table(xlsx([[], *ROWS[:2], [], ROWS[2]]), "来信.xlsx")
    assert read.header == ["编号", "时间", "内容"]
    assert read.rows == READ
    assert read.lines == [3, 5]
    assert (read.sheet, read.encoding) == ("来信", "")


def test_an_old_xls_file_becomes_text() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("来信")
    style = xlwt.easyxf(num_format_str="YYYY-MM-DD HH:MM:SS")
    for number, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell, *([style] if isinstance(cell, datetime) else []))
    buffer = io.BytesIO()
    book.save(buffer)
    assert read_table(buffer.getvalue(), "来信.XLS").rows == READ


def test_a_file_is_read_from_its_path(tmp_path: Path, xlsx: Writer) -> None:
    path = tmp_path / "upload"
    path.write_bytes(xlsx(ROWS))
    assert read_table(path, "来信.xlsx").rows == READ
    assert read_table(str(path), "来信.xlsx").rows == READ


def test_the_kind_is_told_by_the_bytes_not_by_the_name(xlsx: Writer) -> None:
    assert read_table(xlsx(ROWS), "来信.csv").rows == READ
    assert read_table("编号\t内容\n1\t停车".encode(), "导出.xls").rows == [["1", "停车"]]


def test_hidden_and_empty_sheets_are_passed_over() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        book.add_worksheet("空")
        hidden = book.add_worksheet("隐藏")
        hidden.write(0, 0, "不读")
        hidden.hide()
        book.add_worksheet("来信").write_column(0, 0, ["编号", "1"])
    read = read_table(buffer.getvalue(), "a.xlsx")
    assert (read.sheet, read.header, read.rows) == ("来信", ["编号"], [["1"]])


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.xlsx", table.EMPTY),
        (b" \n \n", "a.csv", table.EMPTY),
        (b"x", "a.pdf", table.NOT_A_TABLE),
        (b"%PDF-1.7", "a.csv", table.NOT_A_TABLE),
        (b"<html><table>", "a.xls", table.DAMAGED),
        (b"PK\x03\x04 cut off", "a.xlsx", table.DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut off", "a.xls", table.DAMAGED),
        (b"a,b\n1,\x00\n", "a.csv", table.NUL_FOUND),
        (b'a,b\n1,"open\n', "a.csv", table.BAD_QUOTES),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, name: str, message: str) -> None:
    assert refusal(data, name) == message


def test_an_empty_workbook_and_another_package_are_refused(xlsx: Writer) -> None:
    assert refusal(xlsx([])) == table.EMPTY
    buffer = io.BytesIO()
    import zipfile

    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    assert refusal(buffer.getvalue()) == table.NOT_A_TABLE


def test_caps_are_inclusive(xlsx: Writer) -> None:
    rows = [["a", "b"]] + [["1", "2"]] * 5
    assert len(read_table(xlsx(rows), "a.xlsx", max_rows=5, max_columns=2).rows) == 5
    assert refusal(xlsx(rows), max_rows=4) == table.TOO_MANY_ROWS
    assert refusal(xlsx(rows), max_columns=1) == table.TOO_MANY_COLUMNS
    assert refusal(b"a,b\n" + b"1,2\n" * 5, "a.csv", max_rows=4) == table.TOO_MANY_ROWS
    assert refusal(b"a,b\n" + b"1,2\n" * 5, "a.csv", max_columns=1) == table.TOO_MANY_COLUMNS
    assert refusal(b"a,b\n", "a.csv", max_bytes=3) == table.TOO_BIG


def test_a_sheet_that_declares_too_much_is_refused(raw_xlsx: Writer) -> None:
    cells = '<sheetData><row r="1"><c r="A1" t="str"><v>x</v></c></row></sheetData>'
    assert refusal(raw_xlsx('<dimension ref="A1:A1048576"/>' + cells)) == table.TOO_MANY_ROWS
    assert refusal(raw_xlsx('<dimension ref="A1:XFD2"/>' + cells)) == table.TOO_MANY_COLUMNS
    assert read_table(raw_xlsx('<dimension ref="A1"/>' + cells), "a.xlsx").header == ["x"]


def test_two_far_cells_cannot_kill_the_process_that_asks(raw_xlsx: Writer) -> None:
    cells = "".join(
        f'<row r="{row}"><c r="{cell}" t="str"><v>x</v></c></row>'
        for row, cell in ((1, "A1"), (1048576, "XFD1048576"))
    )
    bomb = raw_xlsx(f"<sheetData>{cells}</sheetData>")
    assert len(bomb) < 2_000
    assert refusal(bomb) in (table.TOO_LONG, table.TOO_MANY_COLUMNS)


def test_a_far_cell_within_the_caps_is_refused_before_it_fills_the_memory(raw_xlsx: Writer) -> None:
    cells = "".join(
        f'<row r="{row}"><c r="{cell}" t="str"><v>x</v></c></row>'
        for row, cell in ((1, "A1"), (99999, "GR99999"))
    )
    assert refusal(raw_xlsx(f"<sheetData>{cells}</sheetData>")) == table.TOO_MUCH


def test_one_long_text_repeated_without_end_is_refused(raw_xlsx: Writer) -> None:
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 100_001))
    bomb = raw_xlsx(f"<sheetData>{cells}</sheetData>", strings=f"<si><t>{'停' * 30_000}</t></si>")
    assert refusal(bomb) in (table.TOO_LONG, table.TOO_MUCH, table.SWOLLEN)


def test_a_package_that_swells_is_refused(raw_xlsx: Writer) -> None:
    sheet = "<sheetData/>"
    assert refusal(raw_xlsx(sheet, **{"xl/media/a.bin": bytes(30_000_000)})) == table.SWOLLEN


def test_a_reader_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "WALL_SECONDS", 0.001)
    assert refusal(b"a,b\n1,2\n", "a.csv") == table.TOO_LONG


def test_the_reader_gets_no_secret_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {}

    def run(*args: object, env: dict[str, str], **more: object) -> object:
        seen.update(env)
        raise TableRefused(table.DAMAGED)

    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    monkeypatch.setattr(subprocess, "run", run)
    refusal(b"a,b\n1,2\n", "a.csv")
    assert "PATH" in seen
    assert "DATABASE_URL" not in seen
