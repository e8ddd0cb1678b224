"""A sweep: who has not reported, what became of each finding, and that no person is in it."""

from datetime import timedelta

import pytest
from tests.casework.satisfaction.conftest import BY

from xinfang.casework.intake.actions import register
from xinfang.casework.outreach import actions, queries
from xinfang.casework.outreach.models import Finding, Sweep, SweepTask
from xinfang.casework.themes.naming import points_at_a_person
from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.models import Notice
from xinfang.registers.petitioners.entries import PersonEntry

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def asked(district, at, **changes):
    fields = {
        "name": "震后住房安全",
        "topic": "住房安全",
        "form": "哪些小区、多少户、怎样处理。",
        "from_day": at.date() - DAY,
        "due_on": at.date() + 5 * DAY,
        "unit_ids": (district.street.pk, district.other.pk),
    }
    told = actions.Asked(**{**fields, **changes})
    return actions.ask(asked=told, unit_id=district.root.pk, by=BY, at=at)


@pytest.fixture
def task(district, at):
    return SweepTask.objects.get(sweep=asked(district, at), unit=district.street).pk


def find(task, at, **changes):
    fields = {
        "on": at.date(),
        "place": "石桥老楼",
        "topic": "墙体开裂",
        "what": "三栋老楼外墙开裂待鉴定。",
        "disposition": "watched",
        "look_again_on": at.date() + 9 * DAY,
    }
    found = actions.Found(**{**fields, **changes})
    return actions.write_finding(task_id=task, found=found, by=BY, at=at)


def test_units_report_and_who_has_not_stands_first(task, district, scope, at):
    office, street = scope("office_head", district.root), scope("handler", district.street)
    sweep = queries.sweep_in(office, Sweep.objects.get().pk)
    find(task, at)
    actions.report(task_id=task, summary="逐栋看过，发现一处。", by=BY, at=at)
    assert [each.unit.name for each in queries.tasks(office, sweep)] == ["桂溪街道", "中和街道"]
    assert [each.unit.name for each in queries.tasks(street, sweep)] == ["中和街道"]
    line = queries.sweeps(office, at.date() + 6 * DAY)[0]
    assert (line.units, line.reported, line.late) == (2, 1, 1)
    other = scope("handler", district.other)
    assert (queries.count_to_report(street), queries.count_to_report(other)) == (0, 1)
    assert queries.task_in(other, task) is None
    with pytest.raises(Refusal, match="已经报送"):
        find(task, at)
    with pytest.raises(Refusal, match="已经报送过"):
        actions.report(task_id=task, summary="再报一次看看行不行", by=BY, at=at)


def test_a_community_that_is_asked_is_told_and_answers_for_itself(district, posted, scope, at):
    worker, _above = posted("informant", district.community, "w"), posted("informant", district.street, "s")
    asked(district, at, unit_ids=(district.community.pk,))
    told = Notice.objects.filter(kind="sweep.asked")
    assert list(told.values_list("user_id", flat=True)) == [worker.pk]
    task = SweepTask.objects.get()
    community, other = scope("informant", district.community), scope("informant", district.other)
    assert queries.task_in(community, task.pk) == task
    assert queries.may_report(community, task)
    assert queries.count_to_report(community) == 1
    assert queries.task_in(other, task.pk) is None
    assert not queries.sweeps(other, at.date())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"topic": ""}, "topic"),
        ({"form": "报"}, "form"),
        ({"unit_ids": ()}, "units"),
        ({"unit_ids": (0,)}, "units"),
    ],
)
def test_a_sweep_that_lacks_something_is_refused_at_its_field(district, at, changes, field):
    with pytest.raises(Refusal) as refused:
        asked(district, at, **changes)
    assert list(refused.value.by_field()) == [field]
    with pytest.raises(Refusal, match="不能早于今天"):
        asked(district, at, due_on=at.date() - DAY)
    assert not Sweep.objects.exists()


