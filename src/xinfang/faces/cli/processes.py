"""Keeps the children of `xinfang demo` running together, and ends them together."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from types import FrameType

from django.utils.translation import gettext as _

from xinfang.kernel.errors import Refusal

__all__ = ["Company"]

STOP_SECONDS = 25.0
RESTARTS = 3


class Company:
    """Children by name; `run` returns when somebody asks to stop (Ctrl-C, SIGTERM)."""

    def __init__(self) -> None:
        self.commands: dict[str, list[str]] = {}
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.restarts = 0
        self.stopping = False

    def add(self, name: str, *words: str) -> None:
        """Start `xinfang <words>`; it ends by itself should we be killed."""
        command = [sys.executable, "-m", "xinfang.project", *words, "--parent", str(os.getpid())]
        self.commands[name] = command
        self.children[name] = _start(command)

    def run(self, when_ready: Callable[[], None], address: str) -> None:
        """Wait until `address` answers, say so, then keep the children up until asked to stop.

        Raises Refusal when a child keeps ending.
        """
        for word in (signal.SIGINT, signal.SIGTERM):
            signal.signal(word, self._stop)
        ready = False
        try:
            while not self.stopping:
                self._look_after()
                if not ready and _answers(address):
                    ready = True
                    when_ready()
                time.sleep(0.1)
        finally:
            self._end()

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _look_after(self) -> None:
        for name, child in list(self.children.items()):
            if child.poll() is None or self.stopping:
                continue
            self.restarts += 1
            if self.restarts > RESTARTS or child.returncode == 1:
                raise Refusal(
                    _("%(name)s 停止了（代码 %(code)d），原因见上面的一行。")
                    % {"name": name, "code": child.returncode}
                )
            self.children[name] = _start(self.commands[name])

    def _end(self) -> None:
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        limit = time.monotonic() + STOP_SECONDS
        for child in self.children.values():
            try:
                child.wait(max(0.1, limit - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    # A group of its own: Ctrl-C reaches us alone, and we let the children finish what they are at.
    return subprocess.Popen(command, process_group=0)  # noqa: S603 - our own command


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 - our own http address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
