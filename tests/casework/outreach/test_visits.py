"""A visit down with a case: planned, held, concluded; what is refused."""

from datetime import timedelta

import pytest
from tests.casework.satisfaction.conftest import BY

from xinfang.casework.intake import actions as intake
from xinfang.casework.outreach import actions, queries
from xinfang.casework.outreach.models import FieldVisit
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def told(registered):
    return registered()


@pytest.fixture
def plan(told, district, at):
    def make(matter_id=None, **changes):
        fields = {
            "unit_id": district.street.pk,
            "led_by": "分管副主任",
            "place": "朝阳社区",
            "on": at.date(),
            "purpose": "查清墙体开裂的原因。",
        }
        planned = actions.Planned(**{**fields, **changes})
        return actions.plan_visit(matter_id=matter_id or told.matter_id, planned=planned, by=BY, at=at)

    return make


def held(pk, at, **changes):
    fields = {"on": at.date(), "found": "裂缝三毫米，属实。", "agreed": "十日内请人鉴定。"}
    fields |= {"due_on": at.date() + 10 * DAY, "heads": 4}
    actions.hold_visit(visit_id=pk, held=actions.Held(**{**fields, **changes}), by=BY, at=at)


def test_it_works(plan, told, at, scope, district):
    pk = plan()
    held(pk, at)
    actions.conclude_visit(visit_id=pk, on=at.date(), outcome="鉴定报告已送达住户。", by=BY, at=at)
    assert FieldVisit.objects.get().state == "concluded"
    lines = TimelineEntry.objects.filter(matter_id=told.matter_id, verb="field_visit").order_by("pk")
    assert [line.data["step"] for line in lines] == ["plan", "hold", "conclude"]
    assert AuditEntry.objects.filter(event__startswith="outreach.").count() == 3
    assert queries.visits(scope("handler", district.other)) == []
    assert queries.visits_of(told.matter_id)[0].heads == 4


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"unit_id": 0}, "unit"),
        ({"led_by": " "}, "led_by"),
        ({"place": ""}, "place"),
        ({"purpose": "看看"}, "purpose"),
    ],
)
def test_what_lacks_is_refused_at_its_field(plan, changes, field):
    with pytest.raises(Refusal) as refused:
        plan(**changes)
    assert list(refused.value.by_field()) == [field]
    assert not FieldVisit.objects.exists()


def test_days_that_do_not_fit_are_refused_and_nothing_changes(plan, at):
    with pytest.raises(Refusal, match="早于来件"):
        plan(on=at.date() - 90 * DAY)
    pk = plan()
    with pytest.raises(Refusal, match="这一天已经安排"):
        plan()
    for changes, wrong in (
        ({"on": at.date() + DAY}, "今天或以前"),
        ({"due_on": at.date() - DAY}, "不能早于下访"),
        ({"found": "是"}, "至少"),
    ):
        with pytest.raises(Refusal, match=wrong):
            held(pk, at, **changes)
    with pytest.raises(Refusal, match="还没有登记下访"):
        actions.conclude_visit(visit_id=pk, on=at.date(), outcome="鉴定报告已送达。", by=BY, at=at)
    assert FieldVisit.objects.get().state == "planned"
    held(pk, at)
    with pytest.raises(Refusal, match="下访以后"):
        actions.conclude_visit(visit_id=pk, on=at.date() - DAY, outcome="鉴定报告已送达。", by=BY, at=at)
    with pytest.raises(Refusal, match="不能取消"):
        actions.call_off(visit_id=pk, reason="大雨改期再去一次", by=BY, at=at)


def test_nobody_goes_down_with_an_accusation(plan, arrival, district, at):
    secret = arrival(received_at=at - DAY, purpose="accusation", accused_unit_id=district.other.pk)
    told = intake.register(secret, unit_id=district.root.pk, by=BY, at=at - DAY)
    with pytest.raises(Refusal, match="单独保密"):
        plan(told.matter_id)


@pytest.mark.parametrize("state", ["withdrawn", "merged"])
def test_nobody_goes_where_nothing_is_left_to_solve(plan, told, scope, district, state):
    Matter.objects.filter(pk=told.matter_id).update(state=state)
    assert not queries.to_visit(Matter.objects.get(pk=told.matter_id))
    with pytest.raises(Refusal, match="不用下访"):
        plan()
    assert not FieldVisit.objects.exists()
