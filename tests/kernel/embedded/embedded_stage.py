"""Processes that use a server, and what can be asked and done to them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from xinfang.kernel.embedded import place, postmaster
from xinfang.kernel.embedded.layout import Layout

PROGRAM = """
import json, sys
from xinfang.kernel import embedded
{first}
address = embedded.ensure(**json.loads(sys.argv[1]))
{then}
print(json.dumps(address), flush=True)
sys.stdin.read()
"""


def interpreter_for_others() -> str | None:
    """Return a Python of this version that other users can run too; ours may lie under /root."""
    parts = (place.CHECKOUT / "src", Path(psycopg.__file__))
    if any(place.barrier(part) for part in parts):
        return None
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    ours = [sys.executable, f"/usr/bin/{version}", f"/usr/local/bin/{version}"]
    reached = [path for path in ours if Path(path).exists() and not place.barrier(Path(path).resolve())]
    return reached[0] if reached else None


class User:
    """A process that uses the server until it is told to leave, or killed."""

    def __init__(self, home: Path, *, first: str = "", then: str = "", uid: int | None = None, **wish: Any):
        self.process = subprocess.Popen(
            [
                sys.executable if uid is None else interpreter_for_others(),
                "-c",
                PROGRAM.format(first=first, then=then),
                json.dumps(wish),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            user=uid,
            group=uid,
            extra_groups=None if uid is None else [],
            env={**os.environ, "XINFANG_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)},
        )

    def address(self) -> dict[str, str]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.process.communicate()[1]
        return json.loads(line)

    def refusal(self) -> str:
        """Return the last line on stderr of a process that got no server."""
        said = self.process.communicate(timeout=20)[1]
        assert self.process.returncode == 1, said
        return said.splitlines()[-1]

    def leave(self) -> str:
        """Close its input, so that it ends in good order; returns what it said on stderr."""
        said = self.process.communicate(timeout=20)[1]
        assert self.process.returncode == 0, said
        return said

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


def server_pid(home: Path) -> int | None:
    server = postmaster.left_behind(home / "pg")
    return server.pid if server else None


def warden_pid(home: Path) -> int:
    return int(json.loads(Layout(home).state.read_text())["warden"])


def stops(home: Path, seconds: float = 15) -> bool:
    """Wait until there is no server on the home's data."""
    return until(lambda: server_pid(home) is None, seconds)


def until(holds: Callable[[], bool], seconds: float = 15) -> bool:
    limit = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > limit:
            return False
        time.sleep(0.02)
    return True


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def ask(address: dict[str, str], question: str) -> Any:
    """Return the first value of the answer, or None when there is no row."""
    with psycopg.connect(
        host=address["HOST"],
        port=address["PORT"],
        dbname=address["NAME"],
        user=address["USER"],
        password=address["PASSWORD"],
        autocommit=True,
    ) as connection:
        answer = connection.execute(question)
        row = answer.fetchone() if answer.description else None
        return row[0] if row else None


@contextmanager
def bystander(uid: int) -> Iterator[int]:
    """Have a harmless process of this user, which must survive; yields its number."""
    process = subprocess.Popen(["sleep", "60"], user=uid if os.geteuid() == 0 else None)
    yield process.pid
    survived = process.poll() is None
    process.kill()
    process.wait()
    assert survived
