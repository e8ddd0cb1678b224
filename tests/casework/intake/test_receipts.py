"""Receipts: for those who may see the matter, and for the clerk who took an accusation."""

from dataclasses import replace
from datetime import timedelta

import pytest

from xinfang.casework.acts import actions as acts
from xinfang.casework.intake import actions, queries
from xinfang.kernel import clock
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


def test_what_comes_next_is_true_where_the_matter_stands(
    client, posted, district, taken, clerk, at, monkeypatch
):
    monkeypatch.setattr(clock, "now", lambda: at)
    told = taken()
    client.force_login(posted("office_head", district.root))

    def page() -> str:
        return client.get(f"/petitions/{told.number}/receipt/").content.decode()

    assert "前，我们把它转给有权处理的单位" in page()
    assert "云溪区信访局</p>" in page()
    matter = {"matter_ids": [told.matter_id], "by": clerk.actor, "at": at}
    acts.route(to_unit_id=district.street.pk, **matter)
    assert "已转给中和街道。该单位收到后 15 日内书面告知您" in page()
    for verb in ("accept", "opine", "serve", "conclude"):
        acts.perform(verb=verb, on_paper=True, **matter)
    assert "15 日内" not in page()
    assert "到 2026年10月15日为止：已经答复。办理单位：中和街道。" in page()


def test_when_the_day_of_routing_is_over_none_is_promised(client, posted, district, taken, at, monkeypatch):
    told = taken()
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(days=60))
    client.force_login(posted("office_head", district.root))
    page = client.get(f"/petitions/{told.number}/receipt/").content.decode()
    assert "前，我们把它转给" not in page
    assert "为止：我们收到了。" in page


def test_the_receipt_of_an_accusation_says_nothing_of_where_it_stands(clerk, taken, district):
    slip = queries.receipt(clerk, taken(purpose="accusation", title="某人收受礼金").number)
    later = replace(slip, state="examining", unit=district.other)
    assert (later.public, later.handled_by) == ("", None)
    disputed = replace(later, state="disputed", confined=False)
    assert (disputed.public, disputed.handled_by) == ("正在确定由哪个单位处理", None)
