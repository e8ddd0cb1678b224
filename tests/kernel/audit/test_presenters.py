"""Every event that the code records reads as a sentence."""

import re
from pathlib import Path

import pytest

import xinfang
from xinfang.kernel.audit.presenters import known_events, present, present_with
from xinfang.kernel.models import AuditEntry

RECORDED = re.compile(r"""\bRecord\(\s*["']([a-z_]+\.[a-z_]+)["']""")


def recorded_events() -> set[str]:
    texts = (path.read_text() for path in Path(xinfang.__file__).parent.rglob("*.py"))
    return {event for text in texts for event in RECORDED.findall(text)}


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
