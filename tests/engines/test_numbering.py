"""Numbers of petitions and documents, and query codes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinfang.engines.numbering import (
    document_number,
    normalise_code,
    parse_document_number,
    parse_number,
    petition_number,
    query_code,
)

years = st.integers(1000, 9999)
serials = st.integers(1, 999_999_999)


def test_a_petition_number_has_four_digits_and_grows() -> None:
    assert petition_number(2008, 641) == "2008-0641"
    assert petition_number(2008, 12345) == "2008-12345"


@given(years, serials)
def test_a_number_is_read_back(year: int, serial: int) -> None:
    assert parse_number(petition_number(year, serial)) == (year, serial)


@pytest.mark.parametrize(
    "typed", ["２００８－０６４１", " 2008 - 0641 ", "2008—641", "2008-00641", "2008\u200b-0641"]
)
def test_numbers_are_read_as_people_type_them(typed: str) -> None:
    assert parse_number(typed) == (2008, 641)


@pytest.mark.parametrize("typed", ["", "2008", "2008-", "08-0641", "2008-0000", "0008-1", "2008-06a1"])
def test_what_is_no_number_gives_none(typed: str) -> None:
    assert parse_number(typed) is None


@given(st.text())
def test_reading_a_number_never_fails(text: str) -> None:
    parse_number(text)


def test_a_document_number_has_six_cornered_brackets_and_no_zeros() -> None:
    assert document_number("高信转", 2026, 3) == "高信转〔2026〕3号"
    assert document_number(" 高信办 ", 2026, 120) == "高信办〔2026〕120号"


@pytest.mark.parametrize(
    ("series", "year", "serial"), [("", 2026, 1), ("高信转", 26, 1), ("高信转", 2026, 0)]
)
def test_an_impossible_document_number_is_refused(series: str, year: int, serial: int) -> None:
    with pytest.raises(ValueError, match="number"):
        document_number(series, year, serial)


@pytest.mark.parametrize(
    "text",
    [
        "云溪信〔2026〕3号",
        " 云溪信〔２０２６〕３号 ",
        "云溪信[2026]3号",
        "云溪信（2026）003号",
        "云溪信【2026】第3号",
        "云溪信 ［2026］ 3 号",
        "云溪信\u200b﹝2026﹞3号",
    ],
)
def test_a_document_number_is_read_as_people_type_it(text: str) -> None:
    assert parse_document_number(text) == ("云溪信", 2026, 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "〔2026〕3号",
        "云溪信〔26〕3号",
        "云溪信〔2026〕号",
        "云溪信〔2026〕0号",
        "云溪信〔2026〕3",
        "云溪信2026-3号",
        "云溪信〔0026〕3号",
    ],
)
def test_what_is_no_document_number_is_none(text: str) -> None:
    assert parse_document_number(text) is None


@given(st.sampled_from(["云溪信", "温鹿南郊党委", "国信办发", "高信转", "YX"]), years, serials)
def test_a_document_number_is_read_back(series: str, year: int, serial: int) -> None:
    assert parse_document_number(document_number(series, year, serial)) == (series, year, serial)


def test_a_query_code_has_eighty_bits_and_no_letter_that_is_misread() -> None:
    codes = {query_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", code) for code in codes)
    used = {ch for code in codes for ch in code} - {"-"}
    assert len(used) == 32
    assert not used & set("ILOU")


def test_the_code_of_ten_bytes_is_the_same_for_ever() -> None:
    # A changed code would make every receipt ever printed worthless.
    assert query_code(bytes(range(10))) == "000G-40R4-0M30-E209"
    assert query_code(bytes.fromhex("ffeeddccbbaa99887766")) == "ZZQD-VK5V-NACR-GXV6"


def test_a_query_code_is_found_as_typed() -> None:
    assert normalise_code("ab01-cd1z-8888-xyz0") == "AB01CD1Z8888XYZ0"
    assert normalise_code(" ＡＢo1－cdLz 8888—xyzO ") == "AB01CD1Z8888XYZ0"
    assert normalise_code("abi1") == "AB11"


def test_a_wrong_code_stays_wrong() -> None:
    assert normalise_code("AB01-CD1Z-8888-XYZ0?") == "AB01CD1Z8888XYZ0?"
    assert normalise_code("AB01-CD1Z-8888-XYZ0停") == "AB01CD1Z8888XYZ0?"


@given(st.text())
def test_normalising_a_code_twice_changes_nothing(text: str) -> None:
    assert normalise_code(normalise_code(text)) == normalise_code(text)
