"""What all tests share: a small district, people with postings, an arrival."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import connection
from django.db.models.signals import post_migrate
from django.test import override_settings
from django.utils import translation
from tests.filled import FilledOffice
from tests.migrated import begin_with_migrations_applied
from tests.sample import fill

from xinfang.casework.intake import actions as intake
from xinfang.casework.intake.arrivals import Arrival
from xinfang.casework.petitions.models import Matter, Participant
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.registers.calendars import actions as calendars
from xinfang.registers.organisations.models import Unit
from xinfang.registers.petitioners.entries import PersonEntry
from xinfang.registers.staff.models import Posting, User
from xinfang.registers.staff.scope import Scope, scope_of
from xinfang.registers.topics import actions as topics

SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 10, 15)


@pytest.fixture(autouse=True)
def in_chinese() -> None:
    """A page shown in English by one test must not put the next test into English."""
    translation.activate("zh-hans")


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """What a test rolls back was counted from rows whose numbers come again."""
    caches["near"].clear()


@pytest.fixture
def at() -> datetime:
    """The moment at which tests act: a working Thursday."""
    return datetime(2026, 10, 15, 9, 30, tzinfo=SHANGHAI)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[Callable[[], None]]:
    """The database begins as a copy of one with all migrations applied, if there is one: migrated.py."""
    with django_db_blocker.unblock(), ExitStack() as stack:
        keep = stack.enter_context(begin_with_migrations_applied())

        def made() -> None:
            keep()
            stack.close()

        yield made


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_modify_db_settings: Callable[[], None], django_db_blocker: Any
) -> Iterator[None]:
    """Tests that commit are cleaned by TRUNCATE; the audit's own guard against it has its own test."""
    with django_db_blocker.unblock():
        django_db_modify_db_settings()
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_no_truncate%'"
        )
        for table, trigger in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
    # Emptying tables ends with this signal: the shipped calendar and classes come back as after `migrate`,
    # and what waits in the queue, whose tables are not ours and so passed by, goes.
    post_migrate.connect(_ship, sender=apps.get_app_config("registers"))
    yield
    # A live server's thread may still hold a connection when the last test is over; the database must go.
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _ship(**_: Any) -> None:
    calendars.seed()
    topics.seed()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture(scope="session")
def filled(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FilledOffice]:
    """The sample office, filled once (tests/filled.py)."""
    files = tmp_path_factory.mktemp("sample")

    def make() -> SimpleNamespace:
        district = _district()
        with override_settings(XINFANG_FILES=files):
            sample = fill(district, clock.now(), _person("office_head", district.root, "the head"))
        return SimpleNamespace(district=district, sample=sample)

    with django_db_blocker.unblock():
        office = FilledOffice(make, files)
    yield office
    with django_db_blocker.unblock():
        office.remove()


@pytest.fixture
def filled_office(
    filled: FilledOffice, request: pytest.FixtureRequest, django_db_blocker: Any, tmp_path: Path
) -> Iterator[SimpleNamespace]:
    """Connected to the sample office; comes before any other fixture, see `pytest_collection_modifyitems`."""
    marker = request.node.get_closest_marker("django_db")
    committed = not {"live_server", "transactional_db"}.isdisjoint(request.fixturenames)
    with django_db_blocker.unblock():
        made = filled.enter(tmp_path)
    yield made
    with django_db_blocker.unblock():
        filled.leave(committed=committed or bool(marker and marker.kwargs.get("transaction")))


LONG = ("tests/walks", "tests/journeys")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Which database a test looks at is settled before its transaction is opened. What takes long comes
    first: a walk of a minute that begins when all else is done leaves the other worker idle."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))  # keeps the order within both
    for item in items:
        names = getattr(item, "fixturenames", [])
        if "filled_office" in names:
            names.remove("filled_office")
            names.insert(0, "filled_office")


@pytest.fixture
def district(db: None, request: pytest.FixtureRequest) -> SimpleNamespace:
    """云溪区 with a department, a street and its community; the sample's own where a test asks for that."""
    if "filled_office" in request.fixturenames:
        found: SimpleNamespace = request.getfixturevalue("filled_office").district
        return found
    return _district()


def _district() -> SimpleNamespace:
    add = Unit.objects
    root = add.add_root({"code": "YX", "name": "云溪区", "kind": "district"})
    department = add.add_child(root, {"code": "YX-JS", "name": "规划建设局", "kind": "department"})
    street = add.add_child(root, {"code": "YX-ZH", "name": "中和街道", "kind": "street"})
    community = add.add_child(street, {"code": "YX-ZH-01", "name": "朝阳社区", "kind": "community"})
    other = add.add_child(root, {"code": "YX-GX", "name": "桂溪街道", "kind": "street"})
    return SimpleNamespace(root=root, department=department, street=street, community=community, other=other)


@pytest.fixture
def posted(db: None) -> Callable[..., User]:
    """Make a person with a posting: posted("clerk", unit)."""
    return _person


def _person(role: str, unit: Unit, name: str = "") -> User:
    user = User.objects.create_user(
        name or f"{role}-{unit.code}", password="correct-horse-9", title=f"{role} 1号"
    )
    Posting.objects.create(user=user, role=role, unit=unit, valid_from=date(2004, 1, 1))
    return user


@pytest.fixture
def sample(filled_office: SimpleNamespace, settings: Any, tmp_path: Path) -> SimpleNamespace:
    """An office in the middle of its work, with an object behind each address (tests/addresses.py)."""
    settings.XINFANG_FILES = tmp_path
    found: SimpleNamespace = filled_office.sample
    return found


@pytest.fixture
def scope(posted: Callable[..., User]) -> Callable[..., Scope]:
    """The scope of a new person with a posting: scope("clerk", unit)."""
    return lambda role, unit: scope_of(posted(role, unit), TODAY)


@pytest.fixture
def arrival(at: datetime) -> Callable[..., Arrival]:
    """A letter from a fictional person; any field can be given another value."""

    def make(**changes: Any) -> Arrival:
        person = PersonEntry(name="王小明", phone="139 1234 0217", address="中和街道 1 号")
        fields: dict[str, Any] = {
            "cell": "letter",
            "received_at": at,
            "title": "墙体开裂要求鉴定",
            "facts": "住房墙体开裂。",
            "people": (person,),
        }
        if changes.get("purpose") == "accusation" and not changes.get("accused_unit_id"):
            fields["accused"] = "outside"  # whoever is accused is said with every accusation
        return Arrival(**{**fields, **changes})

    return make


@pytest.fixture
def ended_before(arrival: Callable[..., Arrival]) -> Callable[[int], None]:
    """ended_before(matter_id): its petitioner has brought one before, which went through all three levels."""

    def make(matter_id: int) -> None:
        matter = Matter.objects.get(pk=matter_id)
        person = Participant.objects.filter(petition__raisings__matter=matter).earliest("pk").person_id
        on = matter.received_at - timedelta(days=400)
        letter = arrival(people=(PersonEntry(person_id=person),), received_at=on)
        told = intake.register(letter, unit_id=matter.registered_unit_id, by=Actor(None, "登记员1号"), at=on)
        Matter.objects.filter(pk=told.matter_id).update(state="final")

    return make
