"""Every event that the code records reads as a sentence."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import xinfang
from xinfang.kernel.audit.presenters import known_events, present, present_with
from xinfang.kernel.models import AuditEntry

EVENT = re.compile(r"[a-z_]+\.[a-z_]+")


def records(parsed: ast.Module) -> Iterator[tuple[int, str | None]]:
    """(line, event) of each `Record(...)`; the event is None where it is not written out."""
    for node in ast.walk(parsed):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "Record":
            said = [*node.args, *(word.value for word in node.keywords if word.arg == "event")]
            first = said[0] if node.args else said[-1] if said else None
            yield node.lineno, first.value if isinstance(first, ast.Constant) else None  # type: ignore[misc]


def all_records() -> Iterator[tuple[str, str | None]]:
    home = Path(xinfang.__file__).parent
    for path in home.rglob("*.py"):
        for line, event in records(ast.parse(path.read_text())):
            yield f"{path.relative_to(home)}:{line}", event


def recorded_events() -> set[str]:
    return {event for _place, event in all_records() if event}


def test_every_event_is_written_out_where_it_is_recorded():
    assert [place for place, event in all_records() if not (event and EVENT.fullmatch(event))] == []


def test_the_guard_sees_an_event_that_is_not_written_out():
    parsed = ast.parse("Record(event, 'import')\nrecord(Record('a.b', 'x'))\naudit.Record(event=kind)")
    assert sorted(records(parsed)) == [(1, None), (2, "a.b"), (3, None)]


def test_each_recorded_event_has_a_presenter_and_each_presenter_an_event():
    assert recorded_events() == set(known_events())
    assert len(known_events()) > 20


@pytest.mark.parametrize("event", sorted(recorded_events()))
def test_the_sentence_stands_even_where_a_row_lacks_its_fields(event):
    sentence = present(AuditEntry(event=event, subject="2026-0001"))
    assert re.search("[\u4e00-\u9fff]", sentence)
    assert "{" not in sentence


def test_a_sentence_takes_its_words_from_the_row():
    after = {"role": "clerk", "unit": "YX-ZH"}
    entry = AuditEntry(event="posting.added", subject="li", after=after)
    assert present(entry) == "给账号 li 加了岗位：登记员，单位 YX-ZH"
    entry = AuditEntry(event="calendar.day_changed", subject="2026-11-02", after={"working": False})
    assert present(entry) == "把 2026-11-02 改为休息"


def test_a_value_with_braces_is_text_and_an_unknown_event_shows_its_key():
    entry = AuditEntry(event="people.revealed", subject="2026-0001", after={"reason": "{subject.__class__}"})
    assert "{subject.__class__}" in present(entry)
    assert present(AuditEntry(event="later.version")) == "未知事件：later.version"


def test_a_second_presenter_for_an_event_is_refused():
    with pytest.raises(ValueError, match="unit.added"):
        present_with({"unit.added": lambda entry: ""})
