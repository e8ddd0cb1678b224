"""What is asked of assignments."""

from dataclasses import dataclass
from datetime import date, datetime

from xinfang.casework.assignments.models import Assignment, AssignmentKind, AssignmentState

__all__ = ["Placed", "helping_units", "placed"]


@dataclass(frozen=True)
class Placed:
    """One assignment as the case page shows it."""

    unit: str
    unit_id: int
    kind: str
    kind_label: str
    state: str
    state_label: str
    sent_at: datetime
    due_on: date | None
    report_form: str
    reported_at: datetime | None
    objection: str
    suggested: str
    contribution: str


def placed(matter_id: int) -> list[Placed]:
    """Who has or had a matter, newest first; what was taken back within seconds is left out."""
    found = Assignment.objects.filter(matter_id=matter_id).exclude(state=AssignmentState.UNDONE)
    rows = found.select_related("unit", "suggested_unit").order_by("-sent_at", "-pk")
    return [
        Placed(
            unit=str(row.unit),
            unit_id=row.unit_id,
            kind=row.kind,
            kind_label=str(AssignmentKind(row.kind).label),
            state=row.state,
            state_label=str(AssignmentState(row.state).label),
            sent_at=row.sent_at,
            due_on=row.due_on,
            report_form=row.report_form,
            reported_at=row.reported_at,
            objection=row.objection,
            suggested=str(row.suggested_unit or ""),
            contribution=row.contribution,
        )
        for row in rows
    ]


def helping_units(matter_id: int) -> set[int]:
    """The ids of the units that help with a matter now."""
    running = Assignment.objects.filter(
        matter_id=matter_id, kind=AssignmentKind.HELP, state=AssignmentState.RUNNING
    )
    return set(running.values_list("unit_id", flat=True))
