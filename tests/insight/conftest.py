"""A register made at random: petitions of all channels over two years, in four units, some not counted."""

import random
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from xinfang.casework.deadlines.models import Clock
from xinfang.casework.petitions.models import Matter, Petition, Raising
from xinfang.registers.topics.models import ClassList, ContentClass

SHANGHAI = ZoneInfo("Asia/Shanghai")
START = datetime(2007, 1, 1, tzinfo=SHANGHAI)
FORMS = {
    "letter": ("single", "joint"),
    "visit": ("single", "group"),
    "online": ("single",),
    "phone": ("single",),
}


@pytest.fixture
def classes(db: None) -> list[ContentClass]:
    """Two classes on level 1, one of them with a branch down to level 3."""
    listing = ClassList.objects.create(version="t", name="试用", valid_from=START.date())
    top = ContentClass.objects.create(listing=listing, code="01", name="城乡建设", level=1)
    middle = ContentClass.objects.create(listing=listing, code="0101", name="安全", level=2, parent=top)
    leaf = ContentClass.objects.create(listing=listing, code="010101", name="隐患", level=3, parent=middle)
    return [top, leaf, ContentClass.objects.create(listing=listing, code="02", name="民政", level=1)]


@pytest.fixture
def fill(district: Any, classes: list[ContentClass]) -> Callable[[int, int], None]:
    """fill(seed, count) writes that many petitions straight into the tables."""
    units = [district.root, district.department, district.street, district.community, district.other]

    def write(seed: int, count: int) -> None:
        chance = random.Random(seed)
        for serial in range(1, count + 1):
            petition = Petition.objects.create(**_petition(chance, serial, chance.choice(units)))
            earlier = list(Matter.objects.order_by("pk"))
            if earlier and chance.random() < 0.3:
                kind = chance.choice(("repeat", "joined"))
                Raising.objects.create(petition=petition, matter=chance.choice(earlier), kind=kind)
                continue
            matters = [_matter(chance, petition, n, units, classes) for n in range(chance.choice((1, 1, 2)))]
            for matter in matters:
                Raising.objects.create(petition=petition, matter=matter)

    return write


def _petition(chance: random.Random, serial: int, unit: Any) -> dict[str, Any]:
    channel = chance.choice(list(FORMS))
    form = chance.choice(FORMS[channel])
    moment = START + timedelta(seconds=chance.randrange(2 * 365 * 86400))
    return {
        "number": f"{moment.year}-{serial:04d}",
        "year": moment.year,
        "serial": serial,
        "channel": channel,
        "form": form,
        "received_at": moment,
        "registered_at": moment,
        "registered_unit": unit,
        "head_count": chance.randrange(5, 30) if form in {"joint", "group"} else chance.randrange(1, 5),
        "anonymous": chance.random() < 0.1,
        "urgent": chance.random() < 0.1,
        "counted": chance.random() > 0.1,
        "reverted_at": moment if chance.random() < 0.1 else None,
        "form_key": uuid.uuid4(),
        "form_digest": b"x",
        "query_digest": uuid.uuid4().bytes,
    }


def _matter(
    chance: random.Random, petition: Petition, place: int, units: list[Any], classes: list[ContentClass]
) -> Matter:
    accusation = chance.random() < 0.2
    answered = chance.random() < 0.6
    accepted = not accusation and chance.random() < 0.8
    taken = petition.received_at + timedelta(days=chance.randrange(20)) if accepted else None
    concluded = petition.received_at + timedelta(days=20 + chance.randrange(90)) if answered else None
    matter = Matter.objects.create(
        number=f"{petition.number}-{place}",
        title="噪声扰民",
        content_class=chance.choice([None, *classes]),
        purpose="accusation" if accusation else "request",
        confined=accusation,
        accused="unknown" if accusation else "",
        registered_unit=petition.registered_unit,
        unit=chance.choice([None, *units]),
        complained_unit=None if accusation or petition.serial % 3 else units[petition.serial % 5],
        state="concluded" if answered else "registered",
        received_at=petition.received_at,
        accepted_at=taken,
        concluded_at=concluded,
        settled_at=concluded + timedelta(days=30) if concluded and chance.random() < 0.5 else None,
    )
    if taken:
        _clock(matter, taken)
    return matter


def _clock(matter: Matter, taken: datetime) -> None:
    day = taken.date()
    Clock.objects.create(
        matter=matter,
        rule="handle_2005",
        family="handle",
        started_on=day,
        nominal_on=day + timedelta(days=60),
        due_on=day + timedelta(days=60),
        state="met" if matter.concluded_at else "open",
        met_at=matter.concluded_at,
    )


@pytest.fixture
def transactional_example(db: None) -> Callable[[], Any]:
    """Hypothesis runs many examples in one test: each gets a register of its own, rolled back at its end."""

    @contextmanager
    def example() -> Iterator[None]:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    return example
