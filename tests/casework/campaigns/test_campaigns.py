"""A campaign counts the receptions of its leaders in its period; parts lie within the whole."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.casework.receptions.conftest import CLERK, HELD, moment, planned, published

from xinfang.casework.campaigns import actions, queries
from xinfang.casework.campaigns.actions import Outline
from xinfang.casework.campaigns.models import Campaign
from xinfang.casework.instructions import actions as instructions
from xinfang.casework.receptions import actions as receptions
from xinfang.casework.receptions.actions import Came, Result
from xinfang.casework.receptions.models import ReceptionDay
from xinfang.casework.rota.queries import receivers
from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.scope import scope_of

__all__ = ["planned", "published"]


@pytest.fixture
def held(published: Any) -> Any:
    """A day with two batches of five people: one settled on the spot, one supervised and answered."""
    published.outline = Outline(
        "书记大接访",
        "重点案件逐件化解。",
        HELD,
        date(2026, 12, 31),
        [published.leader.pk, published.other.pk],
    )
    first, second = (
        receptions.arrive(
            day_id=published.day, came=Came(heads, moment(9), subject="漏水要求修复"), by=CLERK, at=moment(9)
        )
        for heads in (2, 3)
    )
    told = {"told": published.told, "by": CLERK, "at": moment(10), "dictated": True}
    receptions.dispose(
        arrival_id=first, result=Result("settled", "当场解决。", moment(10)), by=CLERK, at=moment(10)
    )
    instruction = receptions.instruct(arrival_id=second, **told)
    receptions.dispose(
        arrival_id=second, result=Result("supervised", "限期办理。", moment(10)), by=CLERK, at=moment(10)
    )
    day = date(2026, 11, 2)
    instructions.answer(instruction_id=instruction, text="已经修复完毕。", by=CLERK, at=moment(9, day=day))
    receptions.record_view(arrival_id=second, accepts=True, asked_on=day, by=CLERK, at=moment(10, day=day))
    return published


def test_figures_by_leader_and_in_all(held: Any, scope: Any) -> None:
    pk = actions.open_campaign(unit_id=held.district.root.pk, outline=held.outline, by=CLERK, at=held.at)
    found = queries.campaign_in(scope("clerk", held.district.root), pk)
    assert found
    first, second, total = queries.figures(found)
    assert (first.days, first.totals.batches, first.totals.persons) == (1, 2, 5)
    assert (second.days, second.totals.batches) == (0, 0)
    assert (total.days, total.totals.settled, total.totals.supervised) == (1, 1, 1)
    assert (total.totals.answered, total.totals.accepted, total.accepted_at_least) == (1, 1, 100)


@pytest.mark.parametrize("more", [0, 4])
def test_figures_ask_the_same_however_many_leaders_take_part(
    held: Any, posted: Any, more: int, django_assert_num_queries: Any
) -> None:
    others = [posted("leader", held.district.root, f"leader {n}").pk for n in range(more)]
    outline = replace(held.outline, leader_ids=[*held.outline.leader_ids, *others])
    pk = actions.open_campaign(unit_id=held.district.root.pk, outline=outline, by=CLERK, at=held.at)
    found = Campaign.objects.get(pk=pk)
    with django_assert_num_queries(8):
        rows = queries.figures(found)
    assert [row.totals.batches for row in rows] == [2, *[0] * (1 + more), 2]


def test_a_leader_of_the_district_counts_in_the_districts_campaign_and_not_in_a_streets(
    held: Any, scope: Any, posted: Any
) -> None:
    """A day stands in one plan: counted in the part as well, the page of the whole would tell it twice."""
    whole = actions.open_campaign(unit_id=held.district.root.pk, outline=held.outline, by=CLERK, at=held.at)
    own = posted("leader", held.district.street)
    part = actions.open_campaign(
        unit_id=held.district.street.pk,
        outline=replace(held.outline, name="街道接访月", within=whole, leader_ids=[own.pk]),
        by=CLERK,
        at=held.at,
    )
    Campaign.objects.get(pk=part).leaders.update(leader=held.leader)  # as it may have been before
    assert [queries.total(Campaign.objects.get(pk=pk)).days for pk in (whole, part)] == [1, 0]
    offered = dict(queries.whom(scope("office_head", held.district.street), HELD))
    assert held.leader.pk not in offered


def test_what_lies_outside_its_period_or_its_leaders_is_not_counted(held: Any, scope: Any) -> None:
    later = replace(held.outline, first=date(2026, 10, 21))
    others = replace(held.outline, name="主任接访", leader_ids=[held.other.pk])
    for outline in (later, others):
        pk = actions.open_campaign(unit_id=held.district.root.pk, outline=outline, by=CLERK, at=held.at)
        assert queries.figures(Campaign.objects.get(pk=pk))[-1].days == 0


def test_a_street_holds_its_own_within_the_whole(held: Any, scope: Any, posted: Any) -> None:
    whole = actions.open_campaign(unit_id=held.district.root.pk, outline=held.outline, by=CLERK, at=held.at)
    own = posted("leader", held.district.street)
    part = replace(held.outline, within=whole, first=date(2026, 11, 1), leader_ids=[own.pk])
    street = {"unit_id": held.district.street.pk, "by": CLERK, "at": held.at}
    with pytest.raises(Refusal, match="期间之内"):
        actions.open_campaign(outline=replace(part, last=date(2027, 1, 1)), **street)
    actions.open_campaign(outline=part, **street)
    with pytest.raises(Refusal, match="已经有自己的活动"):
        actions.open_campaign(outline=replace(part, name="再来一次"), **street)
    seen = scope("clerk", held.district.root)
    assert [each.unit for each, _sum in queries.parts(seen, Campaign.objects.get(pk=whole))] == [
        held.district.street
    ]
    assert queries.campaign_in(scope("clerk", held.district.street), whole) is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"aims": "好"}, "aims"),
        ({"last": date(2026, 1, 1)}, "last"),
        ({"leader_ids": []}, "leaders"),
    ],
)
def test_what_cannot_be_is_refused(held: Any, change: Any, field: str) -> None:
    outline = replace(held.outline, **change)
    with pytest.raises(Refusal) as told:
        actions.open_campaign(unit_id=held.district.root.pk, outline=outline, by=CLERK, at=held.at)
    assert field in told.value.by_field()
    assert Campaign.objects.count() == 0


def test_it_ends_with_what_came_out_and_once(held: Any) -> None:
    pk = actions.open_campaign(unit_id=held.district.root.pk, outline=held.outline, by=CLERK, at=held.at)
    end = {"campaign_id": pk, "by": CLERK, "at": moment(17)}
    with pytest.raises(Refusal) as told:
        actions.close_campaign(summary="好", **end)
    assert list(told.value.by_field()) == ["early", "summary"]  # it runs until December
    actions.close_campaign(summary="接访两批，件件有结果。", early=True, **end)
    with pytest.raises(Refusal, match="已经结束"):
        actions.close_campaign(summary="接访两批，件件有结果。", **end)


def test_each_figure_opens_the_arrivals_that_it_counts(held: Any, scope: Any) -> None:
    pk = actions.open_campaign(unit_id=held.district.root.pk, outline=held.outline, by=CLERK, at=held.at)
    found = queries.campaign_in(scope("clerk", held.district.root), pk)
    assert found
    for place, row in enumerate(queries.figures(found)[:-1]):
        for which in queries.LISTS:
            assert len(queries.list_of(found, which, place)) == getattr(row.totals, which), (place, which)
    total = queries.figures(found)[-1].totals
    assert [len(queries.list_of(found, which)) for which in queries.LISTS] == [
        getattr(total, which) for which in queries.LISTS
    ]


def test_period_and_leaders_change_by_an_act_that_says_why(held: Any) -> None:
    pk = actions.open_campaign(unit_id=held.district.root.pk, outline=held.outline, by=CLERK, at=held.at)

    def change(**changes: Any) -> None:
        said = {
            "first": HELD,
            "last": date(2027, 1, 31),
            "leader_ids": [held.leader.pk],
            "reason": "春节前再接一轮。",
        }
        actions.change_campaign(campaign_id=pk, by=CLERK, at=held.at, **(said | changes))

    for changes, field in (
        ({"reason": "改"}, "reason"),
        ({"leader_ids": []}, "leaders"),
        ({"last": date(9999, 12, 31)}, "last"),
        ({"last": date(2026, 12, 31), "leader_ids": [held.leader.pk, held.other.pk]}, ""),
    ):
        with pytest.raises(Refusal) as refused:
            change(**changes)
        assert list(refused.value.by_field()) == [field]
    change()
    row = Campaign.objects.get()
    assert (row.last, [each.leader for each in row.leaders.all()]) == (date(2027, 1, 31), [held.leader])
    told = row.changes.get()
    assert "改为" in told.what
    assert "减少领导" in told.what
    actions.close_campaign(campaign_id=pk, summary="接访四场。都有答复", early=True, by=CLERK, at=moment(9))
    with pytest.raises(Refusal, match="已经结束"):
        change(last=date(2027, 2, 28))


def test_what_is_still_to_come_is_said_before_it_ends(held: Any) -> None:
    outline = replace(held.outline, first=date(2026, 1, 1))
    pk = actions.open_campaign(unit_id=held.district.root.pk, outline=outline, by=CLERK, at=held.at)
    before = moment(9, day=HELD - timedelta(days=1))
    ReceptionDay.objects.update(state="planned")
    with pytest.raises(Refusal, match=f"2026-12-31.*1 个接访日.*{HELD.isoformat()}"):
        actions.close_campaign(campaign_id=pk, summary="接访两批，件件有结果。", by=CLERK, at=before)
    ReceptionDay.objects.update(state="closed", closed_at=moment(17))
    after = moment(9, day=date(2026, 12, 31))
    actions.close_campaign(campaign_id=pk, summary="接访两批，件件有结果。", by=CLERK, at=after)


def test_one_that_was_ended_by_mistake_goes_on_with_its_reason(held: Any) -> None:
    pk = actions.open_campaign(unit_id=held.district.root.pk, outline=held.outline, by=CLERK, at=held.at)
    again = {"campaign_id": pk, "by": CLERK, "at": moment(17)}
    with pytest.raises(Refusal, match="没有结束"):
        actions.reopen_campaign(reason="点错了按钮，还有两天。", **again)
    actions.close_campaign(summary="接访两批，件件有结果。", early=True, **again)
    with pytest.raises(Refusal) as told:
        actions.reopen_campaign(reason="错了", **again)
    assert list(told.value.by_field()) == ["reason"]
    actions.reopen_campaign(reason="点错了按钮，还有两天。", **again)
    row = Campaign.objects.get()
    assert (row.closed_at, row.summary) == (None, "")
    assert "接访两批，件件有结果。" in row.changes.get().what
    assert AuditEntry.objects.get(event="campaign.reopened").after == {"reason": "点错了按钮，还有两天。"}


def test_a_part_goes_on_only_after_the_whole_it_is_a_part_of(held: Any, posted: Any) -> None:
    district, own = held.district, posted("leader", held.district.street)
    end = {"summary": "接访两批，件件有结果。", "early": True, "by": CLERK, "at": moment(17)}
    whole = actions.open_campaign(unit_id=district.root.pk, outline=held.outline, by=CLERK, at=held.at)
    outline = replace(held.outline, within=whole, name="街道接访", leader_ids=[own.pk])
    part = actions.open_campaign(unit_id=district.street.pk, outline=outline, by=CLERK, at=held.at)
    for pk in (part, whole):
        actions.close_campaign(campaign_id=pk, **end)
    again = {"reason": "点错了按钮，还有两天。", "by": CLERK, "at": moment(18)}
    with pytest.raises(Refusal, match=f"{held.outline.name}已经结束，请先恢复它"):
        actions.reopen_campaign(campaign_id=part, **again)
    actions.reopen_campaign(campaign_id=whole, **again)
    actions.reopen_campaign(campaign_id=part, **again)
    assert not Campaign.objects.exclude(closed_at=None).exists()


def test_a_head_holds_the_own_units_campaign_and_is_one_who_receives(district: Any, posted: Any) -> None:
    head, leader = posted("unit_head", district.street), posted("leader", district.street)
    posted("leader", district.root)  # whose days the district plans, not a street
    mine = scope_of(head, HELD)
    assert mine.reach("hold_campaigns") == {district.street.pk, district.community.pk}
    assert [pk for pk, _post in queries.whom(mine, HELD)] == [leader.pk, head.pk]


def test_a_day_that_another_leader_takes_over_stays_in_the_sum(
    published: Any, scope: Any, posted: Any
) -> None:
    root = published.district.root
    outline = Outline("书记大接访", "重点案件逐件化解。", HELD, HELD, [published.leader.pk])
    pk = actions.open_campaign(unit_id=root.pk, outline=outline, by=CLERK, at=published.at)
    receptions.stand_in(
        day_id=published.day, leader_id=posted("leader", root, "third").pk, post="副主任",
        reason="书记外出开会", by=CLERK, at=published.at,
    )  # fmt: skip
    came = Came(2, moment(9), subject="漏水要求修复")
    receptions.arrive(day_id=published.day, came=came, by=CLERK, at=moment(9))
    found = queries.campaign_in(scope("clerk", root), pk)
    first, others, total = queries.figures(found)
    assert (first.days, first.totals.batches) == (0, 0)
    assert (others.post, others.days, others.totals.batches) == ("代为接访的", 1, 1)
    assert [len(queries.list_of(found, "batches", place)) for place in (0, 1, None)] == [0, 1, 1]
    assert (total.days, total.totals.batches, total.totals.persons) == (1, 1, 2)


def test_who_receives_for_another_unit_is_not_named(held: Any, posted: Any, scope: Any) -> None:
    """A row of the district's campaign would stay at nought for a street's leader, unless the district's own
    plan has a day of theirs."""
    root, street = held.district.root, posted("leader", held.district.street)
    named = replace(held.outline, leader_ids=[held.leader.pk, street.pk])
    given = {"unit_id": root.pk, "by": CLERK, "at": held.at}
    clerk = scope("clerk", root)
    assert street.pk not in dict(queries.whom(clerk, HELD))
    with pytest.raises(Refusal, match="不在这个单位接访") as refused:
        actions.open_campaign(outline=named, **given)
    assert list(refused.value.by_field()) == ["leaders"]
    pk = actions.open_campaign(outline=held.outline, **given)
    change = {"campaign_id": pk, "first": HELD, "last": date(2027, 1, 31), "reason": "街道也来接一轮。"}
    with pytest.raises(Refusal, match="不在这个单位接访"):
        actions.change_campaign(leader_ids=named.leader_ids, by=CLERK, at=held.at, **change)
    day = ReceptionDay.objects.get(pk=held.day)
    day.pk, day.leader, day.day = None, street, date(2026, 11, 17)
    day.save()
    assert street.pk in dict(queries.whom(clerk, HELD))
    actions.change_campaign(leader_ids=named.leader_ids, by=CLERK, at=held.at, **change)
    ahead = queries.ahead(Campaign.objects.get(pk=pk), date(2026, 11, 1))
    assert [(row.leader, row.day) for row in ahead] == [(street, date(2026, 11, 17))]


def test_a_head_who_holds_one_can_be_planned(held: Any, posted: Any) -> None:
    """Whoever is offered for a campaign is offered for the days that it counts."""
    street = held.district.street
    head = posted("unit_head", street)
    offered = dict(queries.whom(scope_of(head, HELD), HELD))
    assert offered.keys() <= dict(receivers(street.pk, HELD)).keys()
    assert head.pk in offered
