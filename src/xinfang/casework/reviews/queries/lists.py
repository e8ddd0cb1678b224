"""The reviewer's lists: waiting to be taken, being examined, heard, to be served, answered."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.deadlines.light import Light
from xinfang.casework.deadlines.queries import lights
from xinfang.casework.reviews.models import Review, ReviewQuerySet, ReviewState
from xinfang.kernel.keyset import Keyset
from xinfang.registers.staff.scope import Scope

__all__ = ["GROUPS", "Line", "Page", "counts", "page", "waiting"]

FIRST_ASKED, NEWEST = Keyset("requested_at", descending=False), Keyset("requested_at")
HEARD = Q(matter__state="rereview_hearing")


@dataclass(frozen=True)
class Group:
    """One list: its name, and which requests stand in it."""

    label: Promise | str
    empty: Promise | str
    condition: Q


GROUPS: dict[str, Group] = {
    "waiting": Group(_("待受理"), _("没有等着受理的申请。"), Q(state=ReviewState.REQUESTED) & ~HEARD),
    "examining": Group(_("审查中"), _("没有正在审查的申请。"), Q(state=ReviewState.TAKEN) & ~HEARD),
    "hearing": Group(_("听证中"), _("没有正在听证的申请。"), HEARD),
    "serving": Group(_("待送达"), _("没有等着送达的意见。"), Q(state=ReviewState.OPINED)),
    "done": Group(
        _("已结束"),
        _("还没有答复、不予受理或者撤回的申请。"),
        Q(state__in=[ReviewState.SERVED, ReviewState.REFUSED, ReviewState.WITHDRAWN]),
    ),
}


@dataclass(frozen=True)
class Line:
    """One request in a list."""

    pk: int
    number: str
    title: str
    level: str
    state: str
    outcome: str
    respondent: str
    reviewer: str
    requested_at: datetime
    light: Light


@dataclass(frozen=True)
class Page:
    """Some requests of a list; `newer` and `older` lead to the pages beside it, '' where none is."""

    lines: list[Line]
    newer: str
    older: str


def _own(scope: Scope) -> ReviewQuerySet:
    return Review.objects.visible_to(scope).reviewed_by(scope)


def counts(scope: Scope) -> dict[str, int]:
    """How many requests stand in each list; one query."""
    asked = {key: Count("pk", filter=group.condition) for key, group in GROUPS.items()}
    return _own(scope).aggregate(**asked)


def waiting(scope: Scope) -> int:
    """How many requests the actor's units still have to answer."""
    return _own(scope).running().count()


def page(scope: Scope, group: str, today: date, *, newer: str = "", older: str = "", size: int = 50) -> Page:
    """A page of a list, the earliest request first; of those answered the newest first."""
    found = _own(scope).filter(GROUPS[group].condition)
    rows = found.select_related("matter", "respondent_unit", "reviewer_unit")
    order = NEWEST if group == "done" else FIRST_ASKED
    shown = order.page(rows, size=size, newer=newer, older=older)
    lit = lights([row.matter_id for row in shown.rows], today)
    return Page([_line(row, lit[row.matter_id]) for row in shown.rows], shown.newer, shown.older)


def _line(row: Review, light: Light) -> Line:
    return Line(
        pk=row.pk,
        number=row.matter.number,
        title=row.matter.title,
        level=row.get_level_display(),
        state=row.get_state_display(),
        outcome=row.get_outcome_display() if row.outcome else "",
        respondent=str(row.respondent_unit or ""),
        reviewer=str(row.reviewer_unit or row.reviewer_name),
        requested_at=row.requested_at,
        light=light,
    )
