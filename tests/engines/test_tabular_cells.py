"""Dates, column names, and cells that go out."""

import csv
import io
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinfang.engines.tabular import match_columns, parse_when, read_table, safe_cell, write_error_sheet
from xinfang.engines.tabular.workbook import cell_text

MOMENT = datetime(2019, 4, 25, 9, 32, 9)


@pytest.mark.parametrize(
    "text",
    [
        "2019/4/25 9:32:09",
        "2019-04-25 09:32:09",
        "2019-04-25T09:32:09",
        "2019-04-25T09:32:09.123",
        "2019-04-25T09:32:09+08:00",
        "2019-04-25T01:32:09Z",
        "2019.4.25 9:32:09",
        "2019年4月25日 9时32分9秒",
        "2019年04月25日上午9:32:09",
        "2019/4/25 9:32:09 AM",
        "２０１９／４／２５　９：３２：０９",
        "20190425093209",
        "43580.397326388891",
    ],
)
def test_one_moment_in_many_forms(text: str) -> None:
    assert parse_when(text) == MOMENT


@pytest.mark.parametrize(
    "text",
    [
        "2019/4/25",
        "2019-04-25",
        "2019年4月25日",
        "20190425",
        "43580",
        " 2019/4/25\n",
    ],
)
def test_a_date_without_time_is_its_midnight(text: str) -> None:
    assert parse_when(text) == datetime(2019, 4, 25)


def test_afternoon_and_minutes() -> None:
    assert parse_when("2019/4/25 下午3:05") == datetime(2019, 4, 25, 15, 5)
    assert parse_when("2019/4/25 下午12:05") == datetime(2019, 4, 25, 12, 5)
    assert parse_when("2019/4/25 12:05 AM") == datetime(2019, 4, 25, 0, 5)
    assert parse_when("2024/2/29 9点") == datetime(2024, 2, 29, 9)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "无",
        "25/4/2019",
        "19-4-25",
        "2019-02-30",
        "2019-13-01",
        "2019/4/25 25:00",
        "123",
        "99999",
        "2549",
    ],
)
def test_what_is_no_moment_gives_none(text: str) -> None:
    assert parse_when(text) is None


@given(
    st.datetimes(datetime(1000, 1, 1), datetime(9999, 12, 31)).map(lambda when: when.replace(microsecond=0))
)
def test_what_the_reader_writes_is_read(when: datetime) -> None:
    when = when.replace(microsecond=0)
    assert parse_when(cell_text(when)) == when


@given(st.text("0123456789-/.年月日时分秒: TZ+上午PM²", max_size=24))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    parse_when(text)


def test_cells_that_are_not_text() -> None:
    assert cell_text(2549.0) == "2549"
    assert cell_text(-0.5) == "-0.5"
    assert cell_text(float("nan")) == "nan"
    assert cell_text(True) == "TRUE"
    assert cell_text(date(2019, 4, 25)) == "2019-04-25 00:00:00"
    assert cell_text(datetime(2019, 4, 25, 9, 32, 8, 999_999)) == "2019-04-25 09:32:09"
    assert cell_text(time(9, 32)) == "09:32:00"
    assert cell_text(timedelta(hours=30, seconds=5)) == "30:00:05"


def test_columns_are_matched_by_synonyms() -> None:
    header = ["＊ 留言编号", "姓 名（必填）", "Phone", "时间(答复)", "留言时间", "其他"]
    known = {
        "number": ["编号", "留言编号"],
        "name": ["姓名"],
        "phone": [],
        "at": ["留言时间", "时间"],
        "reply_at": ["答复时间", "时间"],
        "address": ["地址"],
    }
    assert match_columns(header, known) == {
        "number": "＊ 留言编号",
        "name": "姓 名（必填）",
        "phone": "Phone",
        "at": "留言时间",
        "reply_at": "时间(答复)",
    }


@given(
    st.lists(st.text("姓名电话 (1)", max_size=4)),
    st.dictionaries(st.text(max_size=2), st.lists(st.text("姓名电话"))),
)
def test_a_column_serves_one_field_only(header: list[str], known: dict[str, list[str]]) -> None:
    found = match_columns(header, known)
    assert len(set(found.values())) == len(found)
    assert set(found) <= set(known)
    assert set(found.values()) <= set(header)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@A1",
        "＝1",
        "＋1",
        "－1",
        "＠A",
        "\t=1",
        "\r=1",
        "\n1",
        " =1",
        "\u200b=1",
        "\ufeff＝1",
    ],
)
def test_what_could_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize("text", ["", "停车费", "1+1=2", "a@b", "3-5天", "'=1", " "])
def test_other_text_is_unchanged(text: str) -> None:
    assert safe_cell(text) == text


@given(st.text(max_size=10))
def test_making_a_cell_safe_twice_is_making_it_safe_once(text: str) -> None:
    assert safe_cell(safe_cell(text)) == safe_cell(text)
    assert not safe_cell(text).lstrip().startswith(tuple("=+-@＝＋－＠"))


def test_an_error_sheet_comes_back_as_it_went_out() -> None:
    header = ["编号", "内容"]
    rows = [
        (["007", '=HYPERLINK("x")'], "电话缺位"),
        (["1e5", "http://a.b"], "日期不存在"),
        (["2019/4/25"], "缺内容"),
    ]
    read = read_table(write_error_sheet(header, rows), "有误.xlsx")
    assert read.header == ["编号", "内容", "问题"]
    assert read.rows == [
        ["007", '=HYPERLINK("x")', "电话缺位"],
        ["1e5", "http://a.b", "日期不存在"],
        ["2019/4/25", "", "缺内容"],
    ]


def test_an_error_sheet_has_no_formula_and_one_reason_column() -> None:
    import zipfile

    data = write_error_sheet(["问题", "内容"], [(["旧", "=1+1"], "新")])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
        styles = package.read("xl/styles.xml").decode()
    assert "<f>" not in sheet
    assert styles.count('quotePrefix="1"') == 2  # the header's and the cells' format
    read = read_table(data, "有误.xlsx")
    assert (read.header, read.rows) == (["内容", "问题"], [["=1+1", "新"]])


def test_an_overlong_cell_is_cut_visibly_and_rare_characters_count_double() -> None:
    read = read_table(write_error_sheet(["内容"], [(["𠮷" * 20_000], "太长")]), "有误.xlsx")
    assert read.rows[0][0] == "𠮷" * 16_383 + "…"


def test_a_safe_csv_is_read_back_without_formulas() -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows([["内容"], [safe_cell("=1+1")]])
    assert read_table(buffer.getvalue().encode("utf-8-sig"), "a.csv").rows == [["'=1+1"]]
