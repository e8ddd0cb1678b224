"""CSV files: encodings, delimiters, quotes, ragged rows."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinfang.engines.tabular.delimited import decode, read_delimited, sniff_delimiter
from xinfang.engines.tabular.table import BAD_QUOTES, ENCODING, NUL_FOUND, TOO_MUCH, Limits, TableRefused

LIMITS = Limits()
cells = st.text("停车费a1,;\t\"'\n\r =𠮷", max_size=8)


@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
    ],
)
def test_encodings(codec: str, named: str) -> None:
    read = read_delimited("姓名,内容\n㐂𠮷,停车费\n".encode(codec), LIMITS)
    assert (read.header, read.rows, read.encoding) == (["姓名", "内容"], [["㐂𠮷", "停车费"]], named)


def test_big_endian_utf_16_with_a_mark() -> None:
    assert decode(b"\xfe\xff" + "停".encode("utf-16-be")) == ("停", "utf-16")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a,b\n\xff\xff,2\n", ENCODING),
        (b"\xef\xbb\xbfa,\xff\n", ENCODING),
        ("姓名,内容\n".encode("utf-16-le"), NUL_FOUND),
        (b'a,b\n1,2\n3,"4\n5,6\n', BAD_QUOTES),
        (b'a,b\n1,"2"x\n', BAD_QUOTES),
        (b'a,b\n1,"' + b"x" * 1_000_001 + b'"\n', BAD_QUOTES),
        (b"," * 100_001, TOO_MUCH),
    ],
)
def test_what_is_not_sure_is_refused_not_guessed(data: bytes, message: str) -> None:
    with pytest.raises(TableRefused) as caught:
        read_delimited(data, LIMITS)
    assert caught.value.message_id == message


def test_a_refusal_names_the_line() -> None:
    with pytest.raises(TableRefused, match="第 3 行"):
        read_delimited(b'a,b\n1,2\n3,"4\n5,6\n', LIMITS)
    with pytest.raises(TableRefused, match="第 2 行"):
        read_delimited(b"a,b\n1,\x00\n", LIMITS)


def test_a_caller_that_answers_for_each_row_gets_the_row_with_a_nul() -> None:
    taken = Limits(take_nul=True)
    assert read_delimited(b"a,b\n1,\x00x\n2,y\n", taken).rows == [["1", "\x00x"], ["2", "y"]]
    for data in (b"a,\x00b\n1,x\n", "姓名,内容\n1,2\n".encode("utf-16-le")):
        with pytest.raises(TableRefused) as caught:
            read_delimited(data, taken)
        assert caught.value.message_id == NUL_FOUND


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_are_found_even_if_others_stand_in_the_text(delimiter: str) -> None:
    text = f'编号{delimiter}内容\n1{delimiter}"一,二;三\t四,五;六"\n2{delimiter}无\n'
    assert sniff_delimiter(text) == delimiter
    assert read_delimited(text.encode(), LIMITS).rows == [["1", "一,二;三\t四,五;六"], ["2", "无"]]


def test_a_row_cut_off_by_the_end_of_the_sample_does_not_mislead() -> None:
    assert sniff_delimiter(f"编;号,内容,备注\n1;2,{'长' * 70_000},无\n") == ","


def test_the_first_line_of_a_spreadsheet_may_name_the_delimiter() -> None:
    assert read_delimited(b"sep=;\r\na;b,c\r\n1;2\r\n", LIMITS).header == ["a", "b,c"]


def test_a_single_column_is_a_table() -> None:
    read = read_delimited("内容\n停车\n收费\n".encode(), LIMITS)
    assert (read.header, read.rows) == (["内容"], [["停车"], ["收费"]])


def test_line_ends_in_quotes_stay_and_rows_keep_their_lines() -> None:
    read = read_delimited(b'a,b\r\n1,"x\r\ny"\r\n\r\n2,z\r\n', LIMITS)
    assert read.rows == [["1", "x\ny"], ["2", "z"]]
    assert read.lines == [3, 5]


def test_ragged_rows_become_rectangular_and_names_unique() -> None:
    read = read_delimited("\n电话,,电话,列2\n1,2,3,4,5\n6\n".encode(), LIMITS)
    assert read.header == ["电话", "列2 (2)", "电话 (2)", "列2", "列5"]
    assert read.rows == [["1", "2", "3", "4", "5"], ["6", "", "", "", ""]]


@given(
    st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=6),
    st.sampled_from([",", ";", "\t"]),
)
def test_what_was_written_is_read_stripped(rows: list[list[str]], delimiter: str) -> None:
    buffer = io.StringIO(newline="")
    table = [["头", *"bcd"], *rows]
    csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)
    read = read_delimited(f"sep={delimiter}\n{buffer.getvalue()}".encode(), LIMITS)
    expected = [[cell.replace("\r\n", "\n").replace("\r", "\n").strip() for cell in row] for row in rows]
    padded = [row + [""] * (4 - len(row)) for row in expected if any(row)]
    assert read.rows == padded


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read = read_delimited(data, LIMITS)
    except TableRefused:
        return
    assert len(set(read.header)) == len(read.header)
    assert all(read.header)
    assert all(len(row) == len(read.header) for row in read.rows)