def test_a_finding_becomes_a_matter_or_is_solved_or_is_watched(task, registered, at):
    matter = registered().matter_id
    find(task, at, disposition="matter", matter_id=matter)
    find(task, at, disposition="solved", outcome="当场加了护栏。")
    watched = find(task, at)
    for changes, field in (
        ({"disposition": "matter"}, "matter"),
        ({"disposition": "solved"}, "outcome"),
        ({"look_again_on": at.date()}, "look_again_on"),
        ({"disposition": "blacklisted"}, "disposition"),
        ({"on": at.date() + DAY}, "on"),
        ({"on": at.date() - 9 * DAY}, "on"),
    ):
        with pytest.raises(Refusal) as refused:
            find(task, at, **changes)
        assert list(refused.value.by_field()) == [field]
    assert Finding.objects.count() == 3
    actions.stop_watching(finding_id=watched, on=at.date(), outcome="已经鉴定为安全", by=BY, at=at)
    with pytest.raises(Refusal, match="没有在关注"):
        actions.stop_watching(finding_id=watched, on=at.date(), outcome="已经鉴定为安全", by=BY, at=at)


@pytest.mark.parametrize(
    "text",
    ["打 139 1234 0217 联系", "11010519491231002X", "1391234-0217", "多次缠访", "联系人张三", "李四同志家"],
)
def test_a_number_that_points_at_a_person_is_refused_and_the_field_is_said(task, at, text):
    assert points_at_a_person(text, by=BY, at=at)
    for field in ("place", "topic", "what", "outcome"):
        with pytest.raises(Refusal, match="不记人") as refused:
            find(task, at, **{field: f"情况属实，{text}"})
        assert list(refused.value.by_field()) == [field]
    with pytest.raises(Refusal, match="不记人"):
        actions.report(task_id=task, summary=f"逐栋看过，{text}", by=BY, at=at)
    assert not Finding.objects.exists()


def test_what_speaks_of_a_person_is_taken_out_for_good(task, district, scope, at):
    watched = {"disposition": "watched", "look_again_on": at.date() + 30 * DAY}
    pk = find(task, at, place="钱家院子", what="那家人爱闹，要看好了。", outcome="看好", **watched)
    with pytest.raises(Refusal) as refused:
        actions.strike(finding_id=pk, reason="写到了住户张大爷家", by=BY, at=at)
    assert list(refused.value.by_field()) == ["reason"]
    actions.strike(finding_id=pk, reason="写到了一户人家", by=BY, at=at)
    found = Finding.objects.get(pk=pk)
    assert {found.place, found.topic, found.what, found.outcome} == {"（已删去）"}
    assert found.ended_on == at.date()
    assert (found.struck_at, found.struck_by, found.struck_why) == (at, BY.label, "写到了一户人家")
    head = scope("office_head", district.root)
    assert not queries.watched(head)
    find(task, at)
    (told,) = [each for each in queries.tasks(head, found.task.sweep) if each.pk == task]
    assert told.count == 1
    entry = AuditEntry.objects.get(event="sweep.struck")
    assert entry.after == {"reason": "写到了一户人家"}
    assert "钱家院子" not in str(list(AuditEntry.objects.values_list("before", "after", "subject")))
    with pytest.raises(Refusal, match="已经删去"):
        actions.strike(finding_id=pk, reason="写到了一户人家", by=BY, at=at)


def test_a_count_or_a_year_points_at_nobody(at):
    text = "2008 年 5 月，约 1300 户，编号 2008-0001，面积 12345678 平方米"
    assert not points_at_a_person(text, by=BY, at=at)


