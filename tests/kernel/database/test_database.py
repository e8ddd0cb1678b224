"""The backend starts a server only when none is named; COPY is like saving one by one."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from xinfang.kernel import embedded
from xinfang.kernel.bulk import copy_in, reserve_keys
from xinfang.kernel.database.base import DatabaseWrapper
from xinfang.kernel.models import AuditEntry
from xinfang.registers.calendars.models import CalendarDay
from xinfang.registers.petitioners.models import Person


def wrapper(**changes: str) -> DatabaseWrapper:
    return DatabaseWrapper({**connection.settings_dict, **changes}, "other")


def test_a_named_server_is_used_as_it_is(monkeypatch):
    monkeypatch.setattr(embedded, "ensure", lambda: pytest.fail("no server of our own is wanted"))
    assert wrapper(HOST="db.example", PORT="5432").get_connection_params()["host"] == "db.example"


def test_without_a_name_the_launcher_is_asked(monkeypatch):
    found = {"HOST": "/run/x", "PORT": "5999", "USER": "u", "PASSWORD": ""}
    monkeypatch.setattr(embedded, "ensure", lambda: found)
    params = wrapper(HOST="", PORT="").get_connection_params()
    assert (params["host"], params["port"], params["user"]) == ("/run/x", "5999", "u")


@pytest.mark.django_db
def test_keys_are_reserved_once_and_ascend():
    first, second = reserve_keys(AuditEntry, 3), reserve_keys(AuditEntry, 2)
    assert first == sorted(first)
    assert not set(first) & set(second)
    assert reserve_keys(AuditEntry, 0) == []


@pytest.mark.django_db
def test_copied_rows_pass_through_their_fields(at):
    people = [Person(name=name, created_at=at) for name in ("王小明", "", "a\tb\\n")]
    copy_in(Person, people)
    assert [person.name for person in Person.objects.order_by("pk")] == ["王小明", "", "a\tb\\n"]
    assert all(person.pk and not person._state.adding for person in people)


@pytest.mark.django_db
def test_constraints_hold_for_copied_rows_and_nothing_is_left():
    twice = [CalendarDay(day=date(2031, 1, 1), working=False) for _copy in range(2)]
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_in(CalendarDay, twice)
    assert not CalendarDay.objects.filter(day__year=2031).exists()
