"""An objection is answered by whoever sent the matter: a middle tier has it again and routes it on."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection

from xinfang.casework.acts import actions as acts
from xinfang.casework.acts.queries import allowed
from xinfang.casework.assignments import actions
from xinfang.casework.assignments.models import Assignment
from xinfang.casework.assignments.queries import placed, returned_to
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.models import Notice

ANSWERS = {"take_back", "receive_back", "keep", "escalate"}
WHY = "不在本社区范围"


@pytest.fixture
def hands(district):
    """An office's clerk, a street's clerk, a community's handler."""

    def at_unit(number, label, unit):
        return Actor(number, label, unit.pk, unit.name)

    return {
        "office": at_unit(11, "登记员1号", district.root),
        "street": at_unit(12, "街道登记员", district.street),
        "community": at_unit(13, "社区承办人", district.community),
    }


@pytest.fixture
def sent_on(district, arrival, at, hands) -> Matter:
    """The office forwarded it to the street, the street two days later to its community."""
    told = intake.register(arrival(), unit_id=district.root.pk, by=hands["office"], at=at)
    acts.route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=hands["office"], at=at)
    later = at + timedelta(days=2)
    acts.route(matter_ids=[told.matter_id], to_unit_id=district.community.pk, by=hands["street"], at=later)
    return Matter.objects.get(pk=told.matter_id)


@pytest.fixture
def objected(sent_on, at, hands) -> Matter:
    day = at + timedelta(days=4)
    actions.object_to(matter_id=sent_on.pk, reason=WHY, by=hands["community"], at=day)
    sent_on.refresh_from_db()
    return sent_on


def answers(scope, matter, at):
    return {row.verb for row in allowed(scope, matter, at.date())} & ANSWERS


def test_who_sent_it_is_written_down(sent_on, district):
    senders = Assignment.objects.filter(matter=sent_on).order_by("pk").values_list("sent_by_unit", flat=True)
    assert list(senders) == [district.root.pk, district.street.pk]
    assert sent_on.sent_by_unit == district.street


def test_the_street_that_sent_it_answers_and_so_may_the_office_but_not_the_unit_that_objects(
    objected, scope, district, at
):
    assert answers(scope("clerk", district.street), objected, at) == {"receive_back", "keep", "escalate"}
    assert answers(scope("clerk", district.root), objected, at) == ANSWERS
    assert answers(scope("clerk", district.community), objected, at) == set()
    assert answers(scope("clerk", district.other), objected, at) == set()


def test_the_office_above_all_answers_where_nobody_sent_it_on(district, arrival, at, hands, scope):
    told = intake.register(arrival(), unit_id=district.root.pk, by=hands["office"], at=at)
    acts.route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=hands["office"], at=at)
    actions.object_to(matter_id=told.matter_id, reason=WHY, by=hands["street"], at=at)
    matter = Matter.objects.get(pk=told.matter_id)
    assert answers(scope("clerk", district.root), matter, at) == {"take_back", "keep", "escalate"}
    assert answers(scope("clerk", district.street), matter, at) == set()


def test_a_unit_above_its_sender_does_not_answer_its_own_objection(district, arrival, at, hands, scope):
    told = intake.register(arrival(), unit_id=district.root.pk, by=hands["office"], at=at)
    ids = [told.matter_id]
    acts.route(matter_ids=ids, to_unit_id=district.community.pk, by=hands["office"], at=at)
    acts.route(matter_ids=ids, to_unit_id=district.street.pk, by=hands["community"], at=at)
    actions.object_to(matter_id=ids[0], reason=WHY, by=hands["street"], at=at)
    matter = Matter.objects.get(pk=ids[0])
    assert answers(scope("clerk", district.street), matter, at) == set()
    assert answers(scope("clerk", district.community), matter, at) == {"receive_back", "keep", "escalate"}


def test_what_a_unit_sent_to_itself_it_does_not_object_to(district, arrival, at, hands):
    told = intake.register(arrival(), unit_id=district.street.pk, by=hands["street"], at=at)
    acts.route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=hands["street"], at=at)
    with pytest.raises(Refusal, match="本单位自己"):
        actions.object_to(matter_id=told.matter_id, reason=WHY, by=hands["street"], at=at)


def test_the_office_that_objects_itself_is_answered_by_who_sent_it_back(district, arrival, at, hands, scope):
    told = intake.register(arrival(), unit_id=district.street.pk, by=hands["street"], at=at)
    ids = [told.matter_id]
    acts.route(matter_ids=ids, to_unit_id=district.community.pk, by=hands["street"], at=at)
    acts.route(matter_ids=ids, to_unit_id=district.street.pk, by=hands["community"], at=at)
    actions.object_to(matter_id=ids[0], reason=WHY, by=hands["street"], at=at)
    matter = Matter.objects.get(pk=ids[0])
    assert answers(scope("clerk", district.street), matter, at) == set()
    with pytest.raises(Refusal, match="由转来的单位"):
        actions.take_back(matter_id=ids[0], by=hands["street"], at=at)


