"""What is asked of assignments."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from xinfang.casework.assignments.models import Assignment, AssignmentKind, AssignmentState
from xinfang.casework.assignments.rules import LIVE
from xinfang.casework.petitions.models import Matter, MatterQuerySet, TimelineEntry
from xinfang.registers.staff.scope import Scope

__all__ = [
    "Asked",
    "Placed",
    "asked_to_help",
    "helped_by",
    "helping_units",
    "placed",
    "returned_to",
    "unheard",
]


@dataclass(frozen=True)
class Placed:
    """One assignment as the case page shows it."""

    unit: str
    unit_id: int
    kind: str
    kind_label: str
    leads: bool  # not a helper
    live: bool  # has it now
    state: str
    state_label: str
    sent_at: datetime
    due_on: date | None
    report_form: str
    reported_at: datetime | None
    objection: str
    suggested: str
    contribution: str


@dataclass(frozen=True)
class Asked:
    """A matter that a unit is asked to help with, and has said nothing of yet."""

    number: str
    title: str
    leading: str
    since: datetime


def asked_to_help(scope: Scope, limit: int = 50) -> list[Asked]:
    """What the actor's units were asked to help with and have not answered, oldest first."""
    helping = Assignment.objects.filter(
        kind=AssignmentKind.HELP, state=AssignmentState.RUNNING, reported_at=None,
        matter__state="accepted", matter__in=Matter.objects.visible_to(scope),
    )  # fmt: skip
    reach = scope.reach("handle")
    if reach is not None:
        helping = helping.filter(unit_id__in=reach)
    rows = helping.select_related("matter__unit").order_by("sent_at", "pk")[:limit]
    return [
        Asked(each.matter.number, each.matter.title, str(each.matter.unit), each.sent_at) for each in rows
    ]


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
            leads=row.kind != AssignmentKind.HELP,
            live=row.state in LIVE,
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


def unheard(matter_id: int) -> list[str]:
    """The units that help with a matter and have not said anything about it yet, by name."""
    helping = Assignment.objects.filter(
        matter_id=matter_id, kind=AssignmentKind.HELP, state=AssignmentState.RUNNING, contribution=""
    )
    return [str(each.unit) for each in helping.select_related("unit").order_by("pk")]


def helped_by(scope: Scope, matter_id: int) -> set[int]:
    """Of the helping units those for which the actor works on matters."""
    reach = scope.reach("handle")
    helping = helping_units(matter_id)
    return helping if reach is None else helping & reach


def returned_to(
    scope: Scope, matters: MatterQuerySet | None = None, beside: Q | None = None
) -> MatterQuerySet:
    """Of the matters (default: all in scope) those that came back and wait for the actor's units.

    To whoever sent them: an objection to be decided, a matter taken back to be routed anew. To the
    unit that has them: a report on the result, sent back to be completed. `beside`: what else came back.
    """
    found = Matter.objects.visible_to(scope) if matters is None else matters
    back = _to_office(scope) | _to_unit(scope)
    return found.filter(back | beside if beside else back)


def _to_office(scope: Scope) -> Q:
    theirs = Assignment.objects.filter(matter=OuterRef("pk")).exclude(state=AssignmentState.UNDONE)
    objected = theirs.filter(state=AssignmentState.RETURNED).exclude(objection="")
    back = Q(state="objected") | (Q(state="registered") & Exists(objected))
    office = back & _within(scope, "route", "registered_unit_id") & ~Q(unit=F("registered_unit"))
    return office | _to_middle(scope, theirs)


def _to_middle(scope: Scope, theirs: QuerySet[Assignment]) -> Q:
    """A tier that sent it on: the unit objects, or the tier agreed and has not sent it elsewhere yet."""
    objects = Q(state="objected") & _within(scope, "route", "sent_by_unit_id") & ~Q(unit=F("sent_by_unit"))
    received = TimelineEntry.objects.filter(pk=OuterRef("act"), verb="receive_back")
    again = theirs.filter(Exists(received), state=AssignmentState.RUNNING)
    return objects | (Q(state="routed") & Exists(again) & _within(scope, "route", "unit_id"))


def _to_unit(scope: Scope) -> Q:
    """The report was given and is owed again; a newer assignment has none to give back yet."""
    sent_back = TimelineEntry.objects.filter(
        matter=OuterRef("matter"), verb="return_report", pk__gt=OuterRef("act")
    )
    waiting = Assignment.objects.filter(
        Exists(sent_back), matter=OuterRef("pk"), state=AssignmentState.RUNNING, reported_at=None
    ).exclude(kind=AssignmentKind.HELP)
    return Exists(waiting) & _within(scope, "handle", "unit_id")


def _within(scope: Scope, permission: str, column: str) -> Q:
    reach = scope.reach(permission)
    return Q() if reach is None else Q(**{f"{column}__in": list(reach)})
