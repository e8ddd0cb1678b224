"""Proof of service: what each way must show, what it does to the matter, and which clock begins with it."""

from datetime import date, timedelta

import pytest
from tests.pictures import PNG

from xinfang.casework.acts.actions import perform
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.letters import actions
from xinfang.casework.letters.models import Document, Service
from xinfang.casework.petitions.actions import consent, withdraw_consent
from xinfang.casework.petitions.models import Hold, Matter, TimelineEntry
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.documents.actions import store


@pytest.fixture
def opinion(walk, draft, out):
    return out(draft(walk("opine"), "opine"))


@pytest.fixture
def serve(people, at):
    def make(document: Document, when=None, **told) -> Service:
        told = {"way": "direct", "received_on": at.date(), "server": "承办人1号"} | told
        return actions.record_service(
            document_id=document.pk, proof=actions.Proof(**told), by=people.handler, at=when or at
        )

    return make


HANDED = {"receiver": "王喆堃", "relationship": "self"}


def test_a_served_opinion_concludes_its_matter_and_starts_the_thirty_days(opinion, serve, at):
    received = at.date() + timedelta(days=4)
    serve(opinion, at + timedelta(days=6), received_on=received, **HANDED)
    matter = Matter.objects.get()
    assert matter.state == "concluded"
    assert matter.served_at.date() == received
    right = Clock.objects.get(family="review_request")
    assert right.started_on == received
    assert right.due_on >= received + timedelta(days=30)
    handled = Clock.objects.get(family="handle")
    assert (handled.state, handled.met_at.date()) == ("met", received)


def test_what_is_held_is_served_and_not_concluded(opinion, serve, at):
    Hold.objects.create(matter=opinion.matter, reason="督办未销", pinned_by="supervision", pinned_at=at)
    serve(opinion, **HANDED)
    assert Matter.objects.get().state == "served"
    opinion.refresh_from_db()
    assert opinion.state == "served"


def test_a_notice_that_is_served_leaves_a_line_and_does_nothing_else(walk, draft, out, serve):
    notice = out(draft(walk("accept"), "accept"))
    serve(notice, way="mail", tracking="XA12345678951", receiver="王喆堃")
    assert Matter.objects.get().state == "accepted"
    line = TimelineEntry.objects.get(verb="deliver")
    assert (line.data["number"], line.data["way"]) == (notice.number, "mail")
    assert "王喆堃" not in str(line.data) + line.note


def test_an_agreement_is_concluded_by_its_service(walk, draft, out, serve):
    serve(out(draft(walk("agree"), "agree")), **HANDED)
    assert Matter.objects.get().state == "concluded"
    assert Matter.objects.get().result == "mediated"


def test_an_agreement_that_nobody_received_ends_nothing(walk, draft, out, serve, people, at):
    document = out(draft(walk("agree"), "agree"))
    with pytest.raises(Refusal, match="还没有登记送达.*第三十四条"):
        perform(verb="conclude", matter_ids=[document.matter_id], by=people.handler, at=at)
    assert Matter.objects.get().state == "served"
    Hold.objects.create(matter=document.matter, reason="督办未销", pinned_by="supervision", pinned_at=at)
    serve(document, **HANDED)
    Hold.objects.update(released_at=at)
    perform(verb="conclude", matter_ids=[document.matter_id], by=people.handler, at=at)
    assert Matter.objects.get().state == "concluded"


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ({"way": "direct"}, {"receiver", "relationship"}),
        ({"way": "mail"}, {"tracking"}),
        ({"way": "left"}, {"refusal", "witness", "photo_id", "place"}),
        ({"way": "left", "refusal": "拒绝开门", "witness": "社区干部"}, {"photo_id", "place"}),
        ({"way": "posted"}, {"place", "posted_on"}),
        ({"way": "posted", "place": "公告栏"}, {"posted_on"}),
        ({"way": "electronic", "receiver": "王喆堃"}, {"consent", "photo_id"}),
        ({"way": "electronic", "receiver": "王喆堃", "consent": "电话同意"}, {"photo_id"}),
        ({"way": "pigeon"}, {"way"}),
        ({"way": "mail", "tracking": "XA1", "server": " "}, {"server"}),
    ],
)
def test_each_way_must_show_what_proves_it(opinion, serve, told, wanted):
    with pytest.raises(Refusal) as refused:
        serve(opinion, **told)
    assert {problem.field for problem in refused.value.problems} == wanted
    assert Matter.objects.get().state == "opined"
    assert not Service.objects.exists()


