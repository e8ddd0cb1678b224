"""An opinion that went out, on the pages of those who work on it."""

from datetime import timedelta
from typing import Any

import pytest
from tests.casework.letters import conftest as letters
from tests.casework.letters.conftest import draft, out, people, walk  # noqa: F401

from xinfang.casework.letters.actions import issuing
from xinfang.kernel import clock
from xinfang.registers.staff.models import User

NAME, LATER = letters.NAME, timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Any) -> None:
    settings.XINFANG_FILES = tmp_path / "files"


@pytest.fixture
def now(monkeypatch: Any, at: Any) -> Any:
    """Set the clock: now(at + a minute). The undo seconds are over at first."""

    def to(moment: Any) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)
        monkeypatch.setattr(clock, "today", lambda: moment.date())

    to(at + LATER)
    return to


@pytest.fixture
def quick(monkeypatch: Any) -> None:
    """Sealing without typesetting, where the sheet is not the point."""
    monkeypatch.setattr(issuing, "pdf", lambda sheet, at: b"%PDF " + sheet.number.encode())
    monkeypatch.setattr(issuing, "docx", lambda sheet, kind, at: b"PK" + sheet.number.encode())


@pytest.fixture
def opinion(walk: Any, draft: Any, out: Any, quick: Any) -> Any:  # noqa: F811
    """A sealed opinion of the street."""
    return out(draft(walk("opine"), "opine"))


@pytest.fixture
def handler(client: Any, people: Any, now: Any) -> Any:  # noqa: F811
    """The street's handler, signed in."""
    client.force_login(User.objects.get(username=people.handler.label))
    return client
