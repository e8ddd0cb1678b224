"""A small register, and somebody who looks at its figures."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from tests.insight.conftest import classes, fill  # noqa: F401

from xinfang.casework.intake.actions import register_many
from xinfang.kernel.actor import Actor

CLERK = Actor(1, "登记员1号")
MAY = datetime(2026, 5, 6, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def register(district: Any, arrival: Any, at: datetime) -> Any:
    """Three letters and a visit of four in 2026, one letter of 2025, one accusation among them."""
    visit = arrival(cell="visit", head_count=4, received_at=MAY)
    accusation = arrival(purpose="accusation", accused_unit_id=district.other.pk, received_at=MAY)
    letters = [arrival(received_at=MAY + timedelta(days=n)) for n in range(2)]
    old = arrival(received_at=MAY.replace(year=2025))
    for unit, arrivals in ((district.root, [visit, accusation, *letters]), (district.street, [old])):
        register_many(arrivals, unit_id=unit.pk, by=CLERK, at=at)
    return district


@pytest.fixture
def signed_in(client: Client, posted: Any) -> Any:
    """Sign in as a role of a unit."""

    def enter(role: str, unit: Any) -> Client:
        client.force_login(posted(role, unit), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return enter
