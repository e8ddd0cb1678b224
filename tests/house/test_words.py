"""The glossary speaks of things that exist, and the words to avoid are not names of tables."""

import re

from django.apps import apps
from tests.house.source import ROOT, python_files

ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \| ([^|]*) \|$", re.MULTILINE)


def rows(text: str) -> list[tuple[str, list[str], str]]:
    """Term, identifiers in backticks, words to avoid."""
    found = [(term, re.findall(r"`(\w+)`", names), avoid) for term, names, avoid in ROW.findall(text)]
    return [row for row in found if row[0] not in {"中文", "---"}]


def unknown(glossary: str, code: str) -> list[str]:
    return [
        name
        for _term, names, _avoid in rows(glossary)
        for name in names
        if not re.search(rf"\b{name}\b", code)
    ]


def test_every_identifier_of_the_glossary_is_in_the_code() -> None:
    glossary = (ROOT / "CONTEXT.md").read_text("utf-8")
    code = "\n".join(path.read_text("utf-8") for path in python_files())
    assert len(rows(glossary)) >= 45
    assert unknown(glossary, code) == []


def test_every_table_of_ours_that_people_name_is_not_a_word_to_avoid() -> None:
    avoided = {
        "Case",
        "Ticket",
        "Complaint",
        "Client",
        "Customer",
        "Organisation",
        "Group",
        "Category",
        "Tag",
    }
    ours = {model.__name__ for model in apps.get_models() if model.__module__.startswith("xinfang.")}
    assert ours & avoided == set()


def test_the_guard_sees_a_word_that_is_nowhere() -> None:
    assert unknown("| 中文 | identifier | x | y |\n| 事 | `Nowhere` | x | y |", "class Matter") == ["Nowhere"]
