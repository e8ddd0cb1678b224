"""Only a room's actions write its tables; whoever reads or shows must ask them."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import PACKAGE, python_files, short, tree

BY_NAME = {
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "create_user",
    "create_superuser",
}
BY_NAME |= {"add_root", "add_child", "reserve_keys", "copy_in"}
ON_QUERIES = {"create", "update", "delete"}
# Files that write beside an actions module: file -> why.
WRITERS = {
    "registers/calendars/seed.py": "lays the shipped calendar into an empty table after migrating",
    "registers/topics/seed.py": "lays the shipped classes into an empty table after migrating",
    "kernel": "the floor's plumbing: audit rows, keys by COPY",
    "faces/cli/demonstration": "builds the fictional district through actions, and its units and accounts",
}


def writes(parsed: ast.Module) -> Iterator[str]:
    """Calls that write: x.save(), query.update(), copy_in(...)."""
    for node in ast.walk(parsed):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in BY_NAME or _is_written(node, name):
            yield f"line {node.lineno}: {name}"


def _is_written(node: ast.Call, name: str) -> bool:
    if not isinstance(node.func, ast.Attribute):
        return False
    return name == "save" or (name in ON_QUERIES and _is_query(node.func.value))


def _is_query(receiver: ast.expr) -> bool:
    said = ast.unparse(receiver)
    return any(word in said for word in (".objects", ".filter(", ".all()", ".exclude(", "_set", "queryset"))


def may_write(path: Path) -> bool:
    inside = path.relative_to(PACKAGE)
    return (
        path.stem == "actions"
        or "actions" in inside.parts
        or any(path.is_relative_to(PACKAGE / w) for w in WRITERS)
    )


def test_only_actions_write() -> None:
    found = [
        f"{short(path)}: {fault}"
        for path in python_files()
        if not may_write(path)
        for fault in writes(tree(path))
    ]
    assert found == []


def test_no_writer_is_stale() -> None:
    assert [name for name in WRITERS if not (PACKAGE / name).exists()] == []


def test_the_guard_sees_a_planted_write() -> None:
    planted = "matter.save()\nMatter.objects.filter(pk=1).update(state='x')\ncopy_in(Matter, rows)"
    assert len(list(writes(ast.parse(planted)))) == 3
    assert not list(writes(ast.parse("found.update({})\nhash.update(b'x')")))
