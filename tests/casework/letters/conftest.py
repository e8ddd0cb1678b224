"""A matter of a petitioner with a rare name, walked along the workflow to where a letter is due."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from tests.casework.letters.written import KIND_OF, WAYS, written

from xinfang.casework.acts import actions as acts
from xinfang.casework.assignments import actions as assignments
from xinfang.casework.intake import actions as intake
from xinfang.casework.letters import actions
from xinfang.casework.letters.actions import Proof
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Consent, Matter
from xinfang.casework.reviews import actions as reviews
from xinfang.kernel.actor import Actor
from xinfang.registers.petitioners.entries import PersonEntry

NAME = "王喆堃"  # two characters that the usual fonts of letters lack
LATER = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Any) -> None:
    settings.XINFANG_FILES = tmp_path / "files"


@pytest.fixture
def people(district: SimpleNamespace, posted: Callable[..., Any]) -> SimpleNamespace:
    """A clerk of the office and its head; a handler of the street and its head."""

    def actor(role: str, unit: Any, name: str) -> Actor:
        user = posted(role, unit, name)
        return Actor(user.pk, name, unit.pk, unit.name)

    return SimpleNamespace(
        clerk=actor("clerk", district.root, "登记员1号"),
        office_head=actor("office_head", district.root, "局负责人1号"),
        handler=actor("handler", district.street, "承办人1号"),
        head=actor("unit_head", district.street, "街道负责人1号"),
        discipline=actor("discipline_handler", district.street, "纪检承办人1号"),
        reviewer=actor("reviewer", district.root, "复查员1号"),
        above=actor("office_head", district.root, "局负责人2号"),
    )


@pytest.fixture
def walk(
    district: SimpleNamespace,
    people: SimpleNamespace,
    arrival: Callable[..., Any],
    ended_before: Callable[[int], None],
    at: datetime,
) -> Callable[..., Matter]:
    """A matter in the state in which an act is due: walk("opine"), walk("take_up", purpose="accusation")."""

    def make(verb: str, **changes: Any) -> Matter:
        person = PersonEntry(name=NAME, phone="139 1234 0217", address="中和街道朝阳路 1 号")
        changes.setdefault("purpose", {"reply": "suggestion", "feed_back": "accusation"}.get(verb, "request"))
        letter = arrival(people=(person,), demand="鉴定房屋，限期修缮。", **changes)
        told = intake.register(letter, unit_id=district.root.pk, by=people.clerk, at=at)
        if verb == "stop_taking":
            ended_before(told.matter_id)
        for step in WAYS[verb]:
            _step(told.matter_id, step, district, people, at)
        return Matter.objects.get(pk=told.matter_id)

    return make


def _step(pk: int, step: str, district: SimpleNamespace, people: SimpleNamespace, at: datetime) -> None:
    by: dict[str, Any] = {"by": people.clerk, "at": at}
    if step in ("forward", "assign"):
        more: dict[str, Any] = {"manner": "assign", "due_on": at.date() + timedelta(days=30)}
        acts.route(
            matter_ids=[pk], to_unit_id=district.street.pk, reason="属地办理", **by,
            **(more | {"report_form": "书面办结报告"} if step == "assign" else {}),
        )  # fmt: skip
    elif step == "simple":
        acts.route(matter_ids=[pk], to_unit_id=district.street.pk, simple=True, **by)
    elif step == "escalate":
        assignments.object_to(matter_id=pk, reason="不属于本单位职权范围。", **by)
        assignments.escalate(matter_id=pk, reason="两个单位意见不一致。", **by)
    else:
        acts.perform(verb=step, matter_ids=[pk], **by)


@pytest.fixture
def draft(people: SimpleNamespace, at: datetime) -> Callable[..., Document]:
    """The document of an act (or of a kind without one) with the least that it must say."""

    def make(
        matter: Matter, verb: str = "", kind: str = "", by: Actor | None = None, **parts: str
    ) -> Document:
        kind = kind or KIND_OF[verb]
        unit = (
            matter.unit_id
            if verb not in OFFICE and kind != "supervision_letter" and matter.unit_id
            else matter.registered_unit_id
        )
        return actions.draft(
            matter_id=matter.pk, verb=verb, kind=kind, unit_id=unit, parts=written(kind) | parts,
            form_key=uuid4(), by=by or people.handler, at=at,
        )  # fmt: skip

    return make


OFFICE = {
    "opine_review",
    "opine_rereview",
    "refuse_review",
    "refuse_rereview",
}


@pytest.fixture
def out(people: SimpleNamespace, at: datetime) -> Callable[[Document], Document]:
    """Submitted, signed where a head signs, and sealed."""

    def make(document: Document) -> Document:
        from xinfang.casework.wording.kinds import KINDS

        if KINDS[document.kind].signed:
            actions.submit(document_id=document.pk, by=people.handler, at=at)
            actions.sign(document_id=document.pk, revision=document.revision, by=people.head, at=at)
        return actions.seal(
            document_id=document.pk, by=people.head, at=at, follow="https://xf.example/follow/"
        )

    return make


ANSWER = {
    "stage": "first",
    "answer": "经核实，相邻工地打桩引起墙体开裂，由施工单位在年底前修缮。",
    "review_body": "云溪区人民政府",
    "contact": "承办人1号 028-8500 0217",
}


@pytest.fixture
def three(walk, district, arrival, people, at):
    """The matter of one petitioner, joined by a second one; a third one's own was merged into it."""
    matter = walk("accept")

    def letter(name, phone, **changes):
        person = PersonEntry(name=name, phone=phone, address="中和街道朝阳路 3 号")
        told = arrival(people=(person,), **changes)
        found = intake.register(told, unit_id=district.root.pk, by=people.clerk, at=at)
        Consent.objects.create(petition_id=found.petition_id, sms=True, given_at=at, given_to="登记员1号")
        return found

    joined = letter("李建国", "139 1234 0218", repeats_matter_id=matter.pk, raising_kind="joined")
    merged = letter("赵玉兰", "139 1234 0219", title="隔壁打桩，我家墙裂了")
    first = matter.raisings.get(kind="first").petition
    Consent.objects.create(petition=first, sms=True, given_at=at, given_to="登记员1号")
    acts.merge(matter_id=merged.matter_id, into_id=matter.pk, by=people.clerk, at=at)
    return matter, first, joined, merged


