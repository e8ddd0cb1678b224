"""The units nearest to what is instructed on are offered first, and the one proposed is chosen already."""

from xinfang.faces.workbench.instructions.forms import GiveForm
from xinfang.kernel import clock


def test_the_proposed_and_the_handling_unit_come_first(district):
    near = [district.department.pk, None, district.street.pk, district.department.pk]
    form = GiveForm(day=clock.today(), near=near)
    _blank, (first, nearest), (_others, rest) = form.fields["unit"].choices
    assert first == "拟办单位、承办单位"
    assert [pk for pk, _name in nearest] == [district.department.pk, district.street.pk]
    assert not {pk for pk, _name in rest} & set(near)
    told = {"text": "请核实。", "unit": district.street.pk, "due_on": clock.today()}
    assert GiveForm(told, day=clock.today(), near=near).is_valid()


def test_without_any_the_list_is_as_it_was(district):
    assert all(isinstance(name, str) for _pk, name in GiveForm(day=clock.today()).fields["unit"].choices[1:])
