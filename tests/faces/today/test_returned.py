"""What came back to me: objections and returned matters to the office, reports sent back to the unit."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from xinfang.casework.acts.actions import perform, route
from xinfang.casework.assignments import actions as assignments
from xinfang.casework.assignments.queries import returned_to
from xinfang.casework.intake import actions as intake
from xinfang.kernel.actor import Actor

BY = Actor(7, "登记员1号")
WHY = "不属于本单位职权范围"


@pytest.fixture
def sent(district, arrival, at):
    """Three matters with the street: two forwarded, one assigned."""
    told = intake.register_many(
        [arrival(title=f"第{n}件") for n in range(3)], unit_id=district.root.pk, by=BY, at=at
    )
    ids = [each.matter_id for each in told]
    route(matter_ids=ids[:2], to_unit_id=district.street.pk, by=BY, at=at)
    due = date(2026, 11, 20)
    route(matter_ids=ids[2:], to_unit_id=district.street.pk, by=BY, at=at, manner="assign", due_on=due)
    return ids


@pytest.fixture
def back(sent, at):
    """One objected to, one taken back, one whose report was sent back."""
    objected, returned, reported = sent
    assignments.object_to(matter_id=objected, reason=WHY, by=BY, at=at)
    assignments.object_to(matter_id=returned, reason=WHY, by=BY, at=at)
    assignments.take_back(matter_id=returned, by=BY, at=at)
    perform(verb="accept", matter_ids=[reported], by=BY, at=at)
    assignments.report_back(matter_id=reported, by=BY, at=at)
    assignments.return_report(matter_id=reported, reason="没有附处理意见书", by=BY, at=at)
    return sent


def found(scope):
    return sorted(returned_to(scope).values_list("pk", flat=True))


def test_the_office_sees_objections_and_what_it_took_back(scope, district, back):
    assert found(scope("clerk", district.root)) == back[:2]


def test_the_unit_sees_the_report_that_was_sent_back(scope, district, back):
    assert found(scope("handler", district.street)) == back[2:]


def test_another_unit_and_those_who_only_read_see_nothing(scope, district, back):
    assert found(scope("handler", district.other)) == []
    assert found(scope("leader", district.root)) == []


def test_what_was_dealt_with_is_gone(scope, district, back, at):
    objected, returned, reported = back
    later = at + timedelta(hours=1)
    assignments.keep(matter_id=objected, reason="确属你单位职权范围", by=BY, at=later)
    route(matter_ids=[returned], to_unit_id=district.other.pk, by=BY, at=later)
    assignments.report_back(matter_id=reported, by=BY, at=later)
    assert found(scope("clerk", district.root)) == []
    assert found(scope("handler", district.street)) == []


def test_nothing_is_there_before_anything_came_back(scope, district, sent):
    assert found(scope("clerk", district.root)) == []
    assert found(scope("handler", district.street)) == []


def test_a_matter_withdrawn_and_asked_for_again_did_not_come_back(scope, district, sent, at):
    perform(verb="withdraw", matter_ids=sent[:1], by=BY, at=at)
    perform(verb="reopen", matter_ids=sent[:1], by=BY, at=at)
    assert found(scope("clerk", district.root)) == []


@pytest.mark.parametrize(("role", "place", "count"), [("clerk", "root", "2"), ("handler", "street", "1")])
def test_the_card_counts_them_and_its_list_is_a_filter_of_the_worklist(
    client, posted, district, back, role, place, count
):
    client.force_login(posted(role, getattr(district, place)))
    page = client.get("/?tab=returned")
    card = page.context["cards"][3]
    assert (str(card.label), card.count, card.on) == ("退回给我的", count, True)
    assert len(page.context["lines"]) == int(count)
    listed = client.get(reverse("workbench:worklist") + f"?{card.query}")
    assert len(listed.context["lines"]) == int(count)
    assert "退回给我的" in listed.content.decode()