def test_nobody_learns_from_a_sweep_who_has_petitioned_elsewhere(task, district, arrival, scope, at):
    register(arrival(), unit_id=district.root.pk, by=BY, at=at)
    accuser = arrival(
        purpose="accusation", accused_unit_id=district.other.pk, people=(PersonEntry(name="李铁柱"),)
    )
    register(accuser, unit_id=district.root.pk, by=BY, at=at)
    office, street = scope("office_head", district.root).actor, scope("handler", district.street).actor
    assert points_at_a_person("王小明家墙体开裂", by=office, at=at)
    for name in ("王小明", "李铁柱"):
        assert not points_at_a_person(f"{name}家墙体开裂", by=street, at=at)
    clerk = scope("clerk", district.root).actor
    assert not points_at_a_person("李铁柱家墙体开裂", by=clerk, at=at)
    for name in ("李铁柱", "钱雨桐"):  # where only a name can stand anybody's is refused: that tells nothing
        assert points_at_a_person(f"{name}家", by=clerk, at=at)


@pytest.mark.parametrize(
    "place",
    [
        "3栋2单元501室",
        "中和街 8-2-501",
        "幸福里5栋1单元1203",
        "3栋502",
        "柳塘新居5-302",
        "柳塘新居3栋502",
        "三栋五〇二",
        "3栋2-502",
        "12号楼1203，漏水",
        "3栋5楼502",
        "3栋2单元5楼东户",
        "5号楼302户",
        "12栋东户",
        "3栋5楼2号",
        "401户",
        "3栋2单元401户",
        "三栋五楼五〇二",
        "3栋502多次漏水",
        "3栋502住户家",
        "A5-302",
    ],
)
def test_what_is_watched_is_a_building_or_a_street_and_never_one_door(task, at, place):
    watched = {"disposition": "watched", "look_again_on": at.date() + timedelta(days=30)}
    for field in ("place", "topic", "what", "outcome"):
        said = place if field in ("place", "topic") or place == "401户" else f"正在看{place}的漏水怎样了"
        with pytest.raises(Refusal, match="不写到哪一户") as refused:
            find(task, at, **{field: said}, **watched)
        assert list(refused.value.by_field()) == [field]
    find(task, at, place=place, disposition="solved", outcome="当天修好了")


@pytest.mark.parametrize(
    "place",
    [
        "幸福里5栋1单元，朝阳路 8 号",
        "李家村",
        "王府井大街",
        "老旧小区",
        "12-3地块",
        "3号楼",
        "2008-5-12起停水的小区",
        "5-10人的工棚",
        "1-3月施工的路段",
        "朝阳路1-150号",
        "3栋102商铺前",
        "3号楼120户",
        "2008-2010年建的楼",
        "8号楼600余户",
        "3栋1000多户",
        "3号楼100余名业主",
        "3号楼120余名业主",
        "3号楼300多人",
        "2单元1500住户",
        "3号楼2008-05-12前",
        "3号楼2008.5.12以前",
        "3号楼1998-2001年建",
        "110-220kV线路",
        "K12-300",
        "K12-350",
        "8-128路",
        "3栋120套",
        "3栋120间、3号楼150个车位、3号楼125台电梯",
        "3号楼12楼350平米",
        "3号楼东户型、共401户",
    ],
)
def test_what_is_no_door_is_watched(task, at, place):
    watched = {"disposition": "watched", "look_again_on": at.date() + timedelta(days=30)}
    find(task, at, place=place, what=f"关系到{place}", outcome=place, **watched)


def test_what_was_watched_ends_without_a_word_of_one_door(task, at):
    pk = find(task, at)
    with pytest.raises(Refusal, match="不写到哪一户") as refused:
        actions.stop_watching(finding_id=pk, on=at.date(), outcome="3栋502已经修好了", by=BY, at=at)
    assert list(refused.value.by_field()) == ["outcome"]
    actions.stop_watching(finding_id=pk, on=at.date(), outcome="3栋已经修好了", by=BY, at=at)


@pytest.mark.parametrize("place", ["3栋门口卖菜的老王", "巷口修车的老李"])
def test_who_is_to_be_found_somewhere_is_no_place(task, at, place):
    with pytest.raises(Refusal, match="不记人"):
        find(task, at, place=place)
