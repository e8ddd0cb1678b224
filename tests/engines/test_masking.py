"""Masks show what is needed and no more."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinfang.engines.masking import mask_address, mask_id, mask_name, mask_phone, mask_text


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("王小明", "王**"),
        ("王明", "王*"),
        ("欧阳修", "欧阳*"),
        ("欧阳", "欧*"),
        ("王", "*"),
        ("", ""),
        (" 王 小明 ", "王**"),
        ("𠮷田", "𠮷*"),
        ("㐂\U000e0100田", "㐂*"),
        ("买买提·艾力江", "买***"),
        ("John Smith", "J***"),
        ("Émile", "É***"),
    ],
)
def test_names(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13912340217", "139****0217"),
        ("+86 139-1234-0217", "139****0217"),
        ("１３９１２３４０２１７", "139****0217"),
        ("0731-85551234", "0731****1234"),
        ("010-85551234", "010****1234"),
        ("021-85551234", "021****1234"),
        ("85551234", "****1234"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_telephone_numbers(number: str, masked: str) -> None:
    assert mask_phone(number) == masked


def test_document_numbers() -> None:
    assert mask_id("11010519491231002X") == "1101***********02X"
    assert mask_id("H12345678") == "H*******8"
    assert mask_id("1234") == "****"
    assert mask_id("") == ""


def test_addresses_keep_the_district_or_less() -> None:
    assert mask_address("南方市高新区幸福路3号2栋101") == "南方市高新区****"
    assert mask_address("幸福路3号") == "幸福****"
    assert mask_address("路") == "****"
    assert mask_address(" ") == ""


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("请打13912340217。", "请打139****0217。"),
        ("请打139 1234 0217。", "请打139****0217。"),
        ("手机：+86-13912340217", "手机：139****0217"),
        ("手机１３９１２３４０２１７", "手机139****0217"),
        ("手机013912340217", "手机139****0217"),
        ("座机0731-85551234", "座机0731****1234"),
        ("电话：85551234", "电话：****1234"),
        ("身份证11010519491231002Ｘ号", "身份证1101***********02X号"),
        ("身份证110105 19491231 002X", "身份证1101***********02X"),
        ("旧证130503670401001", "旧证1305********001"),
        ("卡号6222021234567890123", "卡号6222************123"),
    ],
)
def test_numbers_in_free_text(text: str, masked: str) -> None:
    assert mask_text(text) == masked


@pytest.mark.parametrize(
    "text",
    ["2019年4月25日", "20190425093209", "A00045581", "3,000元", "〔2026〕3号", "12345热线", "１２３", ""],
)
def test_what_is_no_personal_number_stays(text: str) -> None:
    assert mask_text(text) == text


@given(st.text("王欧阳小明𠮷㐂·AbÉ \u200b\x00", max_size=12))
def test_a_masked_name_shows_at_most_the_surname(name: str) -> None:
    masked = mask_name(name)
    assert len(masked.replace("*", "")) <= 2
    assert "明" not in masked[1:]


@given(st.text(), st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.text())
def test_no_mobile_number_survives_in_any_text(before: str, number: str, after: str) -> None:
    text = before + "，" + number + "，" + after
    assert number not in mask_text(text)


@given(st.text())
def test_masks_never_fail_and_never_show_eight_digits_in_a_row(text: str) -> None:
    for masked in (mask_name(text), mask_phone(text), mask_id(text), mask_address(text), mask_text(text)):
        assert isinstance(masked, str)
    assert not re.search(r"[0-9]{8}", mask_phone(text))
