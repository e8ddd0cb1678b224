"""Reading as of one moment: what is committed meanwhile is not seen by half."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

__all__ = ["one_moment"]


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read within is as it was when the first of it was read; nothing is written.

    Where a transaction is open already its own rules hold. Whoever waits for others waits outside: a lock
    that is taken within is taken after the moment.
    """
    begins = not connection.in_atomic_block
    with transaction.atomic():
        if begins:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
