"""Visits to higher levels: counted by hand, none said only when told, and what a chapter may claim."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xinfang.casework.upward import actions
from xinfang.casework.upward.actions import Count, NoticeEntry
from xinfang.casework.upward.choices import KINDS, LEVELS
from xinfang.casework.upward.models import UpwardCount, UpwardNotice
from xinfang.insight.composition.claims import TESTS
from xinfang.insight.composition.composing import compose
from xinfang.insight.composition.facts import Asked, gather
from xinfang.insight.composition.saying import said
from xinfang.insight.measures.m_upward import UPWARD
from xinfang.insight.sayable.queries import fell, none
from xinfang.insight.statistics import books, periods, queries
from xinfang.insight.statistics.coverage import gaps
from xinfang.insight.statistics.registry import BATCHES, load
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.models import User

pytestmark = pytest.mark.django_db
BY = Actor(1, "统计员")
MEASURES = [key for key, each in load().items() if each.subject == UPWARD]
ALL = tuple((level, kind) for level, _name in LEVELS for kind, _kind in KINDS)


def told(unit: Any, year: int, first: int, last: int, at: Any, **counts: tuple[int, int]) -> int:
    """A notice of whole months: city_group=(2, 13); what is not given is told as none."""
    end = date(year + last // 12, last % 12 + 1, 1) - timedelta(days=1)
    lines = [Count(level, kind, *counts.get(f"{level}_{kind}", (0, 0))) for level, kind in ALL]
    entry = NoticeEntry(f"〔{year}〕{first}-{last}号", "市信访局", end, end, date(year, first, 1), end, lines)
    return actions.enter_notice(entry=entry, unit_id=unit.pk, by=BY, at=at)


@pytest.fixture
def person(scope: Any, district: Any) -> Any:
    return scope("statistician", district.root)


def values(person: Any, period: Any) -> dict[str, Any]:
    return {each.key: each.value for each in queries.figures(person, period)}


def test_they_are_counted_by_level_and_kind(person, district, at):
    told(district.root, 2025, 1, 6, at, city_group=(2, 13), province_group=(1, 7), city_ordinary=(3, 4))
    told(district.root, 2025, 7, 12, at, city_group=(1, 6), capital_abnormal=(1, 2), city_abnormal=(1, 1))
    found = values(person, periods.year(2025))
    assert {key: found[key] for key in MEASURES} == {
        "visits_capital": 2,
        "abnormal_visits_capital": 2,
        "group_visits_capital": 0,
        "visits_province": 7,
        "abnormal_visits_province": 0,
        "group_visits_province": 1,
        "visits_city": 24,
        "abnormal_visits_city": 1,
        "group_visits_city": 3,
        "abnormal_visits_city_or_province": 1,
        "group_visits_city_or_province": 4,
    }
    half = values(person, periods.half(2025, 1))
    assert (half["group_visits_city_or_province"], half["abnormal_visits_capital"]) == (3, 0)
    assert values(person, periods.month(2025, 1))["visits_city"] is None  # told of the half year only


def test_nobody_told_is_not_none(person, district, at):
    year = periods.year(2025)
    assert values(person, year)["abnormal_visits_capital"] is None
    assert none(person, "abnormal_visits_capital", year).holds is None
    pk = told(district.root, 2025, 1, 11, at, city_abnormal=(1, 1))
    found = values(person, year)
    assert (found["abnormal_visits_capital"], found["abnormal_visits_city"]) == (None, 1)
    claim = none(person, "abnormal_visits_capital", year)
    assert (claim.holds, "2025-12-01 — 2025-12-31" in claim.why) == (None, True)
    december = told(district.root, 2025, 12, 12, at)
    assert values(person, year)["abnormal_visits_capital"] == 0
    assert none(person, "abnormal_visits_capital", year).holds is True
    assert none(person, "abnormal_visits_city", year).holds is False
    actions.withdraw_notice(notice_id=december, reason="市局更正了数字", by=BY, at=at)
    assert none(person, "abnormal_visits_capital", year).holds is None
    actions.withdraw_notice(notice_id=pk, reason="市局更正了数字", by=BY, at=at)
    assert values(person, year)["abnormal_visits_city"] is None


def test_fell_needs_both_years_and_says_by_how_much(person, district, at):
    key, year = "abnormal_visits_city_or_province", periods.year(2025)
    told(district.root, 2025, 1, 12, at, city_abnormal=(2, 3))
    assert fell(person, key, year).holds is None
    told(district.root, 2024, 1, 12, at, city_abnormal=(3, 5), province_abnormal=(1, 4))
    claim = fell(person, key, year, least=50)
    assert (claim.holds, claim.now, claim.before) == (True, 3, 9)
    assert "下降 67%" in claim.why
    assert fell(person, key, year, least=67).holds is False
    assert fell(person, "visits_capital", year).holds is False  # 0 and 0
    assert fell(person, "letters", year).holds is False  # of ours: no row is none
    assert none(person, "letters", year).holds is True
    with pytest.raises(Refusal, match="不是计数"):
        none(person, "conclusion_rate", year)


def test_a_street_sees_none_of_the_district_s(scope, district, at):
    told(district.root, 2025, 1, 12, at, city_group=(2, 13))
    street = scope("unit_head", district.street)
    assert values(street, periods.year(2025))["group_visits_city"] is None
    assert not queries.cases(street, "group_visits_city", periods.year(2025)).exists()


def test_none_for_the_district_is_not_said_on_the_word_of_one_street(person, district, at):
    year, key = periods.year(2025), "abnormal_visits_capital"
    told(district.street, 2025, 1, 12, at)
    assert values(person, year)[key] is None
    assert none(person, key, year).holds is None
    for unit in (district.other, district.department):
        told(unit, 2025, 1, 12, at)
    assert values(person, year)[key] == 0
    assert none(person, key, year).holds is True


def test_a_visit_that_the_street_was_told_of_too_is_counted_once(person, district, at):
    year, key = periods.year(2025), "abnormal_visits_capital"
    told(district.street, 2025, 1, 12, at, capital_abnormal=(1, 1))
    assert values(person, year)[key] == 1
    told(district.root, 2025, 1, 12, at, capital_abnormal=(1, 1))
    assert values(person, year)[key] == 1
    assert queries.cases(person, key, year).get().notice.unit == district.root
    found = queries.figures(person, year, district.street.pk, [key])
    assert [each.value for each in found] == [1]


def test_a_half_told_year_is_compared_with_nothing(person, district, at):
    key, year = "abnormal_visits_city_or_province", periods.year(2025)
    told(district.root, 2024, 1, 12, at, city_abnormal=(9, 20))
    told(district.root, 2025, 1, 3, at, city_abnormal=(2, 3))
    fact = gather(Asked(person, district.root, year, at)).figures[key]
    assert (fact.value, fact.before, fact.untold, fact.untold_before) == (3, 20, True, False)
    said_of = ("大幅下降", "下降", "上升", "持平")
    assert [TESTS[name].holds(fact) for name in said_of] == [None] * 4
    assert (TESTS["可比"].holds(fact), said(fact, "同比")) == (False, None)
    assert fell(person, key, year).holds is None
    text = "[[大幅下降 abnormal_visits_city_or_province|大幅度下降。]]"
    written = compose("", text, gather(Asked(person, district.root, year, at)), {})
    assert "缺数" in written.sections[0].paragraphs[0].text


def test_the_page_and_a_report_claim_the_same(person, district, at, transactional_example):
    held = set()
    for seed in range(4):
        with transactional_example():
            told(district.root, 2024, 1, 12, at, city_abnormal=(9, 20))
            told(district.root, 2025, 1, 3 * seed + 3, at)
            _write(random.Random(seed), [district.root, district.street], at)
            for period in (periods.year(2025), periods.month(2025, 2)):
                facts = gather(Asked(person, district.root, period, at)).figures
                for key in MEASURES:
                    pairs = [
                        (none(person, key, period, district.root.pk).holds, TESTS["没有"].holds(facts[key])),
                        (fell(person, key, period, district.root.pk).holds, TESTS["下降"].holds(facts[key])),
                    ]
                    assert all(page is report for page, report in pairs)
                    held |= {page for page, _report in pairs}
    assert held == {True, False, None}


def test_a_line_tells_notice_level_and_kind(person, district, at):
    told(district.root, 2025, 1, 12, at, city_group=(2, 13))
    found = queries.cases(person, "group_visits_city", periods.year(2025))
    line = books.listed(person, UPWARD, found).lines[0]
    assert (line.note, line.heads, line.number) == ("到市 集体访 2 批", 13, "")
    assert "市信访局 〔2025〕1-12号" in line.title


@pytest.mark.parametrize(
    ("spans", "left"),
    [
        ([], [(1, 31)]),
        ([(1, 31)], []),
        ([(5, 9), (8, 20)], [(1, 4), (21, 31)]),
        ([(1, 20), (3, 5), (21, 31)], []),
        ([(2, 40)], [(1, 1)]),
    ],
)
def test_gaps_are_the_days_that_nothing_holds(spans, left):
    first = date(2025, 1, 1)

    def day(number: int) -> date:
        return first + timedelta(days=number - 1)

    found = gaps([(day(a), day(b)) for a, b in spans], periods.month(2025, 1))
    assert found == [(day(a), day(b)) for a, b in left]


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_each_measure_is_the_sum_of_the_lines_it_opens(
    seed: int, person: Any, scope: Any, district: Any, at: Any, transactional_example: Any
) -> None:
    period = periods.span(date(2024, 6, 1), date(2025, 12, 31))
    with transactional_example():
        _write(random.Random(seed), [district.root, district.street], at)
        for figure in queries.figures(person, period):
            if figure.key not in MEASURES:
                continue
            weight = load()[figure.key].weight
            rows = list(queries.cases(person, figure.key, period))
            counted = sum(row.batches if weight is BATCHES else row.head_count for row in rows)
            assert figure.value == counted or (figure.value is None and counted == 0)
        found = {each.key: each.value or 0 for each in queries.figures(person, period)}
        for what in ("abnormal_visits", "group_visits"):
            both = found[f"{what}_city"] + found[f"{what}_province"]
            assert found[f"{what}_city_or_province"] == both


def _write(chance: random.Random, units: list[Any], at: Any) -> None:
    for serial in range(12):
        first = date(2024, 1, 1) + timedelta(days=chance.randrange(700))
        last = first + timedelta(days=chance.randrange(60))
        notice = UpwardNotice.objects.create(
            **{"unit": chance.choice(units), "number": str(serial), "sender": "市信访局"},
            **{"from_day": first, "to_day": last, "dated_on": last, "received_on": last},
            **{"entered_at": at, "entered_by": "x"},
            **({"state": "withdrawn", "why_withdrawn": "x"} if chance.random() < 0.2 else {}),
        )
        for level, kind in chance.sample(ALL, 4):
            batches = chance.randrange(3)
            heads = batches * chance.randrange(1, 9)
            UpwardCount.objects.create(
                notice=notice, level=level, kind=kind, batches=batches, head_count=heads
            )


def test_a_nought_opens_the_longer_notice_that_says_so(client, person, district, at):
    """The page of a figure and the list that it opens say the same of a month inside a quarter's notice."""
    told(district.root, 2025, 4, 6, at, city_group=(1, 6))
    assert values(person, periods.month(2025, 5))["visits_capital"] == 0
    client.force_login(User.objects.get(pk=person.actor.user_id))
    page = client.get("/figures/visits_capital/cases/?year=2025&stretch=m5").content.decode()
    assert 'data-value="0"' in page
    assert "data-missing" not in page
    assert "2025-04-01 — 2025-06-30" in page
    some = client.get("/figures/visits_city/cases/?year=2025&stretch=m5").content.decode()
    assert 'data-value=""' in some
    assert "data-missing" in some
