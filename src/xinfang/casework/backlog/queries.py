"""Lists and cases in scope."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Case, Count, DateField, Exists, OuterRef, Q, When
from django.db.models.functions import Cast, Coalesce

from xinfang.casework.backlog.leaders import leaders
from xinfang.casework.backlog.models import BacklogCase, BacklogList, BacklogStep, CaseEvent, CaseState
from xinfang.casework.backlog.rules import EVENTS
from xinfang.casework.backlog.standing import why_not
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.keyset import Keyset, Page
from xinfang.registers.staff.scope import Scope

__all__ = [
    "BacklogCase",
    "BacklogList",
    "CaseLine",
    "ListLine",
    "candidates",
    "case_in",
    "cases",
    "cases_of",
    "count_mine",
    "events_of",
    "leaders",
    "list_in",
    "lists",
    "may_keep",
    "may_work",
    "opens_matter",
    "standing",
    "steps_of",
]

OLD = timedelta(days=180)
SHOWN = 20
NO_DAY = date(9998, 12, 31)  # an open case without a plan, before those that have ended
BY_DAY = Keyset("place", descending=False, days=True)
KEEPERS = ("lead", "extend", "remove")


@dataclass(frozen=True)
class ListLine:
    """A list with how its cases stand."""

    pk: int
    name: str
    listed_on: date
    total: int
    concluded: int
    open: int
    late: int


@dataclass(frozen=True)
class CaseLine:
    """One case in words. `late_days`: past the day of its plan."""

    pk: int
    number: str
    title: str
    unit: str
    post: str
    reason: str
    list: str
    state: str
    state_label: str
    ending: str
    due_on: date | None
    late_days: int
    concluded_on: date | None
    again: int


@dataclass(frozen=True)
class Happened:
    """One event of a case."""

    at: datetime
    by: str
    label: str
    text: str


def lists(scope: Scope, today: date) -> list[ListLine]:
    """The lists that hold cases in scope or belong to the actor's units, newest first."""
    reach = scope.reach("keep_backlog")
    seen = BacklogCase.objects.visible_to(scope)
    own = Q() if reach is None else Q(unit_id__in=list(reach)) | Q(pk__in=seen.values("list_id"))
    tallied = (
        seen.exclude(state=CaseState.REMOVED)
        .values("list_id")
        .annotate(
            total=Count("matter", distinct=True),
            open=Count("pk", filter=Q(state=CaseState.OPEN)),  # a matter has one open case
            late=Count("pk", filter=Q(state=CaseState.OPEN, due_on__lt=today)),
        )
        .values_list("list_id", "total", "open", "late")
    )
    tally = {pk: (total, total - still, late) for pk, total, still, late in tallied}
    found = BacklogList.objects.filter(own).order_by("-listed_on", "-pk")
    return [_list_line(each, *tally.get(each.pk, (0, 0, 0))) for each in found]


def list_in(scope: Scope, pk: int) -> BacklogList | None:
    """A list in scope; None for all others, whether they exist or not."""
    found = BacklogList.objects.filter(pk=pk).first()
    if found is None:
        return None
    return (
        found
        if scope.holds("keep_backlog", found.unit_id)
        or BacklogCase.objects.visible_to(scope).filter(list=found).exists()
        else None
    )


def cases(
    scope: Scope,
    today: date,
    *,
    list_id: int | None = None,
    mine: bool = False,
    size: int = 50,
    newer: str = "",
    older: str = "",
) -> Page:
    """A page of a list, or of those that the actor is in charge of; open ones by their day first."""
    found = BacklogCase.objects.visible_to(scope).select_related("matter", "unit", "list")
    if list_id is not None:
        found = found.filter(list_id=list_id)
    if mine:
        found = found.filter(leader_id=scope.actor.user_id)
    place = Case(When(state=CaseState.OPEN, then=Coalesce("due_on", NO_DAY)), default=date.max)
    found = found.annotate(place=Cast(place, DateField()))
    page = BY_DAY.counted(found, size=size, newer=newer, older=older)
    return replace(page, rows=[_line(each, today) for each in page.rows])


