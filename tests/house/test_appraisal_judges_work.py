"""No unit is judged by whether people came, came again, in groups, or to a higher level (ADR 14)."""

import ast
import re

from django.db.models import Q
from tests.house.source import PACKAGE, short, tree

from xinfang.insight.appraisal.models import APPRAISED, Target
from xinfang.insight.statistics.registry import PETITIONS, RATE, Measure, load

WORD = re.compile(
    r"upward|capital|province|abnormal|group|repeat|joined|received|visit|head_count|batches|skip|complain"
    r"|投诉|走访|上访|来访|重访|重信|重复|越级|进京|赴省|到省|到市|集体|非正常|人次|批次",
    re.IGNORECASE,
)


def chain(key: str, measures: dict[str, Measure]) -> list[Measure]:
    """A measure, its numerator and its base, and theirs."""
    found, left = {}, [key]
    while left:
        each = measures[left.pop()]
        if each.key not in found:
            found[each.key] = each
            left += [other for other in (each.of, each.base) if other]
    return list(found.values())


def faults(key: str, measures: dict[str, Measure]) -> list[str]:
    """Why a measure may be no target: it is no rate of work, or one of its parts counts who came, or how."""
    found = [] if measures[key].kind == RATE else [f"{key} is no rate of a unit's own work"]
    for each in chain(key, measures):
        if each.subject == PETITIONS or each.told_by:
            found.append(f"{key} counts petitions, or what others tell: {each.key}")
        named = [text for text in (each.key, str(each.name), str(each.unit)) if WORD.search(text)]
        asked = [text for text in words_of(each.where()) if WORD.search(text)]
        found += [f"{key}: {text}" for text in (*named, *asked)]
    return found


def words_of(where: Q) -> list[str]:
    """The fields that a condition asks for, and the tables behind them."""
    found: list[str] = []
    for child in where.children:
        if isinstance(child, Q):
            found += words_of(child)
        elif isinstance(child, tuple):
            found.append(str(child[0]))
    return found


def test_what_is_appraised_is_work() -> None:
    measures = load()
    assert len(APPRAISED) >= 4
    assert {key: faults(key, measures) for key in APPRAISED if faults(key, measures)} == {}


def test_the_table_itself_takes_nothing_else() -> None:
    held = next(each for each in Target._meta.constraints if each.name == "only_work_is_appraised")
    assert tuple(dict(held.condition.children)["measure__in"]) == APPRAISED


def test_the_room_speaks_of_no_such_measure() -> None:
    keys = {key for key in load() if WORD.search(key)}
    assert len(keys) > 20
    paths = list((PACKAGE / "insight" / "appraisal").rglob("*.py"))
    found = [
        f"{short(path)}: {node.value}"
        for path in paths
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and node.value in keys
    ]
    assert paths
    assert found == []


def test_the_guard_sees_each_measure_that_must_stay_out() -> None:
    measures = load()
    wrong = (
        "abnormal_visits_capital", "group_visits_city_or_province", "visits_capital", "group_visits",
        "repeat_petitions", "received_letters_and_persons", "visitors", "joint_letters",
        "matters_with_complained_unit",
    )  # fmt: skip
    assert [key for key in wrong if not faults(key, measures)] == []