def test_the_street_agrees_and_has_it_again_with_its_own_days_running_on(objected, district, at, hands):
    mine = Clock.objects.filter(matter=objected, family="notify").order_by("pk").first()
    actions.receive_back(matter_id=objected.pk, reason="", by=hands["street"], at=at + timedelta(days=5))
    matter = Matter.objects.get(pk=objected.pk)
    assert (matter.state, matter.unit, matter.sent_by_unit) == ("routed", district.street, district.root)
    running = Clock.objects.get(matter=matter, family="notify", state="open")
    assert (running.pk, running.due_on) == (mine.pk, mine.due_on)  # from the street's own receipt
    now, left, before = placed(matter.pk)
    assert (now.unit, now.state, now.kind) == ("中和街道", "running", "forward")
    assert (left.unit, left.state, left.objection) == ("朝阳社区", "returned", WHY)
    assert (before.unit, before.state) == ("中和街道", "passed_on")
    assert Notice.objects.filter(kind="staff.taken_back").count() == 0  # nobody has an account there


def test_it_is_routed_on_and_comes_back_once_more_with_the_same_days(objected, district, at, hands):
    due = Clock.objects.filter(matter=objected, family="notify").order_by("pk").first().due_on
    later = at + timedelta(days=6)
    actions.receive_back(matter_id=objected.pk, reason="", by=hands["street"], at=later)
    acts.route(matter_ids=[objected.pk], to_unit_id=district.community.pk, by=hands["street"], at=later)
    assert Matter.objects.get(pk=objected.pk).unit == district.community
    actions.object_to(matter_id=objected.pk, reason=WHY, by=hands["community"], at=later)
    actions.receive_back(matter_id=objected.pk, reason="", by=hands["street"], at=later)
    running = Clock.objects.get(matter=objected, family="notify", state="open")
    assert running.due_on == due


def test_the_street_may_still_object_to_the_office_but_once(objected, at, hands):
    day = at + timedelta(days=5)
    actions.receive_back(matter_id=objected.pk, reason="", by=hands["street"], at=day)
    actions.object_to(matter_id=objected.pk, reason="也不属于本街道", by=hands["street"], at=day)
    actions.keep(matter_id=objected.pk, reason="属地在本街道", by=hands["office"], at=day)
    with pytest.raises(Refusal, match="异议已经答复"):
        actions.object_to(matter_id=objected.pk, reason="也不属于本街道", by=hands["street"], at=day)


def test_the_sender_finds_it_among_what_came_back_before_and_after(objected, scope, district, at, hands):
    clerk = scope("clerk", district.street)
    assert list(returned_to(clerk)) == [objected]
    assert list(returned_to(scope("clerk", district.community))) == []
    actions.receive_back(matter_id=objected.pk, reason="", by=hands["street"], at=at + timedelta(days=5))
    assert list(returned_to(clerk)) == [objected]
    acts.route(matter_ids=[objected.pk], to_unit_id=district.community.pk, by=hands["street"], at=at)
    assert list(returned_to(clerk)) == []


def test_a_sender_beside_sees_what_it_sent_on(district, arrival, at, hands, scope):
    told = intake.register(arrival(), unit_id=district.root.pk, by=hands["office"], at=at)
    ids = [told.matter_id]
    acts.route(matter_ids=ids, to_unit_id=district.street.pk, by=hands["office"], at=at)
    acts.route(matter_ids=ids, to_unit_id=district.department.pk, by=hands["street"], at=at)
    assert Matter.objects.visible_to(scope("clerk", district.street)).filter(pk=ids[0]).exists()
    assert not Matter.objects.visible_to(scope("clerk", district.other)).filter(pk=ids[0]).exists()


def test_what_was_sent_on_and_taken_back_at_once_is_the_offices_again(sent_on, at, hands):
    line = sent_on.timeline.order_by("-pk").first()
    acts.undo(act_ids=[line.pk], by=hands["street"], at=line.at + timedelta(seconds=3))
    sent_on.refresh_from_db()
    assert sent_on.sent_by_unit_id == hands["office"].unit_id


def test_what_stands_is_told_who_sent_it(sent_on, district):
    """As the migration does it for matters that were sent before it was written down."""
    moving = import_module("xinfang.casework.migrations.0050_who_sent_it")
    Assignment.objects.filter(matter=sent_on).update(sent_by_unit=None)
    Matter.objects.filter(pk=sent_on.pk).update(sent_by_unit=None)
    with connection.schema_editor() as editor:
        moving.write_senders(None, editor)
    senders = Assignment.objects.filter(matter=sent_on).order_by("pk").values_list("sent_by_unit", flat=True)
    assert list(senders) == [district.root.pk, district.street.pk]
    sent_on.refresh_from_db()
    assert sent_on.sent_by_unit == district.street
