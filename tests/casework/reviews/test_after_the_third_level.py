"""After the re-review the same facts and reasons are no longer taken (条例 2022, 36; 2005, 35)."""

from uuid import uuid4

import pytest
from django.utils.formats import date_format
from tests.casework.reviews.conftest import CHIEF, CLERK, HANDLER, REVIEWER

from xinfang.casework.acts.actions import merge, perform, route
from xinfang.casework.acts.queries import allowed
from xinfang.casework.acts.together import came_again
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.intake.queries import alike, follow, receipt
from xinfang.casework.letters import actions as letters
from xinfang.casework.letters.facts import facts, first_said
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter, Petition, Raising
from xinfang.casework.petitions.queries import case
from xinfang.casework.reviews import queries
from xinfang.engines.letterpress import chinese_date
from xinfang.faces.portal.words import course
from xinfang.kernel.errors import Refusal
from xinfang.registers.petitioners.entries import PersonEntry

OTHER = PersonEntry(name="李小红", phone="139 1234 0388")


@pytest.fixture
def ended(answered, story, district) -> Matter:
    """A matter that went through all three levels."""
    return through(answered(district.community).pk, story)


def through(pk: int, story) -> Matter:
    """What was answered goes through review and re-review."""
    for level, day in (("review", 0), ("rereview", 3)):
        review = story.ask(pk, level, day)
        story.decide(review, "uphold", day + 1, by=REVIEWER if level == "review" else CLERK)
        who = CHIEF if level == "review" else CLERK
        perform(verb=f"opine_{level}", matter_ids=[pk], by=who, at=story.when(day + 1))
        perform(verb=f"serve_{level}", matter_ids=[pk], by=who, at=story.when(day + 2))
    return Matter.objects.get(pk=pk)


@pytest.fixture
def again(ended, district, arrival, story):
    """The same person comes again with the same: again(day)."""

    def go(day: int = 10, **more):
        fields = {
            "received_at": story.when(day),
            "repeats_matter_id": ended.pk,
            "raising_kind": "repeat",
            **more,
        }
        return intake.register(arrival(**fields), unit_id=district.root.pk, by=CLERK, at=story.when(day))

    return go


@pytest.fixture
def taken_no_more(story):
    """Each of these is told that it is taken no more."""

    def go(pk: int, *again) -> None:
        for each in again:
            data = {"petition": Petition.objects.get(number=each.number).pk}
            perform(verb="stop_taking", matter_ids=[pk], by=CLERK, at=story.when(14), data=data)

    return go


@pytest.fixture
def shown(scope, district, story):
    """Of which letters the page of a number says that they are taken no more."""
    office = scope("clerk", district.root)

    def go(number: str) -> list[str]:
        code = receipt(office, number).query_code
        lines = course(follow(number, code), [], story.when(14).date(), None).lines
        return [line.detail.partition("，")[2] for line in lines if line.title == "不再受理"]

    return go


def offered(clerk, matter, story) -> set[str]:
    matter.refresh_from_db()
    return {row.verb for row in allowed(clerk, matter, story.when(10).date())}


def test_the_ladder_has_no_further_rung(ended, story):
    assert ended.state == "final"
    assert queries.right_of(ended) is None
    for level in ("review", "rereview"):
        with pytest.raises(Refusal, match="三级终结"):
            story.ask(ended.pk, level, 9)


def test_it_is_found_when_somebody_types_the_same_again(ended, scope, district):
    (found,) = alike(scope("clerk", district.root), "墙体开裂要求鉴定，住房墙体开裂。")
    assert (found.matter.pk, found.matter.state) == (ended.pk, "final")


def test_who_comes_again_is_registered_as_a_repeat_without_a_new_clock(ended, again, scope, district):
    before = set(Clock.objects.values_list("pk", "state"))
    told = again()
    assert (told.matter_id, told.kind) == (ended.pk, "repeat")
    assert set(Clock.objects.values_list("pk", "state")) == before
    assert not Clock.objects.filter(matter=ended, state__in=["open", "stopped"]).exists()
    assert Matter.objects.get(pk=ended.pk).state == "final"
    assert case(scope("clerk", district.root), ended.number).repeats == 1


def test_the_notice_is_offered_once_for_each_time(ended, again, scope, district, story):
    clerk = scope("clerk", district.root)
    assert "stop_taking" not in offered(clerk, ended, story)
    with pytest.raises(Refusal, match="没有再次提出"):
        perform(verb="stop_taking", matter_ids=[ended.pk], by=CLERK, at=story.when(9))
    again(10)
    assert "stop_taking" in offered(clerk, ended, story)
    perform(verb="stop_taking", matter_ids=[ended.pk], by=CLERK, at=story.when(11))
    ended.refresh_from_db()
    assert ended.state == "final"
    with pytest.raises(Refusal, match="没有再次提出"):
        perform(verb="stop_taking", matter_ids=[ended.pk], by=CLERK, at=story.when(12))
    again(13)
    perform(verb="stop_taking", matter_ids=[ended.pk], by=CLERK, at=story.when(14))


def test_other_people_with_the_same_matter_are_not_told_so(ended, again):
    again(raising_kind="joined")
    assert Raising.objects.filter(matter=ended, kind="joined").exists()
    with pytest.raises(Refusal, match="没有再次提出"):
        perform(verb="stop_taking", matter_ids=[ended.pk], by=CLERK, at=ended.received_at)


