"""What the rail counts is kept until something is on record: so each act of the rooms that it counts is.

An act writes its audit row itself, or calls what does. Names are followed, not imports: what has its name in
common with something that records would pass, which tests/project/test_rail_counts.py then sees.
"""

import ast

from tests.house.source import PACKAGE, python_files, tree
from tests.house.test_actions import PLUMBING, offered, rooms

RECORDS = {"record", "record_many"}


def counted_rooms() -> set[str]:
    """The rooms whose queries the rail counts with."""
    parsed = tree(PACKAGE / "project" / "rail.py")
    named = {
        node.module.removeprefix("xinfang.").replace(".", "/")
        for node in ast.walk(parsed)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith(("xinfang.casework", "xinfang.insight"))
    }
    return {f"{each}/actions" for each in named}


def calls(function: ast.AST) -> set[str]:
    """The names that a function calls, or hands to what it calls."""
    found = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            for named in (node.func, *node.args):
                found.add(named.attr if isinstance(named, ast.Attribute) else getattr(named, "id", ""))
    return found


def recording() -> set[str]:
    """The functions that write an audit row, or call one that does; by name."""
    every: dict[str, set[str]] = {}
    for path in python_files():
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef):
                every.setdefault(node.name, set()).update(calls(node) - {node.name})
    found = set(RECORDS)
    while more := {name for name, called in every.items() if name not in found and called & found}:
        found |= more
    return found


def unrecorded(wanted: set[str]) -> list[str]:
    known = recording()
    return [
        f"{name}.{act}"
        for name, paths in rooms()
        if name in wanted
        for act in offered({path.stem: tree(path) for path in paths})
        if act not in known and f"{name}.{act}" not in PLUMBING
    ]


def test_each_act_of_a_room_that_the_rail_counts_is_on_record() -> None:
    wanted = counted_rooms()
    there = {name for name, _paths in rooms()}
    assert {
        "casework/instructions/actions",
        "casework/backlog/actions",
        "insight/appraisal/actions",
    } <= wanted
    assert unrecorded((wanted & there) | {"casework/acts/actions", "casework/letters/actions"}) == []
