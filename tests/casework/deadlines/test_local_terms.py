"""Terms of one place and internal targets run only where the site asks for them."""

from datetime import date

import pytest

from xinfang.casework.deadlines.models import Clock
from xinfang.casework.deadlines.rules import CLOCKS, rule_for, targets_beside
from xinfang.kernel.errors import Refusal

ASKED = (
    "forward 2026-03-02",
    "accept 2026-03-03",
    "opine 2026-03-30",
    "serve 2026-03-31",
    "conclude 2026-03-31",
    "request_review 2026-04-10",
)


@pytest.mark.parametrize(
    ("place", "rules"),
    [
        ("", ["review_2022"]),
        ("四川", ["review_2022"]),
        ("北京", ["review_beijing"]),
        ("山东", ["review_2022", "review_take_shandong"]),
    ],
)
def test_a_review_has_the_clocks_of_the_place(life, settings, place, rules):
    settings.XINFANG_PLACE = place
    matter = life("2026-03-02").goes(*ASKED)
    assert [each[0] for each in matter.clocks()][5:] == rules


def test_in_shandong_whether_to_review_is_decided_in_three_working_days(life, settings):
    settings.XINFANG_PLACE = "山东"
    matter = life("2026-03-02").goes(*ASKED, "opine_review 2026-04-14")
    clock = matter.clock("review_take")
    assert (clock.due_on, clock.state) == (date(2026, 4, 15), "met")


def test_a_place_s_rule_is_not_older_than_it_is(settings):
    settings.XINFANG_PLACE = "山东"
    assert rule_for("review_take", date(2015, 12, 31)) is None
    assert rule_for("review_take", date(2016, 1, 1)).key == "review_take_shandong"


def test_a_stored_clock_keeps_its_rule_when_the_site_moves(life, settings):
    settings.XINFANG_PLACE = "北京"
    matter = life("2026-03-02").goes(*ASKED)
    settings.XINFANG_PLACE = ""
    matter.goes("opine_review 2026-04-14", "serve_review 2026-04-15")
    assert matter.clock("review").state == "met"


def test_a_target_runs_beside_the_law_s_own_clock_and_ends_with_it(life, settings):
    settings.XINFANG_TARGETS = frozenset({"tier_county", "letter_open"})
    matter = life("2026-10-15")
    assert [each[:3] for each in matter.clocks()] == [
        ("route_2022", "2026-10-15", "2026-10-30"),
        ("tier_county", "2026-10-15", "2026-10-19"),
    ]
    matter.goes("forward 2026-10-16", "object 2026-10-20", "take_back 2026-10-21")
    assert Clock.objects.get(rule="tier_county").state == "open"
    matter.goes("forward 2026-10-22")
    assert Clock.objects.get(rule="tier_county").state == "met"


def test_no_target_runs_unless_it_is_named(life):
    assert targets_beside("route", date(2026, 10, 15)) == []
    assert len(life("2026-10-15").clocks()) == 1


def test_a_target_is_no_clock_of_the_law_s_family(settings):
    """So that no figure over a family counts it."""
    assert {each.family for each in CLOCKS if each.target} == {"target"}
    settings.XINFANG_TARGETS = frozenset({each.key for each in CLOCKS if each.target})
    assert {each.key for each in targets_beside("route", date(2026, 10, 15))} == {
        "tier_national", "tier_province", "tier_city", "tier_county", "letter_forward",
    }  # fmt: skip
    assert rule_for("target", date(2026, 10, 15)) is None


TO_REREVIEW = (*ASKED, "opine_review 2026-04-14", "serve_review 2026-04-15", "request_rereview 2026-04-20")


def test_in_shandong_whether_to_re_review_is_decided_in_three_working_days_too(life, settings):
    settings.XINFANG_PLACE = "山东"
    matter = life("2026-03-02").goes(*TO_REREVIEW)
    clock = matter.clock("review_take")
    assert (clock.started_on, clock.due_on, clock.state) == (date(2026, 4, 20), date(2026, 4, 23), "open")
    matter.goes("take_rereview 2026-04-22")
    assert matter.clock("review_take").state == "met"


@pytest.mark.parametrize(
    ("steps", "verb", "family", "due"),
    [
        (ASKED, "extend_review", "review", date(2026, 6, 9)),
        (TO_REREVIEW, "extend_rereview", "rereview", date(2026, 6, 22)),  # 19 June: 端午
    ],
)
def test_in_beijing_a_review_is_extended_once_and_nowhere_else(life, settings, steps, verb, family, due):
    matter = life("2026-03-02").goes(*steps)
    with pytest.raises(Refusal, match="不能这样做"):
        matter.does(verb, "2026-04-25", days=30)
    settings.XINFANG_PLACE = "北京"
    matter = life("2026-03-02").goes(*steps)
    matter.does(verb, "2026-04-25", days=30)
    assert matter.clock(family).due_on == due
    with pytest.raises(Refusal, match="已经延长过一次"):
        matter.does(verb, "2026-04-26", days=1)


def test_an_extension_has_its_bounds(life, settings):
    settings.XINFANG_PLACE = "北京"
    matter = life("2026-03-02").goes(*ASKED)
    with pytest.raises(Refusal) as refused:
        matter.does("extend_review", "2026-04-25", days=31)
    assert "1 到 30 日" in refused.value.by_field()["days"][0]
    with pytest.raises(Refusal, match="届满"):
        matter.does("extend_review", "2026-05-12", days=10)
