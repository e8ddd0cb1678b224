"""When a task is due, and from when on: pure."""

from datetime import datetime, timedelta

__all__ = ["due", "since"]

AN_HOUR = timedelta(hours=1)


def due(completed: datetime | None, *, at: datetime, every: timedelta) -> bool:
    """Whether a task is due, by whole minutes: whoever calls each minute does so a little earlier or later.

    A last time that lies well in the future comes from a clock that was wrong; it must not stop the task
    until then. A little in the future it is that of a neighbour who began later and was quicker.
    """
    if completed is None:
        return True
    passed = _minute(at) - _minute(completed)
    return passed >= every or passed < -max(every, AN_HOUR)


def since(completed: datetime | None, *, at: datetime, every: timedelta) -> datetime:
    """From when on the task has not done its duty; at the first time one period back."""
    return completed if completed is not None and completed <= at else at - every


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
