"""Names say what a thing is; some names must never be needed."""

import ast
import re
from collections.abc import Iterator

from django.apps import apps
from tests.house.source import docstrings, files, python_files, short, tree

EMPTY_NAMES = {"utils", "helpers", "common", "services", "managers", "misc", "util", "helper"}
# A register of persons to be watched must not come into being under any name (ADR 0004).
WATCH = re.compile(
    r"risk_?score|risk_?level|key_?person|watch_?list|black_?list|stability_?target|danger_?level"
    r"|重点人员|重点人口|重点对象|稳控对象|稳控人员|维稳对象|黑名单|风险评分|缠访户|老上访户",
    re.IGNORECASE,
)


def words(parsed: ast.Module) -> Iterator[tuple[str, int]]:
    """Identifiers and texts of a file with their lines; docstrings may speak of what is not done."""
    spoken = docstrings(parsed)
    for node in ast.walk(parsed):
        line = getattr(node, "lineno", 0)
        for field in ("id", "attr", "name", "arg"):
            value = getattr(node, field, None)
            if isinstance(value, str):
                yield value, line
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spoken:
            yield node.value, line


def watched(parsed: ast.Module) -> list[str]:
    return [f"line {line}: {word}" for word, line in words(parsed) if WATCH.search(word)]


def test_no_module_has_an_empty_name() -> None:
    found = [short(path) for path in python_files() if EMPTY_NAMES & {path.stem, path.parent.name}]
    assert found == []


def test_nothing_in_the_code_is_named_like_a_watch_list() -> None:
    found = [
        f"{short(path)}: {fault}" for path in python_files(migrations=True) for fault in watched(tree(path))
    ]
    assert found == []


def test_no_page_speaks_of_a_watch_list() -> None:
    pages = [*files(".html"), *files(".js")]
    assert [short(path) for path in pages if WATCH.search(path.read_text("utf-8"))] == []


def test_no_table_or_column_is_named_like_a_watch_list() -> None:
    names = [
        f"{model._meta.db_table}.{getattr(field, 'column', field.name)}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
    ]
    assert names
    assert [name for name in names if WATCH.search(name)] == []


def test_the_guard_sees_a_planted_name() -> None:
    assert watched(ast.parse("class Person:\n    risk_score = 0"))
    assert watched(ast.parse("title = '重点人员台账'"))
    assert not watched(ast.parse('"""Never a watchlist."""'))
