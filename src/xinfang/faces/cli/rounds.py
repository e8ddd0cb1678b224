"""Rounds that a worker makes beside its jobs: a thread that does its bit, waits, and is stopped by nothing
but the worker's end."""

import threading
from collections.abc import Callable

import structlog
from django.db import close_old_connections, connection

from xinfang.kernel import clock
from xinfang.kernel.notices import actions as notices
from xinfang.kernel.notices.scheduled import this_worker
from xinfang.kernel.requests import told
from xinfang.kernel.schedule.actions import run_due

__all__ = ["Round", "rounds"]

log = structlog.get_logger("xinfang.worker")

DELIVERY_SECONDS = 5.0
TICK_SECONDS = 60.0
A_ROUND = 50
STOP_SECONDS = 12.0  # the notice that is being sent is finished


class Round(threading.Thread):
    """Calls `act` every `seconds` until it is asked to stop; whatever `act` raises is logged, no more."""

    def __init__(self, name: str, seconds: float, act: Callable[[threading.Event], None]) -> None:
        super().__init__(name=name, daemon=True)
        self.seconds, self.act, self.stopping = seconds, act, threading.Event()

    def run(self) -> None:
        """The thread."""
        while not self.stopping.is_set():
            try:
                close_old_connections()
                self.act(self.stopping)
            except Exception as fault:  # noqa: BLE001 - a database that is away today is back tomorrow
                log.error("round_failed", round=self.name, **told(fault))
            self.stopping.wait(self.seconds)
        connection.close()

    def stop(self) -> None:
        """Ask to stop, and wait until what was begun is done."""
        self.stopping.set()
        self.join(STOP_SECONDS)


def rounds() -> list[Round]:
    """The worker's rounds, not yet started: delivering, and the schedule that `xinfang tick` would run."""
    return [
        Round("deliver", DELIVERY_SECONDS, _deliver),
        Round("tick", TICK_SECONDS, lambda _stopping: _tick()),
    ]


def _deliver(stopping: threading.Event) -> None:
    """Everything that is due, without a pause while there is more."""
    while not stopping.is_set():
        done = notices.deliver_due(
            at=clock.now(), limit=A_ROUND, worker=this_worker(), stopped=stopping.is_set
        )
        if done.tried < A_ROUND:
            return


def _tick() -> None:
    run_due(at=clock.now())
