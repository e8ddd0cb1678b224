"""Reviews as they are really done: by letters that are written, signed, sealed and served."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from tests.casework.letters.written import written

from xinfang.casework.acts.actions import perform, route
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.letters import actions as letters
from xinfang.casework.letters.actions import Proof
from xinfang.casework.letters.models import Document
from xinfang.casework.letters.queries import offers
from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews import actions
from xinfang.casework.reviews.actions import Decision, Request
from xinfang.casework.reviews.models import Review
from xinfang.casework.satisfaction.models import Invitation
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.models import User
from xinfang.registers.staff.scope import scope_of

FOUND = "经复查，原办理单位没有到现场查看，裂缝成因没有查清。"
ANEW = {"found": "经到现场查看并委托鉴定，裂缝系相邻工地打桩引起，已拍照存档。", "result": "support"}


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Any) -> None:
    settings.XINFANG_FILES = tmp_path / "files"


@pytest.fixture
def people(district: SimpleNamespace, posted: Callable[..., User]) -> SimpleNamespace:
    """A handler and the head of the street; a reviewer and the head of the district; a clerk."""

    def actor(role: str, unit: Any) -> Actor:
        user = posted(role, unit)
        return Actor(user.pk, str(user), unit.pk, unit.name)

    return SimpleNamespace(
        clerk=actor("clerk", district.root),
        handler=actor("handler", district.street),
        head=actor("unit_head", district.street),
        reviewer=actor("reviewer", district.root),
        chief=actor("unit_head", district.root),
    )


@pytest.fixture
def out(at: datetime) -> Callable[..., Document]:
    """A letter from draft to service: out(document, by, head, day)."""

    def go(document: Document, by: Actor, head: Actor, day: int, *, serve: bool = True) -> Document:
        moment = at + timedelta(days=day)
        letters.submit(document_id=document.pk, by=by, at=moment)
        document.refresh_from_db()
        letters.sign(document_id=document.pk, revision=document.revision, by=head, at=moment)
        letters.seal(document_id=document.pk, by=by, at=moment)
        if serve:
            proof = Proof("direct", moment.date(), "承办人", receiver="王小明", relationship="self")
            letters.record_service(document_id=document.pk, proof=proof, by=by, at=moment)
        return document

    return go


@pytest.fixture
def opinion(people: SimpleNamespace, at: datetime, out: Callable[..., Document]) -> Callable[..., Document]:
    """The street's opinion on a matter, served: opinion(pk, day, result=…)."""

    def go(pk: int, day: int, **parts: str) -> Document:
        matter = Matter.objects.get(pk=pk)
        made = letters.draft(
            matter_id=pk, verb="opine", kind="opinion", unit_id=matter.unit_id,
            parts=written("opinion") | {"result": "reject"} | parts, form_key=uuid4(),
            by=people.handler, at=at + timedelta(days=day),
        )  # fmt: skip
        return out(made, people.handler, people.head, day)

    return go


@pytest.fixture
def taken(district, arrival, people, at, opinion) -> SimpleNamespace:
    """An opinion of the street, its review asked for and taken by the district."""
    told = intake.register(arrival(), unit_id=district.root.pk, by=people.clerk, at=at)
    route(matter_ids=[told.matter_id], to_unit_id=district.street.pk, by=people.clerk, at=at)
    perform(verb="accept", matter_ids=[told.matter_id], by=people.handler, at=at)
    opinion(told.matter_id, 1)
    day = at + timedelta(days=2)
    asked = Request(day, "letter", "没有到现场查看，事实不清。", "重新查处。")
    review = actions.request_review(matter_id=told.matter_id, asked=asked, by=people.clerk, at=day)
    actions.take(review_id=review, by=people.reviewer, at=day)
    return SimpleNamespace(pk=told.matter_id, review=review)


def decided(taken, people, at, outcome="redo", day=3, **more) -> Document:
    """The outcome written down: the opinion that is thereby begun, completed as a reviewer would."""
    fields: dict[str, Any] = {"grounds": ["facts"], "redo_by": (at + timedelta(days=40)).date()}
    fields = ({} if outcome == "uphold" else fields) | more
    decision = Decision(outcome, FOUND, **fields)
    actions.decide(review_id=taken.review, decision=decision, by=people.reviewer, at=at + timedelta(days=day))
    begun = Document.objects.get(matter_id=taken.pk, kind="review_opinion", state="draft")
    parts = written("review_opinion") | {key: text for key, text in begun.parts.items() if text}
    moment = at + timedelta(days=day)
    letters.save(document_id=begun.pk, parts=parts, revision=begun.revision, by=people.reviewer, at=moment)
    return Document.objects.get(pk=begun.pk)


def test_the_opinion_is_begun_with_what_was_decided(taken, people, at):
    begun = decided(taken, people, at)
    assert begun.unit == Review.objects.get(pk=taken.review).reviewer_unit
    assert begun.parts["outcome"] == "redo"
    assert begun.parts["found"] == FOUND
    assert begun.parts["request"].startswith("没有到现场查看")
    assert (
        "主要事实不清、证据不足，责令云溪区中和街道办事处于2026年11月24日前重新办理"
        in begun.parts["decision"]
    )
    assert begun.parts["respondent"] == "云溪区中和街道办事处"
    assert begun.parts["review_body"] == "市人民政府"
    assert "中和街道" in begun.parts["reviewed"] or "信访处" in begun.parts["reviewed"]


