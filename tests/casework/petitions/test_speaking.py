"""A petitioner adds to the case, and says that it is to be withdrawn; the matter stands where it stood."""

import io
import uuid
from datetime import timedelta

import pytest

from xinfang.casework.acts.actions import merge, perform
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.actions import add_information, ask_withdrawal
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.casework.petitions.queries import attached, wants_to_withdraw
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
BY, CITIZEN = Actor(1, "登记员1号"), Actor(None, "信访人")
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(autouse=True)
def _vault(settings, tmp_path):
    settings.XINFANG_FILES = tmp_path


@pytest.fixture
def letter(district, arrival, at):
    return lambda **changes: intake.register(arrival(**changes), unit_id=district.root.pk, by=BY, at=at)


def add(told, at, **changes):
    fields = {"form_key": uuid.uuid4(), "text": "补充一张照片。", "files": (), **changes}
    fields.setdefault("matter_id", told.matter_id)
    add_information(petition_id=told.petition_id, by=CITIZEN, at=at, **fields)


def lines(verb):
    return TimelineEntry.objects.filter(verb=verb)


def test_words_and_files_stand_on_the_case(letter, at):
    told = letter()
    add(told, at, files=[("照片.pdf", io.BytesIO(PDF))])
    assert lines("add_information").get().note == "补充一张照片。"
    assert [file.name for file in attached(told.matter_id)] == ["照片.pdf"]
    assert Matter.objects.get(pk=told.matter_id).state == "registered"


def test_the_same_form_twice_adds_once(letter, at):
    told, key = letter(), uuid.uuid4()
    for _twice in range(2):
        add(told, at, form_key=key)
    assert lines("add_information").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "长" * 5001}, "text"),
        ({"files": [("x.pdf", io.BytesIO(PDF))] * 6}, "files"),
        ({"files": [("x.exe", io.BytesIO(b"MZ"))]}, "files"),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_field(letter, at, changes, field):
    told = letter()
    with pytest.raises(Refusal) as refused:
        add(told, at, **changes)
    assert set(refused.value.by_field()) == {field}
    assert not lines("add_information").exists()
    assert attached(told.matter_id) == []


def test_ten_a_day_and_no_more(letter, at):
    told = letter()
    for _time in range(10):
        add(told, at)
    with pytest.raises(Refusal, match="一天最多补充 10 次"):
        add(told, at)
    add(told, at + timedelta(days=1, minutes=1))


def test_nothing_is_added_to_anothers_matter(letter, at):
    mine, other = letter(), letter(title="别的事")
    with pytest.raises(Matter.DoesNotExist):
        add(mine, at, matter_id=other.matter_id)


def test_what_is_added_to_a_merged_matter_reaches_those_who_work_on_it(letter, at):
    told, into = letter(), letter(title="同一件事")
    merge(matter_id=told.matter_id, into_id=into.matter_id, by=BY, at=at)
    add(told, at)
    assert lines("add_information").get().matter_id == into.matter_id


def test_the_wish_to_withdraw_withdraws_nothing(letter, at):
    told = letter()
    for _twice in range(2):
        ask_withdrawal(
            petition_id=told.petition_id, matter_id=told.matter_id, reason="已经解决", by=CITIZEN, at=at
        )
    assert lines("ask_withdrawal").get().note == "已经解决"
    assert Matter.objects.get(pk=told.matter_id).state == "registered"
    assert wants_to_withdraw(told.matter_id)
    perform(verb="withdraw", matter_ids=[told.matter_id], by=BY, at=at)
    assert not wants_to_withdraw(told.matter_id)


def test_what_has_ended_is_not_withdrawn(letter, at):
    told = letter()
    perform(verb="decline", matter_ids=[told.matter_id], by=BY, at=at)
    with pytest.raises(Refusal, match="已经办结"):
        ask_withdrawal(petition_id=told.petition_id, matter_id=told.matter_id, reason="", by=CITIZEN, at=at)
