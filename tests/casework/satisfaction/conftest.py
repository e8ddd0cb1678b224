"""A matter on its way to an answer, and beyond."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from xinfang.casework.acts.actions import perform, route
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor

BY = Actor(1, "承办人1号")
TO_ANSWER = ("accept", "opine", "serve", "conclude")


@pytest.fixture
def registered(district: SimpleNamespace, arrival: Callable[..., Any], at: datetime) -> Callable[..., Any]:
    """Register a letter that is routed to the street: registered(purpose="accusation")."""

    def make(**changes: Any) -> Any:
        fields = {"received_at": at - timedelta(days=30), **changes}
        told = intake.register(arrival(**fields), unit_id=district.root.pk, by=BY, at=at - timedelta(days=30))
        route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=BY, at=at - timedelta(days=29))
        return told

    return make


@pytest.fixture
def go(at: datetime) -> Callable[..., None]:
    """Do acts on a matter, one after the other: go(matter_id, "accept", "opine")."""

    def walk(matter_id: int, *verbs: str, at: datetime = at, **sets: Any) -> None:
        for verb in verbs:
            perform(verb=verb, matter_ids=[matter_id], by=BY, at=at, sets=sets)

    return walk


@pytest.fixture
def answered(registered: Callable[..., Any], go: Callable[..., None]) -> Any:
    """A letter that was accepted, answered, served and concluded today."""
    told = registered()
    go(told.matter_id, *TO_ANSWER)
    assert Matter.objects.get(pk=told.matter_id).state == "concluded"
    return told
