"""A cursor says again exactly what it was written from, for every moment that a register can hold."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from xinfang.kernel.keyset import Keyset, Ranked, read_cursor, written

ZONES = st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-11))])
MOMENTS = st.datetimes(datetime(1949, 1, 1), datetime(2199, 12, 31), timezones=ZONES)
KEYS = st.integers(1, 10**18 - 1)


@given(MOMENTS, KEYS)
@example(datetime(1965, 1, 1, tzinfo=UTC), 2)
def test_a_moment_is_read_as_it_was_written(moment: datetime, pk: int) -> None:
    assert read_cursor(written(moment, pk)) == (moment, pk)


@given(st.dates(date(1949, 1, 1), date(2199, 12, 31)), KEYS)
def test_a_day_is_read_as_it_was_written(day: date, pk: int) -> None:
    assert read_cursor(written(day, pk)) == (day, pk)


@given(st.text(max_size=30))
@example("m999999999999999999_1")
@example("d0_1")
@example("d-5_1")
@example("m--1_1")
@example("m1_①")
def test_what_is_no_cursor_is_none(text: str) -> None:
    found = read_cursor(text)
    assert found is None or read_cursor(written(*found)) == found


@pytest.mark.parametrize(("descending", "expected"), [(True, ("-day", "-pk")), (False, ("day", "pk"))])
def test_backwards_is_the_other_direction(descending: bool, expected: tuple[str, str]) -> None:
    assert Keyset("day", descending).ordering() == expected
    assert Keyset("day", not descending).ordering(backwards=True) == expected


def test_several_fields_are_turned_each_in_its_direction() -> None:
    order = Ranked(("-year", "path"))
    assert order.ordering() == ("-year", "path", "pk")
    assert order.ordering(backwards=True) == ("year", "-path", "-pk")