def test_the_notice_is_of_the_petition_that_came_again_and_says_which_opinion_ended_it(
    ended, again, district, story, scope
):
    told = again(10)
    pk = letters.draft(
        matter_id=ended.pk, verb="stop_taking", kind="no_longer_notice", unit_id=district.root.pk, parts={},
        form_key=uuid4(), by=CLERK, at=story.when(11),
    ).pk  # fmt: skip
    notice = Document.objects.get(pk=pk)
    known = facts(notice, story.when(11))
    assert (known["number"], known["petition"]) == (told.number, told.number)
    assert known["received_on"] == chinese_date(story.when(10).date())
    assert (
        chinese_date(story.when(4).date()) + "作出了复核意见" in first_said(notice, story.when(11))["ended"]
    )


def test_each_who_came_again_has_the_own_notice_the_first_first(ended, again, story, district):
    first, second = again(10), again(11)
    pks = [Petition.objects.get(number=each.number).pk for each in (first, second)]
    assert came_again(ended.pk) == pks[0]
    told = {"petition": pks[0]}
    perform(verb="stop_taking", matter_ids=[ended.pk], by=CLERK, at=story.when(12), data=told)
    assert came_again(ended.pk) == pks[1]
    perform(verb="stop_taking", matter_ids=[ended.pk], by=CLERK, at=story.when(12), data={"petition": pks[1]})
    assert came_again(ended.pk) is None


def test_the_slip_and_the_public_page_promise_nothing_to_who_comes_again(ended, again, scope, district):
    told = again()
    office = scope("clerk", district.root)
    slip = receipt(office, told.number)
    assert slip
    assert slip.ended
    assert follow(told.number, slip.query_code).ended
    first = case(office, ended.number).first
    assert not receipt(office, first.number).ended


def test_the_public_page_says_of_each_no_longer_which_letter_it_is_about(ended, again, story, shown):
    joined = again(9, raising_kind="joined", people=(OTHER,))
    numbers = [again(day, cell=cell).number for day, cell in ((10, "letter"), (13, "visit"))]
    for number in numbers:
        data = {"petition": Petition.objects.get(number=number).pk}
        perform(verb="stop_taking", matter_ids=[ended.pk], by=CLERK, at=story.when(14), data=data)
    days = [date_format(story.when(day), "Y年n月j日") for day in (10, 13)]
    told = [f"对 {days[0]} 收到的来信", f"对 {days[1]} 收到的来访"]
    assert shown(ended.number) == shown(numbers[1]) == told
    assert shown(joined.number) == []  # to others


def test_a_joined_petitioner_who_comes_again_reads_of_the_own_letters_and_nobody_else_does(
    ended, again, taken_no_more, shown
):
    joined = again(9, raising_kind="joined", people=(OTHER,))
    theirs = again(10, cell="visit", people=(OTHER,))
    own = again(12)
    taken_no_more(ended.pk, theirs, own)
    assert shown(joined.number) == shown(theirs.number) == ["对 2026年10月25日 收到的来访"]
    assert shown(ended.number) == shown(own.number) == ["对 2026年10月27日 收到的来信"]


def test_a_letter_of_one_alone_is_told_to_none_of_those_who_came_together(ended, again, taken_no_more, shown):
    """Several read the page of a common visit; one of them who wrote alone did not write for the others."""
    both = (OTHER, PersonEntry(name="赵小刚", phone="139 1234 0499"))
    together = again(9, raising_kind="joined", cell="visit", head_count=2, people=both)
    alone, common = again(10, people=(OTHER,)), again(11, cell="visit", head_count=2, people=both)
    taken_no_more(ended.pk, alone, common)
    days = ["对 2026年10月25日 收到的来信", "对 2026年10月26日 收到的来访"]
    assert shown(together.number) == shown(common.number) == days[1:]
    assert shown(alone.number) == days
    assert shown(ended.number) == []


def test_who_gave_no_name_reads_of_the_own_letter_alone(ended, again, taken_no_more, shown):
    nameless = again(10, people=(), anonymous=True)
    taken_no_more(ended.pk, nameless, again(11))
    assert shown(nameless.number) == ["对 2026年10月25日 收到的来信"]
    assert shown(ended.number) == ["对 2026年10月26日 收到的来信"]


def test_whose_own_matter_was_merged_reads_of_the_own_later_letter(
    district, arrival, answer, story, taken_no_more, shown
):
    def register(day: int, **more):
        told = arrival(received_at=story.when(day), **more)
        return intake.register(told, unit_id=district.root.pk, by=CLERK, at=story.when(day))

    kept, merged = register(-25), register(-24, people=(OTHER,))
    one = {"matter_ids": [kept.matter_id]}
    route(to_unit_id=district.community.pk, by=CLERK, at=story.when(-23), **one)
    perform(verb="accept", by=HANDLER, at=story.when(-22), **one)
    merge(matter_id=merged.matter_id, into_id=kept.matter_id, by=CLERK, at=story.when(-21), reason="同一事")
    answer(kept.matter_id, story.when(-5))
    through(kept.matter_id, story)
    again = {"repeats_matter_id": kept.matter_id, "raising_kind": "repeat"}
    theirs, own = register(10, people=(OTHER,), **again), register(12, **again)
    taken_no_more(kept.matter_id, theirs, own)
    assert shown(merged.number) == shown(theirs.number) == ["对 2026年10月25日 收到的来信"]
    assert shown(kept.number) == shown(own.number) == ["对 2026年10月27日 收到的来信"]


def test_who_came_again_before_the_end_was_answered_with_the_others(
    answered, story, district, arrival, scope
):
    pk = answered(district.community).pk
    fields = {"received_at": story.when(0), "repeats_matter_id": pk, "raising_kind": "repeat"}
    told = intake.register(arrival(**fields), unit_id=district.root.pk, by=CLERK, at=story.when(0))
    perform(verb="request_review", matter_ids=[pk], by=CLERK, at=story.when(1))
    assert not receipt(scope("clerk", district.root), told.number).ended
