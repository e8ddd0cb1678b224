"""Who sees a matter: own units and below; accusations apart; the accused house never."""

from datetime import date

import pytest

from xinfang.casework.acts.actions import route
from xinfang.casework.intake import actions
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.models import Posting
from xinfang.registers.staff.scope import scope_of

BY = Actor(None, "测试")
TODAY = date(2026, 10, 15)


@pytest.fixture
def enter(district, arrival, at):
    def register(unit, **changes):
        told = actions.register(arrival(**changes), unit_id=unit.pk, by=BY, at=at)
        return Matter.objects.get(pk=told.matter_id)

    return register


def sees(scope, matter):
    return Matter.objects.visible_to(scope).filter(pk=matter.pk).exists()


def test_an_office_sees_what_lies_below_it_and_a_sibling_does_not(district, enter, scope):
    matter = enter(district.root, to_unit_id=district.community.pk)
    assert sees(scope("clerk", district.root), matter)
    assert sees(scope("handler", district.street), matter)
    assert sees(scope("handler", district.community), matter)
    assert not sees(scope("handler", district.other), matter)
    assert not sees(scope("handler", district.department), matter)


def test_a_community_does_not_see_what_its_street_keeps(district, enter, scope):
    matter = enter(district.root, to_unit_id=district.street.pk)
    assert not sees(scope("handler", district.community), matter)


def test_roles_without_the_right_see_nothing(district, enter, scope):
    matter = enter(district.root)
    assert not sees(scope("admin", district.root), matter)
    assert not sees(scope("auditor", district.root), matter)


def test_an_ended_posting_gives_nothing(district, enter, posted):
    matter = enter(district.root)
    user = posted("clerk", district.root)
    Posting.objects.filter(user=user).update(valid_to=date(2026, 10, 14))
    assert not sees(scope_of(user, TODAY), matter)


def test_an_accusation_needs_its_own_right(district, enter, scope):
    matter = enter(district.root, purpose="accusation", accused_unit_id=district.department.pk)
    assert not sees(scope("clerk", district.root), matter)
    assert not sees(scope("leader", district.root), matter)
    assert sees(scope("office_head", district.root), matter)


@pytest.mark.parametrize("accused", ["street", "root"])
def test_the_accused_house_never_sees_it_whatever_its_rights(district, enter, scope, accused):
    against = getattr(district, accused)
    matter = enter(district.street, purpose="accusation", accused_unit_id=district.street.pk)
    Matter.objects.filter(pk=matter.pk).update(accused_unit=against)  # the district: as before it was refused
    matter.refresh_from_db()
    assert not sees(scope("office_head", against), matter)
    assert not sees(scope("office_head", district.community), matter)


@pytest.mark.parametrize("target", ["street", "community"])
def test_an_accusation_is_never_routed_to_the_accused_or_below(district, enter, at, target):
    matter = enter(district.root, purpose="accusation", accused_unit_id=district.street.pk)
    with pytest.raises(Refusal, match="检举"):
        route(matter_ids=[matter.pk], to_unit_id=getattr(district, target).pk, by=BY, at=at)
    matter.refresh_from_db()
    assert matter.unit is None
    assert matter.state == "registered"


@pytest.mark.parametrize(
    ("roles", "place", "opened"),
    [
        ("", "other", False),
        ("handler", "other", False),
        ("discipline_handler", "other", True),
        ("office_head handler", "other", True),
        ("office_head", "other", False),  # who opens it there may not handle it
        ("discipline_handler", "root", False),  # the sender's own house
        ("discipline_handler", "department", False),
        ("discipline_handler", "street", False),
    ],
)
def test_an_accusation_is_routed_only_where_somebody_can_handle_it(
    district, enter, posted, at, roles, place, opened
):
    posted("office_head", district.root, "sees it all")
    both = posted("clerk", getattr(district, place))
    for role in roles.split():
        Posting.objects.create(
            user=both, role=role, unit=getattr(district, place), valid_from=date(2020, 1, 1)
        )
    given = {"purpose": "accusation", "accused_unit_id": district.street.pk}
    matter = enter(district.root, **given)
    if opened:
        assert route(matter_ids=[matter.pk], to_unit_id=district.other.pk, by=BY, at=at)
        assert enter(district.root, **given, title="另一件", to_unit_id=district.other.pk).state == "routed"
        return
    with pytest.raises(Refusal, match="还没有可以查看并办理检举控告的人"):
        route(matter_ids=[matter.pk], to_unit_id=district.other.pk, by=BY, at=at)
    with pytest.raises(Refusal, match="还没有可以查看并办理检举控告的人"):
        enter(district.root, **given, title="另一件", to_unit_id=district.other.pk)


def test_one_that_nobody_could_handle_does_not_hinder_the_rest_of_a_table(district, arrival, at):
    to = {"to_unit_id": district.other.pk}
    rows = [arrival(title="检举", purpose="accusation", accused="unknown", **to), arrival(title="修路", **to)]
    refused, done = actions.register_many(rows, unit_id=district.root.pk, by=BY, at=at)
    assert [field for field, _sentence in refused.problems] == ["to_unit_id"]
    assert Matter.objects.get().number == done.number


@pytest.mark.parametrize("change", ["ended", "shut", "also of the accused house"])
def test_whoever_could_not_handle_it_does_not_count(district, enter, posted, at, change):
    head = posted("discipline_handler", district.other)
    if change == "ended":
        Posting.objects.filter(user=head).update(valid_to=date(2026, 10, 1))
    elif change == "shut":
        type(head).objects.update(is_active=False)
    else:
        Posting.objects.create(
            user=head, role="handler", unit=district.community, valid_from=date(2020, 1, 1)
        )
    matter = enter(district.root, purpose="accusation", accused_unit_id=district.street.pk)
    with pytest.raises(Refusal, match="还没有可以查看并办理检举控告的人"):
        route(matter_ids=[matter.pk], to_unit_id=district.other.pk, by=BY, at=at)


def test_what_lies_between_the_sender_and_the_unit_handles_for_it(district, enter, posted, at):
    posted("discipline_handler", district.street)
    matter = enter(district.root, purpose="accusation", accused_unit_id=district.other.pk)
    assert route(matter_ids=[matter.pk], to_unit_id=district.community.pk, by=BY, at=at)


def test_two_postings_add_up(district, enter, posted):
    here = enter(district.root, to_unit_id=district.department.pk)
    there = enter(district.root, to_unit_id=district.other.pk)
    user = posted("handler", district.department)
    Posting.objects.create(user=user, role="handler", unit=district.other, valid_from=date(2020, 1, 1))
    scope = scope_of(user, TODAY)
    assert sees(scope, here)
    assert sees(scope, there)
