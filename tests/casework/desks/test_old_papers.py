"""What was done on paper is entered on the day on which it was done, under the rules of that day."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from xinfang.casework.acts import actions as acts
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.desks.actions import record_past
from xinfang.casework.desks.papers import documents_of
from xinfang.casework.desks.queries import enterable, last_act
from xinfang.casework.desks.rules import Past
from xinfang.casework.intake import actions as intake
from xinfang.casework.letters.actions import Proof, record_service
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.kernel.models import AuditEntry
from xinfang.kernel.notices.models import Notice
from xinfang.registers.staff.models import Posting
from xinfang.registers.staff.scope import scope_of

BY = Actor(1, "登记员1号")
OLD = datetime(2008, 10, 6, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
LETTER = {"text": "经核实，墙体开裂系施工引起，由施工单位修缮。", "issued_by": "中和街道办事处"}


@pytest.fixture
def old(district, arrival, at) -> Matter:
    told = intake.register(arrival(received_at=OLD), unit_id=district.root.pk, by=BY, at=at)
    return Matter.objects.get(pk=told.matter_id)


@pytest.fixture
def entered(old, at, district):
    def enter(verb, day, **said):
        if verb in ("forward", "assign"):
            said.setdefault("to_unit_id", district.street.pk)
        record_past(matter_id=old.pk, past=Past(verb, date.fromisoformat(day), **said), by=BY, at=at)
        old.refresh_from_db()

    return enter


def clocks(matter):
    rows = Clock.objects.filter(matter=matter).order_by("pk")
    return {row.rule: (str(row.due_on), row.state) for row in rows}


def test_a_case_of_2008_comes_to_its_end_under_the_rules_of_2005(old, entered, at):
    entered("forward", "2008-10-10")
    entered("accept", "2008-10-20", **LETTER)
    entered("extend", "2008-12-01", days=20, **LETTER)
    entered("opine", "2008-12-30", result="support", served_on=date(2009, 1, 5), **LETTER)
    assert (old.state, old.result) == ("concluded", "support")
    assert [str(moment.date()) for moment in (old.accepted_at, old.served_at)] == ["2008-10-20", "2009-01-05"]
    found = clocks(old)
    assert {rule for rule in found if rule.endswith("2022")} == set()
    assert found["handle_2005"][1] == "met"
    assert found["review_request_2005"] == ("2009-02-04", "open")
    assert Notice.objects.filter(subject_type="petition").count() == 0
    assert str(last_act(old).date()) == "2009-01-05"


def test_who_entered_it_and_when_stays_on_record(old, entered, at):
    entered("forward", "2008-10-10")
    line = old.timeline.get(verb="forward")
    assert (str(line.at.date()), line.actor) == ("2008-10-10", "登记员1号")
    assert line.data["on_paper"] is True
    assert line.data["entered_at"] == at.isoformat()
    assert AuditEntry.objects.filter(event="matter.forward", at=at).exists()


@pytest.mark.parametrize(
    ("day", "why"),
    [("2026-10-16", "不能晚于今天"), ("2008-10-05", "不能早于收到"), ("2008-10-09", "不能早于上一步")],
)
def test_a_day_that_cannot_be_is_refused_and_nothing_is_entered(old, entered, day, why):
    entered("forward", "2008-10-10")
    with pytest.raises(Refusal) as refused:
        entered("accept", day, **LETTER)
    assert why in refused.value.by_field()["done_on"][0]
    old.refresh_from_db()
    assert old.state == "routed"


def test_an_act_that_the_rules_of_the_day_do_not_know_is_refused(old, entered):
    entered("forward", "2008-10-10")
    with pytest.raises(Refusal, match="不能补录"):
        entered("object", "2008-10-11")
    with pytest.raises(Refusal):
        entered("conclude", "2008-10-11")


def test_it_takes_the_right_to_the_act_and_the_right_to_enter_registers(old, at, scope, posted, district):
    assert {row.verb for row in enterable(scope("clerk", district.root), old)} >= {"forward", "assign"}
    acts.route(matter_ids=[old.pk], to_unit_id=district.street.pk, by=BY, at=at)  # here, not on paper
    old.refresh_from_db()
    assert enterable(scope("handler", district.street), old) == []  # may accept, enters no registers
    assert enterable(scope("clerk", district.street), old) == []  # another's register
    both = posted("clerk", district.root, "both")
    assert "accept" not in {row.verb for row in enterable(scope_of(both, date(2026, 10, 15)), old)}
    Posting.objects.create(user=both, role="handler", unit=district.street, valid_from=date(2004, 1, 1))
    assert "accept" in {row.verb for row in enterable(scope_of(both, date(2026, 10, 15)), old)}


def serving(matter, user, at):
    """The letters whose receipt an actor may prove now."""
    papers = documents_of(scope_of(user, at.date()), matter.pk, at.date())
    return [each.key for each in papers if "serve" in each.rights]


def test_a_paper_entered_without_its_day_of_receipt_is_proven_later(old, entered, at, posted, district):
    entered("forward", "2008-10-10")
    entered("accept", "2008-10-20", served_on=date(2008, 10, 21), **LETTER)
    entered("opine", "2008-12-10", result="support", **LETTER)
    assert old.state == "opined"
    handler = posted("handler", district.street)
    assert serving(old, handler, at) == ["opinion"]
    assert serving(old, posted("statistician", district.root), at) == ["opinion"]  # who enters papers
    assert serving(old, posted("handler", district.other), at) == []
    opinion = Document.objects.get(kind="opinion")
    proof = Proof("direct", date(2008, 12, 15), "承办人1号", receiver="王小明", relationship="self")
    early = replace(proof, received_on=date(2008, 12, 9))
    with pytest.raises(Refusal, match="不能早于文书制发的日期"):
        record_service(document_id=opinion.pk, proof=early, by=BY, at=at)
    record_service(document_id=opinion.pk, proof=proof, by=BY, at=at)
    old.refresh_from_db()
    assert (old.state, str(old.concluded_at.date())) == ("concluded", "2008-12-15")
    found = clocks(old)
    assert found["handle_2005"][1] == "met"
    assert found["review_request_2005"] == ("2009-01-14", "open")
    assert Notice.objects.filter(subject_type="petition").count() == 0
    assert old.timeline.get(verb="serve").data["on_paper"] is True
    assert serving(old, handler, at) == []


def test_who_registered_it_enters_what_the_unit_did_on_paper(old, entered, scope, district):
    clerk = scope("clerk", district.root)

    def offered():
        return {row.verb for row in enterable(clerk, old)}

    entered("forward", "2008-10-10")
    assert {"accept", "direct", "decline"} <= offered()
    entered("accept", "2008-10-20", **LETTER)
    assert {"opine", "agree", "extend"} <= offered()
    entered("opine", "2008-12-30", result="support", **LETTER)
    assert offered() == set()  # its service has a page of its own
