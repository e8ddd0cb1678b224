"""Lists of matters: narrowed, paged by keys, assembled in a fixed number of queries."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from xinfang.casework.acts.actions import conclude_many
from xinfang.casework.deadlines import queries as deadlines
from xinfang.casework.intake import actions
from xinfang.casework.petitions import queries
from xinfang.casework.petitions.queries import Criteria
from xinfang.kernel.actor import Actor
from xinfang.registers.petitioners.entries import PersonEntry
from xinfang.registers.staff.scope import whole

CLERK = Actor(1, "登记员1号")
EVERYWHERE = whole(CLERK)


@pytest.fixture
def letters(district, arrival, at):
    """Seven letters, one a day, the oldest last; the third goes to the street."""
    arrivals = [
        arrival(
            title=f"第{n}封",
            received_at=at - timedelta(days=n),
            people=(PersonEntry(name=f"王小{'甲乙丙丁戊己庚'[n]}"),),
            to_unit_id=district.street.pk if n == 2 else None,
        )
        for n in range(7)
    ]
    actions.register_many(arrivals, unit_id=district.root.pk, by=CLERK, at=at)


def titles(page) -> list[str]:
    return [matter.title for matter in page.matters]


@pytest.mark.parametrize(
    ("order", "expected"),
    [("newest", (0, 1, 2, 3, 4, 5, 6)), ("due", (4, 5, 6, 3, 1, 0, 2))],  # three are due on one day
)
def test_pages_run_down_and_up_again_without_gap_or_double(letters, order, expected):
    found = queries.matters(EVERYWHERE)
    found = deadlines.by_due(found) if order == "due" else found
    down = [queries.page(found, order, size=2)]
    while down[-1].older:
        down.append(queries.page(found, order, size=2, older=down[-1].older))
    assert [title for page in down for title in titles(page)] == [f"第{n}封" for n in expected]
    up = down[-1:]
    while up[-1].newer:
        up.append(queries.page(found, order, size=2, newer=up[-1].newer))
    assert [titles(page) for page in up] == [titles(page) for page in reversed(down)]


def test_a_cursor_that_is_not_one_gives_the_first_page(letters):
    for nonsense in (
        "x",
        "m1",
        "_",
        "m9_",
        "m999999999999999999999_1",
        "m1_99999999999999999999",
        "m①_②",
        "d9_1",
    ):
        assert titles(queries.page(queries.matters(EVERYWHERE), size=1, older=nonsense)) == ["第0封"]


def test_matters_of_before_1970_are_paged_like_all_others(district, arrival, at):
    days = (at, at.replace(year=1970, month=1, day=1), at.replace(year=1965), at.replace(year=1949, month=12))
    letters = [arrival(title=str(day.year), received_at=day) for day in days]
    actions.register_many(letters, unit_id=district.root.pk, by=CLERK, at=at)
    found = queries.matters(EVERYWHERE)
    down = [queries.page(found, size=1)]
    while down[-1].older:
        down.append(queries.page(found, size=1, older=down[-1].older))
    assert [titles(page) for page in down] == [["2026"], ["1970"], ["1965"], ["1949"]]
    assert [matter.title for chunk in queries.chunks(found, size=2) for matter in chunk] == [
        str(day.year) for day in days
    ]
    third = down[2].matters[0]
    around = (down[1].matters[0].number, down[3].matters[0].number)
    assert queries.neighbours(found, third.pk) == around


def test_neighbours_stay_inside_the_filter(letters, district):
    waiting = queries.matters(EVERYWHERE, Criteria(state="registered"))
    by_title = {matter.title: matter for matter in waiting}
    before, after = queries.neighbours(waiting, by_title["第1封"].pk)
    assert (before, after) == (by_title["第0封"].number, by_title["第3封"].number)  # the second was routed
    gone = queries.matters(EVERYWHERE, Criteria(text="第2封")).get()
    assert queries.neighbours(waiting, gone.pk) == ("", "")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Criteria(text="第3"), 1),
        (Criteria(text="2026-1"), 1),
        (Criteria(text="２０２６－０００１"), 1),
        (Criteria(channel="letter"), 7),
        (Criteria(channel="visit"), 0),
        (Criteria(form="single"), 7),
        (Criteria(state="routed"), 1),
        (Criteria(received_from=date(2026, 10, 14), received_to=date(2026, 10, 14)), 1),
        (Criteria(received_to=date(2026, 10, 10)), 2),
        (Criteria(raising="repeat"), 0),
        (Criteria(raising="first"), 7),
    ],
)
def test_criteria_narrow(letters, wanted, found):
    assert queries.capped_count(queries.matters(EVERYWHERE, wanted)) == found


def test_a_unit_takes_in_all_below_it(letters, district):
    assert queries.matters(EVERYWHERE, Criteria(unit_id=district.root.pk)).count() == 7
    assert queries.matters(EVERYWHERE, Criteria(unit_id=district.street.pk)).count() == 1
    assert queries.matters(EVERYWHERE, Criteria(unit_id=district.community.pk)).count() == 0


def test_a_count_stops_at_its_cap(letters):
    assert queries.capped_count(queries.matters(EVERYWHERE), cap=5) == 5


def test_several_lists_are_counted_at_once(letters, django_assert_num_queries):
    everything = queries.matters(EVERYWHERE)
    lists = [everything, everything.filter(pk__in=[]), queries.matters(EVERYWHERE, Criteria(text="100%"))]
    with django_assert_num_queries(1):
        assert queries.capped_counts(lists, cap=5) == [5, 0, 0]
    with django_assert_num_queries(0):
        assert queries.capped_counts([]) == []


def test_rows_show_masked_people_and_cost_three_queries_for_one_or_for_all(letters):
    costs = []
    for size in (1, 7):
        page = queries.page(queries.matters(EVERYWHERE), size=size)
        with CaptureQueriesContext(connection) as seen:
            rows = queries.rows(page.matters)
        costs.append(len(seen))
    assert costs == [3, 3]
    assert {row.people_first for row in rows} == {"王**"}


@pytest.mark.parametrize(
    ("band", "day", "count"),
    [
        ("late", date(2026, 10, 30), 5),  # due on the 26th (three, two of them moved), the 27th, the 29th
        ("today", date(2026, 10, 30), 2),  # one to be routed; the notice about the routed one
        ("coming", date(2026, 10, 27), 3),  # due on the 29th and 30th
        ("ok", date(2026, 10, 15), 7),
        ("none", date(2026, 10, 15), 0),
        ("stopped", date(2026, 10, 15), 0),
    ],
)
def test_bands_of_time_left(letters, band, day, count):
    assert deadlines.within(queries.matters(EVERYWHERE), band, day).count() == count


def test_what_was_answered_has_no_light(letters, at):
    answered = queries.matters(EVERYWHERE, Criteria(text="第2封")).get()
    conclude_many([(answered.pk, at)], by=CLERK, at=at)
    assert list(deadlines.within(queries.matters(EVERYWHERE), "none", date(2026, 10, 15))) == [answered]


def test_the_band_and_the_light_agree(letters):
    for shift in range(30):
        day = date(2026, 10, 10) + timedelta(days=shift)
        everything = queries.matters(EVERYWHERE)
        lights = deadlines.lights([matter.pk for matter in everything], day)
        for kind in ("late", "soon", "ok", "none"):
            expected = {pk for pk, light in lights.items() if light.kind == kind}
            assert {matter.pk for matter in deadlines.within(everything, kind, day)} == expected, (day, kind)


def test_an_unknown_band_is_refused():
    with pytest.raises(ValueError, match="is not one of"):
        deadlines.within(queries.matters(EVERYWHERE), "red", date(2026, 10, 15))
