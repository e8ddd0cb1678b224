"""A matter under supervision, held, or listed as a backlog case does not vanish in another, where its order
or its case would hold nothing any more; into such a matter others are merged as ever."""

from datetime import timedelta

import pytest

from xinfang.casework.acts import actions
from xinfang.casework.acts.queries import allowed, why_not
from xinfang.casework.backlog import actions as backlog
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter
from xinfang.casework.supervision import actions as supervision
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal

CLERK = Actor(1, "登记员1号")
ARTICLE = "（《信访工作条例》（2022）第二十二条）"


@pytest.fixture
def two(district, arrival, at):
    """Two letters, each with the street."""
    letters = [arrival(title=title) for title in ("物业收费不公示", "物业乱收费")]
    intake.register_many(letters, unit_id=district.root.pk, by=CLERK, at=at)
    found = list(Matter.objects.order_by("pk"))
    ids = [each.pk for each in found]
    actions.route(matter_ids=ids, to_unit_id=district.street.pk, by=CLERK, at=at)
    return found


@pytest.fixture
def supervised(two, district, at):
    """The first of them, under an order by a means."""

    def order(means):
        ordered = supervision.Ordered(
            district.street.pk, "late", means, "转送以后没有动静。", "十日内书面回复。",
            at.date() + timedelta(days=10),
        )  # fmt: skip
        return supervision.order(matter_id=two[0].pk, ordered=ordered, by=CLERK, at=at)

    return order


@pytest.fixture
def listed(two, at):
    """The first of them, on a list."""
    own, listed = {"by": CLERK, "at": at}, backlog.Listed("old", at.date())
    made = backlog.make_list(name="第一批", listed_on=at.date(), unit_id=two[0].registered_unit_id, **own)
    return backlog.put_on(list_id=made, matter_id=two[0].pk, listed=listed, **own)


def merge(matter, into, at):
    actions.merge(matter_id=matter.pk, into_id=into.pk, by=CLERK, at=at, reason="同一件事")


def refused(two, at, words, scope, district):
    """That merging is refused with the article, said beforehand, and offered to nobody."""
    with pytest.raises(Refusal, match=words) as told:
        merge(*two, at)
    assert str(told.value).endswith(ARTICLE)
    matter = Matter.objects.get(pk=two[0].pk)
    assert why_not(matter, "merge", at.date()) == str(told.value)
    office = scope("office_head", district.root)
    assert "merge" not in {row.verb for row in allowed(office, matter, at.date())}
    assert matter.state == "routed"


@pytest.mark.parametrize("means", ["phone", "document"])  # in force; a letter that waits for its seal
def test_a_supervised_matter_is_not_merged_until_the_order_ends(two, supervised, at, scope, district, means):
    pk = supervised(means)
    refused(two, at, "有督办还没有结束.*审核通过或者撤回", scope, district)
    supervision.withdraw(order_id=pk, reason="督办错了一件事", by=CLERK, at=at)
    merge(*two, at)
    assert Matter.objects.get(pk=two[0].pk).state == "merged"


def test_others_are_merged_into_a_supervised_matter(two, supervised, at):
    supervised("phone")
    merge(two[1], two[0], at)
    assert Matter.objects.get(pk=two[1].pk).state == "merged"


def test_a_hold_of_any_room_keeps_a_matter_apart(two, at, scope, district):
    hold = actions.pin(matter_id=two[0].pk, reason="等鉴定结果", room="backlog", by=CLERK, at=at)
    refused(two, at, "暂时不能并入别的事项：等鉴定结果。", scope, district)
    actions.release(hold_id=hold.pk, by=CLERK, at=at)
    merge(*two, at)


def test_an_open_backlog_case_is_resolved_where_it_is_listed(two, listed, at, scope, district):
    refused(two, at, "正作为积案化解.*办结或者移出", scope, district)
    backlog.remove(case_id=listed, reason="不符合积案标准", by=CLERK, at=at)
    merge(*two, at)
