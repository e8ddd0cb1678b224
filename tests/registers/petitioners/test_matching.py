"""Who is the same person: document first, then name with telephone, never a name alone."""

import pytest

from xinfang.registers.petitioners.actions import admit_many
from xinfang.registers.petitioners.entries import PersonEntry
from xinfang.registers.petitioners.matching import Known, settle
from xinfang.registers.petitioners.models import IdDocument, Person

WANG = PersonEntry(name="王小明", phone="13900000217")
CARD = {"id_kind": "passport", "id_number": "E12345678"}
OTHER = {"id_kind": "passport", "id_number": "E87654321"}


def shown(card, **changes):
    return PersonEntry(**({"name": "王小明", "phone": "13900000217"} | card | changes))


@pytest.fixture
def admit(db, at):
    return lambda *entries: admit_many(entries, at=at)


def test_who_shows_a_document_for_the_first_time_is_the_person_known_by_name_and_telephone(admit):
    (known,) = admit(WANG)
    assert admit(shown(CARD)) == [known]
    assert IdDocument.objects.get().person_id == known


def test_another_document_of_the_same_kind_is_another_person(admit):
    (known,) = admit(shown(CARD))
    assert admit(shown(OTHER)) != [known]
    assert admit(shown({"id_kind": "other", "id_number": "军 123"})) == [known]


def test_of_two_first_documents_in_one_call_one_is_the_known_persons(admit):
    (known,) = admit(WANG)
    first, second, third = admit(shown(CARD), shown(OTHER), shown(CARD))
    assert (first, third) == (known, known)
    assert second != known
    assert Person.objects.count() == 2


def test_two_of_one_name_and_telephone_are_told_apart_the_same_way_every_time(admit):
    first, second = admit(shown(CARD), shown(OTHER))
    assert first < second
    assert admit(WANG) == [first]
    IdDocument.objects.filter(person_id=first).update(number_digest=b"another")  # moves its row to the end
    assert admit(WANG) == [first]


def test_the_document_of_another_name_is_disputed(admit):
    admit(shown(CARD))
    wrong = [WANG, shown(CARD, name="李四")]
    assert Known(wrong).disputed(wrong) == [1]
    right = [shown(CARD, name="王 小明", phone="")]
    assert Known(right).disputed(right) == []


def test_a_person_picked_is_not_disputed_for_its_own_document(admit):
    (known,) = admit(shown(CARD))
    (other,) = admit(PersonEntry(name="李四"))
    own = [PersonEntry(person_id=known, **CARD)]
    anothers = [PersonEntry(person_id=other, **CARD)]
    assert (Known(own).disputed(own), Known(anothers).disputed(anothers)) == ([], [0])


def test_two_names_for_one_new_document_in_one_call_are_disputed(db):
    first, second = [shown(CARD)], [shown(CARD, name="李四")]
    known = settle([*first, *second])
    assert (known.disputed(first), known.disputed(second)) == ([], [0])


def test_an_account_may_have_any_nickname(admit):
    account = {"id_kind": "account", "id_number": "U0000123"}
    admit(shown(account))
    other = [shown(account, name="云溪小王")]
    assert Known(other).disputed(other) == []
