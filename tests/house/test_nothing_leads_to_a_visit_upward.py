"""A notice from above may point at a matter whose handling is looked at; nothing leads back from the matter,
its people or its pages to a notice, so that nobody is known here for having gone higher."""

import ast
from pathlib import Path

from django.apps import apps
from tests.house.source import PACKAGE, python_files, short, tree

from xinfang.casework.upward.models import HandlingCheck, UpwardCount, UpwardNotice

# Who may know of notices: the room, its pages, its measures, the claims and the demonstration over them.
KNOWING = (
    "casework/upward", "casework/models.py", "faces/workbench/upward", "faces/workbench/urls.py",
    "insight/measures/m_upward.py", "faces/cli/demonstration", "project/rail.py",
)  # fmt: skip
OURS = (HandlingCheck, UpwardCount, UpwardNotice)


def knows(parsed: ast.Module) -> bool:
    """Whether a file imports the room, or something that bears its name."""
    names = [node.module or "" for node in ast.walk(parsed) if isinstance(node, ast.ImportFrom)]
    names += [each.name for node in ast.walk(parsed) if isinstance(node, ast.Import) for each in node.names]
    return any("upward" in name.split(".") or "m_upward" in name for name in names)


def may_know(path: Path) -> bool:
    return any(path.is_relative_to(PACKAGE / place) for place in KNOWING)


def test_no_table_of_ours_is_reached_from_another() -> None:
    for model in apps.get_models():
        if model in OURS:
            continue
        found = [each.name for each in model._meta.related_objects if each.related_model in OURS]
        hidden = [each for each in model._meta.related_objects if each.related_model in OURS and each.hidden]
        assert len(found) == len(hidden), f"{model.__name__} leads to {found}"


def test_no_other_file_knows_of_notices() -> None:
    found = [short(path) for path in python_files() if not may_know(path) and knows(tree(path))]
    assert found == []


def test_no_place_is_stale() -> None:
    assert [place for place in KNOWING if not (PACKAGE / place).exists()] == []


def test_no_template_of_a_matter_or_a_person_speaks_of_notices() -> None:
    pages = [*PACKAGE.rglob("templates/workbench/case/*.html"), *PACKAGE.rglob("templates/portal/**/*.html")]
    assert len(pages) > 20
    assert [short(page) for page in pages if "upward" in page.read_text("utf-8")] == []


def test_the_guard_sees_a_planted_import() -> None:
    assert knows(ast.parse("from xinfang.casework.upward import queries"))
    assert knows(ast.parse("from xinfang.insight.measures.m_upward import UPWARD"))
    assert not knows(ast.parse("from xinfang.casework.petitions import queries"))
