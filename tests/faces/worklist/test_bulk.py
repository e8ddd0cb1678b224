"""Acts on selected rows, and taking the list away as a sheet."""

import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from xinfang.casework.intake import actions
from xinfang.casework.petitions.models import Matter
from xinfang.faces.workbench.worklist import sheet as sheets
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.models import AuditEntry
from xinfang.registers.petitioners.entries import PersonEntry

CLERK = Actor(1, "登记员1号")
ROUTE = reverse("workbench:worklist_route")
EXPORT = reverse("workbench:worklist_export")


@pytest.fixture
def matters(district, arrival, at):
    """Three letters; the last has a title that a spreadsheet would take for a formula."""
    letters = [arrival(title=title, people=(PersonEntry(name="赵一"),)) for title in ("甲", "乙", "=1+1")]
    actions.register_many(letters, unit_id=district.root.pk, by=CLERK, at=at)
    return list(Matter.objects.order_by("pk"))


@pytest.fixture
def clerk(client, posted, district):
    """A clerk of the district, signed in."""
    client.force_login(posted("clerk", district.root))
    return client


def test_it_asks_once_then_routes_the_ticked_ones(clerk, matters, district):
    ticked = {"matter": [matters[0].pk, matters[1].pk], "query": "state=registered"}
    asked = clerk.post(ROUTE, ticked)
    assert "分送 2 件事项" in asked.content.decode()
    assert Matter.objects.filter(state="routed").count() == 0
    done = clerk.post(ROUTE, {**ticked, "confirmed": "1", "to_unit": district.street.pk}, follow=True)
    assert "已分送 2 件" in done.content.decode()
    assert done.redirect_chain[-1][0].endswith("?state=registered")
    assert Matter.objects.filter(state="routed", unit=district.street).count() == 2


def test_without_a_unit_it_says_so_and_routes_nothing(clerk, matters):
    page = clerk.post(ROUTE, {"matter": [matters[0].pk], "confirmed": "1"})
    assert "请选择有权处理的单位" in page.content.decode()
    assert not Matter.objects.filter(state="routed").exists()


def test_all_that_match_are_routed_and_only_they(clerk, matters, district):
    wanted = {"all": "1", "query": "q=甲", "to_unit": district.street.pk}
    assert "分送 1 件事项" in clerk.post(ROUTE, wanted).content.decode()
    clerk.post(ROUTE, {**wanted, "confirmed": "1"})
    assert [matter.title for matter in Matter.objects.filter(state="routed")] == ["甲"]


def test_what_came_in_since_it_was_confirmed_is_asked_about_first(clerk, matters, district, arrival, at):
    wanted = {"all": "1", "query": "", "to_unit": district.street.pk}
    found = clerk.post(ROUTE, wanted).context["fingerprint"]
    actions.register(arrival(title="后来的"), unit_id=district.root.pk, by=CLERK, at=at)
    confirmed = {**wanted, "confirmed": "1", "found": found}
    page = clerk.post(ROUTE, confirmed)
    assert "原来 3 件，现在 4 件" in page.content.decode()
    assert not Matter.objects.filter(state="routed").exists()
    clerk.post(ROUTE, confirmed | {"found": page.context["fingerprint"]})
    assert Matter.objects.filter(state="routed").count() == 4


def test_a_condition_that_is_not_understood_does_not_widen_the_act(clerk, matters, district):
    everything = {"all": "1", "query": "unit=999999", "confirmed": "1", "to_unit": district.street.pk}
    assert "没有选中可以分送的事项" in clerk.post(ROUTE, everything, follow=True).content.decode()
    assert not Matter.objects.filter(state="routed").exists()


