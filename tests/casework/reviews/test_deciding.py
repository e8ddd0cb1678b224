"""What an examination comes to, who may say so, and what its service leads to."""

from datetime import timedelta

import pytest
from tests.casework.reviews.conftest import CHIEF, CLERK, HANDLER, HEAD, REVIEWER, proven

from xinfang.casework.acts.actions import perform
from xinfang.casework.intake import actions as intake
from xinfang.casework.letters.actions import Proof
from xinfang.casework.letters.models import Document, Service
from xinfang.casework.petitions.models import Matter, Petition
from xinfang.casework.reviews import actions, rules
from xinfang.casework.reviews.models import Review
from xinfang.kernel.errors import Refusal

TABLE = [  # level, outcome, the act that service is, where the matter stands then
    ("review", "uphold", "serve_review", "review_concluded"),
    ("review", "change", "serve_review", "review_concluded"),
    ("review", "revoke", "redo", "accepted"),
    ("review", "redo", "redo", "accepted"),
    ("rereview", "uphold", "serve_rereview", "final"),
    ("rereview", "change", "serve_rereview", "final"),
    ("rereview", "revoke", "redo", "accepted"),
    ("rereview", "redo", "redo", "accepted"),
]


@pytest.fixture
def outside(answered, story, district):
    """A request that goes to an organ outside, up to a level: outside("rereview") -> (matter, review)."""

    def go(level):
        matter = answered(district.root)
        review = story.ask(matter.pk, "review")
        if level == "rereview":
            story.decide(review, "uphold", 1, number="云政复查〔2026〕3号")
            actions.serve(review_id=review, proof=proven(story.when(2)), by=CLERK, at=story.when(2))
            review = story.ask(matter.pk, "rereview", 3)
        return matter.pk, review

    return go


@pytest.mark.parametrize(("level", "outcome", "verb", "state"), TABLE)
def test_an_outcome_leads_where_the_table_says(outside, story, level, outcome, verb, state):
    pk, review = outside(level)
    story.decide(review, outcome, 4, number="云政复〔2026〕7号")
    found = Review.objects.get(pk=review)
    assert found.state == "opined"
    assert rules.following(found).verb == verb
    for other in {"serve_review", "serve_rereview", "redo"} - {verb}:
        with pytest.raises(Refusal):
            perform(verb=other, matter_ids=[pk], by=CLERK, at=story.when(5))
    actions.serve(review_id=review, proof=proven(story.when(5)), by=CLERK, at=story.when(5))
    matter = Matter.objects.get(pk=pk)
    found.refresh_from_db()
    assert (matter.state, found.state, found.served_at) == (state, "served", story.when(5))
    assert matter.result == {"uphold": "reject", "change": "support"}.get(outcome, "")


@pytest.mark.parametrize(
    ("fields", "at_field"),
    [
        ({"outcome": "maybe"}, "outcome"),
        ({"outcome": "change", "grounds": []}, "grounds"),
        ({"outcome": "redo", "grounds": ["mood"]}, "grounds"),
        ({"outcome": "uphold", "grounds": ["facts"]}, "grounds"),
        ({"outcome": "change", "changed_result": ""}, "changed_result"),
        ({"outcome": "redo", "redo_by": None}, "redo_by"),
        ({"outcome": "revoke", "day": 0, "redo_by": "today"}, "redo_by"),
        ({"outcome": "uphold", "finding": "维持"}, "finding"),
    ],
)
def test_what_an_outcome_lacks_is_told_at_its_field(requested, story, at, fields, at_field):
    fields = {key: at.date() if value == "today" else value for key, value in fields.items()}
    with pytest.raises(Refusal) as refusal:
        story.decide(requested.review, **fields)
    assert at_field in refusal.value.by_field()
    assert Review.objects.get(pk=requested.review).outcome == ""


def test_an_opinion_without_an_outcome_is_none(requested, at):
    with pytest.raises(Refusal, match="先在复查复核页登记审查的结论"):
        perform(verb="opine_review", matter_ids=[requested.matter], by=CHIEF, at=at)
    assert Matter.objects.get(pk=requested.matter).state == "reviewing"


def test_a_refusal_without_a_reason_is_none(requested, at):
    with pytest.raises(Refusal, match="先写明不予受理的理由"):
        perform(verb="refuse_review", matter_ids=[requested.matter], by=REVIEWER, at=at)


def test_an_outcome_may_change_until_the_opinion_is_made(requested, story, at):
    story.decide(requested.review, "uphold", 0)
    story.decide(requested.review, "redo", 0)
    perform(verb="opine_review", matter_ids=[requested.matter], by=CHIEF, at=at)
    assert Review.objects.get(pk=requested.review).opined_at == at
    with pytest.raises(Refusal, match="已经有了结论"):
        story.decide(requested.review, "uphold", 1)


