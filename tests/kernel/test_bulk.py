"""Many rows at once are the rows that the ORM would have written one by one."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.translation import gettext_lazy

from xinfang.casework.petitions.models import Channel, Matter, Petition, TimelineEntry
from xinfang.kernel.bulk import change_many, copy_in, reserve_keys, unsaved
from xinfang.registers.petitioners.models import Person

pytestmark = pytest.mark.django_db


def petition(district, at):
    """What every petition must have, beside its number."""
    return {
        "year": 2026,
        "channel": "letter",
        "received_at": at,
        "registered_at": at,
        "registered_unit_id": district.root.pk,
        "head_count": 1,
        "form_key": uuid4(),
        "form_digest": b"",
        "query_digest": uuid4().bytes,
    }


def test_copied_rows_read_back_as_written(district, at):
    odd = 'tab\there, "quoted" \\N and 𠮷\nnext line'
    fields = {"number": "1", "title": odd, "registered_unit_id": district.root.pk, "received_at": at}
    matter = unsaved(Matter)(**fields)
    copy_in(Matter, [matter])
    line = unsaved(TimelineEntry)(matter_id=matter.pk, at=at, verb="note", data={"字": [1, None, odd]})
    copy_in(TimelineEntry, [line])
    person = unsaved(Person)(name="王小明", created_at=at)
    copy_in(Person, [person])
    found = Matter.objects.get()
    assert (found.pk, found.title, found.received_at, found.unit_id) == (matter.pk, odd, at, None)
    assert TimelineEntry.objects.get().data == {"字": [1, None, odd]}
    assert (Person.objects.get().name, Person.objects.get().birth) == ("王小明", "")


def test_an_unsaved_row_has_the_models_defaults_of_its_own(at):
    one, two = unsaved(TimelineEntry)(verb="a"), unsaved(TimelineEntry)(verb="b")
    assert one.data == two.data == {}
    assert one.data is not two.data
    assert unsaved(Petition)().uid != unsaved(Petition)().uid
    assert one.pk is None


def test_a_column_that_is_not_there_is_refused():
    with pytest.raises(TypeError, match="matter"):
        unsaved(TimelineEntry)(matter=None)


def test_changed_rows_change_and_no_others(district, at):
    fields = {"title": "题", "registered_unit_id": district.root.pk, "received_at": at}
    matters = [unsaved(Matter)(number=str(number), **fields) for number in range(3)]
    copy_in(Matter, matters)
    for matter in matters[:2]:
        matter.state, matter.unit_id = "routed", district.street.pk
    matters[1].concluded_at = at
    change_many(Matter, matters[:2], ["state", "unit", "concluded_at"])
    told = Matter.objects.order_by("pk").values_list("state", "unit_id", "concluded_at")
    street = district.street.pk
    assert list(told) == [("routed", street, None), ("routed", street, at), ("registered", None, None)]


def test_a_column_that_is_an_array_is_changed_as_one_in_its_order(district, at):
    fields = {"title": "题", "registered_unit_id": district.root.pk, "received_at": at}
    matters = [unsaved(Matter)(number=str(number), **fields) for number in range(3)]
    copy_in(Matter, matters)
    for matter, units in zip(matters, ([3, 1, 2], [], [7]), strict=True):
        matter.other_units = units
    change_many(Matter, matters, ["other_units"])
    assert list(Matter.objects.order_by("pk").values_list("other_units", flat=True)) == [[3, 1, 2], [], [7]]


def test_values_asked_as_one_array_find_what_a_list_finds(district, at):
    fields = {"title": "题", "registered_unit_id": district.root.pk, "received_at": at}
    matters = [unsaved(Matter)(number=str(number), **fields) for number in range(3)]
    copy_in(Matter, matters)
    wanted = [matter.pk for matter in matters[1:]]
    assert list(Matter.objects.filter(pk__among=wanted)) == list(Matter.objects.filter(pk__in=wanted))
    assert Matter.objects.filter(registered_unit_id__among={district.root.pk}).count() == 3


def test_without_any_value_nothing_is_asked(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert list(Matter.objects.filter(pk__among=[])) == list(Matter.objects.filter(pk__among=set())) == []
    with django_assert_num_queries(1):
        assert list(Matter.objects.exclude(pk__among=[])) == []


def test_texts_of_every_kind_are_asked_as_an_array(district, at):
    odd = ["", " ", '"', "\\", "{,}", "NULL", "a\nb", "𠮷"]
    fields = {"title": "题", "registered_unit_id": district.root.pk, "received_at": at}
    copy_in(
        Matter, [unsaved(Matter)(number=str(place), place=text, **fields) for place, text in enumerate(odd)]
    )
    for text in odd:
        assert Matter.objects.get(place__among=[text, "elsewhere"]).place == text


def test_values_of_every_kind_are_asked_as_an_array(district, at):
    petitions = [unsaved(Petition)(number=str(n), serial=n, **petition(district, at)) for n in (1, 2, 3)]
    for place, each in enumerate(petitions):
        each.query_digest = bytes([0, 92, 34, place])  # a NUL, a backslash, a quotation mark
        each.received_at = at + timedelta(microseconds=place)
    copy_in(Petition, petitions)
    names = ("pk", "number", "form_key", "query_digest", "received_at")
    for name in names:
        wanted = [getattr(each, name) for each in petitions[1:]]
        assert list(Petition.objects.filter(**{f"{name}__among": wanted}).order_by("pk")) == petitions[1:]
    assert not Petition.objects.filter(sent_on__among=[None, at.date()]).exists()


def test_a_row_without_a_key_gets_one_and_it_is_told_or_not(district, at):
    first, second = (unsaved(Petition)(number=str(n), serial=n, **petition(district, at)) for n in (1, 2))
    copy_in(Petition, [first])
    copy_in(Petition, [second], keys=False)
    assert second.pk is None
    assert list(Petition.objects.order_by("pk").values_list("number", flat=True)) == ["1", "2"]
    assert Petition.objects.get(number="1").pk == first.pk < Petition.objects.get(number="2").pk


def test_a_choice_and_a_lazy_text_are_written_as_their_text(district, at):
    told = petition(district, at) | {"channel": Channel.LETTER, "title": gettext_lazy("重复")}
    copy_in(Petition, [unsaved(Petition)(number="1", serial=1, **told)])
    assert Petition.objects.filter(channel="letter", title="重复").exists()


def test_keys_are_new_and_ascending():
    first, second = reserve_keys(Matter, 3), reserve_keys(Matter, 2)
    assert first == sorted(first)
    assert not set(first) & set(second)
    assert reserve_keys(Matter, 0) == []
