"""Marks put where petitioners' data goes are found nowhere but where they must be."""

import io

import pytest
from django.db import connection
from tests.kernel.notices.gateway_stage import gateway

from xinfang.kernel.notices import actions
from xinfang.kernel.notices.models import Notice
from xinfang.kernel.notices.outcomes import later, never, sent

pytestmark = pytest.mark.django_db(transaction=True)
MARKS = {"to": "13900001111", "title": "标记甲王小明", "body": "标记乙中和街道一号"}


def dump() -> bytes:
    """Every row of every table, as a backup would have it."""
    out = io.BytesIO()
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                for part in copy:
                    out.write(part)
    return out.getvalue()


def found(raw: bytes) -> list[str]:
    return [
        mark
        for mark in MARKS.values()
        if mark.encode() in raw or mark.encode().hex().encode() in raw or ascii(mark).encode()[1:-1] in raw
    ]


@pytest.mark.parametrize(
    "outcome", [sent("gw"), later("sms_later", 500), never("sms_never", 422), RuntimeError]
)
def test_neither_table_nor_log_holds_recipient_or_text(queued, deliver, provider, caplog, outcome):
    queued(**MARKS)
    fault = outcome(f"{MARKS['to']} {MARKS['body']}") if outcome is RuntimeError else outcome
    deliver(provider(fault))
    raw = dump()
    assert b"test.told" in raw
    assert found(raw) == []
    assert found(caplog.text.encode()) == []


def test_what_a_gateway_says_about_the_number_is_not_kept(queued, at, settings, caplog):
    queued(**MARKS)
    with gateway() as stage:
        settings.XINFANG_SMS_GATEWAY, settings.XINFANG_SMS_TOKEN = stage.address, "x"
        stage.answers = [(422, f"{MARKS['to']}: {MARKS['body']}".encode(), {})]
        assert actions.deliver_due(at=at, limit=1, worker="w1").never == 1
    assert Notice.objects.get().fault_code == 422
    assert found(dump()) == []
    assert found(caplog.text.encode()) == []


def test_the_search_finds_a_planted_mark(queued):
    queued(**MARKS)
    Notice.objects.update(provider_id=MARKS["to"], leased_to="")
    assert found(dump()) == [MARKS["to"]]
    assert found("标记甲王小明".encode()) == [MARKS["title"]]
