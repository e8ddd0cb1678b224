"""An action is called in words: one subject at most, then keywords, and always by whom and at what moment."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import PACKAGE, python_files, tree

# What an actions module offers beside acts: function -> why it is no act of somebody at a moment.
PLUMBING = {
    "casework/deadlines/actions.apply": "a reaction inside the act, whose event says by whom",
    "casework/deadlines/actions.undo": "a reaction inside the act that takes another back",
    "casework/letters/actions.keep_slips": "a reaction inside the act, whose event says by whom",
    "casework/letters/actions.void_slips": "a reaction inside the act that takes another back",
    "casework/assignments/actions.keep_books": "a reaction inside the act, whose event says by whom",
    "casework/assignments/actions.forget": "a reaction inside the act that takes another back",
    "kernel/notices/actions.queue": "inside the act, whose audit row says by whom",
    "kernel/notices/actions.queue_many": "inside the act, whose audit row says by whom",
    "kernel/notices/actions.deliver_due": "sends what acts have queued; the row tells how it ended",
    "kernel/notices/actions.forget": "the schedule's own duty; the row tells when it was done",
    "kernel/schedule/actions.run_due": "does what the table of duties has due; each acts in its own name",
    "casework/reviews/actions.keep_books": "a reaction inside the act, whose event says by whom",
    "casework/reviews/actions.refuse_repetition": "a reaction inside the act that may refuse it",
    "registers/documents/actions.claim": "holds stored bytes inside the act that attaches or forgets them",
    "registers/documents/actions.keep": "seals bytes on disk inside the act that stores them",
    "registers/documents/actions.forget": "takes bytes from the disk inside the act that gives them up",
    "registers/petitioners/actions.admit_many": "people of a registration, whose act says by whom",
    "registers/calendars/actions.seed": "lays the shipped calendar into an empty table after migrating",
    "registers/topics/actions.seed": "lays the shipped classes into an empty table after migrating",
}


def rooms() -> Iterator[tuple[str, list[Path]]]:
    """Each room's actions: its name and the files it consists of."""
    found: dict[Path, list[Path]] = {}
    for path in python_files():
        if path.stem == "actions":
            found[path.with_suffix("")] = [path]
        elif path.parent.name == "actions":
            found.setdefault(path.parent, []).append(path)
    for place, paths in sorted(found.items()):
        yield place.relative_to(PACKAGE).as_posix(), paths


def offered(parts: dict[str, ast.Module]) -> dict[str, ast.FunctionDef]:
    """The functions that the room's actions offer: by `__all__` of the file, or of the package's own."""
    own = parts.get("__init__") or next(iter(parts.values()))
    names = {
        name
        for node in own.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
        for name in ast.literal_eval(node.value)
    }
    return {
        node.name: node
        for part in parts.values()
        for node in part.body
        if isinstance(node, ast.FunctionDef) and node.name in names
    }


def faults(function: ast.FunctionDef) -> list[str]:
    given = function.args
    positional = [argument.arg for argument in (*given.posonlyargs, *given.args)]
    keywords = {argument.arg for argument in given.kwonlyargs}
    found = [f"lacks {name} by keyword" for name in ("by", "at") if name not in keywords]
    if len(positional) > 1 or given.vararg or given.kwarg:
        found.append(f"takes more than one thing without its name: {positional}")
    return found


def found_everywhere() -> dict[str, list[str]]:
    return {
        f"{room}.{name}": wrong
        for room, paths in rooms()
        for name, function in offered({path.stem: tree(path) for path in paths}).items()
        if (wrong := faults(function))
    }


def test_every_action_says_by_whom_and_when_and_names_what_it_is_given() -> None:
    assert {name: wrong for name, wrong in found_everywhere().items() if name not in PLUMBING} == {}


def test_no_exception_is_stale() -> None:
    assert [name for name in PLUMBING if name not in found_everywhere()] == []


def test_the_guard_sees_every_room() -> None:
    names = {
        f"{room}.{name}" for room, paths in rooms() for name in offered({p.stem: tree(p) for p in paths})
    }
    assert {"casework/acts/actions.route", "registers/staff/actions.post"} <= names
    assert len(names) >= 40


def test_the_guard_sees_a_nameless_act() -> None:
    planted = ast.parse(
        "__all__ = ['good', 'one', 'bare']\n"
        "def good(*, matter, by, at): ...\n"
        "def one(matter, *, by, at): ...\n"
        "def bare(matter, unit, by): ...\n"
        "def _own(x, y): ...\n"
    )
    told = {name: faults(function) for name, function in offered({"actions": planted}).items()}
    assert {name: len(wrong) for name, wrong in told.items()} == {"good": 0, "one": 0, "bare": 3}