@pytest.fixture
def answered(three, people, at):
    """Accepted, answered, served on the first petitioner after ten days."""
    matter = three[0]
    Matter.objects.filter(pk=matter.pk).update(state="routed")
    for verb, days in (("accept", 0), ("opine", 9), ("serve", 10), ("conclude", 10)):
        acts.perform(verb=verb, matter_ids=[matter.pk], by=people.handler, at=at + timedelta(days=days))
    matter.refresh_from_db()
    return three


@pytest.fixture
def notify(answered, people, at):
    """A notice of the answer for one of them, sealed and served on a day."""

    def make(number, day=20, **changes):
        matter, when = answered[0], at + timedelta(days=day)
        made = actions.draft(
            matter_id=matter.pk,
            verb="",
            kind="together_notice",
            unit_id=matter.unit_id,
            parts=ANSWER | {"to_petition": number} | changes,
            form_key=uuid4(),
            by=people.handler,
            at=when,
        )
        document = actions.seal(document_id=made.pk, by=people.handler, at=when)
        proof = Proof("direct", when.date(), "承办人1号", receiver="本人", relationship="self")
        actions.record_service(document_id=document.pk, proof=proof, by=people.handler, at=when)
        return document

    return make


@pytest.fixture
def reviewed(examined, answered):
    """What the third one asked for was examined and upheld, and the opinion served on that one on day 55."""
    examined(reviews.Decision("uphold", "到现场察看，查阅了原卷，原意见认定的事实清楚，依据正确。"))
    answered[0].refresh_from_db()
    return answered


@pytest.fixture
def examined(answered, notify, people, at):
    """Decide what the third one asked for: examined(decision)."""
    return lambda decision: _examined(answered, notify, people, at, decision)


def _examined(answered, notify, people, at, decision):
    matter, _first, _joined, merged = answered
    notify(merged.number, day=20)
    when = at + timedelta(days=45)
    asked = reviews.Request(when, "letter", "裂缝还在扩大，没有写明标准。", petition_id=merged.petition_id)
    review = reviews.request_review(matter_id=matter.pk, asked=asked, by=people.clerk, at=when)
    reviews.take(review_id=review, by=people.reviewer, at=when)
    reviews.decide(review_id=review, decision=decision, by=people.reviewer, at=when)
    made = Document.objects.get(verb="opine_review")
    parts = written("review_opinion") | {key: text for key, text in made.parts.items() if text}
    by, day = {"by": people.reviewer}, at + timedelta(days=55)
    actions.save(document_id=made.pk, parts=parts, revision=made.revision, at=day, **by)
    actions.submit(document_id=made.pk, at=day, **by)
    actions.sign(document_id=made.pk, revision=made.revision + 1, by=people.above, at=day)
    actions.seal(document_id=made.pk, at=day, **by)
    proof = Proof("direct", day.date(), "复查员1号", receiver="本人", relationship="self")
    actions.record_service(document_id=made.pk, proof=proof, at=day, **by)
    return Document.objects.get(pk=made.pk)
