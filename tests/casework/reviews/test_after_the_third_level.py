"""After the re-review the same facts and reasons are no longer taken (条例 2022, 36; 2005, 35)."""

import pytest
from tests.casework.reviews.conftest import CHIEF, CLERK, REVIEWER

from xinfang.casework.acts.actions import perform
from xinfang.casework.acts.queries import allowed
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.intake.queries import alike
from xinfang.casework.petitions.models import Matter, Raising
from xinfang.casework.petitions.queries import case
from xinfang.casework.reviews import queries
from xinfang.kernel.errors import Refusal


@pytest.fixture
def ended(answered, story, district, at) -> Matter:
    """A matter that went through all three levels."""
    pk = answered(district.community).pk
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
