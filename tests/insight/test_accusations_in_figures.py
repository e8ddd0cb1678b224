"""The accused house finds no trace of an accusation in any number; all others count it and open none."""

from typing import Any

import pytest

from xinfang.casework.intake import actions
from xinfang.casework.petitions.models import Matter
from xinfang.insight.statistics import periods, queries
from xinfang.insight.statistics.dimensions import DIMENSIONS
from xinfang.insight.statistics.registry import PETITIONS, load
from xinfang.kernel.actor import Actor
from xinfang.registers.staff.scope import Scope

CLERK = Actor(1, "登记员1号")
YEAR = periods.year(2026)


@pytest.fixture
def accused(district: Any, arrival: Any, at: Any) -> Any:
    """The community registers a request, and an accusation against its street that is with the street."""
    letters = [
        arrival(title="请求"),
        arrival(title="检举", purpose="accusation", accused_unit_id=district.street.pk),
    ]
    actions.register_many(letters, unit_id=district.community.pk, by=CLERK, at=at)
    Matter.objects.filter(confined=True).update(unit=district.street)
    return district


def numbers(person: Scope, unit_id: int | None = None) -> dict[str, int]:
    return {figure.key: figure.value for figure in queries.figures(person, YEAR, unit_id)}


@pytest.mark.parametrize(("role", "unit"), [("unit_head", "street"), ("unit_head", "community")])
def test_the_accused_house_counts_one_letter_everywhere(
    accused: Any, scope: Any, role: str, unit: str
) -> None:
    person = scope(role, getattr(accused, unit))
    found = numbers(person)
    assert (found["received"], found["letters"], found["matters_opened"]) == (1, 1, 1)
    assert sum(queries.months_by_channel(person, YEAR)["letter"]) == 1
    for key, each in load().items():
        assert queries.cases(person, key, YEAR).count() <= 1
        if each.subject == PETITIONS:
            for dimension in [name for name, by in DIMENSIONS.items() if by.divides(each)]:
                assert sum(part.value for part in queries.parts(person, key, YEAR, dimension)) <= 1


def test_others_count_both_and_open_one(accused: Any, scope: Any) -> None:
    person = scope("statistician", accused.root)
    assert numbers(person)["received"] == 2
    assert numbers(person)["matters_opened"] == 2
    for key in ("received", "matters_opened"):
        found = queries.cases(person, key, YEAR)
        assert (found.count(), queries.openable_cases(person, found).count()) == (2, 1)


def test_a_house_beside_the_accused_one_counts_it_when_it_is_theirs(accused: Any, scope: Any) -> None:
    Matter.objects.filter(confined=True).update(unit=accused.department)
    assert numbers(scope("unit_head", accused.department))["received"] == 1
    assert numbers(scope("unit_head", accused.other))["received"] == 0


def test_when_the_district_is_accused_nobody_posted_in_it_counts_it(
    accused: Any, scope: Any, arrival: Any, at: Any
) -> None:
    against = arrival(title="检举", purpose="accusation", accused_unit_id=accused.street.pk)
    told = actions.register(against, unit_id=accused.root.pk, by=CLERK, at=at)
    Matter.objects.filter(pk=told.matter_id).update(accused_unit=accused.root)  # as before it was refused
    person = scope("statistician", accused.root)
    assert numbers(person)["received"] == 2
