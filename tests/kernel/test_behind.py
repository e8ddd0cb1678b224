"""Rows on their way in a second thread: there when they are read, lost together when one is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event, current_thread

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.behind import behind, put
from xinfang.kernel.bulk import change_many, copy_in, unsaved
from xinfang.kernel.models import TaskRun

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def entry(subject: str) -> AuditEntry:
    return unsaved(AuditEntry)(at=NOON, event="import.begun", actor="", subject=subject)


def subjects() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("subject", flat=True))


def again() -> None:
    """A row that can stand once: the second is refused."""
    copy_in(TaskRun, [unsaved(TaskRun)(name="one", completed_at=NOON)])


def test_a_statement_finds_what_was_put_before_it():
    with transaction.atomic(), behind():
        for number in range(50):
            copy_in(AuditEntry, [entry(str(number))], keys=False)
        assert subjects() == [str(number) for number in range(50)]


def test_writing_does_not_wait_and_reading_does():
    go, who = Event(), []

    def slow() -> None:
        assert go.wait(10)
        who.append(current_thread().name)

    with transaction.atomic(), behind():
        put(slow)
        assert who == []
        go.set()
        assert subjects() == []
        assert who[0].startswith("writing")


def test_a_change_does_not_wait_and_stands_in_its_turn():
    go, later = Event(), datetime(2026, 3, 3, 12, tzinfo=UTC)
    run = unsaved(TaskRun)(name="one", completed_at=NOON)
    with transaction.atomic(), behind():
        copy_in(TaskRun, [run])
        put(lambda: _until(go))
        run.completed_at = later
        change_many(TaskRun, [run], ["completed_at"])
        go.set()  # a change that waited for what was put before it would not have come here
    assert TaskRun.objects.get().completed_at == later


def _until(go: Event) -> None:
    assert go.wait(10)


def test_without_a_line_a_write_is_done_at_once():
    with transaction.atomic():
        copy_in(AuditEntry, [entry("at once")], keys=False)
        assert subjects() == ["at once"]


def written(*steps: Callable[[], object]) -> None:
    """The steps of one transaction with its line."""
    with transaction.atomic(), behind():
        for step in steps:
            step()


def add(subject: str) -> Callable[[], None]:
    return lambda: copy_in(AuditEntry, [entry(subject)], keys=False)


def inner(*steps: Callable[[], object], fails: type[Exception] | None = None) -> Callable[[], None]:
    """A transaction within; `fails`: what it ends by, and the outer one goes on."""

    def nested() -> None:
        with transaction.atomic():
            for step in steps:
                step()

    def caught() -> None:
        with pytest.raises(fails or Exception):
            nested()

    return caught if fails else nested


def stop() -> None:
    raise ZeroDivisionError


def test_what_the_server_refuses_gives_up_all_of_it():
    again()
    with pytest.raises(IntegrityError):
        written(add("before"), again, add("after"))
    assert subjects() == []


def test_a_refusal_is_said_again_to_whoever_goes_on():
    again()

    def told() -> None:
        with pytest.raises(IntegrityError):
            subjects()

    with pytest.raises(IntegrityError):
        written(again, told, told)
    assert TaskRun.objects.count() == 1


def test_an_inner_transaction_that_fails_takes_only_its_own_back():
    written(add("kept"), inner(add("given up"), stop, fails=ZeroDivisionError), inner(add("kept too")))
    assert subjects() == ["kept", "kept too"]


def test_an_inner_refusal_taken_back_lets_the_outer_go_on():
    again()
    written(add("kept"), inner(again, subjects, fails=IntegrityError), add("kept too"))
    assert subjects() == ["kept", "kept too"]


def test_a_refusal_before_an_inner_transaction_is_not_hidden_by_it():
    again()
    with pytest.raises(DatabaseError):
        written(again, inner(add("after")))
    assert subjects() == []


def test_whoever_leaves_early_leaves_no_write_running():
    done: list[int] = []
    with pytest.raises(ZeroDivisionError):
        written(lambda: put(lambda: done.append(1)), add("given up"), stop)
    assert done == [1]
    assert subjects() == []
    assert connection.connection.info.transaction_status.name == "IDLE"


def test_one_line_at_a_time():
    with pytest.raises(RuntimeError), transaction.atomic(), behind(), behind():
        pass
