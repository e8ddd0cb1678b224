"""Finding people by what is at hand: names, initials read as surnames are, numbers and their tails."""

import pytest

from xinfang.registers.petitioners.actions import admit_many
from xinfang.registers.petitioners.entries import PersonEntry
from xinfang.registers.petitioners.queries import cards, find_people

pytestmark = pytest.mark.django_db

PEOPLE = (
    PersonEntry(name="王小明", id_kind="resident", id_number="11010119900307001X", phone="139 1234 0217"),
    PersonEntry(
        name="曾华",
        id_kind="passport",
        id_number="E12345678",
        phone="0731-8888 1234",
        address="中和街道朝阳社区一号",
    ),
    PersonEntry(name="阿依古丽·买买提", phone="13800000000"),
)


@pytest.fixture
def admitted(at):
    return admit_many(PEOPLE, at=at)


@pytest.mark.parametrize(
    ("text", "who", "kind"),
    [
        ("王小明", 0, "name"),
        ("王 小明", 0, "name"),
        ("wxm", 0, "initials"),
        ("WXM", 0, "initials"),
        ("001X", 0, "tail"),
        ("001x", 0, "tail"),
        ("07001X", 0, "tail"),
        ("0217", 0, "tail"),
        ("13912340217", 0, "number"),
        ("+86 139-1234-0217", 0, "number"),
        ("110101 19900307 001x", 0, "number"),
        ("zh", 1, "initials"),
        ("e1234 5678", 1, "number"),
        ("５６７８", 1, "tail"),
        ("1234", 1, "tail"),
        ("073188881234", 1, "number"),
        ("阿依古丽•买买提", 2, "name"),
    ],
)
def test_a_person_is_found_by(admitted, text, who, kind):
    found = find_people(text)
    assert found.ids == (admitted[who],)
    assert found.kind == kind


@pytest.mark.parametrize(
    "text", ["", " ", "王", "王小", "9", "17", "021", "02170", "w", "\x00", "%", "*", "王**"]
)
def test_nobody_is_found_by(admitted, text):
    assert find_people(text).ids == ()


def test_too_common_a_name_says_so(at):
    ids = admit_many([PersonEntry(name="王小明", phone=f"1390000{n:04}") for n in range(5)], at=at)
    found = find_people("wxm", limit=3)
    assert found.more
    assert len(found.ids) == 3
    assert set(found.ids) < set(ids)


def test_each_question_is_a_few_probes_of_an_index(admitted, django_assert_max_num_queries):
    for text in ("wxm", "王小明", "0217", "07001X", "13912340217"):
        with django_assert_max_num_queries(2):
            find_people(text)


def test_a_card_shows_nothing_whole(admitted):
    card = cards(admitted)[admitted[1]]
    assert (card.name, card.id_number, card.phone) == ("曾*", "E*******8", "0731****1234")
    assert card.address == "中和街道朝****" or card.address.endswith("****")
    assert "".join(str(value) for value in vars(card).values()).count("一号") == 0
