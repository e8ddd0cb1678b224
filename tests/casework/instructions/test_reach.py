"""A leader instructs the own unit and those below; the district's leaders, and its office for others, all."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from xinfang.casework.instructions import actions, queries
from xinfang.casework.instructions.actions import Asking, Told
from xinfang.casework.instructions.models import Instruction
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.models import Posting

CLERK = Actor(1, "登记员1号")
DUE = date(2026, 10, 30)


@pytest.fixture
def street(district: Any, posted: Any, at: Any) -> Any:
    district.leader = posted("leader", district.street)
    district.by = Actor(district.leader.pk, str(district.leader), district.street.pk, "中和街道")
    district.at = at
    return district


def instruct(street: Any, unit: Any, *, kept: Any = None, by: Any = None, source: str = "reception") -> int:
    asking = Asking(source, (kept or street.street).pk, street.leader.pk, subject="路灯不亮")
    return actions.instruct(
        asking=asking, told=Told("请三日内修复。", unit.pk, DUE), by=by or street.by, at=street.at,
        dictated=by is not None,
    )  # fmt: skip


def test_a_street_instructs_itself_and_its_communities(street: Any) -> None:
    for unit in (street.street, street.community):
        assert Instruction.objects.get(pk=instruct(street, unit)).unit == unit


@pytest.mark.parametrize("source", ["reception", "matter"])
def test_another_house_is_reached_by_way_of_the_district(street: Any, source: str) -> None:
    for kept in (street.street, street.root) if source == "matter" else (street.street,):
        with pytest.raises(Refusal, match="报送云溪区.*信访局转") as refused:
            instruct(street, street.department, kept=kept, source=source)
        assert refused.value.problems[0].field == "unit"
    with pytest.raises(Refusal, match="信访局转"):  # nor by the hand of the street's own clerk
        instruct(street, street.department, by=CLERK)
    assert not Instruction.objects.exists()


def test_the_office_of_the_district_writes_down_what_it_forwards(street: Any) -> None:
    pk = instruct(street, street.department, kept=street.root, by=CLERK)
    assert Instruction.objects.get(pk=pk).unit == street.department


def test_who_receives_for_the_district_reaches_every_unit(street: Any) -> None:
    pk = instruct(street, street.department, kept=street.root)
    assert Instruction.objects.get(pk=pk).unit == street.department


def test_a_leader_of_the_district_reaches_every_unit(street: Any, posted: Any) -> None:
    head = posted("leader", street.root)
    asking = Asking("matter", street.root.pk, head.pk, subject="路灯不亮")
    by = Actor(head.pk, str(head))
    for unit in (street.department, street.community, street.root):
        actions.instruct(asking=asking, told=Told("请修复。", unit.pk, DUE), by=by, at=street.at)
    assert Instruction.objects.count() == 3


def test_what_goes_to_another_unit_stays_in_the_house_unless_the_office_of_the_district_gives_it(
    street: Any,
) -> None:
    pk, later = instruct(street, street.street), street.at + timedelta(hours=1)
    given = {"due_on": DUE, "reason": "路灯由这个单位管。", "at": later}
    with pytest.raises(Refusal, match="信访局转"):
        actions.readdress(instruction_id=pk, unit_id=street.department.pk, by=street.by, **given)
    actions.readdress(instruction_id=pk, unit_id=street.community.pk, by=street.by, **given)
    kept = instruct(street, street.street, kept=street.root, source="matter")
    actions.readdress(instruction_id=kept, unit_id=street.department.pk, by=CLERK, **given)


def test_nothing_is_put_before_a_leader_that_cannot_be_given(street: Any) -> None:
    asking = Asking("matter", street.root.pk, street.leader.pk, subject="路灯不亮")
    asked = {"asking": asking, "proposal": "拟请修复。", "due_on": DUE, "by": CLERK, "at": street.at}
    with pytest.raises(Refusal, match="信访局转"):
        actions.ask(unit_id=street.department.pk, **asked)
    pk = actions.ask(unit_id=street.street.pk, **asked)
    row, day = Instruction.objects.get(pk=pk), street.at.date()
    offered = {street.street.pk, street.community.pk}
    assert queries.units_for(row, street.leader.pk, day) == offered
    assert queries.units_for(row, None, day) is None  # the district's clerk


def test_a_minor_posting_at_the_district_binds_no_unit(street: Any, posted: Any) -> None:
    Posting.objects.create(
        user=street.leader, unit=street.root, role="statistician", valid_from=date(2026, 1, 1)
    )
    with pytest.raises(Refusal, match="信访局转"):
        instruct(street, street.department)
    assert instruct(street, street.community)


def test_the_form_of_a_street_offers_what_its_leaders_may_bind(street: Any, posted: Any, client: Any) -> None:
    client.force_login(posted("clerk", street.street))
    day = {"user": street.leader, "role": "leader", "valid_from": date(2026, 1, 1)}

    def offered() -> set[Any]:
        form = client.get(reverse("workbench:instructions_new")).context["form"]
        return {value for value, _label in form.fields["unit"].choices if value}

    assert offered() == {street.street.pk, street.community.pk}
    Posting.objects.create(unit=street.root, **day)
    assert street.department.pk in offered()
