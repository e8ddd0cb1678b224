"""A small register of two years, and somebody who analyses it."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from xinfang.casework.intake.actions import register_many
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor

CLERK = Actor(1, "登记员1号")
MAY = datetime(2026, 5, 6, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def register(district: Any, arrival: Any, at: datetime) -> Any:
    """2026: three letters (one accuses) and a visit of four in May, a letter in July; 2025: a letter."""
    accusation = arrival(purpose="accusation", accused_unit_id=district.other.pk, received_at=MAY)
    letters = [arrival(received_at=MAY + timedelta(days=n)) for n in range(2)]
    more = [
        arrival(cell="visit", head_count=4, received_at=MAY),
        accusation,
        arrival(received_at=MAY.replace(month=7)),
    ]
    old = arrival(received_at=MAY.replace(year=2025))
    register_many([*letters, *more, old], unit_id=district.root.pk, by=CLERK, at=at)
    Matter.objects.filter(received_at__month=7).update(place_unit=district.community)
    return district


@pytest.fixture
def signed_in(client: Client, posted: Any) -> Any:
    """Sign in as a role of a unit."""

    def enter(role: str, unit: Any) -> Client:
        client.force_login(posted(role, unit), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return enter
