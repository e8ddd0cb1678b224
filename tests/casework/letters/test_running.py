"""What is declined because the same runs already names the matter that runs."""

import pytest
from tests.casework.letters.conftest import NAME

from xinfang.casework.intake import actions as intake
from xinfang.casework.letters import actions
from xinfang.casework.petitions.models import Matter
from xinfang.casework.wording.kinds import KINDS
from xinfang.kernel.errors import Refusal
from xinfang.registers.petitioners.entries import PersonEntry


@pytest.fixture
def other(arrival, district, people, at):
    """A matter that is registered elsewhere: other(name)."""

    def make(name: str, phone: str = "139 1234 0299", **changes) -> Matter:
        person = PersonEntry(name=name, phone=phone, address="桂溪街道天府路 9 号")
        told = intake.register(
            arrival(people=(person,), title="楼上漏水", **changes),
            unit_id=district.other.pk,
            by=people.clerk,
            at=at,
        )
        return Matter.objects.get(pk=told.matter_id)

    return make


def submit(document, people, at):
    actions.submit(document_id=document.pk, by=people.handler, at=at)


@pytest.mark.parametrize("number", ["", "2026-9999", "own"])
def test_the_number_is_asked_and_must_be_that_of_another_matter(walk, draft, people, at, number):
    matter = walk("accept")
    told = matter.number if number == "own" else number
    document = draft(matter, "decline", ground="pending", running=told, by=people.handler)
    with pytest.raises(Refusal) as refused:
        submit(document, people, at)
    (said,) = refused.value.by_field()["running"]
    assert ("请填写" if not number else told) in said


def test_one_of_the_same_petitioner_will_do_and_the_letter_names_it(walk, draft, out, people, at, other):
    matter = walk("accept")
    mine = other(NAME, "139 1234 0217")
    document = out(draft(matter, "decline", ground="pending", running=mine.number, by=people.handler))
    assert f"是编号{mine.number}的信访事项" in document.text


@pytest.mark.parametrize("whose", ["seen", "ended"])
def test_one_of_somebody_else_though_seen_and_an_own_one_that_is_over_will_not(
    walk, draft, people, at, other, whose
):
    number = other("李建国").number if whose == "seen" else other(NAME, "139 1234 0217").number
    if whose == "seen":
        Matter.objects.filter(number=number).update(unit=people.handler.unit_id)
    else:
        Matter.objects.filter(number=number).update(state="final")
    document = draft(walk("accept"), "decline", ground="pending", running=number, by=people.handler)
    with pytest.raises(Refusal, match="请并入那一件，不要不予受理"):
        submit(document, people, at)


def test_it_is_looked_at_again_when_it_is_sealed(walk, draft, out, people, at, other):
    mine = other(NAME, "139 1234 0217")
    document = draft(walk("accept"), "decline", ground="pending", running=mine.number, by=people.handler)
    submit(document, people, at)
    document.refresh_from_db()
    actions.sign(document_id=document.pk, revision=document.revision, by=people.head, at=at)
    Matter.objects.filter(pk=mine.pk).update(state="concluded")
    with pytest.raises(Refusal, match="没有查到这位信访人正在办理"):
        actions.seal(document_id=document.pk, by=people.handler, at=at)


def test_one_of_somebody_else_that_is_not_seen_will_not(walk, draft, people, at, other):
    document = draft(
        walk("accept"), "decline", ground="pending", running=other("李建国").number, by=people.handler
    )
    with pytest.raises(Refusal, match="没有查到这位信访人正在办理的另一件"):
        submit(document, people, at)


def test_one_that_is_seen_will(walk, draft, people, at):
    seen, matter = walk("accept", title="楼上漏水", facts="楼上漏水，天花板发霉。"), walk("accept")
    submit(draft(matter, "decline", ground="pending", running=seen.number, by=people.handler), people, at)


def test_no_other_ground_asks_for_it(walk, draft, out, people):
    assert not KINDS["declining_notice"].problems(
        {"ground": "court", "reason": "x" * 9, "where": "x" * 9, "contact": "xxx"}
    )
    assert "编号2026-0012" not in out(draft(walk("accept"), "decline", running="2026-0012")).text
