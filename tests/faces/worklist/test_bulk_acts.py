"""Assigning and marking many at once: asked first, told one by one, taken back as one."""

import re

import pytest
from django.urls import reverse

from xinfang.casework.acts import actions as acts
from xinfang.casework.assignments.models import Assignment
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.marks.models import Marking
from xinfang.casework.petitions.models import Matter
from xinfang.faces.workbench.worklist import bulk
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.registers.petitioners.entries import PersonEntry

BY = Actor(None, "经办")
ROUTE, MARK, UNMARK, LIST = (
    reverse(f"workbench:worklist{part}") for part in ("_route", "_mark", "_unmark", "")
)


@pytest.fixture
def matters(district, arrival, at, monkeypatch):
    """Six letters: four wait, one is with the department, one is concluded."""
    monkeypatch.setattr(clock, "now", lambda: at)
    monkeypatch.setattr(clock, "today", lambda: at.date())
    letters = [arrival(title=title, people=(PersonEntry(name="赵一二"),)) for title in "甲乙丙丁戊己"]
    intake.register_many(letters, unit_id=district.root.pk, by=BY, at=at)
    found = list(Matter.objects.order_by("pk"))
    acts.route(matter_ids=[found[4].pk], to_unit_id=district.department.pk, by=BY, at=at)
    acts.conclude_many([(found[5].pk, at)], by=BY, at=at)
    return found


@pytest.fixture
def clerk(client, posted, district):
    """A clerk of the district, signed in."""
    client.force_login(posted("clerk", district.root))
    return client


def undo(client, html: str) -> str:
    signed = re.search(r'name="acts" value="([^"]+)"', html)
    return client.post(reverse("workbench:undo"), {"acts": signed[1]}, follow=True).content.decode()


def assigned(district, **changes) -> dict[str, object]:
    sent = {
        "all": "1", "query": "", "confirmed": "1", "manner": "assign", "to_unit": district.street.pk,
        "due_on": "2026-11-20", "report_form": "书面办结报告",
    }  # fmt: skip
    return sent | changes


def test_the_page_that_asks_says_what_each_would_become(clerk, matters):
    html = clerk.post(ROUTE, {"all": "1"}).content.decode()
    assert "4 件第一次分送" in html
    assert "1 件已经分送过，会改送" in html
    assert "1 件已经受理、办结或不在待办" in html
    assert "分送 5 件事项" in html
    assert "一共 6 件，其中 5 件会分送" in html
    assert "确认分送 5 件" in html


def test_all_that_match_are_assigned_with_their_day_and_taken_back_as_one(clerk, matters, district):
    before = sorted(Clock.objects.filter(state="open").values_list("pk", "matter_id", "due_on"))
    html = clerk.post(ROUTE, assigned(district), follow=True).content.decode()
    assert "已分送 5 件" in html
    assert "1 件没有分送" in html
    assert f"{matters[5].number} 事项现在是“已办结”" in html
    put = Assignment.objects.filter(kind="assign", state="running")
    assert set(put.values_list("unit_id", "due_on", "report_form")) == {
        (district.street.pk, put[0].due_on, "书面办结报告")
    }
    assert str(put[0].due_on) == "2026-11-20"
    assert "已撤销 5 件的操作" in undo(clerk, html)
    assert Matter.objects.filter(state="registered").count() == 4
    assert Matter.objects.get(pk=matters[4].pk).unit == district.department
    assert sorted(Clock.objects.filter(state="open").values_list("pk", "matter_id", "due_on")) == before


def confirmed(html: str, **typed) -> dict[str, object]:
    """What the page that asks sends on."""
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html)
    sent: dict[str, object] = {name: value for name, value in hidden if name != "csrfmiddlewaretoken"}
    sent["matter"] = [value for name, value in hidden if name == "matter"]
    return sent | {"confirmed": "1", "manner": "forward", **typed}


def test_what_somebody_else_forwarded_meanwhile_is_left_out_and_told(
    client, posted, clerk, matters, district, at
):
    two = [matters[0].pk, matters[1].pk]
    asked = clerk.post(ROUTE, {"matter": two}).content.decode()
    head = Actor(posted("office_head", district.root, "信访局局长").pk, "信访局局长")
    acts.route(matter_ids=two[:1], to_unit_id=district.department.pk, by=head, at=at)
    sent = confirmed(asked, to_unit=district.street.pk, reason="属地办理")
    answer = clerk.post(ROUTE, sent)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "已分送 1 件" in html
    assert re.search(rf"{matters[0].number} [^<]*{district.department.name}（信访局局长，09:30）", html)
    assert 'value="属地办理"' in html
    units = Matter.objects.filter(pk__in=two).order_by("pk").values_list("unit", flat=True)
    assert list(units) == [district.department.pk, district.street.pk]
    clerk.post(ROUTE, sent)  # the same page once more sends nothing anew
    assert Matter.objects.get(pk=two[0]).unit == district.department
    again = confirmed(html, to_unit=district.street.pk)
    assert again["matter"] == [str(two[0])]
    clerk.post(ROUTE, again)  # seen, and meant
    assert Matter.objects.get(pk=two[0]).unit == district.street


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"due_on": ""}, "due_on", "请选一个日期"),
        ({"due_on": "明天"}, "due_on", "日期应写成"),
        ({"due_on": "2026-10-15"}, "due_on", "要在今天之后"),
        ({"report_form": ""}, "report_form", "请写明用什么形式报结果"),
        ({"to_unit": ""}, "to_unit", "请选择有权处理的单位"),
        ({"manner": "throw"}, "manner", ""),
    ],
)
def test_what_is_missing_is_said_at_its_field(clerk, matters, district, changes, field, words):
    answer = clerk.post(ROUTE, assigned(district, **changes))
    assert words in "".join(answer.context["form"].errors[field])
    assert not Assignment.objects.filter(unit=district.street).exists()


