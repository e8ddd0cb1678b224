"""An accusation is handled by those who may open it: nobody acts on what they cannot see."""

from datetime import date

import pytest

from xinfang.casework.acts.actions import perform, route
from xinfang.casework.acts.queries import allowed
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.registers.staff.roles import ROLES

BY = Actor(None, "测试")
TODAY = date(2026, 10, 15)


@pytest.fixture
def able(district, posted, scope, arrival, at):
    """Which acts a role of the department (a discipline organ) may do: able("take_up", "handler")."""
    posted("discipline_handler", district.department, "核查人1号")
    told = intake.register(
        arrival(purpose="accusation", accused_unit_id=district.street.pk),
        unit_id=district.root.pk, by=BY, at=at,
    )  # fmt: skip
    route(matter_ids=[told.matter_id], to_unit_id=district.department.pk, by=BY, at=at)
    scopes = {role: scope(role, district.department) for role in ROLES}

    def found(verb):
        """The roles that see the matter and are allowed the act, as the pages ask."""
        return {
            role
            for role, mine in scopes.items()
            for matter in Matter.objects.visible_to(mine).filter(pk=told.matter_id)
            if verb in {row.verb for row in allowed(mine, matter, TODAY)}
        }

    found.matter_id = told.matter_id
    return found


def test_a_discipline_organ_takes_up_looks_into_and_answers_its_own_accusations(able, at):
    assert able("take_up") == {"discipline_handler", "discipline_head"}
    perform(verb="take_up", matter_ids=[able.matter_id], by=BY, at=at)
    assert able("feed_back") == {"discipline_head", "office_head"}


def test_no_other_accusation_is_open_to_it(district, scope, arrival, at):
    against = intake.register(
        arrival(title="另一件", purpose="accusation", accused_unit_id=district.department.pk),
        unit_id=district.root.pk, by=BY, at=at,
    )  # fmt: skip
    elsewhere = intake.register(arrival(title="第三件"), unit_id=district.root.pk, by=BY, at=at)
    seen = Matter.objects.visible_to(scope("discipline_head", district.department))
    assert {against.matter_id, elsewhere.matter_id}.isdisjoint(seen.values_list("pk", flat=True))
