"""Every file can be read in a few minutes."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import PACKAGE, ROOT, files, python_files, short, tree

FILE, FUNCTION, VIEW, TEMPLATE, ROOM = 300, 50, 25, 150, 2000


def long_functions(parsed: ast.Module) -> Iterator[str]:
    """Functions over their limit; wherever it stands, one whose first argument is the request is a view."""
    for node in ast.walk(parsed):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            first = [*node.args.posonlyargs, *node.args.args][:1]
            is_view = [argument.arg for argument in first] == ["request"]
            if length > (VIEW if is_view else FUNCTION):
                yield f"{node.name} has {length} lines"


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_no_file_is_long() -> None:
    candidates = [*python_files(), *ROOT.glob("tests/**/*.py"), *files(".css"), *files(".js")]
    assert [f"{short(path)}: {lines(path)}" for path in candidates if lines(path) > FILE] == []


def test_no_function_is_long() -> None:
    found = [f"{short(path)}: {fault}" for path in python_files() for fault in long_functions(tree(path))]
    assert found == []


def test_no_template_is_long() -> None:
    assert [f"{short(path)}: {lines(path)}" for path in files(".html") if lines(path) > TEMPLATE] == []


def test_no_room_is_large() -> None:
    rooms: Counter[str] = Counter()
    for path in python_files():
        parts = path.relative_to(PACKAGE).parts
        if len(parts) > 2 and parts[0] in {"registers", "casework", "insight"}:
            rooms["/".join(parts[:2])] += lines(path)
    assert {room: size for room, size in rooms.items() if size > ROOM} == {}


def test_the_guard_sees_a_long_function_and_a_long_view() -> None:
    body = "\n".join("    x = 1" for _ in range(30))
    assert list(long_functions(ast.parse(f"def page(request):\n{body}")))
    assert list(long_functions(ast.parse(f"async def page(request, /, number):\n{body}")))
    assert not list(long_functions(ast.parse(f"def act(x):\n{body}")))
    assert list(long_functions(ast.parse(f"def act(x):\n{body}\n{body}")))
