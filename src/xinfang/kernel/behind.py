"""Rows go to the server while the next are made: a second thread writes, on the same connection, in order."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection

__all__ = ["behind", "put", "send"]

# What Django says around a nested transaction; nothing is read from it, so it can stand in the line too.
_MARKS = ("SAVEPOINT ", "RELEASE SAVEPOINT ")
_line: ContextVar["_Line | None"] = ContextVar("line", default=None)


class _Line:
    """The writes that wait for their turn. After one has failed none that follows is done, and all say so."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool
        self._waiting: list[Future[None]] = []

    def put(self, write: Callable[[], None]) -> None:
        self._waiting.append(self._pool.submit(write))

    def empty(self) -> None:
        """Return when all is written; raises what the server said of the first that it refused.

        What was refused stays in the line: the transaction is lost, and nobody may go on as if it were not.
        """
        with connection.wrap_database_errors:
            for each in self._waiting:
                each.result()
        self._waiting.clear()

    def end(self) -> None:
        """Return when no write runs or waits any more, whatever became of them."""
        wait(self._waiting)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Around every statement: it finds what was put before it.

        To go back to a savepoint gives up what was written since, refused or not; one from before the refusal
        is all that the server knows of, and otherwise it says so.
        """
        if sql.startswith("ROLLBACK"):
            self.end()
            told = execute(sql, params, many, context)
            self._waiting.clear()
            return told
        if sql.startswith(_MARKS):
            driver = connection.connection
            self.put(lambda: _run(driver, sql))
            return None
        self.empty()
        return execute(sql, params, many, context)


def _run(driver: Any, sql: str, params: Sequence[Any] | None = None) -> None:
    driver.execute(sql, params)


def put(write: Callable[[], None]) -> None:
    """Do a write that reads nothing: at once, or within `behind` in its turn, by the thread that writes.

    It may use the driver's connection and nothing of Django's, which belongs to the thread that opened it.
    """
    line = _line.get()
    if line is None:
        with connection.wrap_database_errors:
            write()
    else:
        line.put(write)


def send(sql: str, params: Sequence[Any]) -> None:
    """Run a statement whose answer nobody reads: as any other, or within `behind` in its turn."""
    line = _line.get()
    if line is None:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
    else:
        driver = connection.connection
        line.put(lambda: _run(driver, sql, params))


@contextmanager
def behind() -> Iterator[None]:
    """Within it `put` does not wait for the server; every statement and the end of the block do.

    Stands inside a transaction and ends before it, so that a write that failed gives all of it up. Not for a
    block that reads through a server-side cursor: its later rows are fetched past this line.
    """
    if _line.get() is not None:
        raise RuntimeError("A line of writes stands already; one connection has one.")
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="writing") as pool:
        line = _Line(pool)
        token = _line.set(line)
        try:
            with connection.execute_wrapper(line):
                yield
            line.empty()
        finally:
            line.end()
            _line.reset(token)
