"""The unit complained of on the case page: shown to all who see it, named by whoever registers there."""

from django.urls import reverse

from xinfang.casework.petitions.models import Matter

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
