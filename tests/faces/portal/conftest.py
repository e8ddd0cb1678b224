"""A petitioner in front of a browser: asks by number and code, and does what the page offers."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.faces.portal.on_the_web import HOME

from xinfang.casework.acts.actions import perform, route
from xinfang.casework.intake import actions
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor

BY = Actor(1, "登记员1号")


@pytest.fixture(autouse=True)
def _forgetful(db: None) -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def _vault(settings: Any, tmp_path: Any) -> None:
    settings.XINFANG_FILES = tmp_path


@pytest.fixture
def letter(district: SimpleNamespace, arrival: Callable[..., Any]) -> Callable[..., Any]:
    """A letter of ten days ago, routed and taken on: letter("accept", "opine"); letter(routed=False)."""

    def make(*verbs: str, routed: bool = True, **changes: Any) -> Any:
        at = clock.now()
        fields = {"received_at": at - timedelta(days=10), **changes}
        told = actions.register(
            arrival(**fields), unit_id=district.root.pk, by=BY, at=at - timedelta(days=10)
        )
        if routed:
            when = at - timedelta(days=9)
            route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=BY, at=when)
        for verb in verbs:
            perform(verb=verb, matter_ids=[told.matter_id], by=BY, at=at - timedelta(days=2))
        return told

    return make


@pytest.fixture
def enter(client: Client) -> Callable[..., Any]:
    """Give number and code; the answer, the course with it."""
    return lambda told: client.post("/follow/", {"number": told.number, "code": told.query_code}, follow=True)


@pytest.fixture
def browser(district) -> Client:
    """A browser that has begun to write."""
    cache.clear()
    client = Client()
    assert client.post(HOME)["Location"] == f"{HOME}what/"
    return client
