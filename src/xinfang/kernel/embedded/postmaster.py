"""One PostgreSQL server process: found, started, watched, stopped."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from xinfang.kernel.embedded import sockets
from xinfang.kernel.embedded.identity import Identity
from xinfang.kernel.embedded.layout import Layout
from xinfang.kernel.embedded.refusal import EmbeddedRefused, disk_full

START_SECONDS = 600.0  # recovery after a power cut reads the log since the last checkpoint
ORPHANS_SECONDS = 10.0
TRIES_WHEN_KILLED = 3
# What a server is told in turn, and how many seconds it has for it: finish, drop everything, die.
STOP_STEPS = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0))


@dataclass(frozen=True)
class PidFile:
    """What `postmaster.pid` says."""

    pid: int
    folder: Path
    ready: bool


@dataclass
class Server:
    """A running server, our child or one that a dead warden left behind."""

    pid: int
    folder: Path
    data: Path
    child: subprocess.Popen[bytes] | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    def wait(self) -> None:
        """Wait until the server is gone, and say so in `ended`."""
        if self.child is not None:
            self.child.wait()
        while self.child is None and is_server(self.pid, self.data):
            time.sleep(0.1)
        self.ended.set()

    def stop(self) -> None:
        """Stop the server: connections end, everything committed is kept. Somebody must be in `wait`."""
        for word, seconds in STOP_STEPS:
            if self.ended.is_set():
                return
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, word)
            self.ended.wait(seconds)


def read(data: Path) -> PidFile | None:
    """Read the pid file; None when there is none or it holds no number (a power cut can leave that)."""
    try:
        lines = (data / "postmaster.pid").read_text("utf-8", "surrogateescape").splitlines()
        return PidFile(
            pid=int(lines[0]),
            folder=Path(lines[4]) if len(lines) > 4 else Path(),
            ready=len(lines) > 7 and lines[7].strip() == "ready",
        )
    except (FileNotFoundError, ValueError, IndexError):
        return None


def is_server(pid: int, data: Path) -> bool:
    """Whether this process is a PostgreSQL process that lives in `data`; a reused number is not."""
    try:
        works_in = os.readlink(f"/proc/{pid}/cwd")
        name = Path(f"/proc/{pid}/comm").read_text("utf-8", "replace").strip()
    except OSError:
        return False
    return name == "postgres" and works_in == str(data)


def left_behind(data: Path) -> Server | None:
    """Find a server that a dead warden left running on this data folder."""
    found = read(data)
    if found is None or not is_server(found.pid, data):
        return None
    return Server(found.pid, found.folder, data)


def adopt(data: Path) -> Server | None:
    """Take over a server left behind; one that does not answer is stopped first, and None returned."""
    server = left_behind(data)
    if server is None:
        return None
    found = read(data)
    if found is not None and found.ready and sockets.answers(server.folder):
        return server
    end(server)
    return None


def end(server: Server) -> None:
    """Stop a server that nobody waits for."""
    threading.Thread(target=server.wait, daemon=True).start()
    server.stop()


def start(layout: Layout, programs: Path, identity: Identity, *, durable: bool) -> Server:
    """Start the server and wait until it takes connections.

    Raises EmbeddedRefused with the server's last words when it does not come up.
    """
    said = ""
    for _ in range(TRIES_WHEN_KILLED):
        _clear_remains(layout.data)
        folder = sockets.socket_folder(layout, identity)
        sockets.clear(folder)
        command: list[str | Path] = [
            programs / "postgres",
            "-D",
            layout.data,
            "-k",
            folder,
            *_options(durable=durable),
        ]
        server, said = _launch(layout, folder, identity, command)
        if server is not None:
            return server
        if said:
            break
    if "No space left" in said:
        raise EmbeddedRefused(disk_full(layout.home))
    last = " / ".join(said.splitlines()[-3:]) or "nothing, for it was killed"
    raise EmbeddedRefused(f"The database server did not start; its log {layout.server_log} ends with: {last}")


def _options(*, durable: bool) -> list[str]:
    place = ["-p", sockets.PORT, "-c", "listen_addresses="]
    return place if durable else [*place, "-c", "fsync=off", "-c", "full_page_writes=off"]


def _launch(
    layout: Layout, folder: Path, identity: Identity, command: list[str | Path]
) -> tuple[Server | None, str]:
    """Return the server when it is ready; otherwise None and what it said, which is nothing if killed."""
    log = os.open(layout.server_log, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
    try:
        said_before = os.fstat(log).st_size
        child = identity.start(command, log)
        server = Server(child.pid, folder, layout.data, child)
        if _comes_up(server):
            return server, ""
        said = os.pread(log, 65536, said_before).decode("utf-8", "replace").strip()
    finally:
        os.close(log)
    return None, "" if child.returncode == -signal.SIGKILL else said or "nothing"


def _comes_up(server: Server) -> bool:
    limit = time.monotonic() + START_SECONDS
    while server.child is not None and server.child.poll() is None:
        found = read(server.data)
        if found is not None and found.pid == server.pid and found.ready:
            return True
        if time.monotonic() > limit:
            end(server)
        time.sleep(0.02)
    return False


def _clear_remains(data: Path) -> None:
    """Wait for the children of a killed server, then remove a pid file that would forbid a start.

    PostgreSQL itself ignores a pid file whose process is gone; it stops at one that is empty or whose
    number now belongs to another process of the same user.
    """
    limit = time.monotonic() + ORPHANS_SECONDS
    while orphans := [pid for pid in _processes() if is_server(pid, data)]:
        if time.monotonic() > limit:
            for pid in orphans:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        time.sleep(0.05)
    found = read(data)
    if found is None or Path(f"/proc/{found.pid}").exists():
        (data / "postmaster.pid").unlink(missing_ok=True)


def _processes() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]
