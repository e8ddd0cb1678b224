"""A database to which all migrations were applied, kept between runs: each next one is its copy.

Applying them takes most of a minute, and both workers of a run, and every run of one file, did it anew. It is
made again when anything changes that decides what it holds.
"""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from tests.filled import copy_database, drop_database

__all__ = ["begin_with_migrations_applied"]

SRC = Path(__file__).resolve().parents[1] / "src/xinfang"
# What migrations do, what they ship, and the versions of those that bring migrations of their own.
DECIDES = ("*/migrations/*.py", "*/*/migrations/*.py", "registers/**/*.py", "registers/**/*.csv")
NAME = "migrated_xinfang_"


@contextmanager
def begin_with_migrations_applied() -> Iterator[Any]:
    """While it is open, one process at a time makes its test database; `keep` it when that is done."""
    name = NAME + _digest()
    with (Path(settings.XINFANG_HOME) / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = _known()
        if name in known:
            connection.settings_dict["TEST"]["TEMPLATE"] = name
        yield lambda: None if name in known else _keep(name, known)


def _keep(name: str, known: list[str]) -> None:
    copy_database(connection.settings_dict["NAME"], name)
    for old in known:
        drop_database(old)


def _known() -> list[str]:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [NAME])
        return [row[0] for row in cursor.fetchall()]


def _digest() -> str:
    found = hashlib.sha256((SRC.parents[1] / "requirements.lock").read_bytes())
    for path in sorted({path for pattern in DECIDES for path in SRC.glob(pattern)}):
        found.update(path.relative_to(SRC).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:16]
