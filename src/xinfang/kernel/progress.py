"""How far a job in the background is, how long still, and whether anybody works on it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

__all__ = ["Progress", "progress"]

NO_WORKER = timedelta(seconds=10)
STALLED = timedelta(seconds=60)


@dataclass(frozen=True)
class Progress:
    """`no_worker`: nobody has taken it up in time; `stalled`: whoever did gives no sign of life."""

    percent: int
    seconds_left: int | None
    moving: bool
    no_worker: bool
    stalled: bool


def progress(
    state: str,
    *,
    done: int,
    total: int,
    queued_at: datetime | None,
    started_at: datetime | None,
    progressed_at: datetime | None,
    at: datetime,
) -> Progress:
    """Of a job that is "queued", "running", or neither, with `done` of `total` rows at a moment."""
    running = state == "running"
    share = min(done / total, 1) if total else 0
    elapsed = (at - started_at).total_seconds() if running and started_at else 0
    left = elapsed * (1 / share - 1) if share else None
    return Progress(
        percent=round(100 * share),
        seconds_left=None if left is None else max(1, round(left)),
        moving=running or state == "queued",
        no_worker=state == "queued" and at - (queued_at or at) > NO_WORKER,
        stalled=running and at - (progressed_at or at) > STALLED,
    )
