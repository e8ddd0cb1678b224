"""A wrong proof of service is replaced by a right one: it stays, and what service did is dated anew."""

from datetime import timedelta

import pytest

from xinfang.casework.deadlines.models import Clock
from xinfang.casework.desks.papers import issued
from xinfang.casework.desks.taking import to_petitioner
from xinfang.casework.letters import actions, queries
from xinfang.casework.letters.models import Document, Service
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.models import User
from xinfang.registers.staff.scope import scope_of

WHY = "回执上的签收日期看错了。"


@pytest.fixture
def mistaken(walk, draft, out, people, at):
    """An opinion received on the 19th and recorded, five days later, as received on the 15th."""
    opinion = out(draft(walk("opine"), "opine"))
    record(opinion, people, at + timedelta(days=5), at.date())
    return Document.objects.get(pk=opinion.pk)


def proof(day) -> actions.Proof:
    return actions.Proof(way="mail", received_on=day, server="承办人1号", tracking="XA12345678951")


def record(document, people, when, day) -> Service:
    return actions.record_service(document_id=document.pk, proof=proof(day), by=people.handler, at=when)


@pytest.fixture
def correct(people, at):
    def make(document, day, reason=WHY) -> Service:
        when = at + timedelta(days=6)
        return actions.correct_service(
            document_id=document.pk, proof=proof(day), reason=reason, by=people.head, at=when
        )

    return make


def test_the_thirty_days_and_the_handling_are_counted_from_the_right_day(mistaken, correct, at):
    day = at.date() + timedelta(days=4)
    correct(mistaken, day)
    right, handled = Clock.objects.get(family="review_request"), Clock.objects.get(family="handle")
    assert right.started_on == day
    assert right.due_on >= day + timedelta(days=30)
    assert (handled.state, handled.met_at.date()) == ("met", day)
    matter = Matter.objects.get()
    assert (matter.state, matter.served_at.date()) == ("concluded", day)


def test_the_wrong_proof_stays_and_the_timeline_tells_both_days(mistaken, correct, people, at):
    day = at.date() + timedelta(days=4)
    made = correct(mistaken, day)
    assert (made.replaces.received_on, made.reason) == (at.date(), WHY)
    line = TimelineEntry.objects.get(verb="correct_service")
    assert (line.data["before"], line.data["after"], line.note) == ("2026-10-15", "2026-10-19", WHY)
    assert to_petitioner(mistaken.matter_id)[0].served_on == day
    shown = issued(mistaken.matter_id)[0].services
    assert [(each.received_on, each.replaced) for each in shown] == [(day, False), (at.date(), True)]
    correct(mistaken, day + timedelta(days=1))
    assert Service.objects.filter(replaced_by=None).get().replaces == made


@pytest.mark.parametrize(("days", "reason", "field"), [(4, "错", "reason"), (7, WHY, "received_on")])
def test_it_needs_a_reason_and_a_day_that_can_be(mistaken, correct, at, days, reason, field):
    with pytest.raises(Refusal) as refused:
        correct(mistaken, at.date() + timedelta(days=days), reason)
    assert list(refused.value.by_field()) == [field]
    assert Service.objects.count() == 1


def test_the_head_alone_corrects(mistaken, people, at):
    def may(person) -> frozenset[str]:
        scope = scope_of(User.objects.get(pk=person.user_id), at.date())
        return queries.rights(scope, mistaken, at.date())

    assert may(people.head) == {"correct_service"}
    assert may(people.handler) == may(people.clerk) == frozenset()


def test_a_notice_begins_no_clock_and_is_corrected_all_the_same(walk, draft, out, people, correct, at):
    notice = out(draft(walk("accept"), "accept"))
    record(notice, people, at, at.date())
    before = list(Clock.objects.order_by("pk").values_list("due_on", "met_at"))
    correct(notice, at.date() + timedelta(days=1))
    assert list(Clock.objects.order_by("pk").values_list("due_on", "met_at")) == before
    assert TimelineEntry.objects.get(verb="correct_service").data["after"] == "2026-10-16"


def test_once_a_later_opinion_was_served_an_old_one_is_left_alone(mistaken, correct, at):
    Document.objects.create(
        matter=mistaken.matter, kind="opinion", state="served", issued_at=at + timedelta(days=5)
    )
    with pytest.raises(Refusal, match="后来又送达了新的一份"):
        correct(mistaken, at.date() + timedelta(days=4))


def test_during_a_review_the_day_is_fixed(mistaken, correct, at):
    Matter.objects.update(state="reviewing")
    with pytest.raises(Refusal, match="复查中"):
        correct(mistaken, at.date() + timedelta(days=4))
