"""Accounts, postings, saved filters, and what an actor may see by them."""

from datetime import date, timedelta

import pytest

from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.kernel.models import AuditEntry
from xinfang.registers.organisations import actions as units
from xinfang.registers.staff import actions, queries
from xinfang.registers.staff.models import Posting, SavedView, User
from xinfang.registers.staff.roles import ROLES
from xinfang.registers.staff.scope import acting_unit, scope_for, scope_of

BOSS = Actor(None, "命令行")
TODAY = date(2026, 10, 15)


@pytest.fixture
def account(db, at):
    return actions.add_account(username="li", title="登记员 3 号", password=None, by=BOSS, at=at)


def give(user, role, unit, at, **period):
    period.setdefault("valid_from", date(2026, 1, 1))
    return actions.post(user=user, role=role, unit=unit, by=BOSS, at=at, **period)


def test_an_account_has_no_right_before_it_is_posted(account, district, at):
    assert scope_of(account, TODAY).units == {}
    assert not account.has_usable_password()
    give(account, "clerk", district.root, at)
    assert scope_of(account, TODAY).may("register")


def test_an_account_with_wrong_fields_is_refused_field_by_field(account, at):
    with pytest.raises(Refusal) as told:
        actions.add_account(username="LI", title="", password="123", by=BOSS, at=at)
    assert {problem.field for problem in told.value.problems} == {"username", "title", "password"}


def test_an_actor_sees_the_own_unit_and_below(account, district, at):
    give(account, "handler", district.street, at)
    assert scope_of(account, TODAY).reach("see_matters") == {district.street.pk, district.community.pk}


def test_a_posting_at_a_community_does_not_see_the_street(account, district, at):
    give(account, "handler", district.community, at)
    assert scope_of(account, TODAY).reach("see_matters") == {district.community.pk}


def test_two_postings_add_up(account, district, at):
    give(account, "handler", district.community, at)
    give(account, "clerk", district.department, at)
    scope = scope_of(account, TODAY)
    assert scope.reach("see_matters") == {district.community.pk, district.department.pk}
    assert scope.reach("register") == {district.department.pk}


def test_deliveries_are_seen_by_two_roles_and_only_from_the_district(account, district, at):
    holders = {role.key for role in ROLES.values() if "see_deliveries" in role.permissions}
    assert holders == {"admin", "office_head"}
    give(account, "office_head", district.street, at)
    assert not scope_of(account, TODAY).may("see_deliveries")
    give(account, "admin", district.root, at)
    assert scope_of(account, TODAY).may("see_deliveries")


def test_an_ended_posting_gives_nothing_from_the_next_day(account, district, at):
    posting = give(account, "clerk", district.root, at)
    actions.end_posting(posting=posting, last_day=TODAY, by=BOSS, at=at)
    assert scope_of(account, TODAY).may("register")
    assert not scope_of(account, TODAY + timedelta(days=1)).may("register")


def test_a_posting_is_given_once_and_only_within_a_units_life(account, district, at):
    give(account, "clerk", district.root, at)
    with pytest.raises(Refusal, match="已经有同样的岗位"):
        give(account, "clerk", district.root, at, valid_from=date(2026, 5, 1))
    district.other.valid_to = date(2026, 12, 31)
    district.other.save()
    with pytest.raises(Refusal, match="在 2026-12-31 停用"):
        give(account, "clerk", district.other, at)
    with pytest.raises(Refusal, match="请选择岗位"):
        give(account, "king", district.root, at)


def test_nobody_posts_or_shuts_oneself(account, district, at):
    oneself = Actor(account.pk, "登记员 3 号")
    with pytest.raises(Refusal, match="不能给自己加岗位"):
        actions.post(user=account, role="clerk", unit=district.root, valid_from=TODAY, by=oneself, at=at)
    with pytest.raises(Refusal, match="不能停用自己的账号"):
        actions.deactivate(user=account, by=oneself, at=at)


def test_the_last_administrator_stays(posted, district, at):
    first = posted("admin", district.root)
    posted("admin", district.street)
    with pytest.raises(Refusal, match="最后一位全区管理员"):
        actions.deactivate(user=first, by=BOSS, at=at)
    with pytest.raises(Refusal, match="最后一位全区管理员"):
        actions.end_posting(posting=first.postings.get(), last_day=TODAY, by=BOSS, at=at)
    assert User.objects.get(pk=first.pk).is_active
    posted("admin", district.root, "second")
    actions.deactivate(user=first, by=BOSS, at=at)
    assert not User.objects.get(pk=first.pk).is_active


def test_the_other_administrator_does_not_count_once_an_end_is_set(posted, district, at):
    first, second = posted("admin", district.root), posted("admin", district.root, "second")
    actions.end_posting(posting=first.postings.get(), last_day=date(2026, 12, 31), by=BOSS, at=at)
    with pytest.raises(Refusal, match="最后一位全区管理员"):
        actions.end_posting(posting=second.postings.get(), last_day=TODAY, by=BOSS, at=at)


