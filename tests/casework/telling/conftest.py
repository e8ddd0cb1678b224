"""A letter whose petitioner agreed to text messages, and what waits in the outbox."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from xinfang.casework.acts.actions import perform, route
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.actions import consent
from xinfang.kernel.actor import Actor
from xinfang.kernel.notices.models import Notice

BY = Actor(987_654_321, "登记员1号")  # nobody of those who are told
CITIZEN = Actor(None, "信访人")


@pytest.fixture
def told(district: SimpleNamespace, arrival: Callable[..., Any], at: Any) -> Callable[..., Any]:
    """A letter that agreed at the counter; an accuser agrees in person: told(purpose="accusation")."""

    def make(**changes: Any) -> Any:
        accuses = changes.get("purpose") == "accusation"
        fields = {"received_at": at - timedelta(days=1), "by_text": not accuses, **changes}
        found = intake.register(
            arrival(**fields), unit_id=district.root.pk, by=BY, at=at - timedelta(hours=20)
        )
        if accuses:
            consent(
                petition_id=found.petition_id,
                sms=True,
                email="ming@example.cn",
                service=False,
                language="zh-hans",
                by=CITIZEN,
                at=at - timedelta(hours=19),
            )
        return found

    return make


@pytest.fixture
def go(district: SimpleNamespace, at: Any) -> Callable[..., None]:
    """Route, then act: go(told, "accept")."""

    def walk(found: Any, *verbs: str, unit: Any = None, at: Any = at) -> None:
        if unit is None:
            unit = district.street
        route(matter_ids=[found.matter_id], to_unit_id=unit.pk, by=BY, at=at)
        for verb in verbs:
            perform(verb=verb, matter_ids=[found.matter_id], by=BY, at=at)

    return walk


@pytest.fixture
def texts() -> Callable[..., list[Notice]]:
    """What is queued by a channel, oldest first."""
    return lambda channel="sms": list(Notice.objects.filter(channel=channel).order_by("pk"))
