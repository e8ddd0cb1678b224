"""The worklist: its tabs, filter, chips, columns, pages; what it costs; who sees what in it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from xinfang.casework.intake import actions
from xinfang.faces.workbench.worklist import views
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.registers.petitioners.entries import PersonEntry
from xinfang.registers.staff.models import SavedView

CLERK = Actor(1, "登记员1号")
LIST = reverse("workbench:worklist")


@pytest.fixture(autouse=True)
def _today(monkeypatch, at):
    monkeypatch.setattr(clock, "now", lambda: at)
    monkeypatch.setattr(clock, "today", lambda: at.date())


@pytest.fixture
def register(district, arrival, at):
    """Register letters of one day each: register(3, to_unit_id=…)."""

    def make(count, **changes):
        letters = [
            arrival(
                title=f"第{n}件",
                received_at=at - timedelta(days=n),
                people=(PersonEntry(name=f"王小{'甲乙丙丁戊己庚辛壬癸'[n % 10]}"),),
                **changes,
            )
            for n in range(count)
        ]
        return actions.register_many(letters, unit_id=district.root.pk, by=CLERK, at=at)

    return make


@pytest.fixture
def clerk(client, posted, district):
    """A clerk of the district, signed in."""
    client.force_login(posted("clerk", district.root))
    return client


def numbers(response) -> list[str]:
    return [line.row.number for line in response.context["lines"]]


def test_it_lists_masked_people_and_time_left(clerk, register):
    register(2)
    page = clerk.get(LIST).content.decode()
    assert "王**" in page
    assert "王小甲" not in page
    assert "剩 15 天" in page


def test_the_tabs_count_and_open_their_lists(clerk, register, district):
    register(3)
    register(1, to_unit_id=district.root.pk)
    tabs = {tab.name: tab for tab in clerk.get(LIST).context["tabs"]}
    assert {name: tab.count for name, tab in tabs.items()} == {
        "全部": "4", "待分送": "3", "快到期": "0", "已超期": "0", "有异议": "0", "本单位承办": "1",
    }  # fmt: skip
    assert len(numbers(clerk.get(f"{LIST}?{tabs['待分送'].query}"))) == 3


def test_chips_say_each_condition_and_lead_to_the_list_without_it(clerk, register):
    register(1)
    chips = (
        clerk.get(LIST, {"state": "registered", "channel": "letter", "older": "x"}).context["listed"].chips
    )
    assert [(chip.label, chip.value, chip.without) for chip in chips] == [
        ("状态", "待分送", "channel=letter"),
        ("来的方式", "来信", "state=registered"),
    ]


def test_a_period_that_runs_backwards_is_said_so_at_its_field(clerk, register):
    register(1)
    page = clerk.get(LIST, {"since": "2026-10-15", "until": "2026-10-01"})
    assert "结束日期早于开始日期" in page.content.decode()
    assert "错误：" in page.content.decode()


def test_pages_go_older_and_newer_and_keep_the_filter(clerk, register, monkeypatch):
    monkeypatch.setattr(views, "PAGE_SIZE", 2)
    register(5)
    first = clerk.get(LIST, {"state": "registered"})
    second = clerk.get(f"{LIST}?state=registered&older={first.context['page'].older}")
    assert numbers(first) + numbers(second) == [f"2026-000{n}" for n in (1, 2, 3, 4)]
    assert numbers(clerk.get(f"{LIST}?newer={second.context['page'].newer}")) == numbers(first)
    assert "state=registered&amp;older=" in first.content.decode()
    assert "共 5 件" in first.content.decode()


def test_it_costs_the_same_queries_for_one_row_and_for_forty(clerk, register):
    counts = []
    for more in (1, 39):
        register(more)
        clerk.get(LIST)  # what is kept from one page to the next is asked here
        with CaptureQueriesContext(connection) as seen:
            clerk.get(LIST)
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert counts[1] < 25  # the frame asks whether anything was done and counts notices, tags have their own


def test_columns_are_remembered_in_the_order_chosen(clerk, register):
    register(1)
    clerk.post(reverse("workbench:worklist_columns"), {"column": ["state", "nonsense", "people"]})
    assert [column.key for column in clerk.get(LIST).context["columns"]] == ["state", "people"]


def test_a_filter_is_kept_shared_and_dropped(clerk, client, posted, register, district):
    register(1)
    keep = reverse("workbench:worklist_view")
    clerk.post(keep, {"name": "本周来信", "query": "channel=letter&next=//evil", "share": "on"})
    kept = SavedView.objects.get()
    assert (kept.query, kept.unit_id) == ("channel=letter", district.root.pk)
    colleague = posted("office_head", district.root)
    client.force_login(colleague)
    assert "本周来信" in [tab.name for tab in client.get(LIST).context["tabs"]]
    client.post(reverse("workbench:worklist_view_delete", args=[kept.uid]))
    assert SavedView.objects.exists()
    client.force_login(kept.owner)
    client.post(reverse("workbench:worklist_view_delete", args=[kept.uid]))
    assert not SavedView.objects.exists()


def test_a_filter_by_title_is_not_kept_for_a_title_may_hold_a_name(clerk, register):
    register(1)
    keep = reverse("workbench:worklist_view")
    page = clerk.post(keep, {"name": "某人", "query": "q=王小明&state=registered"}, follow=True)
    assert "请先去掉“标题或编号”" in page.content.decode()
    assert not SavedView.objects.exists()


def test_too_long_a_name_of_a_filter_is_refused_where_it_was_typed_and_stays_whole(clerk, register):
    register(1)
    told = {"name": "长" * 500, "query": "channel=letter", "share": "on"}
    answer = clerk.post(reverse("workbench:worklist_view"), told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "最多 30 个字，现在有 500 个" in page
    assert f'value="{"长" * 500}"' in page
    assert [chip.label for chip in answer.context["listed"].chips] == ["来的方式"]
    assert not SavedView.objects.exists()


def test_the_search_by_title_says_where_people_are_found(clerk):
    page = clerk.get(LIST).content.decode()
    assert "不要在这里输入姓名，找人用上面的查找框。" in page
    assert 'aria-describedby="id_q_helptext"' in page


def test_a_filter_without_a_name_is_not_kept(clerk):
    page = clerk.post(reverse("workbench:worklist_view"), {"name": " ", "query": ""}, follow=True)
    assert "请给这个筛选起个名字" in page.content.decode()


def test_another_street_sees_nothing_of_it(client, posted, register, district):
    register(2, to_unit_id=district.street.pk)
    client.force_login(posted("handler", district.other))
    assert numbers(client.get(LIST)) == []
    client.force_login(posted("handler", district.street))
    assert len(numbers(client.get(LIST))) == 2


def test_an_accusation_is_listed_only_for_those_who_may_see_it(client, posted, register, district):
    register(1, purpose="accusation", accused_unit_id=district.street.pk)
    client.force_login(posted("clerk", district.root))
    assert numbers(client.get(LIST)) == []
    client.force_login(posted("office_head", district.root))
    page = client.get(LIST)
    assert len(numbers(page)) == 1
    assert "保密" in page.content.decode()


def test_without_the_right_the_page_says_so(client, posted, district):
    client.force_login(posted("admin", district.root))
    assert client.get(LIST).status_code == 403


def test_an_empty_list_offers_what_fills_it(clerk):
    assert reverse("workbench:register") in clerk.get(LIST).content.decode()
    assert "去掉全部条件" in clerk.get(LIST, {"state": "routed"}).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "q=%00", "q=%25_%5C'", "q=" + "长" * 900, "unit=9", "unit=x", "topic=%00", "light=red",
        "state=reverted", "since=0001-01-01", "until=9999-12-31", "order=sideways", "older=9-9-9", "newer=0",
        "older=m99999999999999999999_1", "order=due&older=d9999999999_1", "order=due&older=m1_1",
        "older=d1_1",
    ],
)  # fmt: skip
def test_whatever_stands_in_the_address_is_answered(clerk, register, query):
    register(1)
    assert clerk.get(f"{LIST}?{query}").status_code == 200


def test_a_kept_filter_whose_unit_is_gone_counts_nothing(clerk, register):
    register(1)
    clerk.post(reverse("workbench:worklist_view"), {"name": "旧单位", "query": "unit=999999"})
    assert {tab.name: tab.count for tab in clerk.get(LIST).context["tabs"]}["旧单位"] == "—"


def test_a_list_can_be_narrowed_to_one_import(client, district, posted, arrival, at):
    actions.register_many(
        [arrival(title="导入的事")], unit_id=district.root.pk, by=CLERK, at=at, import_batch=7
    )
    actions.register_many([arrival(title="手工登记的事")], unit_id=district.root.pk, by=CLERK, at=at)
    client.force_login(posted("clerk", district.root))
    page = client.get("/worklist/", {"batch": "7"}).content.decode()
    assert "导入的事" in page
    assert "手工登记的事" not in page
