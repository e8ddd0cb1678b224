"""The audit's filters: days as the office counts them, and by an index when there are many rows."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record_many
from xinfang.kernel.audit.queries import AuditEntry, Filters, entries

pytestmark = pytest.mark.django_db
BY = Actor(7, "登记员1号")
SHANGHAI = ZoneInfo("Asia/Shanghai")


def told(subject: str, moment: datetime) -> None:
    record_many([Record("petition.registered", "petition", 1, subject)], by=BY, at=moment)


def found(**asked: date) -> list[str]:
    return [entry.subject for entry in entries(Filters(**asked)).entries]


def test_a_day_lasts_from_midnight_to_midnight_at_the_office():
    told("the evening before", datetime(2026, 10, 14, 23, 59, 59, tzinfo=SHANGHAI))
    told("midnight", datetime(2026, 10, 15, 0, 0, tzinfo=SHANGHAI))
    told("the last moment", datetime(2026, 10, 15, 23, 59, 59, 999999, tzinfo=SHANGHAI))
    told("the next day", datetime(2026, 10, 16, 0, 0, tzinfo=SHANGHAI))
    day = date(2026, 10, 15)
    assert found(first=day, last=day) == ["the last moment", "midnight"]


def test_the_last_day_there_is_is_no_fault():
    told("now", datetime(2026, 10, 15, tzinfo=SHANGHAI))
    assert found(first=date(1900, 1, 1), last=date.max) == ["now"]


def test_no_filter_asks_what_no_index_can_answer(at):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        entries(Filters(events=("x",), subject="y", first=at.date(), last=at.date()))
    said = asked.captured_queries[0]["sql"]
    assert "AT TIME ZONE" not in said
    assert "::date" not in said


@pytest.mark.parametrize(
    ("asked", "index"),
    [({"event": "rare"}, "audit_event"), ({"subject": "rare"}, "audit_number")],
)
def test_a_rare_event_or_number_is_found_by_its_index(at, asked, index):
    rows = [Record("petition.registered", "petition", n, f"2026-{n}") for n in range(5000)]
    record_many(rows, by=BY, at=at + timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE kernel_auditentry")
        sql, params = AuditEntry.objects.filter(**asked).order_by("-id")[:51].query.sql_with_params()
        cursor.execute("EXPLAIN " + sql, params)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert index in plan
