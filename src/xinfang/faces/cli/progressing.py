"""How far something long has come: a bar on a terminal, a line now and then where the output is piped."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

__all__ = ["Lines", "Shown", "doing", "shown"]

EVERY = 5.0  # seconds between two lines about one task


class Lines:
    """Takes what a bar takes, and writes lines: each task as it begins, now and then, and at its end."""

    def __init__(self, screen: Console, seconds: Callable[[], float] = time.monotonic) -> None:
        self.screen, self.seconds = screen, seconds
        self.tasks: list[tuple[str, int, int]] = []  # what, how much is done, of how much
        self.said_at = 0.0

    def add_task(self, description: str, total: int) -> TaskID:
        """Begin a task."""
        self.tasks.append((description, 0, total))
        self._say(f"{description}…")
        return TaskID(len(self.tasks) - 1)

    def advance(self, task: TaskID, count: int) -> None:
        """So much more is done."""
        description, done, total = self.tasks[task]
        done += count
        self.tasks[task] = description, done, total
        if done >= total or self.seconds() - self.said_at >= EVERY:
            self._say(f"{description} {done}/{total}")

    def update(self, task: TaskID, *, description: str) -> None:
        """The task goes on with another part."""
        _before, done, total = self.tasks[task]
        self.tasks[task] = description, done, total
        self._say(f"{description}…")

    def _say(self, line: str) -> None:
        self.said_at = self.seconds()
        self.screen.print(line, highlight=False, markup=False, soft_wrap=True)


Shown = Progress | Lines


@contextmanager
def shown(screen: Console) -> Iterator[Shown]:
    """What fits the screen."""
    if not screen.is_terminal:
        yield Lines(screen)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen, transient=True) as bar:
        yield bar


@contextmanager
def doing(screen: Console, what: str) -> Iterator[None]:
    """Say what is being done, for as long as it takes."""
    if not screen.is_terminal:
        screen.print(f"{what}…", highlight=False, markup=False, soft_wrap=True)
        yield
        return
    with screen.status(what):
        yield
