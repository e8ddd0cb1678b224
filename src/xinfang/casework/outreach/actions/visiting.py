"""A visit is planned, held, concluded, or called off."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import SHORTEST, refuse_short
from xinfang.casework.outreach.models import FieldVisit, VisitState
from xinfang.casework.outreach.notices import planned as told_of
from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.casework.supervision.rules import PAST
from xinfang.casework.workflow.states import STATES
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.bulk import copy_in
from xinfang.kernel.clock.reason import far_problems
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.notices.actions import queue_many
from xinfang.registers.organisations.models import Unit

__all__ = ["Held", "Planned", "call_off", "conclude_visit", "hold_visit", "plan_visit"]

EVENTS = {
    "plan": "outreach.planned",
    "hold": "outreach.held",
    "conclude": "outreach.concluded",
    "call_off": "outreach.called_off",
}


@dataclass(frozen=True)
class Planned:
    """Which unit goes where, when, led by which post, and why."""

    unit_id: int
    led_by: str
    place: str
    on: date
    purpose: str


@dataclass(frozen=True)
class Held:
    """When it took place, what was found, what was agreed and by when it is done; how many were met."""

    on: date
    found: str
    agreed: str
    due_on: date
    heads: int | None = None


@transaction.atomic
def plan_visit(*, matter_id: int, planned: Planned, by: Actor, at: datetime) -> int:
    """Plan a visit with a case; returns its id. Accusations are not taken down to where they point.

    A unit may go again before what was agreed is done; one visit a day is enough.
    """
    matter = Matter.objects.select_for_update().get(pk=matter_id)
    if matter.confined:
        raise Refusal(_("检举控告单独保密，不带案下访。"))
    if matter.state in PAST:
        told = _("这件事项%(state)s，没有要解决的，不用下访。")
        raise Refusal(told % {"state": STATES[matter.state].label})
    same = FieldVisit.objects.filter(matter=matter, unit_id=planned.unit_id, state=VisitState.PLANNED)
    if same.filter(planned_on=planned.on).exists():
        raise Refusal(problems=[Problem("on", _("这个单位就这件事项在这一天已经安排了下访。"))])
    checks = (
        ("unit", _is_unit(planned.unit_id, timezone.localdate(at)), _("没有这个单位，请重新选择。")),
        ("led_by", bool(planned.led_by.strip()), _("请写明由谁带队（写职务）。")),
        ("place", bool(planned.place.strip()), _("请写明到哪里。")),
        ("on", planned.on >= timezone.localdate(matter.received_at), _("下访的日期早于来件，请改正。")),
        (
            "purpose",
            len("".join(planned.purpose.split())) >= SHORTEST,
            _("请写明要查清、解决什么，至少 %(n)d 个字。") % {"n": SHORTEST},
        ),
    )
    found = [Problem(field, sentence) for field, right, sentence in checks if not right]
    if found := found + far_problems("on", planned.on, on=timezone.localdate(at)):
        raise Refusal(problems=found)
    made = FieldVisit.objects.create(
        matter=matter,
        unit_id=planned.unit_id,
        led_by=planned.led_by.strip(),
        place=planned.place.strip(),
        planned_on=planned.on,
        purpose=planned.purpose.strip(),
        planned_at=at,
        planned_by=by.label,
    )
    _told(made, "plan", made.purpose, by, at)
    queue_many(told_of(made, by, at), at=at)
    return made.pk


@transaction.atomic
def hold_visit(*, visit_id: int, held: Held, by: Actor, at: datetime) -> None:
    """Record that it took place. Refuses a day to come or before the matter, a day for what was agreed that
    lies before the visit."""
    visit = _open(visit_id, VisitState.PLANNED, _("这次下访已经登记过，或者已经取消。"))
    first = timezone.localdate(visit.matter.received_at)
    checks = (
        ("on", first <= held.on <= timezone.localdate(at), _("下访的日期要在来件以后、今天或以前。")),
        ("due_on", held.due_on >= held.on, _("落实的期限不能早于下访。")),
        ("found", len("".join(held.found.split())) >= SHORTEST, _short()),
        ("agreed", len("".join(held.agreed.split())) >= SHORTEST, _short()),
    )
    found = [Problem(field, sentence) for field, right, sentence in checks if not right]
    if found := found + far_problems("due_on", held.due_on, on=held.on):
        raise Refusal(problems=found)
    visit.state, visit.held_on, visit.heads = VisitState.HELD, held.on, held.heads
    visit.found, visit.agreed, visit.due_on = held.found.strip(), held.agreed.strip(), held.due_on
    visit.save()
    _told(visit, "hold", visit.agreed, by, at)


@transaction.atomic
def conclude_visit(*, visit_id: int, on: date, outcome: str, by: Actor, at: datetime) -> None:
    """What was agreed is done. Refuses a day before the visit or to come."""
    visit = _open(visit_id, VisitState.HELD, _("还没有登记下访，或者已经办结。"))
    assert visit.held_on is not None
    if not visit.held_on <= on <= timezone.localdate(at):
        raise Refusal(problems=[Problem("on", _("办结的日期要在下访以后、今天或以前。"))])
    visit.outcome = refuse_short(outcome, "outcome", _("请写明落实的结果，至少 %(n)d 个字。"))
    visit.state, visit.concluded_on = VisitState.CONCLUDED, on
    visit.save()
    _told(visit, "conclude", visit.outcome, by, at)


@transaction.atomic
def call_off(*, visit_id: int, reason: str, by: Actor, at: datetime) -> None:
    """It does not take place, for a reason."""
    visit = _open(visit_id, VisitState.PLANNED, _("已经下访的不能取消。"))
    visit.outcome = refuse_short(reason, "reason", _("请写明为什么取消，至少 %(n)d 个字。"))
    visit.state = VisitState.CALLED_OFF
    visit.save()
    _told(visit, "call_off", visit.outcome, by, at)


def _open(visit_id: int, state: str, sentence: str) -> FieldVisit:
    rows = FieldVisit.objects.select_for_update(of=("self",)).select_related("matter", "unit")
    visit = rows.get(pk=visit_id)
    if visit.state != state:
        raise Refusal(sentence)
    return visit


def _short() -> str:
    return _("请写清楚，至少 %(n)d 个字。") % {"n": SHORTEST}


def _is_unit(unit_id: int, today: date) -> bool:
    return Unit.objects.in_force(today).filter(pk=unit_id).exists()


def _told(visit: FieldVisit, step: str, text: str, by: Actor, at: datetime) -> None:
    matter = visit.matter
    data: dict[str, object] = {"step": step, "place": visit.place, "led_by": visit.led_by}
    copy_in(TimelineEntry, [building.act(matter.pk, "field_visit", by, at, note=text, data=data)])
    record(Record(EVENTS[step], "matter", matter.pk, matter.number, after=data), by=by, at=at)
