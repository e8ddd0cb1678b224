"""Numbers read as reports write them, and units with them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinfang.engines.figurelint.numerals import read_number
from xinfang.engines.figurelint.reading import COUNT, FOLD, PERCENT, POINTS, VAGUE, sentences

TABLE = {
    "0": 0,
    "17": 17,
    "１７": 17,
    "1,234": 1234,
    "1,234,567": 1234567,
    "97.5": Fraction(195, 2),
    "零": 0,
    "一": 1,
    "十": 10,
    "十七": 17,
    "二十": 20,
    "一百": 100,
    "一百零五": 105,
    "一百五": 150,
    "一百五十": 150,
    "两千": 2000,
    "一千零一": 1001,
    "一千零二十": 1020,
    "三万五": 35000,
    "三万零五": 30005,
    "三万五千": 35000,
    "一万二千三百四十五": 12345,
    "十二亿": 1_200_000_000,
    "二〇〇八": 2008,
    "九十七点五": Fraction(195, 2),
    "零点八": Fraction(4, 5),
}
NONE = [
    "",
    "三四",
    "百",
    "十百",
    "一十百",
    "1,23",
    "12,34",
    "1.2.3",
    "万",
    "一万一万亿",
    "点五",
    "五点",
    "九" * 99,
    "9" * 99,
    "abc",
]


@pytest.mark.parametrize(("text", "value"), TABLE.items())
def test_a_number_is_read(text: str, value: Fraction) -> None:
    read = read_number(text)
    assert read is not None
    assert read[0] == value


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_one_number_is_none(text: str) -> None:
    assert read_number(text) is None


DIGITS = "零一二三四五六七八九"


def written(number: int) -> str:
    """A whole number in Chinese."""
    if number == 0:
        return "零"
    for sign, worth in (("亿", 100_000_000), ("万", 10_000)):
        if number >= worth:
            high, low = divmod(number, worth)
            zero = "零" if low and low < worth // 10 else ""
            return written(high) + sign + zero + (written(low) if low else "")
    text, gap = "", False
    for worth, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // worth % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + sign
        gap = not digit
    return text


@given(st.integers(0, 10**12) | st.integers(0, 10**5))
def test_a_number_written_in_chinese_is_read_back(number: int) -> None:
    assert read_number(written(number)) == (number, 0)
    if 10 <= number < 20:
        assert read_number(written(number).removeprefix("一")) == (number, 0)


@given(st.integers(0, 10**12))
def test_a_number_with_thousands_separators_is_read_back(number: int) -> None:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    assert read_number(f"{number:,}") == (number, 0)
    assert read_number(f"{number:,}".translate(wide)) == (number, 0)


@given(st.text(alphabet="零〇一二两三四五六七八九十百千万亿点0123456789,.％"))
def test_no_text_makes_it_fail(text: str) -> None:
    read_number(text)


UNITS = [
    ("来信45件", COUNT, 45, "件"),
    ("督办17起", COUNT, 17, "起"),
    ("来访188批", COUNT, 188, "批"),
    ("来访20批次", COUNT, 20, "批"),
    ("来访646人次", COUNT, 646, "人次"),
    ("信访691件（次）", COUNT, 691, "件次"),
    ("信访1,234件次", COUNT, 1234, "件次"),
    ("领导12位", COUNT, 12, "人"),
    ("专题研究11次", COUNT, 11, "次"),
    ("受理十七件", COUNT, 17, "件"),
    ("受理１７件", COUNT, 17, "件"),
    ("来信1.63万件", COUNT, 16300, "件"),
    ("来信1万件", COUNT, 10000, "件"),
    ("投入2亿元", COUNT, 200_000_000, "元"),
    ("来信1万半件", COUNT, 15000, "件"),
    ("办结率97%", PERCENT, 97, "%"),
    ("办结率９７．５％", PERCENT, Fraction(195, 2), "%"),
    ("占百分之九十七点五", PERCENT, Fraction(195, 2), "%"),
    ("占百分之54", PERCENT, 54, "%"),
    ("占四分之一", PERCENT, 25, "%"),
    ("占三成", PERCENT, 30, "%"),
    ("占六成五", PERCENT, 65, "%"),
    ("占七成半", PERCENT, 75, "%"),
    ("增长5‰", PERCENT, Fraction(1, 2), "%"),
    ("提高3个百分点", POINTS, 3, "个百分点"),
    ("提高1.5个百分点", POINTS, Fraction(3, 2), "个百分点"),
    ("增长2倍", FOLD, 2, "倍"),
    ("来信约45件", VAGUE, 45, "件"),
    ("来信近45件", VAGUE, 45, "件"),
    ("来信40余件", VAGUE, 40, "件"),
    ("来信40多件", VAGUE, 40, "件"),
    ("来信4万多件", VAGUE, 40000, "件"),
    ("来信45件以上", VAGUE, 45, "件"),
    ("来信45件左右", VAGUE, 45, "件"),
    ("来信20-30件", VAGUE, 30, "件"),
    ("占50%以上", VAGUE, 50, "%"),
    ("超过45件", VAGUE, 45, "件"),
    ("人均3件", VAGUE, 3, "件"),
]


@pytest.mark.parametrize(("text", "kind", "value", "unit"), UNITS)
def test_a_quantity_is_read_with_its_unit(text: str, kind: str, value: Fraction, unit: str) -> None:
    ((quantity,),) = (each.quantities for each in sentences(text + "。"))
    assert (quantity.kind, quantity.value, quantity.unit) == (kind, value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "第17批",
        "前3名",
        "一批群众",
        "每一位群众",
        "一起研究",
        "2008年",
        "3个月",
        "前三季度",
        "三成都",
        "编号A17件",
        "三四十件",
    ],
)
def test_what_counts_nothing_is_no_quantity(text: str) -> None:
    assert [quantity.text for each in sentences(text + "。") for quantity in each.quantities] == []


def test_a_rounded_number_is_not_exact() -> None:
    ((quantity,),) = (each.quantities for each in sentences("来信1.63万件。"))
    assert not quantity.exact
    assert quantity.step == 100
