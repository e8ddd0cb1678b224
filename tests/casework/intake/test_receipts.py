"""Receipts: for those who may see the matter, and for the clerk who took an accusation."""

import pytest

from xinfang.casework.intake import actions, queries
from xinfang.kernel.models import AuditEntry
from xinfang.registers.staff.scope import scope_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(posted, district, at):
    return scope_of(posted("clerk", district.root), at.date())


@pytest.fixture
def taken(clerk, district, arrival, at):
    def make(**changes):
        return actions.register(arrival(**changes), unit_id=district.root.pk, by=clerk.actor, at=at)

    return make


def test_the_receipt_carries_the_code_again(clerk, taken):
    told = taken()
    slip = queries.receipt(clerk, told.number)
    assert (slip.query_code, slip.way, slip.heads) == (told.query_code, "来信", 1)


def test_another_unit_gets_no_receipt(taken, scope, district):
    other = scope("clerk", district.other)
    assert queries.receipt(other, taken().number) is None
    assert queries.receipt(other, "2026-9999") is None


def test_whoever_took_an_accusation_prints_its_receipt_without_the_title(clerk, taken, posted, district, at):
    told = taken(purpose="accusation", title="某人收受礼金")
    assert queries.receipt(clerk, told.number).title == ""
    colleague = scope_of(posted("clerk", district.root, "second"), at.date())
    assert queries.receipt(colleague, told.number) is None


def test_each_printing_is_recorded(client, posted, district, taken, clerk):
    told = taken()
    client.force_login(posted("office_head", district.root))
    for size in ("80mm", "a5", "odd"):
        page = client.get(f"/petitions/{told.number}/receipt/?size={size}").content.decode()
        assert told.query_code in page
        assert "viewBox" in page  # the drawing is scaled to the paper, never cut off
    assert AuditEntry.objects.filter(event="receipt.printed").count() == 3
    assert told.query_code not in str(list(AuditEntry.objects.values()))
    assert client.get("/petitions/2026-9999/receipt/").status_code == 404
