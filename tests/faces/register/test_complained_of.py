"""The unit complained of on the form: it may stay blank, and goes when the purpose becomes an accusation."""

from xinfang.casework.petitions.models import Matter, Petition


def test_a_letter_is_registered_with_it_and_without_it(clerk, post, district):
    assert post(clerk).status_code == 200
    post(clerk, complained_unit_id=str(district.street.pk), title="投诉街道窗口排队太久")
    assert set(Matter.objects.values_list("title", "complained_unit__name")) == {
        ("墙体开裂要求鉴定", None),
        ("投诉街道窗口排队太久", district.street.name),
    }


def test_it_goes_when_the_purpose_is_switched_to_an_accusation(clerk, post, district):
    post(clerk, complained_unit_id=str(district.street.pk), purpose="accusation", accused_unit_id="unknown")
    assert Matter.objects.get().complained_unit is None


def test_what_came_again_has_it_on_the_first(clerk, post, district):
    post(clerk)
    first = Matter.objects.get()
    again = {"repeats_matter_id": str(first.pk), "raising_kind": "repeat"}
    answer = post(clerk, complained_unit_id=str(district.street.pk), **again)
    assert "被投诉单位记在原件上" in answer.content.decode()
    assert Petition.objects.count() == 1
