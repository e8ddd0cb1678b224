"""Statistics never look into the record of a person: no `person__` lookup above casework."""

import ast
import re

from tests.house.source import PACKAGE, short, tree

LOOKUP = re.compile(r"(^|_)(person|people|petitioner)__|name_pinyin|id_number|sealed")


def lookups(parsed: ast.Module) -> list[str]:
    found = []
    for node in ast.walk(parsed):
        text = node.arg if isinstance(node, ast.keyword) else getattr(node, "value", None)
        if isinstance(node, ast.keyword | ast.Constant) and isinstance(text, str) and LOOKUP.search(text):
            found.append(text)
    return found


def test_no_measure_looks_into_a_person() -> None:
    paths = list((PACKAGE / "insight").rglob("*.py"))
    assert paths
    assert [f"{short(path)}: {found}" for path in paths if (found := lookups(tree(path)))] == []


def test_the_guard_sees_a_planted_lookup() -> None:
    assert lookups(ast.parse("Participant.objects.filter(person__name='x')"))
    assert lookups(ast.parse("Matter.objects.values('participants__person__sex')"))
