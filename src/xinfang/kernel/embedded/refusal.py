"""Why the embedded database cannot be had, in a sentence that says what to do."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FULL = (errno.ENOSPC, errno.EDQUOT)


class EmbeddedRefused(Exception):  # noqa: N818 - a refusal is no error of the program
    """The embedded database cannot be started or reached here; the text says why and what to do."""


@contextmanager
def told_plainly(home: Path) -> Iterator[None]:
    """Turn what the operating system refuses inside `home` into an EmbeddedRefused."""
    try:
        yield
    except OSError as error:
        raise EmbeddedRefused(sentence(error, home)) from error


def disk_full(home: Path) -> str:
    """Say that the disk is full."""
    return f"The disk that holds {home} is full: make room there, then start again."


def sentence(error: OSError, home: Path) -> str:
    """Say in one sentence what the operating system refused and what helps."""
    where = error.filename or home
    if error.errno in FULL:
        return disk_full(home)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"{where} is not writable for this user: run as the user that owns {home}, "
            "or set XINFANG_HOME to a folder of your own."
        )
    return f"The database in {home} cannot be started: {error.strerror or error} ({where})."
