"""Whole lives in a browser: extended once; handed back and merged; an accusation apart; a case of 2008."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.axe import violations
from tests.journeys.test_disputes_story import do
from tests.journeys.test_letters import typed

from xinfang.casework.acts.actions import perform, route
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter, Petition
from xinfang.kernel.actor import Actor

pytestmark = pytest.mark.browser
PHONE = (360, 780)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def register(tab, cell: str, **fields: str) -> str:
    """Register an arrival of a cell as a clerk does; its matter's number."""
    tab.goto(f"/register/{cell}/")
    for name, value in fields.items():
        field = tab.locator(f"[name={name}]")
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    tab.keyboard.press("Control+Enter")
    tab.wait_for_selector(".receipt")
    return Matter.objects.latest("pk").number


def clock_of(number: str, family: str) -> Clock:
    return Clock.objects.filter(matter__number=number, family=family).latest("pk")


def test_a_term_is_extended_once_and_the_petitioner_is_told(page, sample, district):
    number = sample.routed
    Document.objects.filter(pk__in=[sample.draft, sample.submitted]).update(state="void")  # anew
    unit = page("handler", unit=district.street)
    unit.goto(f"/matters/{number}/")
    unit.get_by_role("link", name="受理…", exact=True).click()
    typed(unit)
    unit.locator("summary", has_text="制发…").click()
    unit.get_by_role("button", name="确认制发").click()
    unit.get_by_text("已制发。").wait_for(timeout=20_000)
    due = clock_of(number, "handle").due_on

    unit.goto(f"/matters/{number}/letters/new/extend/")
    assert violations(unit) == []
    typed(unit)
    unit.get_by_role("button", name="送审").click()
    unit.get_by_text("已送审").wait_for()
    assert clock_of(number, "handle").due_on == due  # not before the head has agreed
    head = page("unit_head", unit=district.street, size=PHONE)
    head.goto("/approvals/")
    head.get_by_role("link", name="延期办理告知书").click()
    head.get_by_role("button", name="签发并用印").click()
    head.get_by_text("没有等您审签的文书").wait_for(timeout=20_000)
    after = clock_of(number, "handle").due_on
    assert timedelta(days=20) < after - due <= timedelta(days=40)
    unit.goto(f"/matters/{number}/")
    assert f"{after.month}月{after.day}日" in unit.locator("main").inner_text()
    assert unit.get_by_role("link", name="延长办理期限…").count() == 0  # once
    assert unit.goto(f"/matters/{number}/letters/new/extend/").status in (404, 409)


def test_a_group_with_two_matters_one_handed_back_one_merged(page, sample, district):
    clerk, office = page("clerk"), page("office_head")
    unit = page("handler", unit=district.street)
    number = register(
        clerk, "group_visit", name="范一", head_count="6", title="路灯不亮和垃圾不收",
        facts="小区路灯不亮，垃圾三天没有收。", demand="修路灯，收垃圾。",
    )  # fmt: skip
    do(office, number, "分出事项", **{"title-1": "小区垃圾没有按时收", "facts-1": "三天没有收。"})
    petition = Petition.objects.get(raisings__matter__number=number)
    assert petition.raisings.count() == 2
    apart = Matter.objects.exclude(number=number).get(raisings__petition=petition).number

    do(office, number, "转送", to_unit="　中和街道", reason="属地办理")
    do(unit, number, "提出异议", reason="路灯归规划建设局", suggested_unit="　规划建设局")
    assert clock_of(number, "notify").state == "open"  # it runs until the sender agrees
    do(office, number, "同意退回")
    assert clock_of(number, "notify").state == "ended"
    do(office, number, "转送", to_unit="　规划建设局", reason="部门职责")
    assert Matter.objects.get(number=number).unit_id == district.department.pk
    assert unit.goto(f"/matters/{number}/").status == 404  # no longer the street's

    office.goto(f"/matters/{apart}/acts/merge/")
    office.locator("[name=number]").fill(sample.waiting)
    office.locator("[name=reason]").fill("同一小区的同一件事")
    office.get_by_role("button", name="确认并入另一事项").click()
    assert sample.waiting in office.get_by_role("alert").inner_text()  # what it is, before it is merged into
    office.get_by_role("button", name="确认并入另一事项").click()
    office.wait_for_url(f"**/matters/{apart}/")
    assert "随另一事项一起办理" in office.locator(".next").inner_text()
    assert not Clock.objects.filter(matter__number=apart, state="open", duty=True).exists()


