"""The course in plain words: every state, every verb, the next day and why."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.faces.portal.conftest import BY

from xinfang.casework.acts.actions import merge, perform, route, split, undo
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.deadlines.queries import clocks_of
from xinfang.casework.intake import actions
from xinfang.casework.intake.queries import follow
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.entries import MatterEntry
from xinfang.casework.petitions.models import Matter
from xinfang.casework.reviews.queries import Askable
from xinfang.casework.workflow import STATES, TRANSITIONS
from xinfang.faces.portal.coming import COMING
from xinfang.faces.portal.offering import may_ask
from xinfang.faces.portal.words import PROMISES, PUBLIC, RIGHTS, course
from xinfang.kernel import clock

pytestmark = pytest.mark.django_db


def told_of(told, today=None):
    followed = follow(told.number, told.query_code)
    today = today or clock.today()
    return course(followed, clocks_of(followed.matter_id, today), today, may_ask(followed, today))


def test_every_state_has_its_steps_ahead_and_every_public_act_its_words():
    assert COMING.keys() == STATES.keys()
    assert {row.verb for row in TRANSITIONS if row.public} <= PUBLIC.keys()
    assert all(str(state.public) for state in STATES.values())


@pytest.mark.parametrize("state", sorted(STATES))
def test_every_state_can_be_shown(letter, state):
    followed = replace(follow(*_keys(letter())), state=state, public=STATES[state].public)
    shown = course(followed, [], clock.today(), None)
    assert shown.heading
    assert shown.promise is None


def _keys(told):
    return told.number, told.query_code


@pytest.mark.parametrize(
    ("verbs", "promised"),
    [
        ((), "书面告知您怎么办理"),
        (("accept",), "办结并书面答复您"),
        (("accept", "opine"), "办结并书面答复您"),
        (("accept", "opine", "serve", "conclude", "request_review"), "复查的机关书面答复您"),
    ],
)
def test_the_day_is_that_of_the_running_clock_with_its_reason(letter, verbs, promised):
    told = letter(*verbs)
    shown = told_of(told).promise
    assert promised in shown.words
    clocks = {each.due_on for each in clocks_of(told.matter_id, clock.today()) if each.running and each.duty}
    assert shown.by == min(clocks)
    assert any("条" in sentence for sentence in shown.reason)
    assert not shown.late


def test_a_day_that_may_move_is_called_provisional(letter, enter):
    told = letter("accept")
    Clock.objects.filter(matter_id=told.matter_id, family="handle").update(
        started_on="2026-12-01", due_on="2027-02-01", nominal_on="2027-01-30", provisional=True
    )
    assert told_of(told).promise.provisional
    assert "（暂定）" in enter(told).content.decode()


def test_while_a_hearing_is_held_no_day_is_promised(letter, enter):
    first = ("accept", "opine", "serve", "conclude", "request_review", "opine_review", "serve_review")
    told = letter(*first, "request_rereview", "open_hearing")
    assert told_of(told).promise.by is None
    page = enter(told).content.decode()
    assert "期限暂停，恢复计时以后再推算最迟的日子" in page
    assert "复核的机关书面答复您" not in page


def test_what_is_late_is_said_to_be_late(letter):
    told = letter()
    assert told_of(told, clock.today() + timedelta(days=30)).promise.late


def test_a_right_is_shown_until_it_lapses(letter):
    told = letter("accept", "opine", "serve", "conclude")
    right = told_of(told).right
    assert "您可以申请复查" in right.words
    assert told_of(told, right.by).right
    assert told_of(told, right.by + timedelta(days=1)).right is None


def test_whoever_was_merged_has_no_term_before_the_own_notice(letter, arrival, district):
    first = letter("accept", "opine", "serve", "conclude")
    joining = arrival(repeats_matter_id=first.matter_id, raising_kind="joined")
    joined = actions.register(joining, unit_id=district.root.pk, by=BY, at=clock.now())
    shown = told_of(joined)
    assert shown.right is None
    assert shown.heading == "一并办理的事项已经答复，书面告知另行送达您"
    assert told_of(first).right


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("declined", "没有受理，理由请向登记的单位询问"),
        ("no_longer", "不再受理，理由请向登记的单位询问"),
        ("directed", "应当走别的法定途径，请向登记的单位询问"),
    ],
)
def test_a_decision_of_which_no_letter_was_written_says_whom_to_ask(letter, monkeypatch, state, words):
    followed = replace(follow(*_keys(letter())), state=state, public=STATES[state].public)
    assert course(followed, [], clock.today(), None).heading == words
    monkeypatch.setattr("xinfang.faces.portal.words.papers_of", lambda _followed: [object()])
    assert course(followed, [], clock.today(), None).heading == str(STATES[state].public)


def test_a_term_that_ends_on_the_matter_s_own_day_is_still_told_as_the_petitioner_s_own(
    letter, arrival, district
):
    first = letter("accept", "opine", "serve", "conclude")
    joining = arrival(repeats_matter_id=first.matter_id, raising_kind="joined")
    joined = actions.register(joining, unit_id=district.root.pk, by=BY, at=clock.now())
    followed, today = follow(*_keys(joined)), clock.today()
    clocks = clocks_of(first.matter_id, today)
    asked = Askable("review", told_of(first).right.by, True, "")
    assert "别的信访人" in course(followed, clocks, today, asked).right.reason[0]


def test_the_offices_own_business_is_not_told(letter):
    from xinfang.casework.deadlines.rules import CLOCKS

    inside = {"object", "pass_on", "feedback", "report_up", "review_take", "proposal"}
    assert inside.isdisjoint({*PROMISES, *RIGHTS})
    families = {each.family for each in CLOCKS if not each.target}
    assert families - inside == {*PROMISES, *RIGHTS}


def test_what_was_taken_back_at_once_was_never_there(letter, district):
    told, now = letter(routed=False), clock.now()
    acts = route(matter_ids=[told.matter_id], to_unit_id=district.other.pk, by=BY, at=now)
    undo(act_ids=acts, by=BY, at=now + timedelta(seconds=5))
    lines = [line.title for line in told_of(told).lines]
    assert not [line for line in lines if "桂溪街道" in line]


def test_who_was_merged_follows_the_matter_that_is_worked_on(letter):
    told, into = letter(routed=False), letter(title="同一件事")
    merge(matter_id=told.matter_id, into_id=into.matter_id, by=BY, at=clock.now())
    perform(verb="accept", matter_ids=[into.matter_id], by=BY, at=clock.now() + timedelta(minutes=1))
    shown = told_of(told)
    assert shown.heading == "已经受理，正在办理"
    titles = [line.title for line in shown.lines if line.mark == "done"]
    assert titles == ["我们收到了", "并入另一件一起办理", "受理"]
    assert shown.promise


def test_who_was_merged_sees_nothing_of_what_is_the_others_own(letter):
    told, into = letter(routed=False), letter(title="别人的事")
    now = clock.now()
    merge(matter_id=told.matter_id, into_id=into.matter_id, by=BY, at=now)
    split(
        matter_id=into.matter_id,
        parts=[MatterEntry("另一件")],
        by=BY,
        at=now + timedelta(minutes=1),
    )
    perform(verb="accept", matter_ids=[into.matter_id], by=BY, at=now + timedelta(minutes=2))
    titles = [line.title for line in told_of(told).lines if line.mark == "done"]
    assert titles == ["我们收到了", "并入另一件一起办理", "受理"]
    titles = [line.title for line in told_of(into).lines if line.mark == "done"]
    assert "分出几件分别办理" in titles


@pytest.mark.parametrize("verb", ["decline", "stop_taking"])
def test_no_letter_is_promised_to_whom_none_was_written(letter, verb):
    before, told, into = letter(title="走完三级程序的事"), letter(routed=False), letter(title="别人的事")
    Matter.objects.filter(pk=before.matter_id).update(state="final")  # what 不再受理 rests on
    merge(matter_id=told.matter_id, into_id=into.matter_id, by=BY, at=clock.now())
    perform(verb=verb, matter_ids=[into.matter_id], by=BY, at=clock.now() + timedelta(minutes=1))
    Document.objects.create(
        matter_id=into.matter_id, kind="declining_notice", state="issued", issued_at=clock.now(), text="理由"
    )
    assert "告知书" in told_of(into).heading
    assert "告知书" not in told_of(told).heading
    assert "理由请向登记的单位询问" in told_of(told).heading


def test_an_accusation_tells_neither_title_nor_whom_it_is_about(letter, posted, district):
    posted("discipline_handler", district.street)
    told = letter("take_up", purpose="accusation", title="某人收受礼金", accused_unit_id=district.other.pk)
    followed = follow(*_keys(told))
    shown = told_of(told)
    said = " ".join([shown.heading, followed.title, *(line.title + line.detail for line in shown.lines)])
    assert "礼金" not in said
    assert "桂溪街道" not in said
    assert "检举" not in said
    assert "控告" not in said
