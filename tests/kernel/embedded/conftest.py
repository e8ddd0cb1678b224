"""Real processes against a real server, in a home of their own that is gone afterwards."""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.kernel.embedded.embedded_stage import User, interpreter_for_others, stops

from xinfang.kernel.embedded import postmaster

ROOT = os.geteuid() == 0
collect_ignore = [] if ROOT else ["test_as_root.py"]
# Run by an ordinary user, all tests show what this one does.
collect_ignore += [] if ROOT and interpreter_for_others() else ["test_as_another_user.py"]


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that other users can pass, as root too; servers below it are stopped at the end."""
    monkeypatch.delenv("XINFANG_TEST_DATABASE", raising=False)
    path = Path("/var/tmp") / f"xinfang-test-{secrets.token_hex(4)}"
    path.mkdir(mode=0o755)
    path.chmod(0o755)
    yield path
    for pid_file in path.rglob("postmaster.pid"):
        server = postmaster.left_behind(pid_file.parent)
        if server is not None:
            postmaster.end(server)
    shutil.rmtree(path)


@pytest.fixture
def home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XINFANG_HOME", str(folder / "home"))
    return folder / "home"


@pytest.fixture
def use(folder: Path) -> Iterator[Callable[..., User]]:
    """Start users of the server; those still there at the end are killed, and the server's end awaited."""
    started: list[tuple[User, Path]] = []

    def start(home: Path, **wish: Any) -> User:
        started.append((User(home, **wish), home))
        return started[-1][0]

    yield start
    for user, _ in started:
        user.kill()
    for _, home in started:
        stops(home)
        stops(home / "throwaway")
