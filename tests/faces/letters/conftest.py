"""A matter at the street, its handler and head signed in, and forms filled in."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.casework.letters.written import written

from xinfang.casework.acts import actions as acts
from xinfang.casework.intake import actions as intake
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor


@pytest.fixture(autouse=True)
def _today(monkeypatch: Any, at: Any, settings: Any, tmp_path: Any) -> None:
    monkeypatch.setattr(clock, "now", lambda: at)
    monkeypatch.setattr(clock, "today", lambda: at.date())
    settings.XINFANG_FILES = tmp_path


@pytest.fixture
def matter(
    district: SimpleNamespace, arrival: Callable[..., Any], posted: Callable[..., Any], at: Any
) -> Callable[..., Matter]:
    """A matter at the street: matter(), matter("accept"), matter(purpose="accusation")."""

    def make(*verbs: str, **changes: Any) -> Matter:
        by = Actor(1, "登记员1号")
        if changes.get("purpose") == "accusation":
            posted("discipline_head", district.street, "sees accusations")
        letter = arrival(demand="鉴定房屋，限期修缮。", **changes)
        told = intake.register(letter, unit_id=district.root.pk, by=by, at=at)
        acts.route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=by, at=at)
        for verb in verbs:
            acts.perform(verb=verb, matter_ids=[told.matter_id], by=by, at=at)
        return Matter.objects.get(pk=told.matter_id)

    return make


@pytest.fixture
def people(district: SimpleNamespace, posted: Callable[..., Any]) -> SimpleNamespace:
    """Browsers of the street's handler and head, and of another street's head."""

    def signed_in(role: str, unit: Any) -> Client:
        client = Client()
        client.force_login(posted(role, unit))
        return client

    return SimpleNamespace(
        handler=signed_in("handler", district.street),
        head=signed_in("unit_head", district.street),
        stranger=signed_in("unit_head", district.other),
        clerk=signed_in("clerk", district.root),
    )


def new(matter: Matter, what: str) -> str:
    """Where a document begins."""
    return reverse("workbench:letter_new", args=[matter.number, what])


def url(document: Document, step: str = "letter") -> str:
    """A page of a document."""
    return reverse(f"workbench:{step}", args=[document.matter.number, document.pk])


def typed(kind: str, act: str, **parts: str) -> dict[str, str]:
    """The form of a kind, filled in."""
    return {**written(kind), **parts, "act": act, "form_key": str(uuid4()), "revision": ""}


@pytest.fixture
def submitted(people: SimpleNamespace, matter: Callable[..., Matter]) -> Callable[..., Document]:
    """A document that waits for the head's signature: submitted("opine", "opinion")."""

    def make(verb: str = "opine", kind: str = "opinion", by: str = "handler") -> Document:
        found = matter("accept")
        client = getattr(people, by)
        answer = client.post(new(found, verb), typed(kind, "submit"))
        assert answer.status_code == 302, answer.content.decode()
        return Document.objects.select_related("matter").get(matter=found, verb=verb)

    return make
