"""How far something long has come: a bar on a terminal, a line now and then where the output is piped."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

__all__ = ["Lines", "Shown", "doing", "shown"]

EVERY = 5.0  # seconds between two lines about one task


class Lines:
    """Takes what a bar takes, and writes lines: each task as it begins, now and then, and at its end."""

    def __init__(self, screen: Console, seconds: Callable[[], float] = time.monotonic) -> None:
        self.screen, self.seconds = screen, seconds
        self.tasks: list[tuple[str, int, int]] = []  # what, how much is done, of how much
        self.at_work, self.begun_at, self.said_at = "", 0.0, 0.0
        self.lasting = _("%(what)s…（%(n)d 秒）")  # said by another thread, in the language of this one

    def begin(self, what: str) -> None:
        """Say what is being done from now on."""
        self.at_work, self.begun_at = what, self.seconds()
        self._say(f"{what}…")

    def still(self) -> None:
        """Say for how long that has been done, when nothing was said of late."""
        now = self.seconds()
        if self.at_work and now - self.said_at >= EVERY:
            told = {"what": self.at_work, "n": int(now - self.begun_at)}
            self._say(self.lasting % told)

    def add_task(self, description: str, total: int) -> TaskID:
        """Begin a task."""
        self.tasks.append((description, 0, total))
        self.begin(description)
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
        self.begin(description)

    def _say(self, line: str) -> None:
        self.said_at = self.seconds()
        self.screen.print(line, highlight=False, markup=False, soft_wrap=True)


Shown = Progress | Lines


@contextmanager
def shown(screen: Console) -> Iterator[Shown]:
    """What fits the screen."""
    if not screen.is_terminal:
        with _lines(screen) as lines:
            yield lines
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen, transient=True) as bar:
        yield bar


@contextmanager
def doing(screen: Console, what: str) -> Iterator[None]:
    """Say what is being done, for as long as it takes."""
    if not screen.is_terminal:
        with _lines(screen) as lines:
            lines.begin(what)
            yield
        return
    with screen.status(what):
        yield


@contextmanager
def _lines(screen: Console) -> Iterator[Lines]:
    """Lines that go on being written while one part takes long."""
    lines, over = Lines(screen), threading.Event()

    def go_on() -> None:
        while not over.wait(EVERY):
            lines.still()

    teller = threading.Thread(target=go_on, daemon=True)
    teller.start()
    try:
        yield lines
    finally:
        over.set()
        teller.join()
