"""The sample office in a database of its own: filled once for a run, the same again for every test.

Filling it takes seconds, and some three hundred tests look at it. A test that rolls back leaves it as it was;
after one that commits it is copied anew from one that is never touched.
"""

import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection

__all__ = ["FilledOffice", "copy_database", "drop_database"]


class FilledOffice:
    """`enter` it before a test opens its transaction, `leave` it after that was closed."""

    def __init__(self, make: Callable[[], SimpleNamespace], files: Path) -> None:
        self._empty: str = connection.settings_dict["NAME"]
        self._kept, self._work = f"{self._empty}_kept", f"{self._empty}_filled"
        self._files = files
        copy_database(self._empty, self._kept)
        _connect_to(self._kept)
        try:
            self._made = pickle.dumps(make())
        finally:
            _connect_to(self._empty)
        copy_database(self._kept, self._work)

    def enter(self, files: Path) -> Any:
        """Connect to it, with its files under `files`; what `make` returned, new for each test."""
        shutil.copytree(self._files, files, dirs_exist_ok=True)
        _connect_to(self._work)
        return pickle.loads(self._made)  # noqa: S301 - our own bytes

    def leave(self, *, committed: bool) -> None:
        """Connect to the empty database again; what a test committed is gone."""
        _connect_to(self._empty)
        if committed:
            copy_database(self._kept, self._work)

    def remove(self) -> None:
        """At the end of a run."""
        for name in (self._kept, self._work):
            drop_database(name)


def _connect_to(name: str) -> None:
    """All connections from now on, those of a live server's threads too."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    ContentType.objects.clear_cache()


def copy_database(source: str, target: str) -> None:
    """Whoever is connected to `source` is cut off; a `target` that there is goes."""
    drop_database(target)
    connection.close()  # a database that somebody is connected to is not copied
    with connection._nodb_cursor() as cursor:
        cursor.execute(_END_CONNECTIONS, [source])
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def drop_database(name: str) -> None:
    """Gone, with everybody who is connected to it."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


_END_CONNECTIONS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
