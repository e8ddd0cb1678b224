"""What the desk's forms begin with, and what they refuse."""

from xinfang.faces.workbench.receptions.desk_forms import ArriveForm, CallForm


def test_a_number_is_called_to_where_the_day_is_held():
    assert CallForm(place="2号接待室")["room"].initial == "2号接待室"
    assert CallForm({"room": "3号接待室"}).is_valid()
    assert not CallForm({"room": ""}).is_valid()


def test_more_people_than_a_hall_holds_are_a_slip_of_the_finger():
    form = ArriveForm({"head_count": "999999999999"})
    assert form.errors["head_count"] == ["人数太多，请核对。"]