def test_what_was_written_meanwhile_stays_where_the_decision_has_not_changed(taken, people, at):
    begun = decided(taken, people, at)
    mine = begun.parts | {"found": "我改写的查明情况，比登记的更详细一些。", "basis": "某条例第三条。"}
    letters.save(document_id=begun.pk, parts=mine, revision=begun.revision, by=people.reviewer, at=at)
    decision = Decision("uphold", FOUND, revision=1)
    actions.decide(review_id=taken.review, decision=decision, by=people.reviewer, at=at + timedelta(days=3))
    begun.refresh_from_db()
    assert begun.parts["outcome"] == "uphold"
    assert "予以维持" in begun.parts["decision"]
    assert begun.parts["found"] == mine["found"]
    assert begun.parts["basis"] == mine["basis"]


def test_sealing_makes_the_review_and_service_sends_the_matter_back(taken, people, at, out):
    letter = decided(taken, people, at)
    out(letter, people.reviewer, people.chief, 4, serve=False)
    review = Review.objects.get(pk=taken.review)
    assert (review.state, Matter.objects.get(pk=taken.pk).state) == ("opined", "review_opined")
    letter.refresh_from_db()
    assert letter.number
    proof = Proof("direct", (at + timedelta(days=5)).date(), "复查员", receiver="王小明", relationship="self")
    letters.record_service(document_id=letter.pk, proof=proof, by=people.reviewer, at=at + timedelta(days=6))
    matter, review = Matter.objects.get(pk=taken.pk), Review.objects.get(pk=taken.review)
    assert (matter.state, matter.result, matter.concluded_at, review.state) == (
        "accepted",
        "",
        None,
        "served",
    )
    clock = Clock.objects.get(matter=matter, family="redo")
    assert (clock.due_on, clock.state) == (review.redo_by, "open")


@pytest.mark.parametrize(("outcome", "result"), [("uphold", "reject"), ("change", "support")])
def test_service_of_another_outcome_begins_the_right_to_a_rereview(taken, people, at, out, outcome, result):
    more = {"changed_result": "support", "redo_by": None} if outcome == "change" else {}
    out(decided(taken, people, at, outcome, **more), people.reviewer, people.chief, 4)
    matter = Matter.objects.get(pk=taken.pk)
    assert (matter.state, matter.result) == ("review_concluded", result)
    assert Clock.objects.get(matter=matter, family="rereview_request").state == "open"


def test_an_opinion_that_says_another_outcome_is_not_sealed(taken, people, at, out):
    letter = decided(taken, people, at)
    parts = letter.parts | {"outcome": "uphold"}
    letters.save(document_id=letter.pk, parts=parts, revision=letter.revision, by=people.reviewer, at=at)
    with pytest.raises(Refusal, match="意见书写的结论是“维持”，登记的结论是“责令重新办理”"):
        out(letter, people.reviewer, people.chief, 4)
    letter.refresh_from_db()
    assert (letter.number, Matter.objects.get(pk=taken.pk).state) == ("", "reviewing")


def test_before_the_outcome_no_opinion_is_offered_or_written(taken, people, at):
    reader = scope_of(User.objects.get(pk=people.reviewer.user_id), at.date())
    matter = Matter.objects.get(pk=taken.pk)
    assert "opine_review" not in {offer.verb for offer in offers(reader, matter, at.date())}
    with pytest.raises(Refusal, match="先在复查复核页登记"):
        letters.draft(
            matter_id=taken.pk, verb="opine_review", kind="", unit_id=matter.review_unit_id, parts={},
            form_key=uuid4(), by=people.reviewer, at=at,
        )  # fmt: skip
    decided(taken, people, at)
    assert "opine_review" in {offer.verb for offer in offers(reader, matter, at.date())}


def test_what_lies_with_the_head_is_sent_back_before_the_outcome_changes(taken, people, at):
    letter = decided(taken, people, at)
    letters.submit(document_id=letter.pk, by=people.reviewer, at=at)
    with pytest.raises(Refusal, match="待签发"):
        actions.decide(
            review_id=taken.review,
            decision=Decision("uphold", FOUND, revision=1),
            by=people.reviewer,
            at=at + timedelta(days=3),
        )
    assert Review.objects.get(pk=taken.review).outcome == "redo"


def test_who_wrote_or_signed_the_opinion_does_not_sign_the_review(taken, people, at, out):
    letter = decided(taken, people, at)
    letters.submit(document_id=letter.pk, by=people.reviewer, at=at)
    for signs, seals in ((people.head, people.reviewer), (people.chief, people.handler)):
        letters.sign(document_id=letter.pk, revision=letter.revision, by=signs, at=at)
        with pytest.raises(Refusal, match="请换一位办理"):
            letters.seal(document_id=letter.pk, by=seals, at=at)
        Document.objects.filter(pk=letter.pk).update(state="submitted")


