"""`xinfang demo` serves pages, and after Ctrl-C or SIGTERM no process of it is left."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

START_SECONDS = 300  # when waiting ends, for a machine that does much else; nothing is measured
STOP_SECONDS = 60


@pytest.fixture
def home() -> Iterator[Path]:
    """A home that root's database user can reach, which a pytest folder is not."""
    folder = Path(tempfile.mkdtemp(prefix="xinfang-demo-", dir="/var/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(home: Path, port: int) -> subprocess.Popen[bytes]:
    outside = {"DJANGO_SETTINGS_MODULE", "XINFANG_TEST_DATABASE", "DATABASE_URL", "XINFANG_HOME"}
    environment = {key: value for key, value in os.environ.items() if key not in outside}
    command = [sys.executable, "-m", "xinfang.project", "demo", "--no-load", "--bind", f"127.0.0.1:{port}"]
    return subprocess.Popen(
        command,
        env={**environment, "XINFANG_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def wait_for_page(port: int) -> int:
    limit = time.monotonic() + START_SECONDS
    while time.monotonic() < limit:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=5) as answer:
                return int(answer.status)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    return 0


def alive(home: Path, port: int) -> list[str]:
    """Command lines of processes that belong to this home or port."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if str(home) in line or f"127.0.0.1:{port}" in line:
                found.append(line)
    return found


def test_nothing_is_left_running_after_each_way_to_stop(home: Path) -> None:
    port = free_port()
    for how in (signal.SIGINT, signal.SIGTERM):
        office = start(home, port)
        try:
            assert wait_for_page(port) == 200
            assert len(alive(home, port)) >= 4
            os.killpg(office.pid, how) if how == signal.SIGINT else office.terminate()
            assert office.wait(STOP_SECONDS) == 0
        finally:
            office.kill()
        assert alive(home, port) == []


def test_when_the_office_is_killed_its_children_end_by_themselves(home: Path) -> None:
    port = free_port()
    office = start(home, port)
    try:
        assert wait_for_page(port) == 200
    finally:
        office.kill()
        office.wait()
    limit = time.monotonic() + STOP_SECONDS
    while alive(home, port) and time.monotonic() < limit:
        time.sleep(0.2)
    assert alive(home, port) == []
