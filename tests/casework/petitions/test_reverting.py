"""Taking an import back: what it leaves behind on timelines, clocks, documents and in the audit."""

import pytest

from xinfang.casework.acts import actions
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.letters import actions as letters
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.errors import Refusal
from xinfang.registers.petitioners.entries import PersonEntry

CLERK = Actor(1, "登记员1号")


@pytest.fixture
def bring(district, arrival, at):
    """Import one row as a batch of its own: bring(2) repeats what bring(1) opened."""

    def go(batch, **changes):
        return intake.register_many(
            [arrival(**changes)],
            unit_id=district.root.pk,
            by=CLERK,
            at=at,
            find_repeats=True,
            import_batch=batch,
        )[0]

    return go


def take_back(batch, at):
    return actions.revert_batch(import_batch=batch, by=CLERK, at=at)


def test_the_matter_that_a_petition_was_linked_to_tells_that_it_was_taken_back(bring, at):
    first, again = bring(1), bring(2)
    assert again.kind == "repeat"
    take_back(2, at)
    line = TimelineEntry.objects.get(verb="revert")
    assert (line.matter_id, line.petition_id) == (first.matter_id, again.petition_id)
    assert line.data == {"number": again.number}
    assert Matter.objects.get().state == "registered"
    take_back(1, at)  # the line is nobody's work: the matter's own import can still be taken back
    assert Matter.objects.get().state == "reverted"


def test_a_petition_linked_within_its_own_import_leaves_one_line(bring, at):
    bring(1), bring(1)
    take_back(1, at)
    assert TimelineEntry.objects.filter(verb="revert").count() == 1


def test_reverting_ends_the_clock_and_says_so(bring, at):
    bring(1)
    take_back(1, at)
    clock = Clock.objects.get()
    assert (clock.state, clock.met_by, clock.met_at) == ("ended", "revert", at)


def test_documents_leave_a_row_in_the_audit_with_the_number_when_recorded_and_when_taken_back(bring, at):
    told = bring(1)
    answer = letters.Answer(told.matter_id, "经查属实。", at, "规划建设局")
    letters.record_answers([answer], by=CLERK, at=at, import_batch=1)
    assert letters.revert_batch(import_batch=1, by=CLERK, at=at) == 1
    document = Document.objects.get()
    assert document.reverted_at == at
    rows = AuditEntry.objects.filter(event__startswith="document.").order_by("pk")
    assert [(row.event, row.subject, row.after["document"]) for row in rows] == [
        ("document.recorded", told.number, document.pk),
        ("document.reverted", told.number, document.pk),
    ]


def test_a_matter_that_is_raised_by_somebody_later_is_not_taken_back(bring, at):
    bring(1)
    bring(2, people=(PersonEntry(name="王小明", phone="139 1234 0217"),))
    with pytest.raises(Refusal, match="后来的信访件"):
        take_back(1, at)