def test_refused_ones_are_told_and_stay(client, posted, district, arrival, at, matters):
    accused = arrival(title="检举", purpose="accusation", accused_unit_id=district.street.pk)
    actions.register(accused, unit_id=district.root.pk, by=CLERK, at=at)
    client.force_login(posted("office_head", district.root))
    everything = {"all": "1", "confirmed": "1", "to_unit": district.street.pk}
    page = client.post(ROUTE, everything, follow=True).content.decode()
    assert "已分送 3 件" in page
    assert "1 件没有分送" in page


def test_ids_outside_the_scope_are_not_touched(client, posted, district, matters):
    client.force_login(posted("clerk", district.other))
    client.post(ROUTE, {"matter": [matters[0].pk], "confirmed": "1", "to_unit": district.other.pk})
    assert not Matter.objects.filter(state="routed").exists()


def test_a_unit_outside_the_scope_is_not_a_choice(client, posted, district, matters, arrival, at):
    own = arrival(title="本街道")
    told = actions.register(own, unit_id=district.street.pk, by=CLERK, at=at)
    client.force_login(posted("clerk", district.street))
    page = client.post(ROUTE, {"matter": [told.matter_id], "confirmed": "1", "to_unit": district.other.pk})
    assert page.status_code == 200
    assert Matter.objects.get(pk=told.matter_id).state == "registered"


def test_a_handler_may_neither_route_nor_export(client, posted, district):
    client.force_login(posted("handler", district.root))
    assert client.post(ROUTE).status_code == 403
    assert client.get(EXPORT).status_code == 403


def sheet(response) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(response.streaming_content)))
    return book.get_sheet_by_index(0).to_python()


def test_the_sheet_holds_what_is_seen_masked_and_on_record(clerk, matters):
    rows = sheet(clerk.get(EXPORT, {"state": "registered"}))
    assert rows[0][0] == "来信来访事项一览表"
    assert "条件：状态 待分送" in rows[1][0]
    assert rows[2] == ["编号", "信访人", "事项", "下一步", "承办单位", "收到", "时限"]
    assert [row[:3] for row in rows[3:]] == [
        ["2026-0003", "赵*", "'=1+1"],
        ["2026-0002", "赵*", "乙"],
        ["2026-0001", "赵*", "甲"],
    ]
    seen = AuditEntry.objects.get(event="worklist.exported")
    assert (seen.after["rows"], seen.after["conditions"]) == (3, ["状态"])


def test_a_sheet_that_was_cut_says_so(clerk, matters, monkeypatch):
    monkeypatch.setattr(sheets, "EXPORT_LIMIT", 2)
    rows = sheet(clerk.get(EXPORT))
    assert len(rows) == 3 + 2
    assert "只含前 2 件" in rows[1][0]
    assert AuditEntry.objects.get(event="worklist.exported").after["cut"] is True


def test_only_the_ticked_rows_are_exported_when_some_are(clerk, matters):
    rows = sheet(clerk.post(EXPORT, {"matter": [matters[1].pk, "x"], "query": ""}))
    assert [row[0] for row in rows[3:]] == [matters[1].number]
    assert len(sheet(clerk.post(EXPORT, {"matter": [matters[1].pk], "all": "1", "query": "q=甲"}))) == 4


def test_a_sheet_of_several_chunks_holds_each_matter_once(clerk, district, arrival, at, monkeypatch):
    monkeypatch.setattr(sheets, "CHUNK", 1)
    old = [arrival(title=str(year), received_at=at.replace(year=year)) for year in (1966, 1965, 1950)]
    actions.register_many(old, unit_id=district.root.pk, by=CLERK, at=at)
    assert [row[2] for row in sheet(clerk.get(EXPORT))[3:]] == ["1966", "1965", "1950"]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_condition_that_is_not_understood_does_not_widen_an_export(clerk, matters, method):
    wrong = {"unit": "99999"} if method == "get" else {"all": "1", "query": "unit=99999"}
    answer = getattr(clerk, method)(EXPORT, wrong, follow=True)
    assert "没有选中可以导出的事项" in answer.content.decode()
    assert not AuditEntry.objects.filter(event="worklist.exported").exists()
