"""The first page: four counts that are lists."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from xinfang.casework.acts.actions import perform, route
from xinfang.casework.assignments import actions as assignments
from xinfang.casework.intake import actions
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor

CLERK = Actor(1, "登记员1号")


@pytest.fixture
def letters(district, arrival, at, monkeypatch):
    """Received on 13, 14 and 15 October, due on the 28th, 29th and 30th; today is the 29th."""
    told = [arrival(title=f"第{n}件", received_at=at - timedelta(days=n)) for n in range(3)]
    actions.register_many(told, unit_id=district.root.pk, by=CLERK, at=at)
    monkeypatch.setattr(clock, "today", lambda: date(2026, 10, 29))


def test_the_counts_are_those_of_their_lists(client, posted, district, letters):
    client.force_login(posted("clerk", district.root))
    page = client.get("/")
    assert [(str(card.label), card.count, card.under) for card in page.context["cards"]] == [
        ("今天到期", "1", "最早：今天"),
        ("已超期", "1", "最早：超 1 天"),
        ("三天内到期", "1", "最早：剩 1 个工作日"),
        ("退回给我的", "0", "没有"),
    ]
    for card in page.context["cards"]:
        assert len(client.get(f"/?tab={card.key}").context["lines"]) == int(card.count)
        assert len(client.get(reverse("workbench:worklist") + f"?{card.query}").context["lines"]) == int(
            card.count
        )
    assert "2026年10月29日 星期四" in page.content.decode()
    assert "10月31日" in page.content.decode()


def test_the_first_list_that_holds_something_is_open(client, posted, district, letters, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 5))
    client.force_login(posted("clerk", district.root))
    assert client.get("/").context["card"].key == "late"


def test_what_was_late_when_an_import_brought_it_in_does_not_bury_what_is_late_here(
    client, posted, district, letters, arrival, at
):
    told = [arrival(title=f"旧登记{n}", received_at=at - timedelta(days=2000 + n)) for n in range(3)]
    fresh = arrival(title="导入以后才超期", received_at=at - timedelta(days=3))
    actions.register_many([*told, fresh], unit_id=district.root.pk, by=CLERK, at=at, import_batch=7)
    client.force_login(posted("clerk", district.root))
    page = client.get("/?tab=late")
    late = page.context["card"]
    assert (late.count, late.besides) == ("2", "3")
    assert "旧登记" not in page.content.decode()
    assert "另有 3 件导入时就已超期" in page.content.decode()
    address = reverse("workbench:worklist")
    before = client.get(f"{address}?{late.besides_query}")
    assert {line.row.title for line in before.context["lines"]} == {"旧登记0", "旧登记1", "旧登记2"}
    assert len(client.get(f"{address}?light=late").context["lines"]) == 5


def test_a_handler_is_not_offered_to_register(client, posted, district, letters):
    client.force_login(posted("handler", district.street))
    page = client.get("/")
    assert reverse("workbench:register") not in page.content.decode()


@pytest.mark.parametrize(("role", "first"), [("admin", "workbench:settings"), ("auditor", "workbench:audit")])
def test_those_who_see_no_matters_begin_elsewhere(client, posted, district, role, first):
    client.force_login(posted(role, district.root))
    assert client.get("/").headers["Location"] == reverse(first)


def test_without_any_posting_the_page_says_so(client, posted, district):
    user = posted("clerk", district.root)
    user.postings.all().delete()
    client.force_login(user)
    assert client.get("/").status_code == 403


def test_a_unit_that_was_asked_to_help_reads_it_until_it_has_answered(client, posted, district, arrival, at):
    told = actions.register(arrival(title="两家一起管的事"), unit_id=district.root.pk, by=CLERK, at=at)
    one = {"matter_id": told.matter_id, "by": CLERK, "at": at}
    route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=CLERK, at=at)
    perform(verb="accept", matter_ids=[told.matter_id], by=CLERK, at=at)
    assignments.involve(unit_id=district.other.pk, reason="", **one)
    page = reverse("workbench:today")
    client.force_login(posted("handler", district.other))
    shown = client.get(page).content.decode()
    assert "请本单位协办" in shown
    assert reverse("workbench:matter_act", args=[told.number, "contribute"]) in shown
    assert client.get(reverse("workbench:matter_act", args=[told.number, "contribute"])).status_code == 200
    assignments.contribute(unit_id=district.other.pk, text="现场已经勘查，建议加固。", **one)
    assert "请本单位协办" not in client.get(page).content.decode()
    client.force_login(posted("handler", district.street))
    assert "请本单位协办" not in client.get(page).content.decode()
