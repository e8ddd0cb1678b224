"""Each cell of a table of two dimensions opens exactly what it counts; margins are what they say they are."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from xinfang.casework.petitions.models import Matter
from xinfang.casework.themes.models import TopicTie
from xinfang.insight.pivot.places import places
from xinfang.insight.pivot.tables import Crossed, crossed, dimensions_of, divisible_measures
from xinfang.insight.pivot.trends import trend
from xinfang.insight.statistics import periods, queries
from xinfang.insight.statistics.dimensions import DIMENSIONS
from xinfang.insight.statistics.registry import COUNT, QUANTILE, RATE, load
from xinfang.insight.statistics.rounding import percent_at_least, whole_percent
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.organisations.models import FormerName
from xinfang.registers.staff.scope import Scope, whole
from xinfang.registers.topics.models import SpecialTopic

YEAR = periods.year(2007)
KEYS = [each.key for each in divisible_measures()]
# Nothing is shrunk: what is drawn is the seed of a register, and a smaller seed makes no smaller register.
random_registers = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


@pytest.fixture
def people(district: Any, scope: Any) -> list[Scope]:
    """A statistician of the district, a head of a street, the command line."""
    everybody = whole(Actor(None, "命令行"))
    return [scope("statistician", district.root), scope("unit_head", district.street), everybody]


def _topics() -> None:
    """Every third matter in one topic, every second in another; some in both, some only proposed."""
    first, second = (
        SpecialTopic.objects.create(
            name=name, since=YEAR.first, words=["震"], opened_at=YEAR.bounds()[0], opened_by="登记员1号"
        )
        for name in ("涉灾", "奥运")
    )
    for place, matter in enumerate(Matter.objects.order_by("pk")):
        for topic, every in ((first, 3), (second, 2)):
            if place % every == 0:
                TopicTie.objects.create(
                    matter=matter,
                    topic=topic,
                    state="confirmed" if place % 5 else "refused",
                    proposed_at=matter.received_at,
                    decided_at=matter.received_at,
                    decider="登记员1号",
                )


def _value(key: str, person: Scope, within: list[tuple[str, str]]) -> Any:
    """What the opened cases come to."""
    measure = load()[key]
    count = queries.value_of(key, queries.cases(person, key, YEAR, within=within))
    if measure.kind == COUNT:
        return count
    assert measure.kind == RATE
    base = queries.value_of(measure.base, queries.cases(person, measure.base, YEAR, within=within))
    return (percent_at_least if measure.at_least else whole_percent)(count, base) if base else None


@random_registers
@given(data=st.data(), seed=st.integers(0, 10**6), key=st.sampled_from(KEYS), who=st.integers(0, 2))
def test_every_cell_and_margin_is_the_value_of_the_cases_it_opens(
    data: Any, seed: int, key: str, who: int, fill: Any, people: list[Scope], transactional_example: Any
) -> None:
    keys = [each.key for each in dimensions_of(load()[key])]
    down = data.draw(st.sampled_from(keys))
    across = data.draw(st.sampled_from([each for each in keys if each != down]))
    with transactional_example():
        fill(seed, 40)
        _topics()
        table = crossed(people[who], key, YEAR, down, across)
        if table.measure.kind in (COUNT, RATE):
            _opens(table, people[who], down, across)
        else:
            _stands_on(table, people[who], down, across)


def _opens(table: Crossed, person: Scope, down: str, across: str) -> None:
    key = table.measure.key
    for row in table.rows:
        for column in table.columns:
            cell = table.cell(row.key, column.key)
            assert (cell.value or 0) == (_value(key, person, [(down, row.key), (across, column.key)]) or 0)
    if "topic" not in (down, across):
        assert [head.total.value or 0 for head in table.rows] == [
            _value(key, person, [(down, head.key)]) or 0 for head in table.rows
        ]
    assert (table.total.value or 0) == (_value(key, person, []) or 0)


def _stands_on(table: Crossed, person: Scope, down: str, across: str) -> None:
    """A mean or a quantile: its n is the number of cases that it opens."""
    for (row, column), cell in table.cells.items():
        within = [(down, row), (across, column)]
        assert cell.n == queries.cases(person, table.measure.key, YEAR, within=within).count()
    assert table.total.n == queries.cases(person, table.measure.key, YEAR).count()


@random_registers
@given(seed=st.integers(0, 10**6), key=st.sampled_from(KEYS))
def test_parts_add_up_or_the_table_says_why_not(
    seed: int, key: str, fill: Any, people: list[Scope], transactional_example: Any
) -> None:
    with transactional_example():
        fill(seed, 40)
        _topics()
        for dimension in dimensions_of(load()[key]):
            table = crossed(people[2], key, YEAR, dimension.key)
            if sum(head.total.value or 0 for head in table.rows) != (table.total.value or 0):
                assert table.notes


@random_registers
@given(seed=st.integers(0, 10**6), key=st.sampled_from(list(load())))
def test_months_are_the_figures_of_the_months(
    seed: int, key: str, fill: Any, people: list[Scope], transactional_example: Any
) -> None:
    measure = load()[key]
    assume(measure.kind != QUANTILE)
    with transactional_example():
        fill(seed, 30)
        told = trend(people[0], key, periods.year(2008))
        for month in (told.months[0], told.months[6]):
            for period, cell in (
                (periods.month(2008, month.number), month.now),
                (periods.month(2007, month.number), month.before),
            ):
                figure = {each.key: each for each in queries.figures(people[0], period)}[key]
                assert (cell.value or 0) == (figure.value or 0)
        if told.adds_up:
            year = {each.key: each.value for each in queries.figures(people[0], periods.year(2008))}
            assert told.months[-1].so_far == year[key]


@pytest.mark.parametrize("key", [key for key, each in load().items() if each.kind == RATE])
def test_every_rate_has_its_months(key: str, fill: Any, people: list[Scope]) -> None:
    fill(7, 30)
    told = trend(people[2], key, periods.year(2008))
    for month in (told.months[3], told.months[6]):
        found = queries.figures(people[2], periods.month(2008, month.number), keys=[key])
        figure = next(each for each in found if each.key == key)
        assert month.now is not None
        assert (month.now.value, month.now.n) == (figure.value, figure.base_value)


def test_two_topics_may_count_one_matter_and_the_table_says_so(fill: Any, people: list[Scope]) -> None:
    fill(7, 60)
    _topics()
    table = crossed(people[2], "matters_opened", YEAR, "topic", "channel")
    assert any("专题" in note for note in table.notes)
    within = {
        head.key: queries.cases(people[2], "matters_opened", YEAR, within=[("topic", head.key)])
        for head in table.rows
    }
    assert {key: found.count() for key, found in within.items()} == {h.key: h.total.value for h in table.rows}
    assert table.total.value == queries.cases(people[2], "matters_opened", YEAR).count()


@pytest.mark.parametrize(
    ("key", "rows", "columns", "said"),
    [
        ("none", "channel", "", "没有“none”这个指标"),
        ("received", "channel", "channel", "不能是同一种细分"),
        ("received", "starsign", "", "不能按“starsign”细分"),
        ("matters_accepted", "turn", "", "不能按“初次与重复”细分"),
        ("reception_batches", "channel", "", "不能按“来件方式”细分"),
    ],
)
def test_what_cannot_be_divided_is_said(
    key: str, rows: str, columns: str, said: str, people: list[Scope]
) -> None:
    with pytest.raises(Refusal, match=said):
        crossed(people[2], key, YEAR, rows, columns)


def test_a_unit_is_named_as_of_the_periods_end(district: Any, fill: Any, people: list[Scope]) -> None:
    fill(3, 30)
    FormerName.objects.create(unit=district.street, name="中和镇", short_name="中和镇", until=YEAR.last)
    for dimension in ("unit", "registered_unit"):
        before = {head.name for head in crossed(people[2], "received", YEAR, dimension).rows}
        after = {head.name for head in crossed(people[2], "received", periods.year(2008), dimension).rows}
        assert ("中和镇" in before, "中和镇" in after) == (True, False)


def test_every_street_has_a_place_also_without_anything(
    district: Any, fill: Any, people: list[Scope]
) -> None:
    fill(3, 30)
    matter = Matter.objects.filter(received_at__year=2007, state="registered").order_by("pk")[0]
    Matter.objects.filter(pk=matter.pk).update(place_unit=district.community)
    told = places(people[2], "matters_opened", YEAR)
    steps = {place.name: place.step for place in told.streets}
    assert steps[str(district.street)] == 5
    assert set(steps.values()) <= {0, 5}
    assert told.ranked[0].name == "地点不详"
    assert sum(place.now.value or 0 for place in told.ranked) == told.table.total.value


def test_all_places_together_stand_beside_the_year_before(fill: Any, people: list[Scope]) -> None:
    fill(3, 30)
    told = places(people[2], "matters_opened", periods.year(2008))
    assert sum(place.before.value or 0 for place in told.ranked) == told.before.value != 0
    assert told.change.difference == (told.table.total.value or 0) - (told.before.value or 0)


def test_all_dimensions_are_reached() -> None:
    reached = {each.key for measure in divisible_measures() for each in dimensions_of(measure)}
    assert reached == {
        key for key, each in DIMENSIONS.items() if not each.books
    }  # other books are not crossed


def test_months_without_anything_stand_in_their_place(fill: Any, people: list[Scope]) -> None:
    fill(3, 8)
    half = periods.half(2008, 1)
    table = crossed(people[2], "received", half, "month", "channel")
    assert [row.key for row in table.rows] == [str(month) for month in range(1, 7)]
    assert sum(row.total.value or 0 for row in table.rows) == table.total.value
    assert any(row.total.value == 0 for row in table.rows)
    quarters = crossed(people[2], "received", half, "quarter")
    assert [row.key for row in quarters.rows] == ["1", "2"]
