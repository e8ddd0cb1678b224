"""Only a room's actions write its tables; whoever reads or shows must ask them."""

import ast
import re
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
BY_NAME |= {"add_root", "add_child", "reserve_keys", "copy_in", "change_many"}
ON_QUERIES = {"create", "update"}
STATEMENT = re.compile(r"\s*(insert|update|delete|truncate|merge|copy|create|alter|drop)\b", re.IGNORECASE)
RECORDS = {"record", "record_many"}
# Files that write beside an actions module: file -> why.
WRITERS = {
    "registers/calendars/seed.py": "lays the shipped calendar into an empty table after migrating",
    "registers/topics/seed.py": "lays the shipped classes into an empty table after migrating",
    "engines/letterpress": "Word files and pictures in memory; the floor knows no Django and no table",
    "kernel": "the floor's plumbing: audit rows, keys by COPY",
    "faces/cli/demonstration": "builds the fictional district through actions, and its units and accounts",
}
# Files that leave an audit row without an action, since they read or sign in: file -> why.
READINGS = {
    "registers/staff/accounts.py": "allauth signs people in and out; the audit hears of it",
    "faces/workbench/worklist/exports.py": "a list was taken out",
    "faces/workbench/worklist/printing.py": "papers were printed",
    "faces/workbench/register/receipts.py": "a receipt was shown",
    "faces/workbench/register/panel.py": "earlier petitions of a person were shown",
    "faces/workbench/register/answers.py": "people were looked up",
    "faces/workbench/case/files.py": "an attachment was opened",
    "faces/workbench/papers/downloads.py": "a document was opened",
    "faces/portal/documents.py": "a petitioner took a document",
    "faces/workbench/letters/views.py": "an unsigned document was read as it would be printed",
    "faces/workbench/letters/approving.py": "a document was read in full by who signs it",
    "casework/acts/compartment.py": "an accusation was read, on whichever page opens it",
    "faces/workbench/disputes/views.py": "what each side said of an accusation was read",
}


def writes(parsed: ast.Module) -> Iterator[str]:
    """Calls that write: x.save(), x.delete(), query.update(), copy_in(...), a writing statement."""
    for node in ast.walk(parsed):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in BY_NAME or _is_written(node, name):
            yield f"line {node.lineno}: {name}"


def _is_written(node: ast.Call, name: str) -> bool:
    if not isinstance(node.func, ast.Attribute):
        return False
    if name in {"execute", "executemany", "raw", "copy"}:
        return bool(node.args) and bool(STATEMENT.match(_beginning(node.args[0])))
    if name in ON_QUERIES:
        return _is_query(node.func.value)
    # A cache forgets with the same word; it is no table of a room.
    return name == "save" or (name == "delete" and ast.unparse(node.func.value) != "cache")


def _beginning(said: ast.expr) -> str:
    """How a statement begins, also of one that is put together."""
    while isinstance(said, ast.BinOp):
        said = said.left
    first = said.values[0] if isinstance(said, ast.JoinedStr) and said.values else said
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def records(parsed: ast.Module) -> list[str]:
    """Audit rows written here."""
    called = [node for node in ast.walk(parsed) if isinstance(node, ast.Call)]
    names = [(node, getattr(node.func, "id", getattr(node.func, "attr", ""))) for node in called]
    return [f"line {node.lineno}: {name}" for node, name in names if name in RECORDS]


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


def test_an_audit_row_comes_from_an_action_or_tells_of_a_reading() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix(): faults
        for path in python_files()
        if not may_write(path) and (faults := records(tree(path)))
    }
    assert {path: faults for path, faults in found.items() if path not in READINGS} == {}
    assert [path for path in READINGS if path not in found] == []


def test_no_writer_is_stale() -> None:
    assert [name for name in WRITERS if not (PACKAGE / name).exists()] == []


def test_the_guard_sees_a_planted_write() -> None:
    planted = "matter.save()\nMatter.objects.filter(pk=1).update(state='x')\ncopy_in(Matter, rows)"
    assert len(list(writes(ast.parse(planted)))) == 3
    assert len(list(writes(ast.parse("change_many(Matter, rows, names)\nmatter.delete()")))) == 2
    assert len(list(writes(ast.parse("cursor.execute('UPDATE x SET y = 1')")))) == 1
    assert len(list(writes(ast.parse("cursor.execute(f'delete from {table}' + where, [])")))) == 1
    assert not list(writes(ast.parse("cursor.execute('SELECT 1')\ncache.delete(key)")))
    assert records(ast.parse("record(told, by=by, at=at)\naudit.record_many(rows, by=by, at=at)"))
    assert not list(writes(ast.parse("found.update({})\nhash.update(b'x')")))
