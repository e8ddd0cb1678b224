"""Events: reactions within the transaction and after it."""

from dataclasses import dataclass

import pytest
from django.db import connection, transaction

from xinfang.kernel import events
from xinfang.project import wiring


@dataclass(frozen=True)
class Rang:
    """Something happened."""

    number: int


heard: list[str] = []


def within(event: Rang) -> None:
    """Runs in the publisher's transaction."""
    heard.append(f"within {event.number} {connection.in_atomic_block}")


def after(event: Rang) -> None:
    """Runs after commit."""
    heard.append(f"after {event.number} {connection.in_atomic_block}")


def failing(event: Rang) -> None:
    """A reaction that cannot do its part."""
    raise LookupError


@pytest.fixture(autouse=True)
def _wired():
    heard.clear()
    events.wire({Rang: [f"{__name__}.within"]}, {Rang: [f"{__name__}.after"]})
    yield
    events.wire(wiring.WITHIN, wiring.AFTER)


@pytest.mark.django_db(transaction=True)
def test_reactions_run_within_the_transaction_and_after_its_commit():
    with transaction.atomic():
        events.publish(Rang(1))
        assert heard == ["within 1 True"]
    assert heard == ["within 1 True", "after 1 False"]


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_is_not_told_after():
    with transaction.atomic():
        events.publish(Rang(2))
        transaction.set_rollback(True)
    assert heard == ["within 2 True"]


@pytest.mark.django_db
def test_a_reaction_within_that_fails_stops_the_act():
    events.wire({Rang: [f"{__name__}.failing"]}, {})
    with pytest.raises(LookupError), transaction.atomic():
        events.publish(Rang(3))


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError, match="outside a transaction"):
        events.publish(Rang(4))
    assert heard == []


def test_every_wired_reaction_exists():
    from django.utils.module_loading import import_string

    names = [name for table in (wiring.WITHIN, wiring.AFTER) for each in table.values() for name in each]
    assert names
    assert all(callable(import_string(name)) for name in names)
