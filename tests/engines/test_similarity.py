"""Likeness of texts: what must hold for all."""

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from xinfang.engines.similarity import can_be_alike, fingerprint, plain, shared_words, similarity

PARKING = "小区停车费公示不清，公摊面积分摊不合理，物业公司乱收停车费，请领导处理"
PARKING_AGAIN = "反映某小区物业停车费公示问题，公摊面积的分摊没有依据"
WAGES = "工地拖欠农民工工资三个月，包工头失去联系"

texts = st.text("停车费公示分摊工资，。 ab１1", max_size=40)


def test_punctuation_space_case_and_width_do_not_matter() -> None:
    assert fingerprint("停车费，ABC １２") == fingerprint("停 车费abc12")
    assert fingerprint("停车费") == {"停车", "车费"}
    assert fingerprint("停") == {"停"}
    assert fingerprint("，。 ") == frozenset()


@given(st.text("停车费，：；？！（）…。、Ａａ１㎡ \n", max_size=40))
def test_the_short_way_past_wide_marks_leads_to_the_same_pairs(text: str) -> None:
    plain = "".join(ch for ch in unicodedata.normalize("NFKC", text).casefold() if ch.isalnum())
    pairs = {first + second for first, second in pairwise(plain)}
    assert fingerprint(text) == (pairs or set(plain))


@given(texts, texts, st.sampled_from([0.2, 0.5, 0.8, 1.0]))
def test_none_that_is_alike_is_passed_over(a: str, b: str, share: float) -> None:
    if similarity(a, b) >= share:
        assert can_be_alike(fingerprint(a), plain(b), share)


def test_most_texts_are_told_apart_without_their_fingerprints() -> None:
    assert not can_be_alike(fingerprint(PARKING), plain(PARKING_AGAIN), 0.8)
    assert can_be_alike(fingerprint(PARKING), plain(PARKING + "谢谢"), 0.8)
    assert not can_be_alike(fingerprint(WAGES), plain(PARKING), 0.1)


def test_the_same_matter_is_more_alike_than_another() -> None:
    assert similarity(PARKING, PARKING_AGAIN) > 0.3
    assert similarity(PARKING, WAGES) < 0.05


def test_texts_and_fingerprints_may_be_mixed() -> None:
    assert similarity(PARKING, fingerprint(PARKING_AGAIN)) == similarity(fingerprint(PARKING), PARKING_AGAIN)


@given(texts, texts)
def test_likeness_is_symmetric_and_between_nought_and_one(a: str, b: str) -> None:
    assert 0.0 <= similarity(a, b) <= 1.0
    assert similarity(a, b) == similarity(b, a)


@given(texts)
def test_a_text_is_wholly_like_itself_unless_it_is_empty(text: str) -> None:
    assert similarity(text, text) == (1.0 if fingerprint(text) else 0.0)


def test_a_clerk_is_told_the_longest_shared_pieces() -> None:
    assert shared_words(PARKING, PARKING_AGAIN) == ["停车费公示", "公摊面积", "小区"]
    assert shared_words(PARKING, PARKING_AGAIN, n=5) == ["停车费公示", "公摊面积", "小区", "分摊", "物业"]
    assert shared_words(PARKING, WAGES) == []


def test_shared_pieces_do_not_cross_punctuation_or_repeat_greetings() -> None:
    assert shared_words("您好，停车，收费", "您好，停车，收费") == ["停车", "收费"]
    assert shared_words("停车，收费", "停车收费") == ["停车", "收费"]


@given(texts, texts, st.integers(0, 4))
def test_shared_pieces_stand_in_both_texts(a: str, b: str, n: int) -> None:
    plain_a, plain_b = (text.translate({ord("１"): "1"}) for text in (a, b))
    words = shared_words(a, b, n)
    assert len(words) <= n
    assert all(len(word) > 1 and word in plain_a and word in plain_b for word in words)
    assert words == sorted(words, key=len, reverse=True)
