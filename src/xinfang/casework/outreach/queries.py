"""Visits, sweeps and findings in scope."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Q, QuerySet, When

from xinfang.casework.outreach.models import Disposition, FieldVisit, Finding, Sweep, SweepTask, VisitState
from xinfang.casework.outreach.models.sweeps import STRUCK_TEXTS
from xinfang.casework.petitions.models import Matter
from xinfang.casework.supervision.rules import PAST
from xinfang.registers.staff.scope import Scope

__all__ = [
    "FieldVisit",
    "Finding",
    "Sweep",
    "SweepLine",
    "SweepTask",
    "count_to_report",
    "finding_in",
    "findings_of",
    "goes",
    "may_plan",
    "may_report",
    "may_see_all",
    "may_visit",
    "opens_matter",
    "speaks_for",
    "sweep_in",
    "sweeps",
    "task_in",
    "tasks",
    "to_visit",
    "visit_in",
    "visits",
    "visits_of",
    "watched",
]

SHOWN = 200
ANSWERS = "report_information"  # the right to answer a sweep: communities hold it, who see no petitions


@dataclass(frozen=True)
class SweepLine:
    """A sweep with how many of its units have reported."""

    pk: int
    name: str
    topic: str
    due_on: date
    units: int
    reported: int
    late: int


def visits(scope: Scope) -> list[FieldVisit]:
    """The visits in scope: those that are open first, then the newest."""
    ended = Case(When(state__in=(VisitState.PLANNED, VisitState.HELD), then=0), default=1)
    found = _visits_seen(scope).select_related("matter", "unit")
    return list(found.order_by(ended, "-planned_on", "-pk")[:SHOWN])


def visits_of(matter_id: int) -> list[FieldVisit]:
    """The visits on a matter that the actor has opened, newest first."""
    found = FieldVisit.objects.filter(matter_id=matter_id).select_related("unit")
    return list(found.order_by("-planned_on", "-pk"))


def visit_in(scope: Scope, pk: int) -> FieldVisit | None:
    """A visit in scope; None for all others, whether they exist or not."""
    return _visits_seen(scope).select_related("matter", "unit").filter(pk=pk).first()


def opens_matter(scope: Scope, visit: FieldVisit) -> bool:
    """Whether the actor may open the whole matter; the unit that goes reads what it is about in any case."""
    return Matter.objects.visible_to(scope).filter(pk=visit.matter_id).exists()


def may_plan(scope: Scope, matter: Matter) -> bool:
    """Whether the actor plans visits where the matter was registered or is handled; none with accusations."""
    reach = scope.reach("outreach")
    near = {matter.registered_unit_id, matter.unit_id} - {None}
    return not matter.confined and (reach is None or bool(near & reach))


def to_visit(matter: Matter) -> bool:
    """Whether something is left to be solved where a matter points."""
    return matter.state not in PAST


def may_visit(scope: Scope, visit: FieldVisit) -> bool:
    """Whether the actor records what came of a visit: at the unit that goes, or above it."""
    return visit.state in (VisitState.PLANNED, VisitState.HELD) and goes(scope, visit)


def goes(scope: Scope, visit: FieldVisit) -> bool:
    """Whether the actor works at the unit that goes, or above it."""
    return scope.holds("outreach", visit.unit_id)


def _visits_seen(scope: Scope) -> QuerySet[FieldVisit]:
    """On matters in scope, and those of the actor's units: who goes must see where to and why. What became an
    accusation since is nobody's to visit."""
    goes_there, seen = scope.reach("outreach"), Q(matter__in=Matter.objects.visible_to(scope))
    if goes_there is None:
        return FieldVisit.objects.all()
    return FieldVisit.objects.filter(seen | Q(unit_id__in=goes_there, matter__confined=False))


