"""A district with a year's register, its statistician, and a report asked for by the form."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from xinfang.casework.intake.actions import register_many
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor


@pytest.fixture
def register(district: Any, arrival: Any) -> Any:
    """Two letters and a visit of three of last year, when today is any day."""
    at = clock.now()
    moment = datetime(at.year - 1, 5, 6, 10, tzinfo=at.tzinfo)
    visit = arrival(cell="visit", head_count=3, received_at=moment)
    letters = [arrival(received_at=moment + timedelta(days=n)) for n in range(2)]
    register_many([visit, *letters], unit_id=district.root.pk, by=Actor(1, "登记员1号"), at=at)
    return district


@pytest.fixture
def enter(posted: Any) -> Any:
    """A client signed in as a role of a unit."""

    def signed(role: str, unit: Any, name: str = "") -> Client:
        client = Client()
        user = posted(role, unit, name)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed


@pytest.fixture
def stats(register: Any, enter: Any) -> Client:
    """The statistician of the district."""
    return enter("statistician", register.root)


def compose(client: Client, register: Any, **asked: Any) -> Any:
    form = {
        "form_key": "5f0b6d2e-4b1e-4c55-9a52-0d6f4a0c1e11",
        "kind": "chapter",
        "year": clock.today().year - 1,
        "unit": register.root.pk,
        "contributor": "石某",
    }
    return client.post(reverse("workbench:reports_new"), {**form, **asked})
