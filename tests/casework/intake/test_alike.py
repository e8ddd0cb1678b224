"""Likely repeats: the same person first, with reasons, in scope, and never an accusation."""

import pytest

from xinfang.casework.intake import actions, queries
from xinfang.casework.petitions.models import Matter, Participant
from xinfang.kernel.actor import Actor
from xinfang.registers.petitioners.entries import PersonEntry

pytestmark = pytest.mark.django_db
BY = Actor(1, "登记员1号")


@pytest.fixture
def written(district, arrival, at):
    def make(title, name="王小明", phone="13912340217", **changes):
        person = PersonEntry(name=name, phone=phone)
        letter = arrival(title=title, facts="", people=(person,), **changes)
        return actions.register(letter, unit_id=district.root.pk, by=BY, at=at)

    return make


def test_the_same_person_comes_first_with_share_and_words(written, scope, district):
    written("安置小区物业收费不公示要求退还", name="李一", phone="13900000001")
    own = written("小区物业收费不公示")
    person = Participant.objects.get(petition_id=own.petition_id).person_id
    found = queries.alike(scope("clerk", district.root), "安置小区物业收费不公示", person_id=person)
    assert [each.same_person for each in found] == [True, False]
    assert found[0].matter.number == own.number
    assert 50 < found[0].share <= 100
    assert "小区物业收费不公示" in found[0].words


def test_another_matter_of_the_same_person_is_not_like_it(written, scope, district):
    own = written("路灯不亮")
    person = Participant.objects.get(petition_id=own.petition_id).person_id
    assert queries.alike(scope("clerk", district.root), "安置小区物业收费不公示", person_id=person) == []


def test_accusations_and_matters_out_of_scope_are_never_shown(written, scope, district):
    secret = written("安置小区物业收费不公示", purpose="accusation", accused_unit_id=district.street.pk)
    hidden = written("安置小区物业收费不公示", to_unit_id=district.street.pk)
    text = "安置小区物业收费不公示"
    head = scope("office_head", district.root)
    assert [each.matter.number for each in queries.alike(head, text)] == [hidden.number]
    other = scope("handler", district.other)
    assert queries.alike(other, text) == []
    both = [hidden.matter_id, secret.matter_id]
    assert queries.linkable(other, both) == {}
    assert set(queries.linkable(head, both)) == {hidden.matter_id}
    assert "不在您可以查看的范围内" in queries.why_not_linked(head, secret.matter_id)
    Matter.objects.filter(pk=hidden.matter_id).update(state="withdrawn")
    assert queries.linkable(head, both) == {}
    assert f"{hidden.number} 已经撤回" in queries.why_not_linked(head, hidden.matter_id)
    assert [each.why_not for each in queries.alike(head, text)] == [
        queries.why_not_linked(head, hidden.matter_id)
    ]


def test_what_was_put_aside_stays_aside(written, scope, district):
    own = written("安置小区物业收费不公示")
    clerk = scope("clerk", district.root)
    assert queries.alike(clerk, "安置小区物业收费不公示", but=frozenset({own.matter_id})) == []


@pytest.mark.parametrize("text", ["", "路", "路灯", "。。。。"])
def test_a_few_characters_are_not_compared(written, scope, district, text):
    written("路灯不亮")
    assert queries.alike(scope("clerk", district.root), text) == []
