"""The warden: the process that holds the server, and stops it when the last user is gone.

Users hold `users.lock` together; the warden waits to have it alone. The kernel grants that when the
last user is gone, also when it was killed. Started as `python -m xinfang.kernel.embedded.warden ORDER`.
"""

import contextlib
import json
import os
import queue
import shutil
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from xinfang.kernel.embedded import locks, postmaster, sockets
from xinfang.kernel.embedded.identity import server_identity
from xinfang.kernel.embedded.layout import Layout
from xinfang.kernel.embedded.postmaster import Server
from xinfang.kernel.embedded.refusal import EmbeddedRefused, told_plainly

UNUSED, ENDED = "unused", "ended"
READY = "ready"
LOG_BYTES = 2_000_000
TIDY_SECONDS = 60.0
LONGEST_PAUSE = 30.0  # seconds between two tries to start a server again


class Warden:
    """One server in one home, from its start to its stop."""

    def __init__(self, layout: Layout, programs: Path, *, durable: bool) -> None:
        """Nothing is started yet."""
        self.layout = layout
        self.programs = programs
        self.durable = durable
        self.inbox: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.server: Server | None = None

    def begin(self) -> None:
        """Adopt the server left behind or start one; tell where it is. Raises EmbeddedRefused."""
        with told_plainly(self.layout.home):
            if self.server is None:
                self.server = postmaster.adopt(self.layout.data) or postmaster.start(
                    self.layout, self.programs, server_identity(), durable=self.durable
                )
                threading.Thread(target=self._await_end, args=(self.server,), daemon=True).start()
            self._tell({"folder": str(self.server.folder), "pid": self.server.pid, "warden": os.getpid()})

    def watch(self) -> None:
        """Return when nobody uses the server any more; until then start it again whenever it ends.

        A start that fails (a full disk, say) is tried again and again, so that no user need be restarted.
        Raises EmbeddedRefused when the data folder is gone.
        """
        threading.Thread(target=self._await_unused, daemon=True).start()
        troubled = 0
        while (
            heard := self._hear(min(2.0**troubled, LONGEST_PAUSE) if troubled else TIDY_SECONDS)
        ) != UNUSED:
            tidy(self.layout.server_log)
            if heard == ENDED:
                self.layout.state.unlink(missing_ok=True)
                self.server = None
            if self.server is None or troubled:
                troubled = 0 if self._comes_back() else troubled + 1

    def end(self) -> None:
        """Stop the server and clear up behind it."""
        self.layout.state.unlink(missing_ok=True)
        if self.server is not None:
            self.server.stop()
            sockets.give_back(self.server.folder)

    def _comes_back(self) -> bool:
        try:
            self.begin()
        except EmbeddedRefused as refused:
            if not (self.layout.data / "PG_VERSION").exists():
                raise
            sys.stderr.write(f"{refused}\n")
            with contextlib.suppress(OSError):
                self._tell({"refused": str(refused)})
            return False
        return True

    def _hear(self, seconds: float) -> str | None:
        try:
            return self.inbox.get(timeout=seconds)
        except queue.Empty:
            return None

    def _await_end(self, server: Server) -> None:
        server.wait()
        self.inbox.put(ENDED)

    def _await_unused(self) -> None:
        # The descriptor is never closed here: newcomers wait until this process is gone.
        locks.take(self.layout.users_lock, locks.ALONE)
        self.inbox.put(UNUSED)

    def _tell(self, state: dict[str, Any]) -> None:
        growing = self.layout.state.with_suffix(".new")
        growing.write_text(json.dumps(state))
        growing.replace(self.layout.state)


def tidy(log: Path) -> None:
    """Keep a log file small: the last full one beside it as `.1`. Writers append, so cutting it is safe."""
    if log.exists() and log.stat().st_size > LOG_BYTES:
        shutil.copyfile(log, log.with_name(f"{log.name}.1"))
        os.truncate(log, 0)


def main(order: str) -> int:
    """Run as the order says (JSON: home, programs, durable, lock and report as file descriptors)."""
    given = json.loads(order)
    if os.fork():
        os._exit(0)  # the first user must not have a child that it never asked for
    for word in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(word, signal.SIG_IGN)  # the warden goes when the last user goes, never before
    lock, report = int(given["lock"]), int(given["report"])
    for handle in (lock, report):
        os.set_inheritable(handle, False)
    layout = Layout(Path(given["home"]))
    tidy(layout.server_log)
    tidy(layout.warden_log)
    warden = Warden(layout, Path(given["programs"]), durable=bool(given["durable"]))
    try:
        said = _beginning(warden)
        _report(report, said)
        if said == READY:
            warden.watch()
    except EmbeddedRefused as refused:
        sys.stderr.write(f"{refused}\n")
    finally:
        warden.end()
        os.close(lock)  # before users.lock, so that a newcomer never takes this warden for a living one
    return 0


def _beginning(warden: Warden) -> str:
    try:
        warden.begin()
    except EmbeddedRefused as refused:
        return str(refused)
    return READY


def _report(handle: int, said: str) -> None:
    # Whoever started us may be dead by now; the server must be watched all the more.
    with contextlib.suppress(BrokenPipeError):
        os.write(handle, said.encode())
    os.close(handle)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
