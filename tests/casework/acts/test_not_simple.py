"""What the measures on simplified handling (简易办理) leave out is refused in words: proposed or accepted."""

from datetime import timedelta

import pytest

from xinfang.casework.acts import actions
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal

BY = Actor(1, "登记员1号")
GROUP = {"cell": "group_visit", "head_count": 7}
JOINT = {"cell": "joint_letter", "head_count": 12}


@pytest.fixture
def came(district, arrival, at):
    def make(**changes):
        told = intake.register(arrival(**changes), unit_id=district.root.pk, by=BY, at=at)
        return Matter.objects.get(pk=told.matter_id)

    return make


@pytest.fixture
def sent(district, at):
    def make(matter, unit=None, **more):
        unit = unit or district.street
        actions.route(matter_ids=[matter.pk], to_unit_id=unit.pk, by=BY, at=at, **more)
        matter.refresh_from_db()
        return matter

    return make


def accepted(matter, at):
    actions.perform(verb="accept_simply", matter_ids=[matter.pk], by=BY, at=at)
    matter.refresh_from_db()
    return matter.procedure


def assigning(at):
    return {"manner": "assign", "due_on": at.date() + timedelta(days=30), "report_form": "书面办结报告"}


@pytest.mark.parametrize("changes", [GROUP, JOINT])
def test_what_a_group_brought_is_not_handled_simply(came, sent, at, changes):
    matter = came(**changes)
    with pytest.raises(Refusal) as refused:
        sent(matter, simple=True)
    told = refused.value.by_field()["simple"][0]
    assert "集体、联名反映" in told
    assert matter.number in told
    sent(matter)
    with pytest.raises(Refusal, match="集体、联名反映的事项，不适用简易办理"):
        accepted(matter, at)
    matter.refresh_from_db()
    assert (matter.state, matter.procedure) == ("routed", "ordinary")
    actions.perform(verb="accept", matter_ids=[matter.pk], by=BY, at=at)


def test_what_came_again_is_not_raised_for_the_first_time(came, sent, at):
    matter = sent(came(), simple=True)
    came(repeats_matter_id=matter.pk, raising_kind="repeat")
    with pytest.raises(Refusal, match="不是初次信访事项"):
        accepted(matter, at)


def test_several_bodies(came, sent, at, district):
    matter = sent(came(), simple=True)
    Matter.objects.filter(pk=matter.pk).update(other_units=[district.department.pk])
    with pytest.raises(Refusal, match="涉及多个责任单位"):
        accepted(matter, at)


def test_what_a_higher_level_assigned(came, sent, at, district):
    with pytest.raises(Refusal) as refused:
        sent(came(), simple=True, **assigning(at))
    assert "上级交办" in refused.value.by_field()["simple"][0]
    matter = sent(came(), **assigning(at))
    with pytest.raises(Refusal, match="上级交办"):
        accepted(matter, at)
    # The district's office is on one level with its departments.
    assert accepted(sent(came(), district.department, simple=True, **assigning(at)), at) == "simple"


def test_an_assignment_that_was_taken_back_counts_no_more(came, sent, at):
    matter = sent(came(), **assigning(at))
    for verb in ("object", "take_back"):
        actions.perform(verb=verb, matter_ids=[matter.pk], by=BY, at=at)
    assert accepted(sent(matter, simple=True), at) == "simple"


def test_one_undone_at_once_counts_no_more(came, at, district, sent):
    matter = came()
    acts = actions.route(matter_ids=[matter.pk], to_unit_id=district.street.pk, by=BY, at=at, **assigning(at))
    actions.undo(act_ids=acts, by=BY, at=at + timedelta(seconds=5))
    matter.refresh_from_db()
    assert accepted(sent(matter, simple=True), at) == "simple"


def test_many_at_once_are_told_apart(came, at, district):
    plain, group = came(), came(**GROUP)
    done, refused = actions.route_each(
        matter_ids=[plain.pk, group.pk], to_unit_id=district.street.pk, by=BY, at=at, simple=True
    )
    assert len(done) == 1
    assert [group.number in sentence for sentence in refused] == [True]


@pytest.mark.parametrize("more", [{}, {"manner": "assign"}])
def test_an_accusation_has_its_own_path(came, sent, at, district, posted, more):
    posted("discipline_head", district.department, "sees accusations")
    matter = came(purpose="accusation")
    told = assigning(at) if more else {}
    with pytest.raises(Refusal) as refused:
        sent(matter, district.department, simple=True, **told)
    sentence = refused.value.by_field()["simple"][0]
    assert "检举控告" in sentence
    assert sentence.endswith("（《信访工作条例》（2022）第三十条）")
    assert sent(matter, district.department, **told).procedure == "ordinary"
