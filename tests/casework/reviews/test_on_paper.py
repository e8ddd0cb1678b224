"""What a review came to years ago is entered from its papers, on its own days, under the rules of 2005."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from xinfang.casework.deadlines.models import Clock
from xinfang.casework.desks.actions import record_past as record_step
from xinfang.casework.desks.rules import Past
from xinfang.casework.intake import actions as intake
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews.actions import PastReview, Request, record_past, request_review
from xinfang.casework.reviews.models import Review
from xinfang.casework.reviews.queries import enterable
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.models import Notice
from xinfang.registers.organisations.actions import close_unit, merge_units, rename_unit
from xinfang.registers.staff.models import Posting, User
from xinfang.registers.staff.scope import scope_of

BY = Actor(1, "登记员1号")
OLD = datetime(2008, 10, 6, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
LETTER = {"text": "经核实，墙体开裂系施工引起，由施工单位修缮。", "issued_by": "中和街道办事处"}
ASKED = {"text": "没有到现场查看，事实不清。", "via": "letter"}
OPINION = {"text": "经审查，原意见事实清楚，依据正确。", "issued_by": "云溪区人民政府"}
BACK = {"result": "redo", "grounds": ("facts",), "redo_by": date(2009, 4, 10)}


@pytest.fixture
def old(district, arrival, at) -> Matter:
    """Answered on paper in 2008, the answer received on 5 January 2009."""
    told = intake.register(arrival(received_at=OLD), unit_id=district.root.pk, by=BY, at=at)
    for past in (
        Past("forward", date(2008, 10, 10), to_unit_id=district.street.pk),
        Past("accept", date(2008, 10, 20), **LETTER),
        Past("opine", date(2008, 12, 2), result="reject", served_on=date(2009, 1, 5), **LETTER),
    ):
        record_step(matter_id=told.matter_id, past=past, by=BY, at=at)
    return Matter.objects.get(pk=told.matter_id)


@pytest.fixture
def entered(old, at):
    def enter(verb, day, **said):
        past = PastReview(verb, date.fromisoformat(day), **said)
        record_past(matter_id=old.pk, past=past, by=BY, at=at)
        old.refresh_from_db()
        return Review.objects.order_by("-pk").first()

    return enter


def clocks(matter):
    rows = Clock.objects.filter(matter=matter).order_by("pk")
    return {row.rule: (str(row.due_on), row.state) for row in rows}


def wrong(refused):
    return set(refused.value.by_field())


def test_a_case_of_2008_goes_through_all_three_levels_on_its_own_days(old, entered, at):
    review = entered("request_review", "2009-01-20", **ASKED)
    assert (old.state, review.state, str(review.reviewer_unit)) == ("reviewing", "requested", "云溪区")
    assert clocks(old)["review_2005"] == ("2009-02-19", "open")
    review = entered("opine_review", "2009-02-10", result="uphold", served_on=date(2009, 2, 16), **OPINION)
    assert (old.state, review.state, review.outcome) == ("review_concluded", "served", "uphold")
    assert [str(day.date()) for day in (review.opined_at, review.served_at)] == ["2009-02-10", "2009-02-16"]
    assert clocks(old)["review_2005"][1] == "met"
    assert clocks(old)["rereview_request_2005"] == ("2009-03-18", "open")
    review = entered("request_rereview", "2009-03-01", **ASKED)
    assert (old.state, review.reviewer_name) == ("rereviewing", "市人民政府")
    with pytest.raises(Refusal) as refused:  # an organ outside has a number of its own
        entered("opine_rereview", "2009-03-25", result="uphold", **OPINION)
    assert wrong(refused) == {"number"}
    city = OPINION | {"issued_by": "云州市人民政府", "number": "云州府复核〔2009〕3号"}
    review = entered("opine_rereview", "2009-03-25", result="uphold", served_on=date(2009, 4, 1), **city)
    assert (old.state, review.outside_number) == ("final", "云州府复核〔2009〕3号")
    assert not [rule for rule in clocks(old) if rule.endswith("2022")]
    assert not Notice.objects.filter(subject_type="petition").exists()
    papers = Document.objects.filter(kind__in=("review_opinion", "rereview_opinion")).order_by("pk")
    assert [paper.issued_by for paper in papers] == ["云溪区人民政府", "云州市人民政府"]


def test_who_entered_it_and_when_stays_on_record_and_nobody_here_decided(old, entered, at):
    entered("request_review", "2009-01-20", **ASKED)
    review = entered("opine_review", "2009-02-10", result="uphold", **OPINION)
    for verb, day in (("request_review", "2009-01-20"), ("opine_review", "2009-02-10")):
        line = old.timeline.get(verb=verb)
        assert (str(line.at.date()), line.data["on_paper"]) == (day, True)
        assert line.data["entered_at"] == at.isoformat()
    assert review.decided_by is None


def test_what_was_sent_back_is_decided_anew_on_paper_too(old, entered, at):
    entered("request_review", "2009-01-20", **ASKED)
    entered("opine_review", "2009-02-10", served_on=date(2009, 2, 16), **BACK, **OPINION)
    assert (old.state, old.result) == ("accepted", "")
    assert clocks(old)["redo_2005"] == ("2009-04-10", "open")
    again = LETTER | {"text": "重新到现场查看，裂缝系打桩引起，由施工单位在年底前修缮并补偿。"}
    past = Past("opine", date(2009, 4, 1), result="support", served_on=date(2009, 4, 3), **again)
    record_step(matter_id=old.pk, past=past, by=BY, at=at)
    old.refresh_from_db()
    assert (old.state, old.result) == ("concluded", "support")


def test_a_changed_result_stands_on_the_matter(old, entered):
    entered("request_review", "2009-01-20", **ASKED)
    with pytest.raises(Refusal) as refused:
        entered("opine_review", "2009-02-10", result="change", **OPINION)
    assert wrong(refused) == {"grounds", "changed_result"}
    changed = {"result": "change", "grounds": ("basis",), "changed_result": "partly"}
    entered("opine_review", "2009-02-10", served_on=date(2009, 2, 16), **changed, **OPINION)
    assert (old.state, old.result) == ("review_concluded", "partly")


def test_a_request_that_was_refused_or_taken_back(old, entered):
    entered("request_review", "2009-01-12", **ASKED)
    review = entered("withdraw_review", "2009-01-14")
    assert (old.state, review.state, str(review.withdrawn_on)) == ("concluded", "withdrawn", "2009-01-14")
    entered("request_review", "2009-01-20", **ASKED)
    review = entered(
        "refuse_review", "2009-01-22", text="同一事项已经诉讼，法院正在审理。", issued_by="区政府"
    )
    assert (old.state, review.state) == ("concluded", "refused")
    assert review.refusal_reason.startswith("同一事项已经诉讼")


@pytest.mark.parametrize(
    ("day", "changes", "fields"),
    [
        ("2009-01-02", {}, {"done_on"}),  # before the answer was received
        ("2026-10-16", {}, {"done_on"}),
        ("2009-01-20", {"via": ""}, {"via"}),
        ("2009-01-20", {"text": "否"}, {"facts"}),
        ("2009-02-05", {}, {"late_reason"}),  # the thirty days of 5 January were over
    ],
)
def test_a_request_that_cannot_have_been_is_refused(old, entered, day, changes, fields):
    with pytest.raises(Refusal) as refused:
        entered("request_review", day, **(ASKED | changes))
    assert wrong(refused) == fields
    assert not Review.objects.exists()


def test_a_late_one_that_was_taken_then_names_who_took_it(old, entered):
    entered("request_review", "2009-02-05", late_reason="住院。", excused_by="信访局局长", **ASKED)
    assert old.state == "reviewing"


def test_nothing_is_decided_that_nobody_asked_for(old, entered):
    with pytest.raises(Refusal, match="没有复查、复核申请"):
        entered("opine_review", "2009-02-10", result="uphold", **OPINION)


def test_it_takes_the_right_to_the_step_and_the_right_to_enter_registers(old, entered, posted, district):
    clerk = posted("clerk", district.root, "entering")

    def offered():
        scope = scope_of(User.objects.get(pk=clerk.pk), date(2026, 10, 15))
        return {row.verb for row in enterable(scope, Matter.objects.get(pk=old.pk))}

    assert "request_review" in offered()
    entered("request_review", "2009-01-20", **ASKED)
    assert offered() & {"opine_review", "refuse_review"} == set()
    for role in ("reviewer", "office_head"):
        Posting.objects.create(user=clerk, role=role, unit=district.root, valid_from=date(2004, 1, 1))
    assert offered() >= {"opine_review", "refuse_review", "withdraw_review"}


def test_what_was_asked_for_here_is_decided_here_and_not_on_paper(old, entered, posted, district, at):
    reviewer = posted("reviewer", district.root, "entering")
    for role in ("clerk", "office_head"):
        Posting.objects.create(user=reviewer, role=role, unit=district.root, valid_from=date(2004, 1, 1))
    asked = Request(at, "online", ASKED["text"], late_reason="住院。", excused_by="信访局局长")
    request_review(matter_id=old.pk, asked=asked, by=BY, at=at)
    old.refresh_from_db()
    scope = scope_of(User.objects.get(pk=reviewer.pk), date(2026, 10, 15))
    assert {row.verb for row in enterable(scope, old)} & {"opine_review", "refuse_review"} == set()
    for verb, said in (("opine_review", {"result": "uphold"}), ("refuse_review", {})):
        with pytest.raises(Refusal, match="请在系统里办"):
            entered(verb, "2026-10-15", **said, **OPINION)
    assert Review.objects.get().state == "requested"


@pytest.mark.parametrize("organ", ["", "云溪县", "云溪县人民政府"])
def test_the_reviewer_of_the_day_may_be_named_as_the_paper_has_it(old, entered, district, at, organ):
    rename_unit(unit=district.root, name="云溪县", on=date(2004, 5, 1), by=BY, at=at)
    rename_unit(unit=district.root, name="云溪区", on=date(2015, 5, 1), by=BY, at=at)
    review = entered("request_review", "2009-01-20", organ=organ, **ASKED)
    assert (review.reviewer_unit, review.reviewer_name) == (district.root, "")
    entered("opine_review", "2009-02-10", result="uphold", **OPINION)  # no number of an organ outside


def test_the_reviewer_is_who_stood_above_on_that_day(old, entered, district, at):
    Matter.objects.filter(pk=old.pk).update(unit=district.community)
    close_unit(unit=district.community, last_day=date(2014, 12, 31), by=BY, at=at)
    merge_units(unit=district.street, into=district.other, on=date(2015, 5, 1), by=BY, at=at)
    review = entered("request_review", "2009-01-20", **ASKED)
    assert review.reviewer_unit == district.street
