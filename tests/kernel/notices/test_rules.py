"""What an ending leads to, how long is waited; and the documents say the same."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.house.source import ROOT

from xinfang.kernel.notices import rules
from xinfang.kernel.notices.models import State
from xinfang.kernel.notices.outcomes import FAULTS, Ending, fault_sentence, later, never, sent

AT = datetime(2026, 10, 15, tzinfo=UTC)
KEYS = st.uuids()
ATTEMPTS = st.integers(1, rules.MOST_ATTEMPTS)
PAGE = (ROOT / "docs" / "operations" / "notices.md").read_text("utf-8")


@given(KEYS, ATTEMPTS)
def test_a_wait_is_the_doubled_one_and_up_to_a_quarter_more(key: UUID, attempts: int) -> None:
    least = min(rules.FIRST_WAIT * 2 ** (attempts - 1), rules.LONGEST_WAIT)
    assert least <= rules.wait(attempts, key) <= least * 1.25
    assert rules.wait(attempts, key) == rules.wait(attempts, key)


def test_notices_that_failed_together_do_not_come_back_together() -> None:
    for attempts in range(1, rules.MOST_ATTEMPTS):
        waits = sorted(rules.wait(attempts, UUID(int=n)) for n in range(1000))
        assert len(set(waits)) > 200
        assert waits[500] > waits[0] * 1.08


@given(KEYS, ATTEMPTS, st.sampled_from(Ending))
def test_each_ending_leads_where_the_table_says(key: UUID, attempts: int, ending: Ending) -> None:
    state, again = rules.after(ending, attempts=attempts, key=key, at=AT)
    assert state in rules.STEPS[State.SENDING]
    assert (again is not None) == (state == State.WAITING)
    wanted = {Ending.SENT: State.SENT, Ending.NEVER: State.FAILED}
    last = attempts == rules.MOST_ATTEMPTS
    assert state == wanted.get(ending, State.FAILED if last else State.WAITING)


def test_the_document_says_how_long_it_is_tried() -> None:
    waits = [min(rules.FIRST_WAIT * 2**n, rules.LONGEST_WAIT) for n in range(rules.MOST_ATTEMPTS - 1)]
    least = sum(waits, timedelta())
    assert timedelta(days=3) < least < least * 1.25 < timedelta(days=4)
    assert f"{rules.MOST_ATTEMPTS} tries over three to four days" in PAGE
    assert f"{rules.LEASE.seconds // 60} minutes" in PAGE


def test_each_fault_reads_as_a_sentence_that_holds_nothing_but_a_code() -> None:
    for fault, words in FAULTS.items():
        assert set(re.findall(r"%\((\w+)\)", str(words))) <= {"code"}
        assert fault_sentence(fault, 550).endswith("。")
        assert "%" not in fault_sentence(fault, None)
    assert fault_sentence("", None) == ""
    assert "newer" in fault_sentence("newer", 1)


def test_a_fault_without_a_sentence_is_a_mistake() -> None:
    for make in (later, never):
        with pytest.raises(LookupError):
            make("nonsense")


def test_what_a_provider_calls_a_message_is_kept_short_and_printable() -> None:
    assert sent("a\x00b\n" + "c" * 200).provider_id == "ab" + "c" * 118