def sweeps(scope: Scope, today: date) -> list[SweepLine]:
    """The sweeps that the actor asked for or has to do, newest first."""
    done = Count("tasks", filter=Q(tasks__reported_at__isnull=False))
    rows = _seen(scope).annotate(units=Count("tasks"), reported=done).order_by("-due_on", "-pk")
    return [
        SweepLine(
            pk=each.pk,
            name=each.name,
            topic=each.topic,
            due_on=each.due_on,
            units=each.units,
            reported=each.reported,
            late=each.units - each.reported if each.due_on < today else 0,
        )
        for each in rows[:SHOWN]
    ]


def sweep_in(scope: Scope, pk: int) -> Sweep | None:
    """A sweep in scope; None for all others, whether they exist or not."""
    return _seen(scope).filter(pk=pk).first()


def may_see_all(scope: Scope, sweep: Sweep) -> bool:
    """Whether the actor sees what every unit reports: whoever asked does; a unit sees its own."""
    return scope.holds("sweep", sweep.unit_id)


def tasks(scope: Scope, sweep: Sweep) -> list[SweepTask]:
    """The units' parts that the actor may see; who has not reported first."""
    standing = Q(findings__struck_at=None) & ~Q(findings__what__in=STRUCK_TEXTS)
    count = Count("findings", filter=standing)  # what was struck out is no problem that was found
    found = SweepTask.objects.filter(sweep=sweep).select_related("unit").annotate(count=count)
    if not may_see_all(scope, sweep):
        found = found.filter(unit_id__in=list(scope.reach(ANSWERS) or ()))
    return sorted(found, key=lambda each: (each.reported_at is not None, each.unit.path))


def task_in(scope: Scope, pk: int) -> SweepTask | None:
    """A unit's part in scope; None for all others, whether they exist or not."""
    found = SweepTask.objects.select_related("sweep", "unit").filter(pk=pk).first()
    if found is None:
        return None
    return found if speaks_for(scope, found) or may_see_all(scope, found.sweep) else None


def may_report(scope: Scope, task: SweepTask) -> bool:
    """Whether the actor speaks for the unit and it has not reported yet."""
    return task.reported_at is None and speaks_for(scope, task)


def speaks_for(scope: Scope, task: SweepTask) -> bool:
    """Whether the actor reports for the unit, or for one above it."""
    reach = scope.reach(ANSWERS)
    return reach is None or task.unit_id in reach


def count_to_report(scope: Scope) -> int:
    """How many sweeps the actor's units have not reported on."""
    reach = scope.reach(ANSWERS)
    if not scope.may(ANSWERS):
        return 0
    found = SweepTask.objects.filter(reported_at=None)
    return found.count() if reach is None else found.filter(unit_id__in=list(reach)).count()


def findings_of(scope: Scope, task: SweepTask) -> list[Finding]:
    """What a unit found, in order; the matter of one only for who may see it."""
    found = list(Finding.objects.filter(task=task).select_related("matter").order_by("found_on", "pk"))
    ids = [each.matter_id for each in found if each.matter_id]
    seen = set(Matter.objects.visible_to(scope).filter(pk__in=ids).values_list("pk", flat=True))
    for each in found:
        if each.matter_id not in seen:
            each.matter = None
    return found


def watched(scope: Scope) -> list[Finding]:
    """Problems of places and topics that are watched, the next look first."""
    open_ones = Finding.objects.filter(disposition=Disposition.WATCHED, ended_on=None)
    found = open_ones.filter(task__in=_tasks(scope)).select_related("task__unit", "task__sweep")
    return list(found.order_by("look_again_on", "pk")[:SHOWN])


def finding_in(scope: Scope, pk: int) -> Finding | None:
    """A finding of a task in scope."""
    return Finding.objects.filter(pk=pk, task__in=_tasks(scope)).first()


def _tasks(scope: Scope) -> QuerySet[SweepTask]:
    asks, works = scope.reach("sweep"), scope.reach(ANSWERS)
    if asks is None or works is None:
        return SweepTask.objects.all()
    return SweepTask.objects.filter(Q(sweep__unit_id__in=list(asks)) | Q(unit_id__in=list(works)))


def _seen(scope: Scope) -> QuerySet[Sweep]:
    return Sweep.objects.filter(pk__in=_tasks(scope).values("sweep_id"))
