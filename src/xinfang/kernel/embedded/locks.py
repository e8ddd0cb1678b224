"""Whole-file locks: the kernel lets go of them when a process dies, however it dies.

A lock belongs to the open file, so forked children keep it and programs started with exec do not
(PEP 446). Release is always by closing: LOCK_UN in one process would take it from its forks too.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TOGETHER = fcntl.LOCK_SH
ALONE = fcntl.LOCK_EX


def take(path: Path, kind: int) -> int:
    """Wait for the lock on `path`; returns the file descriptor that holds it."""
    handle = _open(path)
    try:
        fcntl.flock(handle, kind)
    except BaseException:
        os.close(handle)
        raise
    return handle


def try_take(path: Path, kind: int) -> int | None:
    """Take the lock on `path` if it is free now; None if it is not."""
    handle = _open(path)
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


@contextmanager
def held(path: Path, kind: int) -> Iterator[None]:
    """Hold the lock on `path` for the length of a `with` block."""
    handle = take(path, kind)
    try:
        yield
    finally:
        os.close(handle)


def is_taken(path: Path, kind: int) -> bool:
    """Whether the lock could not be had at this moment."""
    handle = try_take(path, kind)
    if handle is not None:
        os.close(handle)
    return handle is None


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
