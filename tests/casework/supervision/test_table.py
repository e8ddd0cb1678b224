"""The table of triggers over events: a reply sent back twice, a result that was not carried out."""

from datetime import timedelta

import pytest
from tests.casework.satisfaction.conftest import BY

from xinfang.casework.acts.actions import perform, route
from xinfang.casework.assignments.actions import report_back, return_report
from xinfang.casework.intake import actions as intake
from xinfang.casework.satisfaction.actions import call_back
from xinfang.casework.satisfaction.actions.calling_back import Called
from xinfang.casework.supervision import actions, queries
from xinfang.casework.supervision.models import Cause, Proposal, SupervisionTrigger
from xinfang.casework.supervision.rules import CLOCKS, EVENTS, TRIGGERS
from xinfang.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def look(at):
    return actions.open_supervision_triggers(since=at - DAY, by=BY, at=at)


def test_every_cause_has_a_row_with_both_laws():
    assert {row.cause for row in TRIGGERS} == set(Cause)
    assert all(all(row.articles) for row in TRIGGERS)
    assert CLOCKS["feedback"].cause == Cause.SILENT
    assert not {row.key for row in EVENTS} & {row.key for row in CLOCKS.values()}


def test_a_result_that_was_not_carried_out_is_found_once(answered, at, scope, district):
    said = Called(at, "登记员", "phone", True, "passed_on", "undone", "墙还是裂的。")
    call_back(matter_id=answered.matter_id, called=said, by=BY, at=at)
    assert look(at + DAY) == 1
    assert look(at + 2 * DAY) == 0
    found = SupervisionTrigger.objects.get()
    assert (found.cause, found.unit_id, found.clock) == ("unexecuted", district.street.pk, None)
    office = scope("office_head", district.root)
    row = queries.triggers(office, at.date(), only_open=True).rows[0]
    assert (row.article, row.ordered, row.due_on) == ("40(3)", False, None)
    told = actions.Ordered(
        district.street.pk,
        "unexecuted",
        "on_site",
        "回访说没有落实。",
        "核实并落实处理意见。",
        at.date() + 9 * DAY,
    )
    actions.order(matter_id=answered.matter_id, ordered=told, by=BY, at=at)
    assert not queries.triggers(office, at.date(), only_open=True).rows
    assert queries.triggers_of(answered.matter_id, at.date())[0].ordered


def test_a_report_that_is_sent_back_a_second_time_is_one(district, arrival, at):
    told = intake.register(arrival(received_at=at - DAY), unit_id=district.root.pk, by=BY, at=at - DAY)
    route(
        matter_ids=[told.matter_id],
        to_unit_id=district.street.pk,
        manner="assign",
        due_on=at.date() + 20 * DAY,
        report_form="书面办结报告",
        by=BY,
        at=at,
    )
    perform(verb="accept", matter_ids=[told.matter_id], by=BY, at=at)
    for wanted in (0, 1):
        report_back(matter_id=told.matter_id, text="已办理。", by=BY, at=at)
        return_report(matter_id=told.matter_id, reason="没有写明调查经过", by=BY, at=at)
        assert look(at + timedelta(minutes=wanted)) == wanted
    assert SupervisionTrigger.objects.get().cause == "shirking"


def proposed(district, at, **changes):
    fields = {
        "kind": "work",
        "unit_id": district.street.pk,
        "title": "改进施工围挡管理",
        "grounds": "半年内收到同类反映九件。",
        "proposed": "围挡设置前公示并留出通道。",
        "due_on": at.date() + 30 * DAY,
    }
    return actions.propose(told=actions.Proposed(**{**fields, **changes}), by=BY, at=at)


def test_a_proposal_is_answered_once_with_its_reason(district, at, scope):
    pk = proposed(district, at)
    head = scope("unit_head", district.street)
    found = queries.proposal_in(head, pk)
    assert queries.answers_for(head, found)
    assert (found.due_on - at.date()).days >= 30
    assert queries.proposal_in(scope("unit_head", district.other), pk) is None
    with pytest.raises(Refusal, match="采纳不采纳"):
        actions.answer_proposal(proposal_id=pk, adoption="later", text="以后再说吧好", by=BY, at=at)
    actions.answer_proposal(proposal_id=pk, adoption="partly", text="公示照办，通道视路宽。", by=BY, at=at)
    with pytest.raises(Refusal, match="答复过"):
        actions.answer_proposal(proposal_id=pk, adoption="adopted", text="公示照办。好。", by=BY, at=at)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "praise"}, "kind"),
        ({"title": " "}, "title"),
        ({"grounds": "多"}, "grounds"),
        ({"proposed": ""}, "proposed"),
        ({"unit_id": 0}, "unit"),
        ({"matter_id": 0}, "matter"),
        ({"due_on": None}, "due_on"),
    ],
)
def test_a_proposal_that_lacks_something_is_refused_at_its_field(district, at, changes, field):
    with pytest.raises(Refusal) as refused:
        proposed(district, at, **changes)
    assert list(refused.value.by_field()) == [field]


def test_under_the_law_of_2005_the_answer_is_due_in_thirty_days(district, at):
    then = at.replace(year=2008)
    with pytest.raises(Refusal, match="三十日"):
        proposed(district, then, due_on=then.date() + 60 * DAY)
    proposed(district, then, due_on=None)
    assert Proposal.objects.get().due_on == then.date() + 30 * DAY
    proposed(district, at, due_on=at.date() + 60 * DAY)
