"""The database itself keeps the audit: no row is changed, taken away, or left by an act that failed."""

import pytest
from django.db import DatabaseError, connection, transaction

from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record, record_many
from xinfang.kernel.audit.queries import Filters, entries
from xinfang.kernel.models import AuditEntry

CLERK = Actor(7, "登记员1号", 1, "云溪区", "10.0.0.8", "abc")
pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(at) -> AuditEntry:
    record(Record("petition.registered", "petition", 5, "2026-0001", {"a": 1}, {"a": 2}), by=CLERK, at=at)
    return AuditEntry.objects.get()


def test_a_row_tells_who_what_when_from_where_before_and_after(entry, at):
    assert (entry.actor_id, entry.actor, entry.unit, entry.origin, entry.request_id) == (
        7, "登记员1号", "云溪区", "10.0.0.8", "abc",
    )  # fmt: skip
    assert (entry.at, entry.event, entry.subject, entry.before, entry.after) == (
        at, "petition.registered", "2026-0001", {"a": 1}, {"a": 2},
    )  # fmt: skip


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kernel_auditentry SET actor = 'nobody'",
        "DELETE FROM kernel_auditentry",
        "TRUNCATE kernel_auditentry",
    ],
)
def test_the_database_refuses_to_change_or_remove_rows(entry, statement):
    with connection.cursor() as cursor:
        # The suite's own cleaning switched this guard off; here it stands, to the end of this transaction.
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_no_truncate%'")
        for (trigger,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE kernel_auditentry ENABLE TRIGGER {trigger}")
        with pytest.raises(DatabaseError, match="Cannot update or delete|append-only"), transaction.atomic():
            cursor.execute(statement)
    assert AuditEntry.objects.get().actor == "登记员1号"


def test_saving_and_deleting_through_the_model_is_refused_too(entry):
    entry.actor = "nobody"
    for change in (entry.save, entry.delete):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            change()


def test_an_act_that_fails_leaves_no_row(at):
    with pytest.raises(ZeroDivisionError):
        _failing_act(at)
    assert not AuditEntry.objects.exists()


@transaction.atomic
def _failing_act(at):
    record(Record("petition.registered", "petition", 5), by=CLERK, at=at)
    record_many([Record("petition.registered", "petition", n) for n in (6, 7)], by=CLERK, at=at)
    raise ZeroDivisionError


def test_many_rows_are_the_same_as_one_by_one(at):
    one = Record("matter.routed", "matter", 1, "2026-0001", {"x": None}, {"x": ["é", 1]})
    record(one, by=CLERK, at=at)
    record_many([one], by=CLERK, at=at)
    first, second = AuditEntry.objects.order_by("pk").values()
    assert {**first, "id": 0} == {**second, "id": 0}


def test_pages_follow_each_other_by_key(at):
    record_many([Record("e", "t", n, str(n)) for n in range(5)], by=CLERK, at=at)
    first = entries(Filters(), limit=3)
    record(Record("e", "t", 9, "9"), by=CLERK, at=at)  # arrives between the two pages
    second = entries(Filters(), first.before_id, limit=3)
    assert [entry.subject for entry in first.entries + second.entries] == ["4", "3", "2", "1", "0"]
    assert second.before_id is None
