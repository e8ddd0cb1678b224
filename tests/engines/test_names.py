"""Names: search keys, characters that do not belong, initials and order."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinfang.engines.identity import (
    initials,
    normalise_name,
    pinyin_key,
    suspicious_characters,
    without_invisible,
)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        (" 王 小明 ", "王小明"),
        ("买买提·艾力", "买买提艾力"),
        ("买买提•艾力", "买买提艾力"),
        ("买买提・艾力", "买买提艾力"),
        ("ＪＯＨＮ　Smith", "johnsmith"),
        ("王\u200b小明", "王小明"),
        ("㐂\U000e0100田", "㐂田"),
        ("", ""),
    ],
)
def test_the_search_key(typed: str, key: str) -> None:
    assert normalise_name(typed) == key


@given(st.text())
def test_the_search_key_of_a_search_key_is_itself(text: str) -> None:
    key = normalise_name(text)
    assert normalise_name(key) == key
    assert not any(ch.isspace() for ch in key)


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("王\u202e小明", "文字方向控制符（U+202E）", "第2个"),
        ("王小\u200b明", "零宽字符（U+200B）", "第3个"),
        ("\ufeff王小明", "零宽字符（U+FEFF）", "第1个"),
        ("王小\ue5e5", "自造字（U+E5E5）", "第3个"),
        ("王\x00", "空字符（U+0000）", "第2个"),
        ("王\x07", "控制符（U+0007）", "第2个"),
        ("王\ufffd", "乱码（U+FFFD）", "第2个"),
        ("王\U000f0001", "自造字（U+F0001）", "第2个"),
    ],
)
def test_a_suspicious_character_is_told_with_its_place(text: str, word: str, place: str) -> None:
    (sentence,) = suspicious_characters(text)
    assert word in sentence
    assert sentence.startswith(place)


@pytest.mark.parametrize(
    "text", ["王小明", "𠮷田㐂", "买买提·艾力", "Émile O'Neil", "㐂\U000e0100", "一\n二\t", ""]
)
def test_ordinary_and_rare_names_are_not_suspicious(text: str) -> None:
    assert suspicious_characters(text) == []


@pytest.mark.parametrize(
    ("name", "letters", "key"),
    [
        ("王小明", "wxm", "wang xiao ming"),
        ("单雄", "sx", "shan xiong"),
        ("仇英", "qy", "qiu ying"),
        ("曾国", "zg", "zeng guo"),
        ("解放", "xf", "xie fang"),
        ("查理", "zl", "zha li"),
        ("区海", "oh", "ou hai"),
        ("任重", "rz", "ren zhong"),
        ("盖宁", "gn", "ge ning"),
        ("华山", "hs", "hua shan"),
        ("朴树", "ps", "piao shu"),
        ("尉迟恭", "ycg", "yu chi gong"),
        ("长孙青", "zsq", "zhang sun qing"),
        ("单于青", "cyq", "chan yu qing"),
        ("万俟青", "mqq", "mo qi qing"),
        ("万里", "wl", "wan li"),
        ("欧阳青", "oyq", "ou yang qing"),
        ("乐正青", "yzq", "yue zheng qing"),
        ("吕青", "lq", "lv qing"),
        ("买买提·艾力", "mmtal", "mai mai ti ai li"),
        ("John Émile", "je", "john emile"),
        ("𠮷田", "t", "𠮷 tian"),
        ("", "", ""),
    ],
)
def test_initials_and_sorting_key(name: str, letters: str, key: str) -> None:
    assert initials(name) == letters
    assert pinyin_key(name) == key


def test_names_sort_by_sound() -> None:
    assert sorted(["赵一", "单二", "安三", "曾四"], key=pinyin_key) == ["安三", "单二", "曾四", "赵一"]


@given(st.text(max_size=12))
def test_initials_are_letters_a_to_z_for_any_text(text: str) -> None:
    assert set(initials(text)) <= set("abcdefghijklmnopqrstuvwxyz")
    assert pinyin_key(text) == pinyin_key(text).strip()


@given(st.text(max_size=12) | st.text("王小明ＡbÅ㎏·　 ﬁﾀﾞ１²豈\u200d", max_size=8))
def test_what_is_quick_about_plain_names_is_the_same_key(text: str) -> None:
    """Letters alone take a shorter way: it leads to what the whole way leads to."""
    if not text.isalnum():
        return
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    again = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", folded).casefold())
    kept = "".join(ch for ch in again if unicodedata.category(ch)[0] not in "CZ" and not _selector(ch))
    assert normalise_name(text) == kept


def _selector(ch: str) -> bool:
    return 0xFE00 <= ord(ch) <= 0xFE0F or 0xE0100 <= ord(ch) <= 0xE01EF


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("墙体\u202e开裂\u200f", "墙体开裂"),
        ("墙\u200b体\u2060开\ufeff裂\u00ad", "墙体开裂"),
        ("第一行\n\t第二行\r\n", "第一行\n\t第二行\r\n"),
        ("一家👨\u200d👩\u200d👧来访❤\ufe0f\u200d🔥", "一家👨\u200d👩\u200d👧来访❤\ufe0f\u200d🔥"),
        ("墙\u200d体", "墙体"),
        ("\u200d墙\u200c", "墙"),
        ("𠮷野家 · 买买提", "𠮷野家 · 买买提"),
        ("a\x07b", "ab"),
    ],
)
def test_what_nobody_sees_is_taken_out_and_what_joins_pictures_stays(text: str, seen: str) -> None:
    assert without_invisible(text) == seen
    assert without_invisible(seen) == seen
