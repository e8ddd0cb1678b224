"""The registry of documents and the workflow's table tell one story, and every text is whole."""

import re
from datetime import date

import pytest
from django.utils import translation

from xinfang.casework.petitions.models import Result
from xinfang.casework.wording.grammar import (
    PLACEHOLDER,
    PLACEHOLDERS,
    TEXTS,
    filled,
    laid_out,
    texts,
    unknown,
)
from xinfang.casework.wording.kinds import BY_VERB, KINDS, PREPARED
from xinfang.casework.workflow import STATES, TRANSITIONS
from xinfang.engines.letterpress import Heading, Paragraph, Points

LETTERED = [row for row in TRANSITIONS if row.letter]
DAYS = {"2005": date(2010, 6, 1), "2022": date(2026, 10, 15)}
EVERY = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.key)
WORDS = {"2005", "2022", "appeal", "suggestion", "accusation", "confined"} | {row.verb for row in TRANSITIONS}
WORDS |= set(STATES)


def test_each_act_that_needs_a_letter_has_its_kind():
    """`record_answer` comes in with a register: its letter went out long ago."""
    found = {(row.verb, row.letter) for row in LETTERED if row.verb != "record_answer"}
    made = {(verb, kind.key) for verb, kind in (*BY_VERB.items(), *PREPARED.items())}
    assert made == found


@EVERY
def test_who_issues_it_are_the_seats_of_its_acts(kind):
    rows = [row for row in LETTERED if row.verb in (*kind.effect, *kind.prepared) and row.letter == kind.key]
    seats = {row.seat for row in rows} | {each.seat for each in kind.free}
    assert set(kind.issuers) == seats


@EVERY
def test_what_only_a_head_may_do_is_signed_by_a_head(kind):
    rows = [row for row in TRANSITIONS if row.verb in kind.effect]
    assert kind.signed or all(row.permission != "approve" for row in rows)
    assert {each for free in kind.free for each in free.states} <= STATES.keys()


@EVERY
def test_the_text_knows_its_placeholders_and_prints_all_that_was_written(kind):
    parts = {part.key for part in kind.parts}
    lines = texts(kind.key)
    assert [name for line in lines for name in unknown(line, {*PLACEHOLDERS, *parts})] == []
    printed = {name for line in lines for name in PLACEHOLDER.findall(line)}
    chosen = {value for part in kind.parts if part.kind == "choice" for value, _label in part.choices}
    assert parts <= printed
    asked = {word.lstrip("!") for line in lines for word in _conditions(line)}
    names = {word for word in asked if not word.startswith("?")}
    assert names <= WORDS | chosen
    assert {word[1:] for word in asked - names} <= {*PLACEHOLDERS, *parts}


def _conditions(line: str) -> list[str]:
    found = re.match(r"\[([^\]]+)\]", line)
    return re.split(r"[,|]", found[1]) if found else []


def test_no_text_is_nobodys_and_no_series_is_shared():
    assert {path.stem for path in TEXTS.glob("*.txt")} == {*KINDS, "service_receipt"}
    series = [kind.series for kind in KINDS.values() if kind.series]
    assert len(series) == len(set(series))


@EVERY
@pytest.mark.parametrize("law", DAYS)
def test_it_cites_the_law_in_force_on_the_day_and_no_other(kind, law):
    other = {"2005": "《信访工作条例》", "2022": "《信访条例》"}[law]
    own = {"2005": "《信访条例》", "2022": "《信访工作条例》"}[law]
    values = dict.fromkeys((*PLACEHOLDERS, *(part.key for part in kind.parts)), "某")
    values["law"] = own.strip("《》")
    for verb in (*kind.effect, *kind.prepared, ""):
        for way in ("appeal", "suggestion", "accusation"):
            laid = laid_out(kind.key, {law, verb, way, "confined"}, values)
            said = str(laid.body)
            assert other not in said
            assert own in said or kind.key in ("withdrawal_request", "ordinary_notice")


def test_results_and_ways_of_the_law_are_those_of_the_matter():
    results = {
        value for kind in KINDS.values() for part in kind.parts if part.column == "result"
        for value, _label in part.choices
    }  # fmt: skip
    assert results == set(Result.values)
    assert dict(KINDS["directing_notice"].part("route").choices).keys() == set("12345")


def test_a_value_is_never_read_as_a_template():
    """What a petitioner wrote stays what it is: braces, brackets, headings, tables."""
    nasty = "{number} [2022] # 标题\n| a | b\n签名：x {{正文}} %(x)s"
    assert filled("甲{title}乙{number}", {"title": nasty, "number": "1"}) == f"甲{nasty}乙1"
    values = dict.fromkeys((*PLACEHOLDERS, "reason", "where", "ground", "contact"), nasty)
    body = laid_out("declining_notice", {"2022"}, values).body
    assert all(isinstance(block, Paragraph | Heading | Points) for block in body)
    assert sum(isinstance(block, Heading) for block in body) == 2


def test_a_part_is_refused_in_a_sentence_that_names_it():
    days = KINDS["extension_notice"].part("days")
    for wrong in ("31", "0", "-1", "３０", "三十", "3.5", "9" * 40):
        assert "1 到 30" in days.problem(wrong).sentence
    assert days.problem("30") is None
    due = KINDS["supervision_letter"].part("due")
    assert due.problem("明天") is not None
    assert due.said("2026-03-05") == "2026年3月5日"
    fault = KINDS["supervision_letter"].part("fault")
    assert fault.problem("x").field == "fault"
    with translation.override("en"):
        assert "Enter" in KINDS["opinion"].part("found").problem(" ").sentence


@pytest.mark.parametrize(
    ("said", "calls"),
    [
        ("复查员1号 028-8500 0217", True),
        ("李四 13912340217", True),
        ("热线 12345", True),
        ("复查复核员", False),
        ("承办人3号", False),
    ],
)
def test_whom_to_call_has_a_number(said, calls):
    part = KINDS["review_opinion"].part("contact")
    assert part.uncalled(said) is not calls
    assert not part.uncalled("")