@pytest.mark.parametrize("day", [date(2026, 10, 16), date(2026, 10, 14)])
def test_it_was_received_neither_tomorrow_nor_before_it_was_issued(opinion, serve, day):
    with pytest.raises(Refusal) as refused:
        serve(opinion, received_on=day, **HANDED)
    assert [problem.field for problem in refused.value.problems] == ["received_on"]


def test_refused_with_reason_witness_and_photo_it_counts(opinion, serve, people, at):
    photo = store(name="留置.png", file=PNG, by=people.handler, at=at)
    told = {
        "refusal": "本人在家，拒绝签收。",
        "witness": "朝阳社区干部",
        "place": "朝阳路1号",
        "photo_id": photo.pk,
    }
    made = serve(opinion, way="left", **told)
    assert (made.photo_id, made.witness) == (photo.pk, "朝阳社区干部")
    assert Matter.objects.get().state == "concluded"


def test_it_is_served_once(opinion, serve):
    serve(opinion, **HANDED)
    with pytest.raises(Refusal, match="已送达"):
        serve(opinion, **HANDED)


BY_MAIL = {"way": "electronic", "receiver": "王喆堃"}


@pytest.fixture
def agrees(opinion, at):
    """The petitioner agrees on the follow page: agrees(service=True)."""
    citizen = Actor(None, "信访人")

    def make(when=at, **told) -> int:
        petition = opinion.matter.raisings.get(kind="first").petition_id
        consent(petition_id=petition, sms=True, email="", language="zh-hans", by=citizen, at=when, **told)
        return petition

    return make


def test_who_agreed_on_line_to_be_served_so_is_served_electronically(opinion, serve, agrees):
    agrees(service=True)
    serve(opinion, **BY_MAIL)
    assert Matter.objects.get().state == "concluded"


def test_agreeing_to_be_told_or_later_or_no_more_is_no_consent_to_service(opinion, serve, agrees, at):
    petition = agrees(service=False)
    for change in (lambda: agrees(at + timedelta(days=1), service=True), lambda: None):
        with pytest.raises(Refusal, match="没有在网上同意电子送达"):
            serve(opinion, at + timedelta(days=2), **BY_MAIL)
        change()
    serve_later = {"received_on": at.date() + timedelta(days=2), **BY_MAIL}
    withdraw_consent(petition_id=petition, by=Actor(None, "信访人"), at=at + timedelta(days=1))
    with pytest.raises(Refusal, match="没有在网上同意电子送达"):
        serve(opinion, at + timedelta(days=2), **serve_later)


def test_a_signed_consent_that_is_kept_will_do(opinion, serve, people, at):
    paper = store(name="同意书.png", file=PNG, by=people.handler, at=at)
    serve(opinion, consent="10月10日签名同意", photo_id=paper.pk, **BY_MAIL)
    assert Matter.objects.get().state == "concluded"


def test_what_an_agreement_is_served_on_is_the_day_of_receipt(walk, draft, out, serve, at):
    document = out(draft(walk("agree"), "agree"))
    assert Matter.objects.get().served_at is None
    received = at.date() + timedelta(days=3)
    serve(document, at + timedelta(days=5), received_on=received, **HANDED)
    assert Matter.objects.get().served_at.date() == received


def test_what_was_received_today_stands_where_it_was_recorded_and_not_at_the_sealing(opinion, serve, at):
    later = at + timedelta(minutes=90)
    serve(opinion, later, **HANDED)
    assert TimelineEntry.objects.get(verb="serve").at == later
    assert TimelineEntry.objects.get(verb="opine").at == at
