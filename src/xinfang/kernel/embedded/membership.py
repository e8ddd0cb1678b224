"""To be a user of the server: join (starting it if need be), leave, and see how it stands."""

import atexit
import contextlib
import json
import os
import time
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from xinfang.kernel.embedded import locks, postmaster, sockets
from xinfang.kernel.embedded.cluster import USER, password
from xinfang.kernel.embedded.hiring import start_warden
from xinfang.kernel.embedded.layout import Layout
from xinfang.kernel.embedded.place import home, make_home
from xinfang.kernel.embedded.refusal import EmbeddedRefused, told_plainly

ANSWER_SECONDS = 60.0
LEAVE_SECONDS = 60.0

_joined: dict[Layout, int] = {}


def ensure(database: str = "xinfang", *, durable: bool = True) -> dict[str, str]:
    """Have the server running with this database, as a user of it until this process ends.

    Returns an entry for Django's DATABASES (ENGINE, NAME, USER, PASSWORD, HOST = socket folder, PORT).
    `durable=False`, or XINFANG_TEST_DATABASE=1, means a throwaway server of its own under
    `home/throwaway`, without fsync. Children by fork are users too; programs started with exec are not.
    Raises EmbeddedRefused when it cannot be had.
    """
    base = home()
    throwaway = not durable or os.environ.get("XINFANG_TEST_DATABASE") == "1"
    layout = _layout(base, throwaway=throwaway)
    with told_plainly(layout.home):
        if throwaway:
            make_home(base)
        layout.make()
        with locks.held(layout.start_lock, locks.ALONE):
            newly = layout not in _joined
            if newly:
                _join(layout)
            try:
                return _reach(layout, database, durable=not throwaway)
            except BaseException:
                if newly:
                    os.close(_joined.pop(layout))
                raise


def leave(wait: bool = True) -> None:
    """Stop being a user; the last one waits here until the server is down. Called by itself at exit."""
    while _joined:
        layout, handle = _joined.popitem()
        os.close(handle)
        if wait and layout.run.is_dir():
            _wait_until_settled(layout)


def status(*, durable: bool = True) -> dict[str, Any]:
    """Tell how the server stands: running, pid, users (processes), socket (folder), home. Starts nothing."""
    layout = _layout(home(), throwaway=not durable)
    server = postmaster.left_behind(layout.data)
    return {
        "running": server is not None,
        "pid": server.pid if server else None,
        "users": len(_users(layout)),
        "socket": str(server.folder) if server else None,
        "home": str(layout.home),
    }


def _layout(base: Path, *, throwaway: bool) -> Layout:
    return Layout(base / "throwaway" if throwaway else base)


def _join(layout: Layout) -> None:
    if not _joined:
        atexit.unregister(_leave_at_exit)
        atexit.register(_leave_at_exit)
    # Waits here while a warden is stopping the server.
    _joined[layout] = locks.take(layout.users_lock, locks.TOGETHER)


def _leave_at_exit() -> None:
    # Whoever presses Ctrl-C twice need not wait; the warden stops the server all the same.
    with contextlib.suppress(KeyboardInterrupt):
        leave()


def _reach(layout: Layout, database: str, *, durable: bool) -> dict[str, str]:
    state_limit = time.monotonic() + postmaster.START_SECONDS
    answer_limit: float | None = None
    while True:
        lock = locks.try_take(layout.warden_lock, locks.ALONE)
        if lock is not None:
            start_warden(layout, lock, durable=durable)
        try:
            return _address(layout, database)
        except FileNotFoundError:
            if time.monotonic() > state_limit:
                raise EmbeddedRefused(
                    f"The server in {layout.home} is not ready after ten minutes: see {layout.server_log}."
                ) from None
        except psycopg.OperationalError as error:
            answer_limit = answer_limit or time.monotonic() + ANSWER_SECONDS
            if time.monotonic() > answer_limit or "authentication failed" in str(error):
                raise EmbeddedRefused(
                    f"The database server in {layout.home} does not let us in: {error}"
                ) from error
        time.sleep(0.05)


def _address(layout: Layout, database: str) -> dict[str, str]:
    state = json.loads(layout.state.read_text("utf-8"))
    if "refused" in state:
        raise EmbeddedRefused(state["refused"])
    folder = state["folder"]
    secret = password(layout)
    with psycopg.connect(
        host=folder,
        port=sockets.PORT,
        user=USER,
        password=secret,
        dbname="postgres",
        autocommit=True,
        connect_timeout=10,
    ) as connection:
        known = connection.execute("select 1 from pg_database where datname = %s", [database]).fetchone()
        if known is None:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(database)))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database,
        "USER": USER,
        "PASSWORD": secret,
        "HOST": folder,
        "PORT": sockets.PORT,
    }


def _wait_until_settled(layout: Layout) -> None:
    """Return when others still use the server, or when it is down (stopping it if no warden lives)."""
    limit = time.monotonic() + LEAVE_SECONDS
    others_seen = 0
    while time.monotonic() < limit and others_seen < 2:
        alone = locks.try_take(layout.users_lock, locks.ALONE)
        if alone is not None:
            try:
                if _settle_without_warden(layout):
                    return
            finally:
                os.close(alone)
            others_seen = 0
        elif locks.is_taken(layout.users_lock, locks.TOGETHER):
            others_seen = 0  # the warden has it alone: the server is being stopped
        else:
            others_seen += 1  # twice, since another process may be looking just as we do
        time.sleep(0.02)


def _settle_without_warden(layout: Layout) -> bool:
    lock = locks.try_take(layout.warden_lock, locks.ALONE)
    if lock is None:
        return False
    try:
        server = postmaster.left_behind(layout.data)
        if server is not None:
            postmaster.end(server)
            sockets.give_back(server.folder)
        layout.state.unlink(missing_ok=True)
    finally:
        os.close(lock)
    return True


def _users(layout: Layout) -> set[str]:
    """Return the process numbers that hold users.lock together, as /proc/locks tells them."""
    try:
        number = str(layout.users_lock.stat().st_ino)
        rows = [line.split() for line in Path("/proc/locks").read_text("ascii").splitlines()]
    except OSError:
        return set()
    return {
        row[4] for row in rows if row[1] == "FLOCK" and row[3] == "READ" and row[5].endswith(f":{number}")
    }
