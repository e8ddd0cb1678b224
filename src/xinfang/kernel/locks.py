"""Waiting for one another over what is not a row yet: a form sent twice, a person met twice at once."""

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from django.db import Error, connection

__all__ = ["alone", "many_at_a_time", "one_at_a_time", "one_alone"]

# Locks of one room and call: a whole table of people must not fill the server's shared list of locks (6,400
# with its own settings). Two marks that share one wait for one another without need, which hurts nobody.
SHARES = 1024


def one_at_a_time(room: str, marks: Iterable[bytes]) -> None:
    """Hold the marks to the end of the transaction; whoever asks for one of them in the same room waits.

    One statement, in an order that is the same for all, so that two calls never wait for each other. Read
    what is known afterwards: a statement begun later sees what the call waited for has committed.
    """
    shares = sorted({zlib.crc32(mark) % SHARES for mark in marks})
    if not shares:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, share) FROM unnest(%s::int[]) AS share",
            [zlib.crc32(room.encode()) >> 1, shares],
        )


def many_at_a_time(room: str) -> None:
    """Hold the room to the end of the transaction, beside others; whoever wants it alone waits."""
    _hold("SELECT pg_advisory_xact_lock_shared(%s, %s)", room)


def one_alone(room: str) -> None:
    """Hold the room alone to the end of the transaction, once all who hold it together have ended theirs."""
    _hold("SELECT pg_advisory_xact_lock(%s, %s)", room)


def _hold(statement: str, room: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [zlib.crc32(room.encode()) >> 1, SHARES])  # beside the shares of marks


@contextmanager
def alone(room: str, mark: bytes) -> Iterator[bool]:
    """Hold a mark over several transactions: True when we have it, False at once when somebody else has.

    It belongs to the connection: should that break, or the process be killed, the mark is free again. So it
    spares double work; what must not happen twice has its own guard in the rows.
    """
    keys = [zlib.crc32(room.encode()) >> 1, zlib.crc32(mark) >> 1]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", keys)
        row = cursor.fetchone()
    assert row
    if not row[0]:
        yield False
        return
    holder = connection.connection
    try:
        yield True
    finally:
        if connection.connection is holder:  # another one has let go already, and so has a broken one
            with suppress(Error), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", keys)
