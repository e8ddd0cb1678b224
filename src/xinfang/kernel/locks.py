"""Waiting for one another over what is not a row yet: a form sent twice, a person met twice at once."""

import zlib
from collections.abc import Iterable

from django.db import connection

__all__ = ["one_at_a_time"]

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
