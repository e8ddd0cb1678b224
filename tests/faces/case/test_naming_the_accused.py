"""Against whom an accusation is: shown, named on a page of its own, never asked of who may not open it."""

import pytest
from tests.faces.case.conftest import page

from xinfang.casework.acts import actions as acts
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor

BY = Actor(None, "经办")
WHY = "补充材料写明是该局的工作人员。"


@pytest.fixture
def accusation(matter, as_):
    """An accusation against nobody knows whom."""
    return matter(purpose="accusation", accused="unknown")


def test_whoever_may_open_it_sees_that_nobody_knows_and_names_the_unit(accusation, as_, district):
    client = as_("office_head")
    shown = client.get(page(accusation)).content.decode()
    assert "不详" in shown
    assert page(accusation, "name_accused") in shown
    asked = client.get(page(accusation, "name_accused")).content.decode()
    assert "不是本区单位" in asked
    told = client.post(
        page(accusation, "name_accused"), {"accused": str(district.street.pk), "reason": WHY}, follow=True
    ).content.decode()
    assert "指明被检举的单位：中和街道" in told
    assert "已指明被检举的单位" in told
    accusation.refresh_from_db()
    assert (accusation.accused_unit, accusation.accused) == (district.street, "")


MISSING = [
    ({"reason": WHY}, "accused"),
    ({"accused": "0", "reason": WHY}, "accused"),
    ({"accused": "outside"}, "reason"),
]


@pytest.mark.parametrize(("data", "field"), MISSING)
def test_what_is_missing_is_said_at_its_field(accusation, as_, data, field):
    answer = as_("office_head").post(page(accusation, "name_accused"), data)
    assert set(answer.context["act_form"].errors) == {field}
    assert Matter.objects.get(pk=accusation.pk).accused == "unknown"


def test_it_is_not_there_for_the_others_nor_for_an_appeal(accusation, matter, as_):
    for role in ("clerk", "leader", "unit_head"):
        assert as_(role).get(page(accusation, "name_accused")).status_code == 404
    assert as_("office_head").get(page(matter(), "name_accused")).status_code == 404


def test_who_names_the_own_house_is_led_to_the_list_and_not_into_a_dead_end(accusation, as_, district, at):
    client = as_("discipline_handler", "department")
    acts.route(matter_ids=[accusation.pk], to_unit_id=district.department.pk, by=BY, at=at)
    named = {"accused": str(district.department.pk), "reason": WHY}
    answer = client.post(page(accusation, "name_accused"), named, follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain == [("/worklist/", 302)]
    assert client.get(page(accusation)).status_code == 404
    assert Matter.objects.get(pk=accusation.pk).state == "registered"
