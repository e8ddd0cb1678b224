"""Reports in the actor's sight: those that wait, those of the own unit, all below; and what became of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.bulletins.models import Reading, Report, ReportMove, ReportState
from xinfang.casework.bulletins.rules import VERBS
from xinfang.kernel.keyset import Keyset, Slice
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.scope import Scope

__all__ = [
    "GROUPS",
    "Move",
    "Report",
    "chain",
    "counts",
    "filed_from",
    "may_check",
    "may_read",
    "may_recall",
    "may_resend",
    "merged_in",
    "moves",
    "passed_by",
    "readings",
    "reads",
    "report_in",
    "reports",
    "resends",
    "to_merge",
    "urgent_now",
    "waiting_reports",
    "wrote",
]

NEWEST = Keyset("filed_at")


@dataclass(frozen=True)
class Group:
    """One list: its name, and what is said when it is empty."""

    label: Promise | str
    empty: Promise | str


GROUPS: dict[str, Group] = {
    "waiting": Group(_("待我们审核"), _("没有等着审核的信息。下级报来的会列在这里。")),
    "returned": Group(_("退回给我们的"), _("没有退回的信息。")),
    "mine": Group(_("我们报的"), _("还没有报过信息。看到苗头，点“报一条信息”，一分钟就能写完。")),
    "below": Group(_("全部"), _("还没有信息。")),
}


@dataclass(frozen=True)
class Move:
    """One line of what happened to a report."""

    at: object
    label: Promise | str
    unit: str
    actor: str
    note: str


def _condition(scope: Scope, group: str) -> Q:
    own = scope.actor.unit_id or 0
    unread = Reading.objects.filter(unit_id=own, read_at=None).values("report_id")
    return {
        "waiting": Q(state=ReportState.WAITING, at_unit_id=own) | Q(pk__in=unread),
        "returned": Q(state=ReportState.RETURNED, from_unit_id=own),
        "mine": Q(from_unit_id=own),
        "below": Q(),
    }[group]


def counts(scope: Scope) -> dict[str, int]:
    """How many reports stand in each list; one query."""
    asked = {key: Count("pk", filter=_condition(scope, key) or Q(pk__gt=0)) for key in GROUPS}
    return Report.objects.visible_to(scope).aggregate(**asked)


def reports(scope: Scope, group: str, *, newer: str = "", older: str = "", size: int = 50) -> Slice:
    """A page of a list, newest first; urgent ones that nobody has read carry `unread`."""
    unread = Reading.objects.filter(report=OuterRef("pk"), unit=scope.actor.unit_id or 0, read_at=None)
    found = Report.objects.visible_to(scope).filter(_condition(scope, group))
    found = found.select_related("from_unit", "at_unit", "item", "merged_into", "content_class", "topic")
    return NEWEST.page(found.annotate(unread=Exists(unread)), size=size, newer=newer, older=older)


def urgent_now(scope: Scope) -> list[Report]:
    """Urgent reports in sight that wait at some level, the latest first: told to who leads."""
    found = Report.objects.visible_to(scope).filter(urgent=True, state=ReportState.WAITING)
    return list(found.select_related("from_unit", "at_unit").order_by("-filed_at", "-pk")[:20])


def waiting_reports(scope: Scope) -> int:
    """How many wait for the actor's own unit: to be checked, or sent back to it."""
    asked = Q(pk__in=[])
    if scope.may("check_information"):
        asked |= _condition(scope, "waiting")
    if scope.may("report_information"):
        asked |= _condition(scope, "returned")
    return Report.objects.visible_to(scope).filter(asked).count()


def report_in(scope: Scope, pk: int) -> Report | None:
    """A report in sight; None for all others, whether they exist or not."""
    found = Report.objects.visible_to(scope).select_related(
        "from_unit", "at_unit", "item", "merged_into", "content_class", "topic", "photo"
    )
    return found.filter(pk=pk).first()


def filed_from(scope: Scope) -> Unit | None:
    """The unit for which the actor files: the own one, unless it is the district's."""
    reach = scope.reach("report_information")
    unit = Unit.objects.filter(pk=scope.actor.unit_id or 0, depth__gt=1).first()
    return unit if unit and (reach is None or unit.pk in reach) else None


def may_check(scope: Scope, report: Report) -> bool:
    """Whether the actor may deal with a report where it lies now."""
    return report.state == ReportState.WAITING and _reaches(scope, "check_information", report.at_unit_id)


def passed_by(scope: Scope, report: Report) -> bool:
    """Whether a report came by the actor's desk, now or earlier, so that it may be told where it is now."""
    levels = {report.from_unit_id, report.at_unit_id}
    return any(_reaches(scope, "check_information", unit) for unit in levels) or resends(scope, report)


def resends(scope: Scope, report: Report) -> bool:
    """Whether the actor reports for the unit that wrote it."""
    return _reaches(scope, "report_information", report.from_unit_id)


def may_resend(scope: Scope, report: Report) -> bool:
    """Whether a report came back to a unit for which the actor reports, sent back or taken back."""
    back = report.state in (ReportState.RETURNED, ReportState.RECALLED)
    return back and resends(scope, report)


def wrote(scope: Scope, report: Report) -> bool:
    """Whether it is the actor's own report."""
    return report.filed_by is not None and report.filed_by == scope.actor.user_id


def may_recall(scope: Scope, report: Report) -> bool:
    """Whether the actor may take an own report back: nobody above has received or checked it."""
    return wrote(scope, report) and report.state == ReportState.WAITING and not report.seen_above


def may_read(scope: Scope, reading: Reading) -> bool:
    """Whether the actor signs for a level: each for the own unit, nobody for another."""
    return reading.read_at is None and reads(scope, reading)


def reads(scope: Scope, reading: Reading) -> bool:
    """Whether it is the actor who signs for a level, or has signed."""
    own = reading.unit_id == scope.actor.unit_id
    return own and _reaches(scope, "check_information", reading.unit_id)


def _reaches(scope: Scope, permission: str, unit_id: int) -> bool:
    return scope.holds(permission, unit_id)


def to_merge(scope: Scope, ids: Sequence[int]) -> list[Report]:
    """Those of the reports given that the actor may deal with, oldest first."""
    found = Report.objects.visible_to(scope).filter(pk__in=ids, state=ReportState.WAITING)
    return [each for each in found.select_related("from_unit").order_by("pk") if may_check(scope, each)]


def moves(report: Report) -> list[Move]:
    """What happened to a report, and then to the one that it was merged into, in order."""
    ids = [report.pk, *(each.pk for each in chain(report))]
    rows = ReportMove.objects.filter(report_id__in=ids).order_by("at", "pk")
    shared = rows.exclude(
        ~Q(report_id=report.pk) & Q(verb__in=["file", "merge", "send", "receive", "answer"])
    )
    return [Move(row.at, VERBS.get(row.verb, row.verb), row.unit, row.actor, row.note) for row in shared]


def chain(report: Report) -> list[Report]:
    """The reports that this one went into, one above the other; the last may be in an item."""
    found: list[Report] = []
    above = report.merged_into
    while above is not None and len(found) < 4:
        found.append(above)
        above = above.merged_into
    return found


def merged_in(report: Report) -> list[Report]:
    """The reports that were merged into this one."""
    return list(report.merged.select_related("from_unit").order_by("pk"))


def readings(report: Report) -> list[Reading]:
    """Which level has read an urgent report, and until when the others are to, from below."""
    return list(Reading.objects.filter(report=report).select_related("unit").order_by("-unit__depth"))
