"""Each event of a case: its own row, a line in the matter's timeline, a row of the audit."""

from datetime import datetime

from django.utils.translation import gettext as _

from xinfang.casework.backlog.events import CaseMoved
from xinfang.casework.backlog.models import BacklogCase, CaseEvent, CaseState
from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.models import TimelineEntry
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.bulk import copy_in
from xinfang.kernel.errors import Refusal
from xinfang.kernel.events import publish

__all__ = ["held", "happened"]

AUDIT = {
    "listed": "backlog.listed",
    "led": "backlog.led",
    "planned": "backlog.planned",
    "stepped": "backlog.stepped",
    "extended": "backlog.extended",
    "concluded": "backlog.concluded",
    "removed": "backlog.removed",
    "reopened": "backlog.reopened",
}


def held(case_id: int) -> BacklogCase:
    """The open case, locked. Raises Refusal when it has ended."""
    rows = BacklogCase.objects.select_for_update(of=("self",)).select_related("matter", "list")
    found = rows.get(pk=case_id)
    if found.state != CaseState.OPEN:
        raise Refusal(_("这件积案已经结束，不能再办。"))
    return found


def happened(case: BacklogCase, kind: str, text: str, by: Actor, at: datetime) -> int:
    """Keep the event, and tell of it; returns its id."""
    made = CaseEvent.objects.create(case=case, kind=kind, at=at, by=by.label, text=text)
    data: dict[str, object] = {"event": kind, "list": case.list.name, "leader": case.post}
    copy_in(TimelineEntry, [building.act(case.matter_id, "backlog", by, at, note=text, data=data)])
    told = Record(AUDIT[kind], "matter", case.matter_id, case.matter.number, after=data)
    record(told, by=by, at=at)
    publish(CaseMoved(case.matter_id, kind, by, at))
    return made.pk