def test_who_only_helps_with_a_matter_does_not_route_it(client, posted, district, matters, at):
    acts.perform(
        verb="involve", matter_ids=[matters[4].pk], by=BY, at=at, sets={"other_units": [district.street.pk]}
    )
    client.force_login(posted("clerk", district.street))
    answer = client.post(ROUTE, {"matter": [matters[4].pk]}, follow=True)
    assert "没有选中可以分送的事项" in answer.content.decode()


def test_many_refusals_are_told_one_by_one_and_then_counted(clerk, matters, district, monkeypatch, at):
    monkeypatch.setattr(bulk, "TOLD", 1)
    acts.conclude_many([(matters[3].pk, at)], by=BY, at=at)
    html = clerk.post(ROUTE, assigned(district), follow=True).content.decode()
    assert "2 件没有分送" in html
    assert "……另有 1 件" in html


def test_a_mark_is_put_on_all_that_match_shown_and_filtered_by(clerk, matters):
    html = clerk.post(
        MARK, {"all": "1", "query": "state=registered", "mark": "涉灾"}, follow=True
    ).content.decode()
    assert "已给 4 件加上标记“涉灾”" in html
    assert html.count('<span class="tag mark">涉灾</span>') == 4
    mark = Marking.objects.first().mark_id
    found = clerk.get(LIST, {"mark": mark}).content.decode()
    assert found.count('name="matter"') == 4
    assert "<span>标记</span> 涉灾" in found
    assert "已撤销 4 件的操作" in undo(clerk, html)
    assert not Marking.objects.exists()


def test_a_mark_is_taken_off_those_ticked_and_can_be_put_back(clerk, matters):
    clerk.post(MARK, {"all": "1", "query": "", "mark": "涉灾"}, follow=True)
    ticked = {"matter": [matters[0].pk, matters[1].pk], "mark": "涉灾"}
    html = clerk.post(UNMARK, ticked, follow=True).content.decode()
    assert "已从 2 件上去掉标记“涉灾”" in html
    assert Marking.objects.count() == 4
    undo(clerk, html)
    assert Marking.objects.count() == 6


@pytest.mark.parametrize(
    ("address", "sent", "words"),
    [
        (MARK, {"all": "1", "mark": ""}, "请写标记"),
        (MARK, {"all": "1", "mark": "赵一二"}, "标记里有信访人的姓名"),
        (MARK, {"mark": "涉灾"}, "没有选中"),
        (MARK, {"all": "1", "query": "unit=99999", "mark": "涉灾"}, "没有选中"),
        (UNMARK, {"all": "1", "mark": "没有的"}, "没有“没有的”这个标记"),
    ],
)
def test_a_mark_that_is_none_is_refused_in_a_sentence(clerk, matters, address, sent, words):
    assert words in clerk.post(address, sent, follow=True).content.decode()
    assert not Marking.objects.exists()


def test_a_mark_stands_on_the_case_of_the_same_unit_alone(client, posted, district, matters):
    client.force_login(posted("clerk", district.root))
    case = reverse("workbench:matter", args=[matters[4].number])
    marks = reverse("workbench:matter_mark", args=[matters[4].number])
    assert "标记已加上" in client.post(marks, {"mark": "涉灾"}, follow=True).content.decode()
    mark = Marking.objects.get().mark_id
    client.force_login(posted("handler", district.department))
    assert "涉灾" not in client.get(case).content.decode()
    assert "没有这个标记" in client.post(marks, {"remove": mark}, follow=True).content.decode()
    client.force_login(posted("leader", district.root))
    assert client.post(marks, {"mark": "涉灾"}).status_code == 403
    client.force_login(posted("office_head", district.root))
    assert "涉灾" in client.get(case).content.decode()
    assert "标记已去掉" in client.post(marks, {"remove": mark}, follow=True).content.decode()


def test_a_handler_selects_to_print_and_mark_but_not_to_route(client, posted, district, matters):
    client.force_login(posted("handler", district.root))
    html = client.get(LIST).content.decode()
    assert MARK in html
    assert "分送…" not in html


def test_objections_have_a_tab_for_those_who_route(client, posted, district, matters):
    for role, has in (("clerk", True), ("handler", False)):
        client.force_login(posted(role, district.root, f"{role} here"))
        assert ("state=objected" in client.get(LIST).content.decode()) is has