def test_a_shut_account_can_be_opened_again(account, posted, district, at):
    posted("admin", district.root)
    actions.deactivate(user=account, by=BOSS, at=at)
    actions.reactivate(user=account, by=BOSS, at=at)
    assert User.objects.get(pk=account.pk).is_active


def test_a_new_password_is_told_once_and_stands_nowhere(account, at):
    password = actions.reset_password(user=account, by=BOSS, at=at)
    fresh = User.objects.get(pk=account.pk)
    assert fresh.check_password(password)
    assert len(password.replace("-", "")) == 16
    assert password not in str(list(AuditEntry.objects.values()))
    assert actions.reset_password(user=account, by=BOSS, at=at) != password


def test_an_administrator_of_a_street_looks_after_its_own_people_only(posted, scope, district, at):
    inside = posted("handler", district.community)
    between = posted("handler", district.street)
    give(between, "clerk", district.other, at)
    posted("handler", district.other)
    own = scope("admin", district.street)
    assert [user.username for user in queries.accounts(own, TODAY)] == ["admin-YX-ZH", "handler-YX-ZH-01"]
    assert queries.account_in(own, inside.pk, TODAY) == inside
    assert queries.account_in(own, between.pk, TODAY) is None
    assert queries.posting_in(own, between.postings.first().pk, TODAY) is None


def test_an_administrator_of_the_district_finds_all_and_by_name(posted, scope, district, account):
    own = scope("admin", district.root)
    assert account in queries.accounts(own, TODAY)
    assert queries.accounts(own, TODAY, "3 号") == [account]


def test_filters_are_ones_own_or_shared_with_the_unit(posted, district, at):
    mine, mate, far = (posted("clerk", unit, name) for unit, name in (
        (district.street, "a"), (district.street, "b"), (district.other, "c")
    ))  # fmt: skip
    for owner, name, share in (
        (mine, "我的", None),
        (mate, "共享", district.street.pk),
        (mate, "私有", None),
    ):
        actions.save_view(owner_id=owner.pk, name=name, query="", share_unit_id=share, by=BOSS, at=at)
    seen = {user: [view.name for view in queries.views_of(scope_of(user, TODAY))] for user in (mine, far)}
    assert seen == {mine: ["我的", "共享"], far: []}


def test_only_the_owner_deletes_or_shares_a_filter(posted, district, at):
    mine, other = posted("clerk", district.street, "a"), posted("clerk", district.street, "b")
    view = actions.save_view(owner_id=mine.pk, name="急件", query="", share_unit_id=None, by=BOSS, at=at)
    with pytest.raises(Refusal, match="没有找到这个筛选"):
        actions.share_view(uid=view.uid, owner_id=other.pk, unit_id=district.street.pk, by=BOSS, at=at)
    actions.delete_view(uid=view.uid, owner_id=other.pk, by=BOSS, at=at)
    assert SavedView.objects.get() == view
    actions.share_view(uid=view.uid, owner_id=mine.pk, unit_id=district.street.pk, by=BOSS, at=at)
    assert queries.view_of(scope_of(other, TODAY), view.uid) == view
    with pytest.raises(Refusal, match="已有同名"):
        actions.save_view(owner_id=mine.pk, name="急件", query="", share_unit_id=None, by=BOSS, at=at)


def test_preferences_are_kept_side_by_side(account, at):
    actions.set_preference(user_id=account.pk, key="columns", value=["number"], by=BOSS, at=at)
    actions.set_preference(user_id=account.pk, key="density", value="roomy", by=BOSS, at=at)
    assert User.objects.get().preferences == {"columns": ["number"], "density": "roomy"}
    assert not Posting.objects.exists()


def test_whoever_is_posted_at_the_successor_sees_what_a_merged_unit_left(account, district, at):
    give(account, "handler", district.other, at)
    units.merge_units(unit=district.street, into=district.other, on=TODAY, by=BOSS, at=at)
    reach = scope_of(account, TODAY).reach("see_matters")
    assert reach == {district.other.pk, district.street.pk, district.community.pk}


def test_the_audit_is_read_from_the_district_only(account, district, at):
    Posting.objects.create(
        user=account, role="auditor", unit=district.street, valid_from=date(2026, 1, 1)
    )  # as an older version allowed
    assert not scope_of(account, TODAY).may("read_audit")
    with pytest.raises(Refusal, match="只能设在区一级"):
        give(account, "auditor", district.department, at)
    give(account, "auditor", district.root, at)
    assert scope_of(account, TODAY).may("read_audit")


def test_one_acts_for_the_unit_of_the_posting_that_has_the_right(account, district, at):
    give(account, "handler", district.department, at)  # first, and without the right to plan
    give(account, "clerk", district.street, at)
    scope = scope_of(account, TODAY)
    assert scope.actor.unit_id == district.department.pk
    assert acting_unit(scope, "handle") == district.department.pk
    assert acting_unit(scope, "plan_receptions") == district.street.pk
    assert acting_unit(scope, "supervise") == 0
    holds = [scope.holds("plan_receptions", unit.pk) for unit in (district.street, district.department)]
    assert holds == [True, False]
    assert scope_for(Actor(account.pk, "登记员"), at).units == scope.units
    assert not scope_for(BOSS, at).may("see_matters")
