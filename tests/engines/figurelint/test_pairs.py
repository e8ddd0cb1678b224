"""Each fault beside a twin that holds, and reports' sentences on which an eager rule would stumble."""

import re

import pytest
from tests.engines.figurelint import (
    besides,
    letters,
    offices,
    pairs,
    sums,
    workreports,
    yearbooks,
    yearbooks_right,
)

from xinfang.engines.figurelint import MESSAGES, lint

SOURCES = (pairs, yearbooks, workreports, offices, besides, letters, sums)
PAIRS = [pair for source in SOURCES for pair in source.PAIRS]
LEFT_ALONE = (
    pairs.LEFT_ALONE
    + yearbooks_right.LEFT_ALONE
    + workreports.LEFT_ALONE
    + offices.LEFT_ALONE
    + besides.LEFT_ALONE
    + letters.LEFT_ALONE
    + sums.LEFT_ALONE
)


@pytest.mark.parametrize(("wrong", "kind", "quote", "right"), PAIRS)
def test_the_fault_is_found_and_its_twin_left_alone(wrong: str, kind: str, quote: str, right: str) -> None:
    assert [(finding.kind, finding.quote) for finding in lint(wrong)] == [(kind, quote)]
    assert [(finding.quote, finding.sum) for finding in lint(right)] == []


@pytest.mark.parametrize("wrong", [pair[0] for pair in PAIRS])
def test_a_finding_says_the_sum_and_what_would_hold(wrong: str) -> None:
    (finding,) = lint(wrong)
    assert wrong[finding.start : finding.end] == finding.quote
    assert {finding.fault_id, finding.holds_id} <= set(MESSAGES)
    assert finding.sum
    assert "%(" not in finding.fault + finding.holds


@pytest.mark.parametrize("wrong", [pair[0] for pair in PAIRS])
def test_a_fault_is_found_among_other_sentences(wrong: str) -> None:
    around = f"【概况】信访工作平稳有序。\n\n{wrong}\n\n下一年继续努力，接待好每一位群众。"
    assert [finding.quote for finding in lint(around)] == [finding.quote for finding in lint(wrong)]


def apart(text: str) -> str:
    """The text with blanks around its figures, as some offices type: 受理 268 件."""
    return re.sub(r"(?<=[\u4e00-\u9fff（(])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])", " ", text)


@pytest.mark.parametrize(("wrong", "kind", "quote", "right"), PAIRS)
def test_blanks_around_figures_change_nothing(wrong: str, kind: str, quote: str, right: str) -> None:
    (finding,) = lint(apart(wrong))
    assert (finding.kind, finding.quote.replace(" ", "")) == (kind, quote)
    assert apart(wrong)[finding.start : finding.end] == finding.quote
    assert lint(apart(right)) == []


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_may_be_right_is_left_alone(text: str) -> None:
    assert [(finding.quote, finding.sum) for finding in lint(text)] == []
