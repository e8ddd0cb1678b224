"""Some matters of the demonstration say whom they complain of; nothing else of it moves by that."""

import random
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from xinfang.faces.cli.demonstration.composing import Composer
from xinfang.faces.cli.demonstration.office import found

pytestmark = pytest.mark.django_db
COUNT = 400


@pytest.fixture
def composed(at: datetime) -> Callable[[], list[Any]]:
    """The same arrivals each time, by the same chance."""
    office = found(at)

    def make() -> list[Any]:
        composer = Composer(office, random.Random(7), 0)
        return [composer.compose(f"key-{n}", "letter", at, 1).arrival for n in range(COUNT)]

    return make


def test_one_in_four_names_a_unit_and_no_accusation_or_suggestion(composed: Any) -> None:
    arrivals = composed()
    named = [each for each in arrivals if each.complained_unit_id]
    assert COUNT / 8 < len(named) < COUNT / 3
    assert len({each.complained_unit_id for each in named}) > 10
    assert {each.purpose for each in named}.isdisjoint({"accusation", "suggestion"})


def test_the_texts_are_the_same_as_without_it(composed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = [(each.title, each.facts, each.people, each.urgent) for each in composed()]
    monkeypatch.setattr(Composer, "_complained", lambda *told: None)
    assert [(each.title, each.facts, each.people, each.urgent) for each in composed()] == before
