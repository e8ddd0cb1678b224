"""A report made again with nothing changed in its period is the one that is there, whoever asks and whatever
came of other periods in between; it is another one exactly when the differences tell of something."""

import random
import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from tests.insight.conftest import SHANGHAI

from xinfang.casework.intake.actions import register_many
from xinfang.casework.petitions.models import Matter
from xinfang.insight.yearbook import actions, differing
from xinfang.insight.yearbook.actions import Wanted
from xinfang.insight.yearbook.models import FiguresReport
from xinfang.kernel.actor import Actor
from xinfang.registers.indicators import actions as indicators
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.scope import Scope, scope_of, whole
from xinfang.registers.topics.models import SpecialTopic

pytestmark = pytest.mark.django_db
BY = Actor(1, "登记员1号")
MINUTE = timedelta(minutes=1)
Event = Callable[[datetime], object]


@pytest.fixture
def make(district: Any, arrival: Any, at: Any) -> Any:
    """Two years of petitions; the second quarter of 2008, asked for by somebody at a moment."""
    chance = random.Random(7)
    units = [district.root, district.department, district.street, district.community, district.other]
    for _n in range(24):
        moment = datetime(2007, 1, 1, 9, tzinfo=SHANGHAI) + timedelta(days=chance.randrange(730))
        purpose = chance.choice(("request", "request", "appeal", "accusation"))
        came = arrival(received_at=moment, purpose=purpose)
        register_many([came], unit_id=chance.choice(units).pk, by=BY, at=at)

    def made(by: Scope, moment: datetime, contributor: str = "") -> FiguresReport:
        wanted = Wanted("quarter", 2008, district.root.pk, 2, contributor=contributor)
        return actions.compose_report(wanted=wanted, scope=by, form_key=uuid.uuid4(), by=by.actor, at=moment)

    return made


@pytest.fixture
def who(district: Any, posted: Any, at: Any) -> dict[str, Callable[[], Scope]]:
    """The scopes of those who ask: as they are at that moment, for the tree of units grows."""
    statistician = posted("statistician", district.root)
    return {
        "command line": lambda: whole(Actor(None, "命令行")),
        "statistician": lambda: scope_of(statistician, at.date()),
    }


@pytest.fixture
def elsewhere(district: Any, arrival: Any, posted: Any) -> dict[str, Event]:
    """What happens outside of the quarter, of the one before, and of the same of the year before."""

    def letter(at: datetime) -> None:
        moment = datetime(2009, 4, 1, 9, tzinfo=SHANGHAI)
        register_many([arrival(received_at=moment)], unit_id=district.street.pk, by=BY, at=at)

    def indicator(at: datetime) -> None:
        key = f"i{uuid.uuid4().hex[:8]}"
        pk = indicators.add_indicator(key=key, name=f"指标{key}", unit="%", changes=False, by=BY, at=at)
        entry = indicators.ValueEntry(
            indicator_id=pk, first=date(2009, 1, 1), last=date(2009, 3, 31), value=Decimal("3"),
            source="快报", source_on=date(2009, 5, 1),
        )  # fmt: skip
        indicators.enter_value(entry=entry, by=BY, at=at)

    def unit(at: datetime) -> None:
        code = f"N{uuid.uuid4().hex[:6]}"
        Unit.objects.add_child(
            Unit.objects.get(pk=district.street.pk), {"code": code, "name": code, "kind": "community"}
        )

    def topic(at: datetime) -> None:
        SpecialTopic.objects.create(
            name=f"专题{uuid.uuid4().hex[:6]}", since=date(2009, 1, 1), opened_at=at, words=["积水"]
        )

    return {
        "letter": letter,
        "indicator": indicator,
        "unit": unit,
        "topic": topic,
        "person": lambda _at: posted("clerk", district.street, uuid.uuid4().hex[:12]),
    }