def test_a_refusal_is_a_notice_with_the_reason_that_was_written_down(taken, people, at, out):
    reason = "超过申请期限且没有正当理由。"
    day = at + timedelta(days=3)
    actions.refuse(review_id=taken.review, reason=reason, by=people.reviewer, at=day)
    begun = Document.objects.get(kind="review_refusal")
    assert begun.parts["reason"] == reason
    parts = written("review_refusal") | begun.parts
    letters.save(document_id=begun.pk, parts=parts, revision=begun.revision, by=people.reviewer, at=day)
    out(begun, people.reviewer, people.chief, 4)
    review = Review.objects.get(pk=taken.review)
    assert (review.state, review.refusal_reason) == ("refused", reason)
    assert Matter.objects.get(pk=taken.pk).state == "concluded"


def test_a_second_refusal_does_not_overwrite_the_reason_of_the_first(taken, people, at):
    reason = "超过申请期限且没有正当理由。"
    actions.refuse(review_id=taken.review, reason=reason, by=people.reviewer, at=at)
    with pytest.raises(Refusal, match="正在起草"):
        actions.refuse(review_id=taken.review, reason="不属于受理范围之内。", by=people.chief, at=at)
    assert Review.objects.get(pk=taken.review).refusal_reason == reason
    begun = Document.objects.get(kind="review_refusal")
    assert begun.parts["reason"] == reason
    letters.void(document_id=begun.pk, by=people.reviewer, at=at)
    actions.refuse(review_id=taken.review, reason="不属于受理范围之内。", by=people.chief, at=at)


def test_an_opinion_that_says_another_outcome_is_not_handed_in(taken, people, at):
    letter = decided(taken, people, at)
    parts = letter.parts | {"outcome": "uphold"}
    letters.save(document_id=letter.pk, parts=parts, revision=letter.revision, by=people.reviewer, at=at)
    with pytest.raises(Refusal) as refused:
        letters.submit(document_id=letter.pk, by=people.reviewer, at=at)
    assert "请先改成一致" in refused.value.by_field()["outcome"][0]
    letter.refresh_from_db()
    assert letter.state == "draft"


def test_a_notice_written_by_itself_brings_its_reason(taken, people, at, out):
    unit = Matter.objects.get(pk=taken.pk).review_unit_id
    begun = letters.draft(
        matter_id=taken.pk, verb="refuse_review", kind="", unit_id=unit, parts=written("review_refusal"),
        form_key=uuid4(), by=people.reviewer, at=at,
    )  # fmt: skip
    out(begun, people.reviewer, people.chief, 4)
    review = Review.objects.get(pk=taken.review)
    assert (review.state, review.refusal_reason) == ("refused", begun.parts["reason"])


def test_the_redone_opinion_must_differ_by_the_words_it_decides_with(taken, people, at, out, opinion):
    out(decided(taken, people, at), people.reviewer, people.chief, 4)
    with pytest.raises(Refusal, match="不得以同一事实和理由"):
        opinion(taken.pk, 6)
    assert Matter.objects.get(pk=taken.pk).state == "accepted"
    Document.objects.filter(kind="opinion", state="draft").update(state="void")
    opinion(taken.pk, 7, **ANEW)
    Matter.objects.filter(pk=taken.pk).update(state="accepted", concluded_at=None)  # as its correction does
    Invitation.objects.update(closed_at=at)
    mended = ANEW | {"found": ANEW["found"] + "更正一处笔误。"}
    opinion(taken.pk, 9, **mended)  # it repeats not what was sent back
    assert Matter.objects.get(pk=taken.pk).state == "concluded"


def test_what_says_the_same_is_not_handed_in_again(taken, people, at, out, opinion):
    out(decided(taken, people, at), people.reviewer, people.chief, 4)
    Review.objects.filter(pk=taken.review).update(requested_at=at + timedelta(hours=23))  # by the minute
    with pytest.raises(Refusal, match="不得以同一事实和理由"):
        opinion(taken.pk, 6)
    again = Document.objects.get(matter_id=taken.pk, verb="opine", state="draft")
    letters.save(document_id=again.pk, parts=again.parts | ANEW, revision=1, by=people.handler, at=at)
    letters.submit(document_id=again.pk, by=people.handler, at=at + timedelta(days=6))


def test_what_is_decided_anew_names_the_review_and_what_it_replaces(taken, people, at, out, opinion):
    first = Document.objects.get(matter_id=taken.pk, kind="opinion")
    review = out(decided(taken, people, at), people.reviewer, people.chief, 4)
    review.refresh_from_db()
    text = Document.objects.get(pk=opinion(taken.pk, 6, **ANEW).pk).text
    assert f"曾作出《信访事项处理意见书》（{first.number}，2026年10月16日）" in text
    assert f"于2026年10月19日作出了复查意见（{review.number}），要求重新作出处理意见" in text
    assert ("本意见书代替原处理意见" in text, "代替" in first.text) == (True, False)
