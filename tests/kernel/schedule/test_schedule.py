"""The schedule: what is due is done once for all the time that was missed, whoever else is at it."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from xinfang.kernel import schedule
from xinfang.kernel.errors import Refusal
from xinfang.kernel.locks import alone
from xinfang.kernel.schedule import Task, rules
from xinfang.kernel.schedule.actions import Ran, run_due
from xinfang.kernel.schedule.models import TaskRun
from xinfang.kernel.schedule.queries import overdue

AT = datetime(2026, 10, 15, 9, 30, 0, 400_000, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
calls: list[tuple[str, datetime, datetime]] = []


def first(*, since: datetime, at: datetime) -> str:
    """A duty that is done."""
    calls.append(("first", since, at))
    return "做了一件。"


def second(*, since: datetime, at: datetime) -> str:
    """Another."""
    calls.append(("second", since, at))
    return "也做了。"


def broken(*, since: datetime, at: datetime) -> str:
    """A duty that a fault prevents, whose message quotes a row."""
    raise RuntimeError("Key (name)=(王小明)")


def refused(*, since: datetime, at: datetime) -> str:
    """A duty that says why it cannot be done."""
    raise Refusal("磁盘满了，请腾出空间。")


@pytest.fixture
def lay(monkeypatch: pytest.MonkeyPatch):
    """lay(first=MINUTE, second=DAY): the table for this test."""
    monkeypatch.setattr(schedule, "_laid", [])
    calls.clear()
    return lambda **every: schedule.lay(
        [Task(name, f"任务{name}", f"{__name__}.{name}", each) for name, each in every.items()]
    )


def ran(at: datetime) -> dict[str, Ran]:
    return {report.name: report.ran for report in run_due(at=at)}


@given(st.integers(1, 10_000), st.integers(0, 59), st.integers(0, 59))
def test_it_is_due_by_whole_minutes_however_late_in_its_minute_it_is_called(every, one, other):
    done, period = AT.replace(second=one), timedelta(minutes=every)
    later = (done + period).replace(second=other)
    assert rules.due(done, at=later, every=period)
    assert not rules.due(done, at=later - MINUTE, every=period)


def test_a_clock_that_was_a_day_ahead_does_not_stop_a_task():
    assert rules.due(AT + DAY, at=AT, every=MINUTE)
    assert rules.since(AT + DAY, at=AT, every=MINUTE) == AT - MINUTE
    assert not rules.due(AT + 2 * MINUTE, at=AT, every=MINUTE)  # a neighbour who was quicker
    assert rules.due(None, at=AT, every=DAY)


def test_a_name_stands_in_the_table_once():
    with pytest.raises(ValueError, match="twice"):
        schedule.lay([Task("a", "甲", "x.y", DAY), Task("a", "乙", "x.y", DAY)])


@pytest.mark.django_db
def test_each_runs_when_it_is_due_and_says_what_it_did(lay):
    lay(first=MINUTE, second=DAY)
    reports = run_due(at=AT)
    assert [(report.ran, report.sentence) for report in reports] == [
        ("done", "做了一件。"),
        ("done", "也做了。"),
    ]
    assert ran(AT + timedelta(seconds=20)) == {"first": "not_due", "second": "not_due"}
    assert ran(AT + MINUTE) == {"first": "done", "second": "not_due"}
    assert calls[-1] == ("first", AT, AT + MINUTE)


@pytest.mark.django_db
def test_after_days_of_standing_still_each_runs_once_for_all_of_it(lay):
    lay(first=MINUTE, second=DAY)
    run_due(at=AT)
    calls.clear()
    run_due(at=AT + 5 * DAY)
    assert calls == [("first", AT, AT + 5 * DAY), ("second", AT, AT + 5 * DAY)]


@pytest.mark.django_db
def test_one_that_fails_hinders_nobody_and_is_due_again_for_the_same_time(lay, caplog):
    lay(broken=MINUTE, refused=MINUTE, first=MINUTE)
    reports = run_due(at=AT)
    assert [report.ran for report in reports] == ["failed", "failed", "done"]
    assert "RuntimeError" in reports[0].sentence
    assert reports[1].sentence == "磁盘满了，请腾出空间。"
    assert "王小明" not in reports[0].sentence + caplog.text
    assert list(TaskRun.objects.values_list("name", flat=True)) == ["first"]
    assert ran(AT + timedelta(seconds=1))["broken"] == "failed"


@pytest.mark.django_db
def test_a_function_that_is_not_there_is_told_and_hinders_nobody(lay):
    lay(nowhere=MINUTE, first=MINUTE)
    assert ran(AT) == {"nowhere": "failed", "first": "done"}


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_do_it_once(lay):
    lay(first=MINUTE)
    held, told = threading.Event(), []

    def neighbour() -> None:
        with alone("schedule", b"first") as ours:
            told.append(ours)
            held.set()
            leave.wait(5)
        connection.close()

    leave = threading.Event()
    other = threading.Thread(target=neighbour)
    other.start()
    held.wait(5)
    assert ran(AT) == {"first": "elsewhere"}
    assert (told, calls) == ([True], [])
    leave.set()
    other.join()
    assert ran(AT) == {"first": "done"}


@pytest.mark.django_db(transaction=True)
def test_many_at_the_same_moment_do_it_once(lay):
    lay(first=MINUTE, second=MINUTE)
    barrier = threading.Barrier(6)

    def tick() -> None:
        barrier.wait()
        run_due(at=AT)
        connection.close()

    threads = [threading.Thread(target=tick) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(name for name, *_ in calls) == ["first", "second"]


@pytest.mark.django_db(transaction=True)
def test_a_mark_is_free_again_when_its_holder_is_gone():
    def killed() -> None:
        with alone("room", b"mark"):
            connection.close()  # what the server sees of a process that was killed

    thread = threading.Thread(target=killed)
    thread.start()
    thread.join()
    with alone("room", b"mark") as ours, alone("room", b"another") as too:
        assert ours
        assert too
    with alone("room", b"mark") as again:
        assert again


@pytest.mark.django_db
def test_what_is_overdue_is_told(lay):
    lay(first=MINUTE, second=DAY)
    hour = timedelta(hours=1)
    assert overdue(AT, patience=hour) is None
    run_due(at=AT)
    assert overdue(AT + hour, patience=hour) == []
    assert overdue(AT + 2 * hour, patience=hour) == ["任务first"]
    assert overdue(AT + 3 * DAY, patience=hour) == ["任务first", "任务second"]


def test_the_table_of_the_project_names_functions_that_are_there():
    from django.utils.module_loading import import_string

    from xinfang.project.schedule import TASKS

    assert {task.name for task in TASKS} >= {"deliver notices", "forget notices' texts"}
    assert all(callable(import_string(task.function)) for task in TASKS)
    assert all(task.every >= MINUTE for task in TASKS)