def cases_of(matter_id: int, today: date) -> list[CaseLine]:
    """The cases of a matter that the actor has opened, newest first."""
    found = BacklogCase.objects.filter(matter_id=matter_id).select_related("matter", "unit", "list")
    return [_line(each, today) for each in found.order_by("-pk")]


def case_in(scope: Scope, pk: int) -> BacklogCase | None:
    """A case in scope; None for all others, whether they exist or not."""
    found = BacklogCase.objects.visible_to(scope).select_related("matter", "unit", "list", "leader")
    return found.filter(pk=pk).first()


def opens_matter(scope: Scope, case: BacklogCase) -> bool:
    """Whether the actor may open the whole matter; who is in charge reads what it is about in any case."""
    return Matter.objects.visible_to(scope).filter(pk=case.matter_id).exists()


def steps_of(case: BacklogCase) -> list[BacklogStep]:
    """The steps of the plan in order of time."""
    return list(BacklogStep.objects.filter(case=case).order_by("due_on", "pk"))


def events_of(case: BacklogCase) -> list[Happened]:
    """What was done, newest first."""
    found = CaseEvent.objects.filter(case=case).order_by("-at", "-pk")
    return [Happened(each.at, each.by, str(EVENTS.get(each.kind, each.kind)), each.text) for each in found]


def may_keep(scope: Scope, matter: Matter) -> bool:
    """Whether the actor keeps the lists where the matter was registered; accusations are on none."""
    return not matter.confined and scope.holds("keep_backlog", matter.registered_unit_id)


def may_work(scope: Scope, case: BacklogCase) -> bool:
    """The leader in charge works on the case, and whoever keeps the list does so in the leader's name."""
    return case.state == CaseState.OPEN and (_leads(scope, case) or may_keep(scope, case.matter))


def standing(scope: Scope, case: BacklogCase, today: date) -> dict[str, str]:
    """The steps that the actor takes at one time or another, each with what speaks against it today.

    Who is in charge, an extension and removal are for who keeps the list.
    """
    keeps = may_keep(scope, case.matter)
    if not keeps and not _leads(scope, case):
        return {}
    return {name: why for name, why in why_not(case, today).items() if keeps or name not in KEEPERS}


def _leads(scope: Scope, case: BacklogCase) -> bool:
    return scope.may("lead_cases") and case.leader_id == scope.actor.user_id


def count_mine(scope: Scope) -> int:
    """How many open cases the actor is in charge of."""
    found = BacklogCase.objects.visible_to(scope).filter(state=CaseState.OPEN)
    return found.filter(leader_id=scope.actor.user_id).count() if scope.may("lead_cases") else 0


def candidates(scope: Scope, today: date) -> Sequence[Matter]:
    """Matters that a list may want: half a year without a conclusion, or raised again at least twice."""
    on_list = BacklogCase.objects.filter(matter=OuterRef("pk")).exclude(state=CaseState.REMOVED)
    old = Q(received_at__date__lt=today - OLD)
    found = Matter.objects.visible_to(scope, "keep_backlog").filter(concluded_at=None, confined=False)
    again = Count("raisings", filter=Q(raisings__kind="repeat"))
    wanted = found.filter(~Exists(on_list)).annotate(repeats=again).filter(old | Q(repeats__gte=2))
    return list(wanted.exclude(state__in=("merged", "withdrawn")).order_by("-repeats", "received_at")[:SHOWN])


def _list_line(each: BacklogList, total: int, concluded: int, late: int) -> ListLine:
    return ListLine(each.pk, each.name, each.listed_on, total, concluded, total - concluded, late)


def _line(each: BacklogCase, today: date) -> CaseLine:
    late = each.state == CaseState.OPEN and each.due_on is not None
    return CaseLine(
        pk=each.pk,
        number=each.matter.number,
        title=each.matter.title,
        unit=str(each.unit or ""),
        post=each.post,
        reason=each.get_reason_display(),
        list=each.list.name,
        state=each.state,
        state_label=each.get_state_display(),
        ending=each.get_ending_display() if each.ending else "",
        due_on=each.due_on,
        late_days=max(0, (today - each.due_on).days) if late and each.due_on else 0,
        concluded_on=each.concluded_on,
        again=each.again,
    )
