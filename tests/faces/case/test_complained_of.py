"""The unit complained of on the case page: shown to all who see it, named by whoever registers there."""

from datetime import date

from django.urls import reverse

from xinfang.casework.petitions.models import Matter
from xinfang.registers.organisations.models import Unit

WHY = "信访人补充说明投诉的是街道。"


def address(matter):
    return reverse("workbench:matter_complained", args=[matter.number])


def page_of(client, matter):
    return client.get(reverse("workbench:matter", args=[matter.number])).content.decode()


def test_the_clerk_names_it_and_sets_it_right(matter, as_, district):
    found, clerk = matter(), as_("clerk")
    assert address(found) in page_of(clerk, found)
    shown = clerk.post(address(found), {"unit": str(district.department.pk)}, follow=True).content.decode()
    assert f"登记被投诉单位：{district.department.name}" in shown
    answer = clerk.post(address(found), {"unit": str(district.street.pk), "reason": ""})
    assert set(answer.context["act_form"].errors) == {"reason"}
    told = {"unit": str(district.street.pk), "reason": WHY}
    shown = clerk.post(address(found), told, follow=True).content.decode()
    assert f"更正为：{district.street.name}" in shown
    assert Matter.objects.get(pk=found.pk).complained_unit == district.street


def test_the_unit_that_decides_sees_it_and_does_not_change_it(matter, as_, district):
    found = matter("routed", complained_unit_id=district.street.pk)
    for role in ("handler", "unit_head"):
        client = as_(role, "street")
        shown = page_of(client, found)
        assert "被投诉单位" in shown
        assert address(found) not in shown
        assert client.get(address(found)).status_code in (403, 404)
    assert Matter.objects.get(pk=found.pk).complained_unit == district.street


def test_of_an_accusation_the_page_says_why_there_is_none(matter, as_):
    secret, head = matter(purpose="accusation", accused="unknown"), as_("office_head")
    assert address(secret) not in page_of(head, secret)
    answer = head.get(address(secret))
    assert answer.status_code == 409
    assert "指明被检举单位" in answer.content.decode()


def test_its_own_unit_does_not_take_its_name_off(matter, as_, district):
    found = matter(complained_unit_id=district.street.pk)
    Matter.objects.filter(pk=found.pk).update(registered_unit=district.street)
    clerk = as_("clerk", "street")
    assert address(found) not in page_of(clerk, found)
    answer = clerk.post(address(found), {"unit": "", "reason": WHY})
    assert answer.status_code == 409
    assert "报上级信访部门" in answer.content.decode()
    assert Matter.objects.get(pk=found.pk).complained_unit == district.street
    assert address(found) in page_of(as_("clerk"), found)  # the office above sets it right


def test_a_unit_that_ended_stands_on_in_the_form(matter, as_, district):
    Unit.objects.filter(pk=district.street.pk).update(valid_to=date(2020, 1, 1))
    found, clerk = matter(complained_unit_id=district.street.pk), as_("clerk")
    page = clerk.get(address(found)).content.decode()
    assert f'<option value="{district.street.pk}" selected>' in page
    clerk.post(address(found), {"unit": str(district.street.pk), "reason": WHY})
    assert Matter.objects.get(pk=found.pk).complained_unit == district.street


def test_of_two_windows_the_second_is_told_what_was_done(matter, as_, district):
    found, clerk = matter(), as_("clerk")
    seen = clerk.get(address(found)).context["seen"]
    clerk.post(address(found), {"unit": str(district.street.pk), "seen": seen})
    again = clerk.post(address(found), {"unit": str(district.street.pk), "seen": seen}, follow=True)
    assert "没有改动" in again.content.decode()  # pressed twice
    other = clerk.post(
        address(found), {"unit": str(district.other.pk), "seen": seen, "reason": WHY}
    ).content.decode()
    assert "请看过再确认" in other
    assert Matter.objects.get(pk=found.pk).complained_unit == district.street
