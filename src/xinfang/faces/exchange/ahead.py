"""Reading one step ahead: while the database works on some rows of a table, the next are read."""

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Any

from django.utils import translation

from xinfang.faces.exchange.reading import Reader, Row

__all__ = ["Ahead"]


class Ahead(AbstractContextManager["Ahead"]):
    """A reader whose next rows, as many as were asked for last, are read while others are written.

    They are the same rows: a reader looks at its table alone, and never at the database once it is made.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._thread = ThreadPoolExecutor(1, "read ahead")
        self._next: tuple[int, int] | None = None
        self._rows: Future[list[Row]] = Future()

    def rows(self, start: int, stop: int) -> list[Row]:
        """Rows `start` to `stop` of the table, read; begins to read those after them."""
        rows = self._rows.result() if (start, stop) == self._next else self._reader.rows(start, stop)
        self._next = stop, 2 * stop - start
        self._rows = self._thread.submit(self._read, translation.get_language(), *self._next)
        return rows

    def _read(self, language: str | None, start: int, stop: int) -> list[Row]:
        """In the language of whoever asked: reasons and notes become part of the rows."""
        with translation.override(language):
            return self._reader.rows(start, stop)

    def __exit__(self, *_fault: Any) -> None:
        self._thread.shutdown(cancel_futures=True)