@pytest.mark.parametrize("who", [HANDLER, HEAD])
def test_who_handled_or_signed_the_opinion_does_not_decide_its_review(requested, story, at, who):
    with pytest.raises(Refusal, match="请换一位办理"):
        story.decide(requested.review, "uphold", by=who)
    with pytest.raises(Refusal, match="请换一位办理"):
        actions.refuse(review_id=requested.review, reason="不在受理范围之内。", by=who, at=at)
    story.decide(requested.review, "uphold", 0)
    with pytest.raises(Refusal, match="请换一位办理"):
        perform(verb="opine_review", matter_ids=[requested.matter], by=who, at=at)
    perform(verb="opine_review", matter_ids=[requested.matter], by=CHIEF, at=at)


def test_who_worked_out_or_signed_the_review_does_not_decide_the_rereview(answered, story, district, at):
    pk = answered(district.community).pk
    first = story.ask(pk, "review")
    story.decide(first, "uphold", 0)
    perform(verb="opine_review", matter_ids=[pk], by=CHIEF, at=at)
    perform(verb="serve_review", matter_ids=[pk], by=CLERK, at=at)
    again = story.ask(pk, "rereview", 1)
    found = Review.objects.get(pk=again)
    assert (found.reviewer_unit, found.respondent_unit) == (district.root, district.street)
    for who in (REVIEWER, CHIEF, HANDLER):
        with pytest.raises(Refusal, match="请换一位办理"):
            story.decide(again, "uphold", 2, by=who)
    story.decide(again, "uphold", 2, by=CLERK)


def test_what_an_organ_outside_decided_is_recorded_by_anybody_with_its_number(outside, story):
    pk, review = outside("review")
    with pytest.raises(Refusal, match="文号"):
        story.decide(review, "uphold", by=HEAD)
    story.decide(review, "uphold", by=HEAD, number="云政复查〔2026〕3号")
    assert Matter.objects.get(pk=pk).state == "review_opined"


def test_a_refusal_of_an_organ_outside_is_recorded_and_not_written_by_us(outside, story, at):
    pk, review = outside("review")
    with pytest.raises(Refusal, match="由区外机关办理"):
        perform(verb="refuse_review", matter_ids=[pk], by=REVIEWER, at=at)
    actions.refuse(review_id=review, reason="市政府认为超过了期限。", by=HEAD, at=at)
    assert Matter.objects.get(pk=pk).state == "concluded"
    assert Review.objects.get(pk=review).state == "refused"


def test_service_is_not_before_the_opinion_nor_ahead(outside, story):
    _pk, review = outside("review")
    with pytest.raises(Refusal, match="还没有作出"):
        actions.serve(review_id=review, proof=proven(story.when(2)), by=CLERK, at=story.when(2))
    story.decide(review, "uphold", 4, number="云政复查〔2026〕3号")
    for on in (3, 6):
        with pytest.raises(Refusal, match="收到日期不能"):
            actions.serve(review_id=review, proof=proven(story.when(on)), by=CLERK, at=story.when(5))


def test_how_the_opinion_of_an_organ_outside_was_received_is_a_record_as_of_any_letter(outside, story):
    pk, review = outside("review")
    story.decide(review, "uphold", 4, number="云政复查〔2026〕3号")
    refused = Proof("left", story.when(5).date(), "办事员", refusal="当场拒收。", place="家中")
    with pytest.raises(Refusal) as told:
        actions.serve(review_id=review, proof=refused, by=CLERK, at=story.when(5))
    assert {"witness", "photo_id"} <= told.value.by_field().keys()
    assert not Document.objects.filter(matter=pk, kind="review_opinion").exists()
    kept = actions.serve(review_id=review, proof=proven(story.when(5)), by=CLERK, at=story.when(5))
    service = Service.objects.get(document=kept)
    assert (service.way, service.receiver, service.relationship) == ("direct", "王小明", "self")
    opinion = service.document
    assert (opinion.state, opinion.number, opinion.issued_by) == (
        "served",
        "云政复查〔2026〕3号",
        "市人民政府",
    )
    assert opinion.issued_at == story.when(4)
    assert Matter.objects.get(pk=pk).state == "review_concluded"


@pytest.mark.parametrize(
    "other",
    [
        {"number": "云政复查〔2025〕9号", "issued_at": timedelta(days=-90)},
        {"number": "", "issued_at": timedelta(days=-90)},
        {"number": "", "issued_at": timedelta(days=4), "petition": True},
    ],
    ids=["another number", "an older paper", "another petitioner"],
)
def test_the_paper_of_another_request_is_not_served_in_the_place_of_this_one(
    outside, story, district, arrival, at, other
):
    pk, review = outside("review")
    fields = {"matter_id": pk, "kind": "review_opinion", "verb": "opine_review", "state": "issued"}
    told = intake.register(arrival(), unit_id=district.root.pk, by=CLERK, at=at)
    whose = {"petition": Petition.objects.get(number=told.number)} if other.pop("petition", False) else {}
    made = Document.objects.create(**fields | other | whose | {"issued_at": at + other["issued_at"]})
    story.decide(review, "uphold", 4, number="云政复查〔2026〕3号")
    kept = actions.serve(review_id=review, proof=proven(story.when(5)), by=CLERK, at=story.when(5))
    made.refresh_from_db()
    assert (kept == made.pk, made.state) == (False, "issued")
    assert Document.objects.get(pk=kept).number == "云政复查〔2026〕3号"


