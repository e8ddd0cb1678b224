"""Who may be rated after which act: the whole table, and every way out of it."""

from dataclasses import replace

import pytest

from xinfang.casework.satisfaction.models import Body
from xinfang.casework.satisfaction.rules import Answer, Facts, bodies, problems, stage_of
from xinfang.casework.workflow import TRANSITIONS
from xinfang.kernel.errors import Refusal

GOOD = Facts(named=True, confined=False, legal_route=6, served=True, unit=True)
OFFICE, UNIT = Body.OFFICE, Body.UNIT
BOTH = (OFFICE, UNIT)
VERBS = {row.verb for row in TRANSITIONS}


@pytest.mark.parametrize(
    ("verb", "facts", "rated"),
    [
        ("conclude", GOOD, BOTH),
        ("conclude", replace(GOOD, legal_route=None), ()),
        *[("conclude", replace(GOOD, legal_route=n), ()) for n in range(1, 6)],
        ("conclude", replace(GOOD, served=False), ()),
        ("decline", replace(GOOD, legal_route=None, served=False), (OFFICE,)),
        ("decline", replace(GOOD, legal_route=None, served=False, unit=False), (OFFICE,)),
        ("request_review", GOOD, BOTH),
        ("serve_review", GOOD, BOTH),
        ("serve_review", replace(GOOD, unit=False), (OFFICE,)),
        ("serve_rereview", GOOD, BOTH),
        ("serve_rereview", replace(GOOD, unit=False), (OFFICE,)),
        ("direct", replace(GOOD, legal_route=4), ()),
        ("stop_taking", GOOD, ()),
        ("reply", GOOD, ()),
        ("feed_back", GOOD, ()),
        ("record_answer", GOOD, ()),
        ("withdraw", GOOD, ()),
        ("refuse_review", GOOD, ()),
    ],
)
def test_the_table(verb, facts, rated):
    assert bodies(verb, facts) == rated


@pytest.mark.parametrize("verb", sorted(VERBS))
@pytest.mark.parametrize("change", [{"named": False}, {"confined": True}])
def test_the_nameless_and_the_confined_are_never_asked(verb, change):
    assert bodies(verb, replace(GOOD, **change)) == ()


def test_no_other_act_ends_a_stage():
    assert {verb for verb in VERBS if bodies(verb, GOOD)} == {
        "conclude",
        "decline",
        "request_review",
        "serve_review",
        "serve_rereview",
    }


def test_asking_for_review_ends_the_first_stage_of_an_answer_that_was_not_concluded_yet():
    assert stage_of("request_review", "served") == "first"
    assert stage_of("request_review", "concluded") is None
    assert stage_of("conclude", "served") == "first"
    assert stage_of("redo", "review_opined") is None


def told(*answers, asked=BOTH):
    return {problem.field: problem.sentence for problem in problems(answers, asked)}


def test_both_bodies_are_asked_for():
    assert told(Answer("office", "satisfied"), Answer("unit", "basically")) == {}
    assert told(Answer("office", "satisfied"))["unit-score"] == "请为有权处理单位选一项。"
    assert "office-score" in told(Answer("office", "splendid"), Answer("unit", "satisfied"))


@pytest.mark.parametrize("words", ["", " ", "慢", " \n慢 "])
def test_who_is_not_satisfied_says_why_in_own_words(words):
    found = told(Answer("office", "satisfied"), Answer("unit", "not_satisfied", words, ("speed",)))
    assert found == {"unit-reason": "不满意的，请用自己的话写明是什么地方不满意。"}


def test_who_is_satisfied_need_not():
    assert told(Answer("office", "basically"), Answer("unit", "not_satisfied", "没解决")) == {}


def test_what_is_too_long_or_unknown_is_told():
    assert "unit-reason" in told(Answer("office", "satisfied"), Answer("unit", "satisfied", "长" * 2001))
    strange = Answer("unit", "not_satisfied", "没解决", ("weather",))
    assert "unit-reason" in told(Answer("office", "satisfied"), strange)


def test_a_body_that_is_not_asked_for_is_refused():
    with pytest.raises(Refusal):
        problems([Answer("office", "satisfied"), Answer("unit", "satisfied")], ["office"])
    with pytest.raises(Refusal):
        problems([Answer("office", "satisfied"), Answer("office", "not_satisfied", "不好")], ["office"])
