"""The schedule: what is done again and again. The table stands in project/schedule.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise

__all__ = ["Task", "laid", "lay"]


@dataclass(frozen=True)
class Task:
    """A duty: its key, what people call it, and a function by its dotted name.

    The function is called with `since` and `at`, does what fell due in between, and says in a sentence what
    it did. It must bear being called again for a time that it has done already.
    """

    name: str
    label: Promise | str
    function: str
    every: timedelta


_laid: list[Task] = []


def lay(tasks: Sequence[Task]) -> None:
    """Replace the table. Called once, when Django is ready; refuses two tasks of one name."""
    names = [task.name for task in tasks]
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise ValueError(f"The schedule names these tasks twice: {doubled}.")
    _laid[:] = tasks


def laid() -> list[Task]:
    """The tasks in the order of the table."""
    return list(_laid)
