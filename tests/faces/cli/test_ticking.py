"""`xinfang tick`: what it says, and the code it ends with; the rounds that a worker makes beside its jobs."""

import json
import threading
from datetime import datetime, timedelta

import pytest
import typer
from django.db import connection
from typer.testing import CliRunner, Result

from xinfang.faces.cli import command, rounds
from xinfang.kernel import schedule
from xinfang.kernel.errors import Refusal
from xinfang.kernel.schedule import Task


def well(*, since: datetime, at: datetime) -> str:
    """A duty that is done."""
    return "做好了。"


def ill(*, since: datetime, at: datetime) -> str:
    """A duty that cannot be done."""
    raise Refusal("磁盘满了。")


@pytest.fixture
def lay(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(schedule, "_laid", [])
    return lambda *names: schedule.lay(
        [Task(name, f"任务{name}", f"{__name__}.{name}", timedelta(hours=1)) for name in names]
    )


@pytest.fixture(autouse=True)
def _keep_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command closes the connection before it works; here the test's own transaction goes on."""
    monkeypatch.setattr(connection, "close", lambda: None)


def tick(*words: str) -> Result:
    app = typer.Typer()
    command.offer(app)
    return CliRunner().invoke(app, ["tick", *words])


@pytest.mark.django_db
def test_it_says_in_words_what_it_did(lay):
    lay("well")
    first, second = tick(), tick()
    assert (first.exit_code, first.stdout) == (0, "任务well：做好了。\n")
    assert (second.exit_code, second.stdout) == (0, "没有到时间的任务。\n")


@pytest.mark.django_db
def test_one_that_fails_makes_the_code_1_and_the_rest_is_done(lay):
    lay("ill", "well")
    told = tick()
    assert told.exit_code == 1
    assert told.stderr == "任务ill：磁盘满了。\n"
    assert told.stdout == "任务well：做好了。\n"


@pytest.mark.django_db
def test_machines_read_json(lay):
    lay("ill", "well")
    told = tick("--json")
    found = json.loads(told.stdout)
    assert told.exit_code == 1
    assert [(task["name"], task["ran"], task["sentence"]) for task in found["tasks"]] == [
        ("ill", "failed", "磁盘满了。"),
        ("well", "done", "做好了。"),
    ]
    since, at = found["tasks"][1]["since"], found["at"]
    assert datetime.fromisoformat(at) - datetime.fromisoformat(since) == timedelta(hours=1)


@pytest.mark.django_db
def test_check_tells_of_what_stands_still(lay, at, monkeypatch):
    from xinfang.faces.cli.findings import findings
    from xinfang.kernel import clock

    lay("well")
    assert any("定时任务还没有运行过" in finding.sentence for finding in findings() if finding.well)
    tick()
    later = clock.now() + timedelta(days=2)
    assert any("定时任务都按时做了" in finding.sentence for finding in findings() if finding.well)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert any("任务well" in finding.sentence for finding in findings() if not finding.well)


def test_a_round_that_fails_goes_on_and_says_no_value(caplog):
    done = threading.Event()
    seen: list[int] = []

    def act(_stopping: threading.Event) -> None:
        seen.append(1)
        if len(seen) == 1:
            raise RuntimeError("王小明")
        done.set()

    one = rounds.Round("test", 0.01, act)
    one.start()
    assert done.wait(5)
    one.stop()
    assert not one.is_alive()
    assert "RuntimeError" in caplog.text
    assert "王小明" not in caplog.text


def test_a_round_is_asked_to_stop_while_it_works():
    began = threading.Event()

    def act(stopping: threading.Event) -> None:
        began.set()
        stopping.wait(10)

    one = rounds.Round("test", 60, act)
    one.start()
    assert began.wait(5)
    one.stop()
    assert not one.is_alive()


def test_a_worker_delivers_and_ticks():
    assert {each.name: each.seconds for each in rounds.rounds()} == {"deliver": 5.0, "tick": 60.0}