@pytest.mark.parametrize("seed", [0, 3])
def test_whoever_asks_and_whatever_came_elsewhere_it_is_the_one_that_is_there(make, who, elsewhere, at, seed):
    chance = random.Random(seed)
    first = make(who["command line"](), at)
    for step in range(1, 5):
        name = chance.choice([*elsewhere])
        elsewhere[name](at)
        asked = chance.choice([*who])
        again = make(who[asked](), at + step * MINUTE)
        assert (again.pk, again.checksum) == (first.pk, first.checksum), (name, asked)
    assert differing.differences(who["statistician"](), first) == []


def test_one_by_line_after_the_other_makes_two_reports_and_no_more(make, who, at):
    plain = make(who["command line"](), at)
    signed = make(who["statistician"](), at + MINUTE, "石某")
    assert signed.pk != plain.pk
    assert make(who["command line"](), at + 2 * MINUTE).pk == plain.pk
    assert make(who["statistician"](), at + 3 * MINUTE, "石某").pk == signed.pk


def test_what_is_given_back_is_in_the_sight_of_who_asked(make, who, district, posted, at):
    Matter.objects.update(confined=False, purpose="request", accused="")
    first = make(who["command line"](), at)
    both = posted("statistician", district.root, "两处任职")
    both.postings.create(role="clerk", unit=district.department, valid_from=date(2004, 1, 1))
    scope = scope_of(both, at.date())
    theirs = make(scope, at + MINUTE)
    assert FiguresReport.objects.visible_to(scope).filter(pk=theirs.pk).exists()
    assert theirs.pk != first.pk  # what accuses the department is not to be in it, were there any


def late(day: date) -> Callable[..., None]:
    """A letter of a day of the period, or of one that it is compared with."""

    def happens(district: Any, arrival: Any, at: datetime) -> None:
        moment = datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI)
        register_many([arrival(received_at=moment)], unit_id=district.street.pk, by=BY, at=at)

    return happens


def in_a_new_unit(district: Any, arrival: Any, at: datetime) -> None:
    new = Unit.objects.add_child(
        Unit.objects.get(pk=district.street.pk), {"code": "NEW", "name": "新社区", "kind": "community"}
    )
    moment = datetime(2008, 5, 5, 9, tzinfo=SHANGHAI)
    register_many([arrival(received_at=moment)], unit_id=new.pk, by=BY, at=at)


def published(district: Any, arrival: Any, at: datetime) -> None:
    pk = indicators.add_indicator(key="gdp", name="生产总值", unit="亿元", changes=False, by=BY, at=at)
    entry = indicators.ValueEntry(
        indicator_id=pk, first=date(2008, 4, 1), last=date(2008, 6, 30), value=Decimal("3"),
        source="快报", source_on=date(2008, 7, 9),
    )  # fmt: skip
    indicators.enter_value(entry=entry, by=BY, at=at)


def renamed(district: Any, arrival: Any, at: datetime) -> None:
    Unit.objects.filter(pk=district.root.pk).update(name="云溪新区")


def moved(district: Any, arrival: Any, at: datetime) -> None:
    quarter = (date(2008, 4, 1), date(2008, 6, 30))
    Matter.objects.filter(received_at__date__range=quarter).update(unit=district.other)


EVENTS = {
    "late": late(date(2008, 5, 5)),
    "the quarter before": late(date(2008, 3, 5)),
    "the year before": late(date(2007, 5, 5)),
    "in a unit that is new": in_a_new_unit,
    "an indicator of the quarter": published,
    "another name": renamed,
    "moved": moved,
}


@pytest.mark.parametrize("event", EVENTS)
def test_another_report_is_made_exactly_when_a_difference_is_told(make, who, district, arrival, at, event):
    asker = who["statistician"]
    first = make(asker(), at)
    EVENTS[event](district, arrival, at)
    with transaction.atomic():
        assert differing.differences(asker(), FiguresReport.objects.get(pk=first.pk))
    again = make(asker(), at + MINUTE)
    assert again.checksum != first.checksum
    assert differing.differences(asker(), again) == []
