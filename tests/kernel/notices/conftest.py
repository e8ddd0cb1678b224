"""Kinds that only tests know, messages to fictional people, an outbox that commits."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from xinfang.kernel.notices import actions, kinds
from xinfang.kernel.notices.actions import Message
from xinfang.kernel.notices.models import Notice
from xinfang.kernel.notices.outcomes import Outcome, Parcel, sent


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """What rooms offered stays theirs; the test's kind is gone afterwards."""
    monkeypatch.setattr(kinds, "_kinds", {**kinds._kinds, "test.told": "测试告知"})


@pytest.fixture
def message() -> Callable[..., Message]:
    """A text message to a fictional number; any field can be given another value."""

    def make(once: str = "test:1:sms", **changes: Any) -> Message:
        fields: dict[str, Any] = {
            "kind": "test.told",
            "channel": "sms",
            "to": "13912340217",
            "body": "您反映的事项已受理。",
            "subject_type": "thing",
            "subject_id": 1,
            "subject": "2026-0001",
        }
        return Message(once=once, **{**fields, **changes})

    return make


@pytest.fixture
def queued(message: Callable[..., Message], at: datetime) -> Callable[..., list[Notice]]:
    """Queue and commit: queued(3), queued(1, channel="email")."""

    def put(count: int = 1, *, at: datetime = at, **changes: Any) -> list[Notice]:
        have = Notice.objects.count()
        with transaction.atomic():
            actions.queue_many([message(f"test:{have + n}", **changes) for n in range(count)], at=at)
        return list(Notice.objects.order_by("pk"))[have:]

    return put


class Provider:
    """Answers each parcel with the next of its outcomes, the last one for ever; keeps what it was asked."""

    def __init__(self, *outcomes: Outcome | Exception) -> None:
        self.outcomes = list(outcomes) or [sent("1")]
        self.asked: list[Parcel] = []

    def __call__(self, parcel: Parcel) -> Outcome:
        self.asked.append(parcel)
        answer = self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def keys(self) -> list[str]:
        return [parcel.key for parcel in self.asked]


@pytest.fixture
def provider() -> type[Provider]:
    return Provider


@pytest.fixture
def deliver(at: datetime) -> Callable[..., actions.Tally]:
    """Deliver by one provider for both channels, with a stopwatch that stands still."""

    def go(send: Any, *, after: timedelta = timedelta(), limit: int = 100, worker: str = "w1", **more: Any):
        return actions.deliver_due(
            at=at + after,
            limit=limit,
            worker=worker,
            by_channel=more.pop("by_channel", {"sms": send, "email": send}),
            passed=more.pop("passed", timedelta),
            **more,
        )

    return go
