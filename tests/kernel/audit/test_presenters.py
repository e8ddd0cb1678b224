"""Every event that the code records reads as a sentence."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import xinfang
from xinfang.casework.workflow.table import TRANSITIONS
from xinfang.kernel.audit.presenters import known_events, present, present_with
from xinfang.kernel.models import AuditEntry

EVENT = re.compile(r"[a-z_]+\.[a-z_]+")


# Here the event is the verb of a row of the workflow's table, which is data.
OF_THE_TABLE = {"casework/acts/actions/performing.py": {f"matter.{row.verb}" for row in TRANSITIONS}}


def records(parsed: ast.Module) -> Iterator[tuple[int, frozenset[str] | None]]:
    """(line, events) of each `Record(...)`; None where nobody writes its event out."""
    for function in [parsed, *functions(parsed)]:
        for node in own_nodes(function):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "Record":
                said = [*node.args, *(word.value for word in node.keywords if word.arg == "event")]
                first = said[0] if node.args else said[-1] if said else None
                yield node.lineno, written_out(first, function, parsed)


def functions(parsed: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(parsed) if isinstance(node, ast.FunctionDef)]


def own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """What stands in a function or a module, without what stands in a function inside it."""
    for node in ast.iter_child_nodes(function):
        if not isinstance(node, ast.FunctionDef):
            yield node
            yield from own_nodes(node)


def written_out(said: ast.AST | None, function: ast.AST, parsed: ast.Module) -> frozenset[str] | None:
    """The events that an expression may be: a text, or one around a parameter that callers write out."""
    if isinstance(said, ast.Constant):
        return frozenset({said.value})
    if isinstance(said, ast.Subscript):
        return values_of(ast.unparse(said.value), parsed)
    names = [node.id for node in ast.walk(said) if isinstance(node, ast.Name)] if said else []
    if (
        not isinstance(function, ast.FunctionDef)
        or len(names) != 1
        or not isinstance(said, ast.Name | ast.JoinedStr)
    ):
        return None
    given = [each for each in passed(names[0], function, parsed)]
    if not given or not all(isinstance(each, ast.Constant) for each in given):
        return None
    pattern = ast.unparse(said) if isinstance(said, ast.Name) else said_as_pattern(said)
    return frozenset(pattern.replace(names[0], each.value) for each in given)  # type: ignore[attr-defined]


def values_of(name: str, parsed: ast.Module) -> frozenset[str] | None:
    """All texts of a table that the module writes out itself."""
    for node in parsed.body:
        if (
            isinstance(node, ast.Assign)
            and ast.unparse(node.targets[0]) == name
            and isinstance(node.value, ast.Dict)
        ):
            values = node.value.values
            return (
                frozenset(v.value for v in values)
                if all(isinstance(v, ast.Constant) for v in values)
                else None
            )  # type: ignore[attr-defined]
    return None


def said_as_pattern(said: ast.JoinedStr) -> str:
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else ast.unparse(part.value)  # type: ignore[attr-defined]
        for part in said.values
    )


def passed(name: str, function: ast.FunctionDef, parsed: ast.Module) -> Iterator[ast.AST]:
    """What the module's calls of a function give for one of its parameters, by place or by name."""
    places = [argument.arg for argument in function.args.args]
    for node in ast.walk(parsed):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function.name:
            named = [word.value for word in node.keywords if word.arg == name]
            yield named[0] if named else node.args[places.index(name)]


def all_records() -> Iterator[tuple[str, frozenset[str] | None]]:
    home = Path(xinfang.__file__).parent
    for path in home.rglob("*.py"):
        where = str(path.relative_to(home))
        for line, events in records(ast.parse(path.read_text())):
            yield f"{where}:{line}", events or frozenset(OF_THE_TABLE.get(where, ())) or None


def recorded_events() -> set[str]:
    return {event for _place, events in all_records() for event in events or ()}


def test_every_event_is_written_out_where_it_is_recorded():
    told = [(place, events) for place, events in all_records()]
    assert [place for place, events in told if not events or not all(map(EVENT.fullmatch, events))] == []


def test_the_guard_sees_an_event_that_is_not_written_out():
    parsed = ast.parse("Record(event, 'import')\nrecord(Record('a.b', 'x'))\naudit.Record(event=kind)")
    assert sorted(records(parsed)) == [(1, None), (2, {"a.b"}), (3, None)]


def test_the_guard_follows_a_parameter_to_the_texts_of_its_callers():
    helper = "def tell(verb):\n    Record(f'case.{verb}', 'x')\n\n"
    assert list(records(ast.parse(helper + "tell('open')\ntell('shut')"))) == [
        (2, {"case.open", "case.shut"})
    ]
    assert list(records(ast.parse(helper + "tell('open')\ntell(word)"))) == [(2, None)]
    assert list(records(ast.parse(helper))) == [(2, None)]
    named = helper.replace("(verb)", "(*, verb)")
    assert list(records(ast.parse(named + "tell(verb='open')"))) == [(2, {"case.open"})]
    assert list(records(ast.parse(named + "tell(verb=word)"))) == [(2, None)]


def test_the_guard_reads_a_table_of_the_same_module():
    used = "def tell(kind):\n    Record(EVENTS[kind], 'x')\n"
    assert list(records(ast.parse("EVENTS = {1: 'case.open', 2: 'case.shut'}\n" + used))) == [
        (3, {"case.open", "case.shut"})
    ]
    assert list(records(ast.parse("EVENTS = {1: word}\n" + used))) == [(3, None)]
    assert list(records(ast.parse("from rules import EVENTS\n" + used))) == [(3, None)]


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