def test_an_accusation_does_not_exist_for_the_accused_unit(page, sample, district):
    clerk, office = page("clerk"), page("office_head")
    accused = page("unit_head", unit=district.department)
    accused.goto("/worklist/")
    before = accused.locator("main").inner_text()
    number = register(
        clerk, "letter", name="蒋某", title="检举乱收费", facts="规划建设局工作人员乱收费。",
        purpose="检举控告", accused_unit_id="　规划建设局",
    )  # fmt: skip
    office.goto(f"/matters/{number}/acts/forward/")
    offered = office.locator("[name=to_unit] option").all_inner_texts()
    assert not [each for each in offered if "规划建设局" in each]
    option = f"new Option('规划建设局', '{district.department.pk}', true, true)"
    office.locator("[name=to_unit]").evaluate(f"each => each.add({option})")
    office.get_by_role("button", name="确认转送").click()
    office.locator(".errors, .error").first.wait_for()
    assert Matter.objects.get(number=number).unit_id is None

    accused.goto("/worklist/")
    assert accused.locator("main").inner_text() == before
    for address in (
        f"/matters/{number}/",
        f"/matters/{number}/acts/forward/",
        f"/matters/{number}/letters/new/accept/",
    ):
        assert accused.goto(address).status == 404
    accused.goto("/worklist/")
    accused.locator("#search").fill("乱收费")
    accused.keyboard.press("Enter")
    accused.wait_for_url("**/search/**")
    assert number not in accused.content()

    organ = page("discipline_handler", unit=district.other)
    do(office, number, "转送", to_unit="　桂溪街道", reason="由纪检监察组织核查")
    assert Matter.objects.get(number=number).unit_id == district.other.pk
    organ.goto(f"/matters/{number}/")
    organ.get_by_role("link", name="收下检举控告，开始核查").first.wait_for()
    do(organ, number, "指明被检举单位", accused="　中和街道", reason="核查发现是该街道的工作人员")
    assert "指明被检举的单位：中和街道" in organ.locator("main").inner_text()
    assert Matter.objects.get(number=number).accused_unit_id == district.street.pk


def test_a_case_of_2008_runs_under_2005(page, sample, district):
    clerk, office = page("clerk"), page("office_head")
    number = register(
        clerk, "letter", name="何某", received_at="2008-05-12", title="震后房屋受损", facts="墙裂。"
    )
    office.goto(f"/matters/{number}/")
    said = office.locator("main").inner_text()
    assert "《信访条例》（2005）" in said
    assert "《信访工作条例》" not in said
    first = clock_of(number, "route")
    assert (first.rule, str(first.due_on)) == ("route_2005", "2008-05-27")
    then = datetime(2008, 5, 20, 10, tzinfo=SHANGHAI)
    by = Actor(sample.clerk, "登记员1号", district.root.pk, district.root.name)
    ids = [Matter.objects.get(number=number).pk]
    route(matter_ids=ids, to_unit_id=district.street.pk, by=by, at=then, reason="属地办理")
    perform(verb="accept", matter_ids=ids, by=by, at=then + timedelta(days=6))
    unit = page("handler", unit=district.street)
    unit.goto(f"/matters/{number}/")
    said = unit.locator("main").inner_text()
    assert "六十日" in said or "60 日" in said
    assert "《信访工作条例》" not in said
    kept = {each.rule: str(each.due_on) for each in Clock.objects.filter(matter__number=number)}
    assert kept["notify_2005"] == "2008-06-04"
    assert kept["handle_2005"] == "2008-07-25"
    assert not [rule for rule in kept if rule.endswith("_2022")]
    assert unit.get_by_text("提出异议").count() == 0  # a right of 2022 only
