"""A right is used within its term or not at all, unless the delay was excused; nobody owes anything by it."""

from datetime import date

import pytest

from xinfang.casework.deadlines import queries
from xinfang.casework.deadlines.explain import explain
from xinfang.casework.deadlines.light import light, most_urgent
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.errors import Refusal
from xinfang.registers.calendars.queries import calendar

ANSWERED = (
    "forward 2026-03-02",
    "accept 2026-03-03",
    "opine 2026-03-30",
    "serve 2026-03-31",
    "conclude 2026-03-31",
)


@pytest.fixture
def answered(life):
    """Served on 31 March 2026: a review can be asked for until 30 April."""
    return life("2026-03-02").goes(*ANSWERED)


def state(matter):
    return Matter.objects.get(pk=matter.matter_id).state


def test_on_the_last_day_a_review_can_be_asked_for(answered):
    answered.does("request_review", "2026-04-30")
    assert answered.clock("review_request").state == "met"


def test_a_day_later_it_is_refused_with_the_day(answered):
    with pytest.raises(Refusal, match="申请复查的期限已于 2026年4月30日届满，不能再提出。"):
        answered.does("request_review", "2026-05-01")
    assert state(answered) == "concluded"


def test_an_excused_delay_is_let_through(answered):
    answered.does("request_review", "2026-05-20", excused=True)
    assert state(answered) == "reviewing"
    assert answered.clock("review").due_on == date(2026, 6, 22)  # the 30th day is the Dragon Boat Festival


def test_a_request_that_was_withdrawn_may_be_made_again_only_within_the_term(answered):
    answered.goes("request_review 2026-04-02", "withdraw_review 2026-04-03", "request_review 2026-04-20")
    answered.goes("withdraw_review 2026-04-21")
    with pytest.raises(Refusal, match="2026年4月30日届满"):
        answered.does("request_review", "2026-05-06")


def test_a_rereview_too(answered):
    answered.goes("request_review 2026-04-02", "opine_review 2026-04-07", "serve_review 2026-04-08")
    with pytest.raises(Refusal, match="申请复核的期限已于 2026年5月8日届满"):
        answered.does("request_rereview", "2026-05-09")
    answered.does("request_rereview", "2026-05-08")


def test_an_objection_is_made_within_five_working_days(life):
    matter = life().goes("forward 2026-10-16")
    with pytest.raises(Refusal, match="提出异议的期限已于 2026年10月23日届满"):
        matter.does("object", "2026-10-24")
    matter.goes("object 2026-10-23", "keep 2026-10-23")
    with pytest.raises(Refusal, match="提出异议的期限"):
        matter.does("object", "2026-10-26")


def test_under_the_old_rules_there_was_no_term_for_objecting(life):
    matter = life("2008-05-12").goes("forward 2008-05-13")
    assert [each[0] for each in matter.clocks()] == ["route_2005", "notify_2005"]


def test_a_later_act_leaves_the_right_behind_without_asking_for_its_day(life):
    matter = life().goes("forward 2026-10-16", "accept 2026-10-30")
    assert matter.clock("object").state == "met"


# --- how it shows ---------------------------------------------------------------------------------------


def test_a_right_is_never_late(answered):
    clock = answered.clock("review_request")
    shown = light(clock, calendar(), date(2026, 5, 20))
    assert (shown.kind, shown.words, shown.right) == ("none", "已届满", True)
    running = light(clock, calendar(), date(2026, 4, 1))
    assert (running.kind, running.words, running.right) == ("ok", "剩 29 天", True)
    assert most_urgent([running]).kind == "none"


def test_a_right_is_in_no_list_of_what_is_due(answered):
    matters = Matter.objects.all()
    for band in ("late", "today", "coming", "soon", "ok"):
        assert not queries.within(matters, band, date(2026, 5, 20)).exists()
    assert queries.within(matters, "none", date(2026, 4, 30)).exists()
    assert not queries.by_due(matters).exists()
    assert queries.lights([answered.matter_id], date(2026, 4, 30))[answered.matter_id].kind == "none"


def test_it_says_who_may_ask_until_when(answered):
    told = explain(answered.clock("review_request"), calendar())
    assert told.sentences == (
        "3月31日收到书面答复，次日起算 30 日。",
        "期满日 4月30日是工作日，不顺延。",
        "信访人可以在 4月30日前（含当日）提出，过期不再接受；有正当理由、经审查同意的除外。",
    )
