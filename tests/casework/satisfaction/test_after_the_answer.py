"""Call-backs and settlement: on record, with proof, and mended by an act with a reason."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import translation
from tests.casework.satisfaction.conftest import BY

from xinfang.casework.acts.actions import perform
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.casework.petitions.queries import attached
from xinfang.casework.satisfaction.actions import call_back, rate, settle, unsettle
from xinfang.casework.satisfaction.actions.calling_back import Called
from xinfang.casework.satisfaction.actions.settling import Settled
from xinfang.casework.satisfaction.models import CallBack, Invitation, Settlement
from xinfang.casework.satisfaction.queries import accepted_callbacks, after_answer
from xinfang.casework.satisfaction.rules import Answer
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(autouse=True)
def _vault(settings, tmp_path):
    settings.XINFANG_FILES = tmp_path


@pytest.fixture
def called(at):
    return Called(
        called_at=at,
        caller="登记员1号",
        way="phone",
        reached=True,
        said="accepts",
        words="问题解决了，没有别的要求。",
        outcome="nothing",
    )


def call(told, called, at):
    return call_back(matter_id=told.matter_id, called=called, by=BY, at=at)


def proof(at, **changes):
    fields = {"settled_on": at.date(), "proof": "letter", "statement": "书面表示认可，不再就此事信访。"}
    return Settled(**{**fields, "file": ("承诺书.pdf", PDF), **changes})


def wrong(refused):
    return set(refused.value.by_field())


def test_a_call_back_is_kept_with_what_was_said(answered, called, at, scope, district):
    call(answered, called, at)
    matter = Matter.objects.get(pk=answered.matter_id)
    row = after_answer(scope("unit_head", district.street), matter, at.date()).callbacks[0]
    assert (row.way, row.said, row.outcome) == ("电话", "认可处理结果", "不用再办")
    assert matter.state == "concluded"
    assert TimelineEntry.objects.get(verb="call_back").note == ""


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"said": ""}, {"said"}),
        ({"words": " "}, {"words"}),
        ({"way": "dream"}, {"way"}),
        ({"outcome": ""}, {"outcome"}),
        ({"caller": " "}, {"caller"}),
        ({"said": "", "words": "", "outcome": ""}, {"said", "words", "outcome"}),
    ],
)
def test_a_call_back_that_says_too_little_is_refused(answered, called, at, changes, fields):
    with pytest.raises(Refusal) as refused:
        call(answered, replace(called, **changes), at)
    assert wrong(refused) == fields
    assert not CallBack.objects.exists()


def test_who_was_not_reached_has_said_nothing(answered, called, at):
    call(answered, replace(called, reached=False, said="accepts", words="", outcome="again"), at)
    assert CallBack.objects.get().said == ""


def test_a_call_back_lies_between_the_answer_and_now(answered, called, at):
    for moment in (at + timedelta(hours=1), at - timedelta(days=3)):
        with pytest.raises(Refusal) as refused:
            call(answered, replace(called, called_at=moment), at)
        assert wrong(refused) == {"called_at"}


def test_nobody_is_called_back_before_an_answer(registered, called, at):
    with pytest.raises(Refusal, match="还没有办结"):
        call(registered(), called, at)


def test_settlement_stands_on_a_file(answered, at):
    settle(matter_id=answered.matter_id, settled=proof(at), by=BY, at=at)
    matter = Matter.objects.get(pk=answered.matter_id)
    assert matter.settled_at.astimezone(at.tzinfo).date() == at.date()
    assert [file.name for file in attached(matter.pk)] == ["承诺书.pdf"]
    assert TimelineEntry.objects.filter(matter=matter, verb="settle").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"statement": " "}, "statement"),
        ({"proof": "hearsay"}, "proof"),
        ({"proof": "call"}, "callback"),
        ({"file": ("空.pdf", b"")}, "file"),
        ({"file": ("x.exe", b"MZ")}, "file"),
    ],
)
def test_no_settlement_without_its_proof(answered, at, changes, field):
    with pytest.raises(Refusal) as refused:
        settle(matter_id=answered.matter_id, settled=proof(at, **changes), by=BY, at=at)
    assert wrong(refused) == {field}
    assert not Settlement.objects.exists()
    assert Matter.objects.get(pk=answered.matter_id).settled_at is None


@pytest.mark.parametrize("days", [1, -1])
def test_the_day_lies_between_the_answer_and_today(answered, at, days):
    day = at.date() + timedelta(days=days)
    with pytest.raises(Refusal) as refused:
        settle(matter_id=answered.matter_id, settled=proof(at, settled_on=day), by=BY, at=at)
    assert wrong(refused) == {"settled_on"}


def test_a_recorded_call_is_one_in_which_the_petitioner_accepted(answered, registered, called, at):
    no = call(answered, replace(called, said="rejects", outcome="shown_review"), at)
    yes = call(answered, called, at)
    assert [pk for pk, _row in accepted_callbacks(answered.matter_id)] == [yes]
    settled = proof(at, proof="call", callback_id=no)
    with pytest.raises(Refusal):
        settle(matter_id=answered.matter_id, settled=settled, by=BY, at=at)
    settled = proof(at, proof="call", callback_id=yes)
    settle(matter_id=answered.matter_id, settled=settled, by=BY, at=at)
    assert Settlement.objects.get().callback_id == yes


def test_settled_once_until_it_is_undone_with_a_reason(answered, at):
    pk = answered.matter_id
    settle(matter_id=pk, settled=proof(at), by=BY, at=at)
    with pytest.raises(Refusal, match="已经登记过息诉息访"):
        settle(matter_id=pk, settled=proof(at), by=BY, at=at)
    with pytest.raises(Refusal) as refused:
        unsettle(matter_id=pk, reason="又来了", by=BY, at=at)
    assert wrong(refused) == {"reason"}
    unsettle(matter_id=pk, reason="信访人表示并未签字认可", by=BY, at=at)
    assert Matter.objects.get(pk=pk).settled_at is None
    assert Settlement.objects.get().undone_why == "信访人表示并未签字认可"
    settle(matter_id=pk, settled=proof(at), by=BY, at=at)
    assert Settlement.objects.filter(undone_at=None).count() == 1


def test_who_asks_for_a_review_has_not_accepted_and_stopped(answered, at):
    settle(matter_id=answered.matter_id, settled=proof(at), by=BY, at=at)
    with translation.override("en"):  # asked for on the English page; the office reads it
        perform(verb="request_review", matter_ids=[answered.matter_id], by=BY, at=at)
    assert Matter.objects.get(pk=answered.matter_id).settled_at is None
    assert Settlement.objects.get().undone_why == "信访人不服处理意见，申请了复查。"
    perform(verb="withdraw_review", matter_ids=[answered.matter_id], by=BY, at=at)
    settle(matter_id=answered.matter_id, settled=proof(at), by=BY, at=at)
    assert Settlement.objects.filter(undone_at=None).count() == 1


def test_review_stays_open_and_a_new_decision_ends_the_settlement(answered, at):
    settle(matter_id=answered.matter_id, settled=proof(at), by=BY, at=at)
    for verb in ("request_review", "opine_review", "redo"):
        perform(verb=verb, matter_ids=[answered.matter_id], by=BY, at=at)
    assert Matter.objects.get(pk=answered.matter_id).settled_at is None
    assert Settlement.objects.get().undone_at == at


def test_the_petitioners_reasons_are_for_the_heads(answered, at, scope, district):
    rate(
        invitation_id=Invitation.objects.get().pk,
        petition_id=answered.petition_id,
        answers=(Answer("office", "not_satisfied", "没有回音"), Answer("unit", "not_satisfied", "态度生硬")),
        by=Actor(None, "信访人"),
        at=at,
    )
    matter = Matter.objects.get(pk=answered.matter_id)
    seen = {
        role: [body.reason for body in after_answer(scope(role, unit), matter, at.date()).stages[0].bodies]
        for role, unit in (
            ("handler", district.street),
            ("unit_head", district.street),
            ("office_head", district.root),
        )
    }
    assert seen == {
        "handler": ["", ""],
        "unit_head": ["", "态度生硬"],
        "office_head": ["没有回音", "态度生硬"],
    }
