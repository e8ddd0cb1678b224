"""A special topic proposes itself on what fits; a person confirms; its page counts what was confirmed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from xinfang.casework.intake.actions import register
from xinfang.casework.petitions.models import Matter
from xinfang.casework.themes import actions, queries, scheduled
from xinfang.casework.themes.models import TopicTie
from xinfang.insight.topics.queries import overview
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.errors import Refusal
from xinfang.registers.topics.actions import ProblemEntry, TopicEntry, open_topic, set_end
from xinfang.registers.topics.models import ContentClass, SpecialTopic

BY = Actor(1, "登记员1号")
ENTRY = TopicEntry(
    name="地震涉灾",
    since=date(2026, 9, 1),
    words=["震后", "灾后重建"],
    classes=["010503"],
    problems=[
        ProblemEntry("住房维修", ["墙体"], ["010503"]),
        ProblemEntry("投亲靠友子女入学", ["入学"]),
    ],
)


@pytest.fixture
def topic(district, at):
    return open_topic(entry=ENTRY, by=BY, at=at)


@pytest.fixture
def arrive(district, arrival, at):
    def make(**changes):
        told = register(arrival(**changes), unit_id=district.root.pk, by=BY, at=at)
        return Matter.objects.get(pk=told.matter_id)

    return make


def test_it_proposes_itself_by_word_and_by_class_and_names_the_problem(topic, arrive):
    by_word = arrive(title="震后投亲靠友的孩子入学")
    by_class = arrive(title="楼顶漏水", class_id=ContentClass.objects.get(code="010503").pk)
    other = arrive(title="路灯损坏")
    told = {tie.matter: (tie.state, tie.problem.name) for tie in TopicTie.objects.all()}
    assert told == {by_word: ("proposed", "投亲靠友子女入学"), by_class: ("proposed", "住房维修")}
    assert queries.ties_of(other.pk) == []


def test_outside_its_period_or_area_it_does_not(topic, arrive, district, at):
    early = at.replace(month=8)
    arrive(title="震后墙体开裂", received_at=early)
    topic.areas.set([district.street])
    arrive(title="震后墙体开裂", place_unit_id=district.other.pk)
    assert not TopicTie.objects.exists()
    arrive(title="震后墙体开裂", place_unit_id=district.community.pk)
    arrive(title="震后墙体开裂")
    assert TopicTie.objects.count() == 2
    set_end(topic_id=topic.pk, until=date(2026, 10, 1), by=BY, at=at)
    arrive(title="震后墙体开裂")
    assert TopicTie.objects.count() == 2


def test_an_accusation_is_proposed_for_nothing(topic, arrive, district):
    arrive(title="震后发放物资不公", purpose="accusation", accused_unit_id=district.other.pk)
    assert not TopicTie.objects.exists()


def test_a_topic_opened_later_looks_back_and_does_not_ask_again(arrive, district, at):
    matter = arrive(title="震后墙体开裂")
    topic = open_topic(entry=ENTRY, by=BY, at=at)
    assert actions.look_back(topic_id=topic.pk, by=BY, at=at) == 1
    tie = TopicTie.objects.get()
    actions.decide(tie_ids=[tie.pk], belongs=False, by=BY, at=at)
    assert actions.look_back(topic_id=topic.pk, by=BY, at=at) == 0
    assert queries.ties_of(matter.pk) == []
    tie.refresh_from_db()
    assert (tie.state, tie.decider) == ("refused", "登记员1号")


def test_a_person_confirms_and_may_name_another_problem(topic, arrive, at):
    arrive(title="震后墙体开裂")
    tie = TopicTie.objects.get()
    other = topic.problems.get(name="投亲靠友子女入学")
    assert actions.decide(tie_ids=[tie.pk], belongs=True, problem_id=other.pk, by=BY, at=at) == 1
    assert actions.decide(tie_ids=[tie.pk], belongs=True, by=BY, at=at) == 0
    tie.refresh_from_db()
    assert (tie.state, tie.problem) == ("confirmed", other)
    foreign = open_topic(entry=replace(ENTRY, name="另一个"), by=BY, at=at).problems.first()
    with pytest.raises(Refusal, match="不是这个专题的"):
        actions.decide(tie_ids=[tie.pk], belongs=True, problem_id=foreign.pk, by=BY, at=at)


def test_its_page_counts_by_place_and_week_what_is_asked_and_who_handles(topic, arrive, district, at, scope):
    place = district.community.pk
    arrive(title="震后墙体开裂", demand="尽快鉴定", place_unit_id=place, received_at=at - timedelta(days=14))
    arrive(title="震后墙体开裂", demand="尽快鉴定", place_unit_id=place)
    arrive(title="震后投亲靠友的孩子入学")
    waiting = arrive(title="震后补助")
    ids = TopicTie.objects.exclude(matter=waiting).values_list("pk", flat=True)
    actions.decide(tie_ids=list(ids), belongs=True, by=BY, at=at)
    office = scope("office_head", district.root)
    told = overview(office, topic)
    assert told.total == 3
    assert [(row.name, row.total) for row in told.places] == [("中和街道", 2), ("地点不详或者全区", 1)]
    assert told.weeks == [date(2026, 10, 12), date(2026, 10, 5), date(2026, 9, 28)]  # not from `since` on
    assert told.places[0].weeks == [1, 0, 1]
    assert [(each.name, each.total, each.demands) for each in told.asked] == [
        ("住房维修", 2, ["尽快鉴定"]),
        ("投亲靠友子女入学", 1, ["震后投亲靠友的孩子入学"]),
    ]
    assert [(each.name, each.total, each.answered) for each in told.handlers] == [("未分送", 3, 0)]
    assert queries.counts(office) == {topic.pk: (3, 1)}
    assert overview(scope("handler", district.other), topic).total == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"until": date(2026, 8, 1)}, "until"),
        ({"words": [], "classes": []}, "words"),
        ({"words": ["震"]}, "words"),
        ({"classes": ["999999"]}, "classes"),
        ({"area_ids": [0]}, "areas"),
        ({"problems": [ProblemEntry("住房"), ProblemEntry("住房")]}, "problems"),
    ],
)
def test_what_is_wrong_with_a_topic_is_refused_where_it_stands(district, at, changes, field):
    with pytest.raises(Refusal) as refused:
        open_topic(entry=replace(ENTRY, **changes), by=BY, at=at)
    assert list(refused.value.by_field()) == [field]
    assert not SpecialTopic.objects.exists()


def test_two_topics_do_not_share_a_name(topic, at):
    with pytest.raises(Refusal, match="已经有叫"):
        open_topic(entry=ENTRY, by=BY, at=at)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "缠访户专题"}, "name"),
        ({"words": ["震后", "13912340217"]}, "words"),
        ({"words": ["王小明"]}, "words"),  # somebody who petitioned
        ({"problems": [ProblemEntry("联系人张三的事", ["墙体"])]}, "problems"),
    ],
)
def test_a_topic_gathers_problems_and_never_one_persons_petitions(
    changes, field, arrive, scope, district, at
):
    arrive()
    by = scope("clerk", district.root).actor
    with pytest.raises(Refusal) as refused:
        actions.start(entry=replace(ENTRY, **changes), by=by, at=at)
    assert list(refused.value.by_field()) == [field]
    assert not SpecialTopic.objects.exists()


def test_no_topic_tells_a_clerk_who_has_petitioned_elsewhere(arrive, scope, district, at):
    arrive()
    by = scope("clerk", district.other).actor
    actions.start(entry=replace(ENTRY, words=["王小明"]), by=by, at=at)


def test_a_topic_about_a_problem_is_opened_and_looks_back(arrive, at):
    arrive(title="震后墙体开裂")
    topic, count = actions.start(entry=ENTRY, by=BY, at=at)
    assert (topic.name, count) == ("地震涉灾", 1)


def test_a_topic_opened_wrongly_is_taken_back_and_its_name_is_free(topic, arrive, at):
    arrive(title="震后墙体开裂")
    with pytest.raises(Refusal, match="至少 4 个字"):
        actions.take_back(topic_id=topic.pk, reason="错", by=BY, at=at)
    assert TopicTie.objects.count() == 1
    actions.take_back(topic_id=topic.pk, reason="名称写错了", by=BY, at=at)
    assert not TopicTie.objects.exists()
    entry = AuditEntry.objects.get(event="topic.taken_back")
    assert entry.after == {"reason": "名称写错了"}
    again, proposed = actions.start(entry=ENTRY, by=BY, at=at)
    assert proposed == 1
    tie = TopicTie.objects.get()
    actions.decide(tie_ids=[tie.pk], belongs=True, by=BY, at=at)
    with pytest.raises(Refusal, match="已经有事项确认"):
        actions.take_back(topic_id=again.pk, reason="名称写错了", by=BY, at=at)


def test_a_large_register_is_looked_back_at_by_and_by(arrive, at, monkeypatch):
    monkeypatch.setattr(actions, "WINDOW", 2)
    monkeypatch.setattr(actions, "WINDOWS", 1)
    fits = [arrive(title="震后墙体开裂").pk for _n in range(3)]
    arrive(title="路灯损坏")
    topic, count = actions.start(entry=ENTRY, by=BY, at=at)
    assert (count, queries.looks_back(topic.pk)) == (1, True)
    said = scheduled.look_back(since=at, at=at)
    assert "2 件" in said
    assert set(TopicTie.objects.values_list("matter_id", flat=True)) == set(fits)
    assert queries.looks_back(topic.pk)
    scheduled.look_back(since=at, at=at)
    assert not queries.looks_back(topic.pk)
    assert TopicTie.objects.count() == 3


def test_a_topic_that_still_looks_back_is_taken_back(arrive, at, monkeypatch):
    monkeypatch.setattr(actions, "WINDOW", 1)
    arrive(title="震后墙体开裂"), arrive(title="震后墙体开裂")
    topic, _count = actions.start(entry=ENTRY, by=BY, at=at)
    actions.take_back(topic_id=topic.pk, reason="与上一个专题重复", by=BY, at=at)
    assert scheduled.look_back(since=at, at=at)
    assert not SpecialTopic.objects.exists()
