"""Checks of identity documents; all numbers are made up."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinfang.engines import identity
from xinfang.engines.identity import KINDS, MESSAGES, check_id, normalise_id, normalise_phone, tail
from xinfang.engines.identity import documents as sentences

TODAY = date(2026, 11, 23)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999


def with_check(first_seventeen: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(first_seventeen, WEIGHTS, strict=True))
    return first_seventeen + "10X98765432"[total % 11]


def test_a_right_number_tells_birth_sex_and_region() -> None:
    found = check_id("resident", with_check("43010219900304123"), TODAY)
    assert (found.ok, found.error, found.hint) == (True, "", "")
    assert (found.birth, found.sex, found.region) == (date(1990, 3, 4), "M", "湖南省长沙市东区")
    assert check_id("resident", with_check("43010220000304122"), TODAY).region == "湖南省长沙市芙蓉区"
    assert check_id("resident", with_check("43010220000304122"), TODAY).sex == "F"


def test_a_municipality_is_named_once() -> None:
    assert check_id("resident", with_check("11010519491231002"), TODAY).region == "北京市朝阳区"


def test_numbers_may_be_typed_full_width_spaced_and_in_small_letters() -> None:
    assert check_id("resident", "１１０１０５ 19491231-002x", TODAY).ok


def test_a_wrong_check_character_is_told_with_the_right_one() -> None:
    found = check_id("resident", "110105194912310021", TODAY)
    assert not found.ok
    assert "第18位应为 X" in found.error
    assert found.error == found.error_id % found.params


@given(st.dates(date(1907, 1, 1), TODAY), st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
def test_any_single_wrong_digit_is_found(birth: date, order: int, place: int, shift: int) -> None:
    right = with_check(f"430102{birth:%Y%m%d}{order:03d}")
    wrong = right[:place] + str((int(right[place]) + shift) % 10) + right[place + 1 :]
    assert check_id("resident", right, TODAY).ok
    assert not check_id("resident", wrong, TODAY).ok


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("", sentences.EMPTY),
        ("4301021990030412", sentences.LENGTH),
        ("4301021990O3041234", sentences.NOT_A_DIGIT),
        ("43010219900304123A", sentences.LAST_CHARACTER),
        (with_check("43010219900230123"), sentences.BIRTH_IMPOSSIBLE),
        (with_check("43010220261124123"), sentences.BIRTH_FUTURE),
        ("430102901330123", sentences.BIRTH_IMPOSSIBLE),
        ("43010290Z330123", sentences.NOT_A_DIGIT),
    ],
)
def test_what_is_wrong_with_a_resident_number(number: str, message: str) -> None:
    found = check_id("resident", number, TODAY)
    assert not found.ok
    assert found.error_id == message


def test_the_place_of_a_wrong_character_is_counted_from_one() -> None:
    assert "第11位" in check_id("resident", "4301021990O3041234", TODAY).error


def test_born_today_is_right_and_born_tomorrow_is_wrong() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert check_id("resident", with_check(f"430102{TODAY:%Y%m%d}123"), TODAY).ok
    assert not check_id("resident", with_check(f"430102{tomorrow:%Y%m%d}123"), TODAY).ok


def test_an_unknown_region_and_a_great_age_are_only_hints() -> None:
    unknown = check_id("resident", with_check("99999919900304123"), TODAY)
    old = check_id("resident", with_check("43010218900304123"), TODAY)
    assert (unknown.ok, unknown.hint_id, unknown.region) == (True, sentences.REGION_UNKNOWN, "")
    assert (old.ok, old.hint_id) == (True, sentences.VERY_OLD)


def test_an_old_number_of_fifteen_digits_has_no_check_character() -> None:
    found = check_id("resident", "430102670401001", TODAY)
    assert (found.ok, found.birth, found.sex) == (True, date(1967, 4, 1), "M")
    assert found.hint == sentences.OLD_CARD


def test_an_old_number_is_not_from_the_future() -> None:
    assert check_id("resident", "430102990101001", date(1999, 1, 1)).ok
    assert check_id("resident", "430102990101001", date(1998, 12, 31)).error_id == sentences.BIRTH_FUTURE


def test_residence_permits_of_hong_kong_macao_and_taiwan() -> None:
    found = check_id("hmt_residence", with_check("81000019940823002"), TODAY)
    assert (found.ok, found.hint, found.region) == (True, "", "香港特别行政区")
    assert check_id("hmt_residence", with_check("83000019940823002"), TODAY).region == "台湾省"
    assert check_id("hmt_residence", with_check("43010219940823002"), TODAY).error_id == sentences.HMT_PREFIX
    assert check_id("hmt_residence", "8100001994082300", TODAY).error_id == sentences.LENGTH_18
    assert check_id("resident", with_check("81000019940823002"), TODAY).hint_id == sentences.LOOKS_HMT


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("hk_macao_permit", "H12345678", "A12345678"),
        ("hk_macao_permit", "M1234567801", "M123456"),
        ("taiwan_permit", "12345678", "1234567"),
        ("taiwan_permit", "0123456789(B)", "0123456789BB"),
        ("passport", "E12345678", "E123"),
        ("foreign_permanent", "USA110000000001", "US110000000001"),
        ("foreign_permanent", with_check("91184019900304123"), "811840199003041234"),
        ("other", "军字第0012345号", "1"),
    ],
)
def test_other_documents_are_checked_for_their_form(kind: str, right: str, wrong: str) -> None:
    assert check_id(kind, right, TODAY).ok
    refused = check_id(kind, wrong, TODAY)
    assert not refused.ok
    assert refused.error


def test_a_kind_that_is_not_known_is_an_error() -> None:
    assert check_id("library_card", "123456", TODAY).error_id == sentences.UNKNOWN_KIND


@given(st.sampled_from([*KINDS, "?"]), st.text(max_size=20))
def test_any_text_gets_an_answer_whose_sentences_are_known(kind: str, number: str) -> None:
    found = check_id(kind, number, TODAY)
    assert found.ok == (found.error == "")
    assert found.error_id in ("", *MESSAGES)
    assert found.hint_id in ("", *MESSAGES)


@given(st.text(max_size=18))
def test_no_sentence_quotes_the_number(number: str) -> None:
    plain = normalise_id(number)
    found = check_id("resident", number, TODAY)
    assert len(plain) < 5 or plain not in found.error + found.hint


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("139-1234-0217", "13912340217"),
        ("+86 139 1234 0217", "13912340217"),
        ("008613912340217", "13912340217"),
        ("8613912340217", "13912340217"),
        ("＋８６１３９１２３４０２１７", "13912340217"),
        ("(0731) 8555-1234", "073185551234"),
        ("+86-731-85551234", "073185551234"),
        ("+86 10 85551234", "01085551234"),
        ("+86 400 820 8820", "4008208820"),
        ("+86 800 820 8820", "8008208820"),
        ("0731-85551234转8001", "073185551234"),
        ("86551234", "86551234"),
        ("无", ""),
        ("", ""),
    ],
)
def test_telephone_numbers_are_compared_by_their_digits(typed: str, digits: str) -> None:
    assert normalise_phone(typed) == digits


@given(st.text())
def test_a_telephone_key_has_only_digits(text: str) -> None:
    assert normalise_phone(text) == "" or normalise_phone(text).isdecimal()


def test_tails() -> None:
    assert tail("13912340217", 4) == "0217"
    assert tail("123", 4) == "123"
    assert tail("123", 0) == tail("", 4) == ""


def test_the_room_names_what_it_offers() -> None:
    assert all(hasattr(identity, name) for name in identity.__all__)
