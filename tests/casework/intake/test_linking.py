"""A petition that raises an earlier matter again: what it keeps, what it may be linked to."""

from datetime import timedelta

import pytest

from xinfang.casework.intake import actions, rules
from xinfang.casework.petitions.models import Matter, Petition, Raising
from xinfang.casework.petitions.queries import case
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal

CLERK = Actor(1, "登记员1号")


@pytest.fixture
def enter(district, arrival, at):
    """Register one arrival at the district: enter(title="…")."""

    def go(**changes):
        return actions.register(arrival(**changes), unit_id=district.root.pk, by=CLERK, at=at)

    return go


@pytest.fixture
def imported(district, arrival, at):
    """Register one row of a table, looking for repeats: imported(within=…, title=…)."""

    def go(within=None, unit=None, **changes):
        return actions.register_many(
            [arrival(received_at=at - timedelta(days=1), **changes)],
            unit_id=(unit or district.root).pk,
            by=CLERK,
            at=at,
            find_repeats=True,
            within=within,
            import_batch=1,
        )[0]

    return go


@pytest.mark.parametrize("kind", ["repeat", "joined"])
def test_a_linked_petition_keeps_its_own_words_and_the_case_shows_them(enter, scope, district, kind):
    first = enter(title="墙体开裂", facts="住房墙体开裂。", demand="鉴定。")
    words = {"title": "裂缝变宽", "facts": "裂缝已有两指宽。", "demand": "先搬出去住。"}
    told = enter(**words, repeats_matter_id=first.matter_id, raising_kind=kind)
    kept = Petition.objects.get(pk=told.petition_id)
    assert {name: getattr(kept, name) for name in words} == words
    again = case(scope("clerk", district.root), first.number).petitions[0]
    assert (again.title, again.facts, again.demand) == tuple(words.values())
    assert Matter.objects.get().title == "墙体开裂"


def test_a_first_petition_keeps_its_words_too(enter):
    told = enter(title="墙体开裂", facts="事实。", demand="鉴定。")
    kept = Petition.objects.get(pk=told.petition_id)
    assert (kept.title, kept.facts, kept.demand) == ("墙体开裂", "事实。", "鉴定。")


def test_an_accusation_never_ends_in_an_open_matter(enter, district):
    first = enter()
    with pytest.raises(Refusal, match="另立事项"):
        enter(
            purpose="accusation",
            accused_unit_id=district.street.pk,
            repeats_matter_id=first.matter_id,
            raising_kind="repeat",
        )
    assert Petition.objects.count() == 1


def test_what_is_linked_is_not_routed_apart(arrival, at, district):
    linked = arrival(repeats_matter_id=7, raising_kind="repeat", to_unit_id=district.street.pk)
    assert [problem.field for problem in rules.problems(linked, at)] == ["to_unit_id"]


def test_a_matter_is_raised_first_only_once(arrival, at, enter):
    first = enter()
    (told,) = rules.problems(arrival(repeats_matter_id=first.matter_id), at)
    assert told.field == "repeats_matter_id"
    assert "却记为初次" in told.sentence


@pytest.mark.parametrize("state", [{"state": "reverted"}, {"confined": True}])
def test_a_matter_taken_back_or_confined_is_not_raised_again(enter, state):
    first = enter()
    Matter.objects.update(**state)
    with pytest.raises(Refusal, match="不能并入"):
        enter(repeats_matter_id=first.matter_id, raising_kind="repeat")
    assert Raising.objects.count() == 1


def test_an_import_links_nothing_to_an_accusation(imported, district):
    words = {"purpose": "accusation", "accused_unit_id": district.street.pk}
    assert imported(**words).kind == "first"
    assert imported().kind == "first"  # a petition of the same words
    assert imported(**words).kind == "first"  # and the accusation again: each stands alone
    assert Matter.objects.filter(confined=True).count() == 2


def test_an_import_does_not_link_an_accusation_to_an_open_matter(imported, district):
    assert imported().kind == "first"
    assert imported(purpose="accusation", accused_unit_id=district.street.pk).kind == "first"


def test_an_import_links_within_its_reach_only(imported, district):
    assert imported(unit=district.other).kind == "first"
    assert imported(within=frozenset({district.street.pk})).kind == "first"
    assert imported(within=frozenset({district.other.pk})).kind == "repeat"


def test_a_matter_routed_into_the_reach_is_within_it(imported, district):
    assert imported(unit=district.root, to_unit_id=district.street.pk).kind == "first"
    assert imported(within=frozenset({district.street.pk})).kind == "repeat"
