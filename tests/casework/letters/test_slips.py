"""Slips follow from routing: ready at once, numbered when it can no longer be undone, none for an import."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from xinfang.casework.acts import actions as acts
from xinfang.casework.desks.papers import documents_of
from xinfang.casework.intake import actions as intake
from xinfang.casework.letters import actions
from xinfang.casework.letters.actions import issuing
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.models import Posting, User
from xinfang.registers.staff.scope import scope_of

SOON, LATER = timedelta(seconds=10), timedelta(seconds=20)


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(issuing, "pdf", lambda sheet, at: sheet.number.encode())
    monkeypatch.setattr(issuing, "docx", lambda sheet, kind, at: b"PK" + sheet.number.encode())


@pytest.fixture
def routed(walk, district, people, at):
    def make(**how) -> list[int]:
        matter = walk("")
        return acts.route(
            matter_ids=[matter.pk], to_unit_id=district.street.pk, by=people.clerk, at=at, **how
        )

    return make


def test_routing_makes_a_slip_ready_for_the_unit_under_no_number(routed, district):
    routed()
    slip = Document.objects.get()
    assert (slip.kind, slip.state, slip.number) == ("forwarding_slip", "prepared", "")
    assert (slip.unit_id, slip.to_unit_id) == (district.root.pk, district.street.pk)


def test_it_is_sent_by_the_unit_for_which_it_was_routed(walk, district, posted, at):
    """One person: handler of a street for years, clerk of the office since. Another: clerk of a street."""
    both = posted("handler", district.street, "两处任职")
    Posting.objects.create(user=both, unit=district.root, role="clerk", valid_from=date(2025, 1, 1))
    streets = posted("clerk", district.street, "街道登记员")
    matter, where = walk(""), (district.other, district.street, district.department)
    for user, to in zip((both, both, streets), where, strict=True):
        by = scope_of(user, at.date()).actor
        acts.route(matter_ids=[matter.pk], to_unit_id=to.pk, by=by, at=at)
    office, street = district.root.pk, district.street.pk
    assert by.unit_id == street
    assert list(Document.objects.order_by("pk").values_list("unit_id", flat=True)) == [office, office, street]


def test_an_undone_routing_leaves_no_slip_and_no_gap(routed, people, at):
    undone = routed()
    acts.undo(act_ids=undone, by=people.clerk, at=at + SOON)
    routed()
    assert actions.issue_prepared(by=people.clerk, at=at + LATER) == 1
    assert set(Document.objects.values_list("state", "serial")) == {("void", None), ("issued", 1)}


def test_nobody_prints_it_while_it_can_be_undone(routed, people, at):
    routed()
    slip = Document.objects.get()
    with pytest.raises(Refusal, match="还可以撤销"):
        actions.seal(document_id=slip.pk, by=people.clerk, at=at + SOON)
    assert actions.issue_prepared(by=people.clerk, at=at + SOON) == 0
    assert actions.seal(document_id=slip.pk, by=people.clerk, at=at + LATER).serial == 1
    assert actions.issue_prepared(by=people.clerk, at=at + LATER) == 0


def test_however_late_it_gets_its_number_it_bears_the_day_on_which_it_was_sent(routed, people, at):
    routed()
    assert actions.issue_prepared(by=people.clerk, at=at + timedelta(days=100)) == 1
    slip = Document.objects.get()
    assert (slip.issued_at, slip.year, slip.serial) == (at, at.year, 1)
    assert "2026年10月15日" in slip.text
    assert "2027年" not in slip.text


def test_each_routing_has_its_own(routed, walk, district, people, at):
    routed()
    matter = Matter.objects.get()
    acts.route(
        matter_ids=[matter.pk], to_unit_id=district.other.pk, by=people.clerk, at=at,
        manner="assign", due_on=at.date() + timedelta(days=30),
    )  # fmt: skip
    kinds = list(Document.objects.order_by("pk").values_list("kind", "to_unit_id"))
    assert kinds == [
        ("forwarding_slip", district.street.pk),
        ("assignment_letter", district.other.pk),
    ]


def test_an_import_makes_none(district, people, arrival, at):
    letter = arrival(to_unit_id=district.street.pk)
    intake.register_many([letter], unit_id=district.root.pk, by=people.clerk, at=at, import_batch=1)
    assert Matter.objects.get().state == "routed"
    assert not Document.objects.exists()


def test_some_at_a_time_and_the_oldest_first(routed, people, at):
    for _ in range(3):
        routed()
    assert actions.issue_prepared(by=people.clerk, at=at + LATER, most=2) == 2
    assert list(Document.objects.order_by("pk").values_list("serial", flat=True)) == [1, 2, None]


def test_five_hundred_cost_as_many_statements_as_one(district, people, arrival, at):
    counts = []
    for many in (1, 500):
        letters = [arrival(title=f"第{many}批{n}") for n in range(many)]
        told = intake.register_many(letters, unit_id=district.root.pk, by=people.clerk, at=at)
        with CaptureQueriesContext(connection) as asked:
            acts.route(
                matter_ids=[each.matter_id for each in told],
                to_unit_id=district.street.pk,
                by=people.clerk,
                at=at,
            )
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert Document.objects.filter(state="prepared").count() == 501


def test_thirty_documents_of_a_matter_are_asked_for_like_one(walk, people, at):
    matter = walk("extend")
    counts = []
    head = scope_of(User.objects.get(pk=people.head.user_id), at.date())
    for many in (1, 29):
        Document.objects.bulk_create(
            Document(matter=matter, kind="hearing_notice", unit_id=matter.unit_id) for _ in range(many)
        )
        with CaptureQueriesContext(connection) as asked:
            documents_of(head, matter.pk, at.date())
        counts.append(len(asked))
    assert counts[0] == counts[1]
