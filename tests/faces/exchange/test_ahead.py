"""Rows that are read ahead are the rows that would have been read."""

from threading import Event, current_thread

import pytest
from django.utils import translation
from tests.faces.exchange.conftest import HEADER

from xinfang.engines.tabular import Table
from xinfang.faces.exchange.ahead import Ahead
from xinfang.faces.exchange.columns import matched
from xinfang.faces.exchange.reading import Reader
from xinfang.kernel import clock

NO_DAY = ["1", "A1", "题", "昨天", "内容", "", ""]


@pytest.fixture
def reader(db):
    told = [[str(n), f"A{n}", f"第{n}件", "2019/4/25 9:00:00", f"内容{n}", "", ""] for n in range(10)]
    table = Table(HEADER, [*told, NO_DAY], "", "")
    return Reader(table, matched(HEADER), channel="online", today=clock.today())


class Watched:
    """A reader that tells what it read and in which thread."""

    def __init__(self, reader):
        self.reader, self.asked, self.second = reader, [], Event()

    def rows(self, start, stop):
        self.asked.append((start, stop, current_thread().name.startswith("read ahead")))
        if len(self.asked) == 2:
            self.second.set()
        return self.reader.rows(start, stop)


def test_rows_in_turn_and_from_any_place_are_the_readers_own(reader):
    with Ahead(reader) as ahead:
        found = [ahead.rows(start, start + 4) for start in (0, 4, 8)]
        assert ahead.rows(2, 5) == reader.rows(2, 5)
    assert [row for rows in found for row in rows] == reader.rows()
    assert len(found[2]) == 3


def test_the_next_rows_are_read_before_they_are_asked_for_and_once(reader):
    watched = Watched(reader)
    with Ahead(watched) as ahead:
        ahead.rows(0, 4)
        assert watched.second.wait(10)
        ahead.rows(4, 8)
    assert watched.asked[:2] == [(0, 4, False), (4, 8, True)]
    assert (4, 8, False) not in watched.asked


def test_reasons_are_in_the_language_of_whoever_reads(reader):
    with translation.override("en"), Ahead(reader) as ahead:
        ahead.rows(0, 10)
        (row,) = ahead.rows(10, 20)
        assert row.reasons == reader.rows(10, 11)[0].reasons
    assert row.reasons != reader.rows(10, 11)[0].reasons


def test_a_fault_while_reading_ahead_is_told_to_whoever_wants_the_rows(reader, monkeypatch):
    with Ahead(reader) as ahead:
        monkeypatch.setattr(reader, "read", lambda line, row: 1 / 0 if line > 5 else None)
        ahead.rows(0, 4)
        with pytest.raises(ZeroDivisionError):
            ahead.rows(4, 8)
