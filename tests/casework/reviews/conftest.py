"""A matter answered by a unit, and the acts by which it comes to its reviews."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from xinfang.casework.acts.actions import perform, route
from xinfang.casework.intake import actions as intake
from xinfang.casework.intake.arrivals import Arrival
from xinfang.casework.letters.actions import Proof, record_service
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews import actions as reviews
from xinfang.casework.reviews.actions import Decision, Request
from xinfang.casework.reviews.models import Review
from xinfang.kernel.actor import Actor

CLERK, HANDLER, HEAD = Actor(1, "登记员1号"), Actor(2, "承办人1号"), Actor(3, "街道主任")
REVIEWER, CHIEF = Actor(4, "复查员1号"), Actor(5, "区长")
FACTS = "原意见认定的事实不清，没有到现场查看。"
FIRST = "经查，墙体开裂与施工无关，不予支持。"


@pytest.fixture
def answer(at: datetime) -> Callable[..., None]:
    """The unit's opinion on a matter, served and concluded: answer(pk, on, body=…, result=…)."""

    def go(
        matter_id: int, on: datetime, *, body: str = FIRST, result: str = "reject", conclude: bool = True
    ) -> None:
        one: dict[str, Any] = {"matter_ids": [matter_id]}
        Document.objects.create(
            matter_id=matter_id,
            kind="opinion",
            state="issued",
            body=body,
            issued_at=on,
            issued_by="中和街道",
        )
        perform(verb="opine", by=HEAD, at=on, sets={"result": result}, **one)
        perform(verb="serve", by=HANDLER, at=on, **one)
        if conclude:
            perform(verb="conclude", by=HANDLER, at=on, **one)

    return go


@pytest.fixture
def answered(
    district: SimpleNamespace, arrival: Callable[..., Arrival], at: datetime, answer: Callable[..., None]
) -> Callable[..., Matter]:
    """A matter that a unit has answered: answered(), answered(unit, on=moment of service)."""

    def go(unit: Any = None, *, on: datetime | None = None, **more: Any) -> Matter:
        served = on or at - timedelta(days=5)
        begun = served - timedelta(days=20)
        told = intake.register(arrival(received_at=begun), unit_id=district.root.pk, by=CLERK, at=begun)
        pk = told.matter_id
        to = (unit or district.street).pk
        route(matter_ids=[pk], to_unit_id=to, by=CLERK, at=begun)
        perform(verb="accept", matter_ids=[pk], by=HANDLER, at=begun)
        answer(pk, served, **more)
        return Matter.objects.get(pk=pk)

    return go


def proven(on: datetime) -> Proof:
    """It was handed over on a day."""
    return Proof("direct", timezone.localdate(on), "办事员", receiver="王小明", relationship="self")


@transaction.atomic
def serve_ours(review_id: int, on: datetime, by: Actor) -> None:
    """The opinion of a reviewer of ours, as the letter that it is, reaches who asked."""
    review = Review.objects.get(pk=review_id)
    opinion = Document.objects.create(
        matter_id=review.matter_id,
        unit_id=review.reviewer_unit_id,
        kind=f"{review.level}_opinion",
        verb=f"opine_{review.level}",
        state="issued",
        issued_at=review.opined_at or on,
    )
    record_service(document_id=opinion.pk, proof=proven(on), by=by, at=on)


def announce(matter_id: int, on: datetime) -> None:
    """The notice of a hearing has gone out."""
    fields: dict[str, Any] = {"kind": "hearing_notice", "state": "issued", "issued_by": "云溪区"}
    Document.objects.create(matter_id=matter_id, issued_at=on, **fields)


@pytest.fixture
def asked(at: datetime) -> Request:
    """A request received now, by letter."""
    return Request(received_at=at, via="letter", facts=FACTS, demand="撤销原意见，重新查处。")


@pytest.fixture
def requested(answered: Callable[..., Matter], asked: Request, at: datetime) -> SimpleNamespace:
    """A review asked for: the matter's id and the review's."""
    matter = answered()
    pk = reviews.request_review(matter_id=matter.pk, asked=asked, by=CLERK, at=at)
    return SimpleNamespace(matter=matter.pk, review=pk)


@pytest.fixture
def story(at: datetime, asked: Request) -> SimpleNamespace:
    """Short words for long acts; `day` days after the fixture's moment."""

    def when(day: int) -> datetime:
        return at + timedelta(days=day)

    def ask(matter_id: int, level: str, day: int = 0, **more: Any) -> int:
        request = {"review": reviews.request_review, "rereview": reviews.request_rereview}[level]
        made = replace(asked, received_at=when(day), **more)
        return request(matter_id=matter_id, asked=made, by=CLERK, at=when(day))

    def decide(review_id: int, outcome: str, day: int = 1, by: Actor = REVIEWER, **more: Any) -> None:
        fields: dict[str, Any] = {"finding": "经复查，查明的情况如下。", "outcome": outcome}
        if outcome != "uphold":
            fields["grounds"] = ["facts"]
        if outcome in ("revoke", "redo"):
            fields["redo_by"] = when(day + 30).date()
        if outcome == "change":
            fields["changed_result"] = "support"
        if "number" in more:  # an organ outside made it, on that day
            fields["made_on"] = when(day).date()
        fields["revision"] = Review.objects.get(pk=review_id).revision
        reviews.decide(review_id=review_id, decision=Decision(**(fields | more)), by=by, at=when(day))

    return SimpleNamespace(when=when, ask=ask, decide=decide)