def test_the_paper_of_this_request_that_was_entered_before_is_the_one_that_is_served(outside, story):
    pk, review = outside("review")
    story.decide(review, "uphold", 4, number="云政复查〔2026〕3号")
    paper = {"kind": "review_opinion", "verb": "opine_review", "state": "issued"}
    made = Document.objects.create(matter_id=pk, issued_at=story.when(4), **paper)
    assert made.pk == actions.serve(review_id=review, proof=proven(story.when(5)), by=CLERK, at=story.when(5))


def test_an_opinion_of_our_own_is_served_as_the_letter_that_it_is(requested, story):
    story.decide(requested.review, "uphold", 1)
    perform(verb="opine_review", matter_ids=[requested.matter], by=CHIEF, at=story.when(1))
    with pytest.raises(Refusal, match="请在那份意见书上登记送达"):
        actions.serve(review_id=requested.review, proof=proven(story.when(2)), by=REVIEWER, at=story.when(2))
    ours = Document.objects.filter(matter=requested.matter, kind="review_opinion")
    assert list(ours.values_list("state", flat=True)) == ["void"]  # what the decision had begun


def test_a_refused_request_leaves_the_opinion_standing(requested, story, at):
    reason = "超过申请期限且没有正当理由。"
    actions.refuse(review_id=requested.review, reason=reason, by=REVIEWER, at=at)
    perform(verb="refuse_review", matter_ids=[requested.matter], by=REVIEWER, at=at)
    assert Review.objects.get(pk=requested.review).state == "refused"
    matter = Matter.objects.get(pk=requested.matter)
    assert (matter.state, matter.result) == ("concluded", "reject")
    story.ask(matter.pk, "review", 1)


@pytest.mark.parametrize(
    ("body", "result", "fits"),
    [
        ("经查，墙体开裂与施工无关，不予支持。", "reject", False),
        ("经查：墙体开裂与施工无关——不予支持！", "reject", False),  # the same words, other signs
        ("经查，墙体开裂与施工无关，不予支持。", "explain", True),
        ("经到现场查看并委托鉴定，裂缝系温度所致，与施工无关，不予支持。", "reject", True),
    ],
)
def test_what_was_sent_back_does_not_come_again_as_it_was(requested, story, answer, at, body, result, fits):
    pk = requested.matter
    story.decide(requested.review, "redo", 0)
    perform(verb="opine_review", matter_ids=[pk], by=CHIEF, at=at)
    perform(verb="redo", matter_ids=[pk], by=REVIEWER, at=at)
    if fits:
        answer(pk, story.when(3), body=body, result=result)
    else:
        with pytest.raises(Refusal, match="不得以同一事实和理由"):
            answer(pk, story.when(3), body=body, result=result)
    assert Matter.objects.get(pk=pk).state == ("concluded" if fits else "accepted")


def test_new_facts_allow_the_same_opinion_once(requested, story, answer, at):
    pk = requested.matter
    with pytest.raises(Refusal, match="不用写明新的事实"):
        actions.state_new_facts(matter_id=pk, text="鉴定机构出具了新的报告。", by=HANDLER, at=at)
    story.decide(requested.review, "redo", 0)
    perform(verb="opine_review", matter_ids=[pk], by=CHIEF, at=at)
    perform(verb="redo", matter_ids=[pk], by=REVIEWER, at=at)
    actions.state_new_facts(matter_id=pk, text="鉴定机构出具了新的报告。", by=HANDLER, at=at)
    answer(pk, story.when(3))
    assert Matter.objects.get(pk=pk).state == "concluded"


def test_after_the_redone_opinion_the_road_is_open_again(requested, story, answer, at):
    pk = requested.matter
    story.decide(requested.review, "revoke", 0)
    perform(verb="opine_review", matter_ids=[pk], by=CHIEF, at=at)
    perform(verb="redo", matter_ids=[pk], by=REVIEWER, at=at)
    answer(pk, story.when(3), body="经现场查看，予以修缮。", result="support")
    second = story.ask(pk, "review", 4)
    assert Review.objects.get(pk=second).contested_result == "support"
    assert Matter.objects.get(pk=pk).served_at == story.when(3) > at + timedelta(days=2)
