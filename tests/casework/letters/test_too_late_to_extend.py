"""An extension asked when the term is over, or a second one: not offered, and refused at each step."""

from datetime import timedelta

import pytest

from xinfang.casework.acts.queries import allowed
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.letters import actions, queries
from xinfang.casework.letters.facts import facts
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.models import User
from xinfang.registers.staff.scope import scope_of

LATE = timedelta(days=90)
OVER = r"办结的期限已于 .*届满，届满以后不能延长。（《信访工作条例》（2022）第三十四条）"
TWICE = r"期限已经延长过一次，不能再延长。（《信访工作条例》（2022）第三十四条）"


def _words(pattern):
    return pattern.replace("（", r"\（").replace("）", r"\）")


@pytest.fixture
def offered(people):
    def ask(matter, moment):
        scope = scope_of(User.objects.get(pk=people.head.user_id), moment.date())
        fresh = Matter.objects.get(pk=matter.pk)
        acts = {row.verb for row in allowed(scope, fresh, moment.date())}
        drafts = {each.verb for each in queries.offers(scope, fresh, moment.date())}
        return "extend" in acts, "extend" in drafts

    return ask


def test_it_is_offered_while_the_term_runs_and_not_after(walk, offered, at):
    matter = walk("extend")
    last = Clock.objects.get(matter=matter, family="handle").due_on - at.date()
    assert offered(matter, at + last) == (True, True)
    assert offered(matter, at + last + timedelta(days=1)) == (False, False)


def test_after_the_term_no_step_of_its_letter_is_possible(walk, draft, people, at):
    matter = walk("extend")
    document = draft(matter, "extend")
    before = Document.objects.filter(pk=document.pk).values().get()
    late = {"document_id": document.pk, "by": people.handler, "at": at + LATE}
    for step in (
        lambda: actions.save(parts={"reason": "另写的理由若干字。"}, revision=1, **late),
        lambda: actions.submit(**late),
    ):
        with pytest.raises(Refusal, match=_words(OVER)):
            step()
    assert Document.objects.filter(pk=document.pk).values().get() == before
    actions.submit(document_id=document.pk, by=people.handler, at=at)
    with pytest.raises(Refusal, match=_words(OVER)):
        actions.sign(document_id=document.pk, revision=1, by=people.head, at=at + LATE)
    actions.sign(document_id=document.pk, revision=1, by=people.head, at=at)
    with pytest.raises(Refusal, match=_words(OVER)):
        actions.seal(document_id=document.pk, by=people.head, at=at + LATE)
    assert not Matter.objects.get().extended
    assert Document.objects.get(pk=document.pk).number == ""


def test_nothing_is_drafted_after_the_term_and_no_new_day_is_said(walk, draft, at, people):
    document = draft(walk("extend"), "extend")
    assert facts(document, at)["due_on"]
    assert facts(document, at + LATE)["due_on"] == ""
    actions.void(document_id=document.pk, by=people.handler, at=at)
    with pytest.raises(Refusal, match=_words(OVER)):
        actions.draft(
            matter_id=document.matter_id, verb="extend", kind="", unit_id=document.unit_id,
            parts=document.parts, form_key="6a3a2d2e-8a0e-4a8c-9f5b-0d3a4f9d7c11",
            by=people.handler, at=at + LATE,
        )  # fmt: skip


def test_a_second_one_is_not_offered_and_is_refused_with_its_article(walk, draft, out, offered, at):
    matter = walk("extend")
    out(draft(matter, "extend"))
    assert offered(matter, at) == (False, False)
    with pytest.raises(Refusal, match=_words(TWICE)):
        draft(Matter.objects.get(pk=matter.pk), "extend")
    assert Document.objects.filter(verb="extend").count() == 1


def test_a_matter_to_be_decided_anew_says_its_new_day_too(walk, draft, at):
    document = draft(walk("extend"), "extend")
    Clock.objects.filter(family="handle").update(family="redo", rule="redo_2022")
    assert facts(document, at)["due_on"]
