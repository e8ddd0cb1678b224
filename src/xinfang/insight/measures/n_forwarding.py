"""What the office forwarded and assigned, and what it proposed: heads two and three of the annual report."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xinfang.casework.assignments.models import Assignment, AssignmentKind, AssignmentState
from xinfang.casework.petitions.models import Matter
from xinfang.casework.supervision.models import Adoption, Proposal
from xinfang.insight.statistics.books import BOOKS, Book, BookLine
from xinfang.insight.statistics.periods import Period
from xinfang.insight.statistics.registry import measure, rate
from xinfang.kernel.keyset import Keyset
from xinfang.registers.staff.scope import Scope

__all__ = ["ASSIGNMENTS", "PROPOSALS"]

ASSIGNMENTS, PROPOSALS = "assignments", "proposals"
SECTION = _("转送、交办和建议")
SEND = _("《信访工作条例》（2022）第二十二条、第四十一条；《信访条例》（2005）第二十一条、第三十九条")
PROPOSE = _("《信访工作条例》（2022）第四十条、第四十一条；《信访条例》（2005）第三十六条至第三十九条")


def _assignments(period: Period, reach: frozenset[int] | None) -> QuerySet[Any]:
    """Matters put with a unit; what was taken back at once is left out."""
    start, end = period.bounds()
    found = Assignment.objects.filter(sent_at__gte=start, sent_at__lt=end)
    found = found.exclude(state=AssignmentState.UNDONE)
    return found if reach is None else found.filter(Q(sent_by_unit_id__in=reach) | Q(unit_id__in=reach))


def _proposals(period: Period, reach: frozenset[int] | None) -> QuerySet[Any]:
    start, end = period.bounds()
    found = Proposal.objects.filter(made_at__gte=start, made_at__lt=end)
    return found if reach is None else found.filter(Q(made_by_unit_id__in=reach) | Q(unit_id__in=reach))


def _open_to(scope: Scope, rows: Sequence[Any]) -> dict[int, Matter]:
    ids = [row.matter_id for row in rows if row.matter_id]
    return {matter.pk: matter for matter in Matter.objects.visible_to(scope).filter(pk__in=ids)}


def _assignment_lines(scope: Scope, rows: Sequence[Any]) -> list[BookLine]:
    full = Assignment.objects.select_related("unit").in_bulk([row.pk for row in rows])
    seen = _open_to(scope, list(full.values()))
    return [_assignment_line(full[row.pk], seen) for row in rows]


def _assignment_line(row: Assignment, seen: dict[int, Matter]) -> BookLine:
    matter = seen.get(row.matter_id)
    note = f"{row.get_kind_display()} {row.unit}"
    title, number = (matter.title, matter.number) if matter else ("", "")
    return BookLine(timezone.localdate(row.sent_at), title, note, number)


def _proposal_lines(scope: Scope, rows: Sequence[Any]) -> list[BookLine]:
    full = Proposal.objects.select_related("unit").in_bulk([row.pk for row in rows])
    seen = _open_to(scope, list(full.values()))
    return [_proposal_line(full[row.pk], seen) for row in rows]


def _proposal_line(row: Proposal, seen: dict[int, Matter]) -> BookLine:
    """One on a matter that is closed to the actor keeps its title to itself."""
    matter = seen.get(row.matter_id or 0)
    title = row.title if matter or row.matter_id is None else ""
    note = " ".join(filter(None, (row.get_kind_display(), str(row.unit), row.get_adoption_display())))
    return BookLine(timezone.localdate(row.made_at), title, note, matter.number if matter else "")


BOOKS[ASSIGNMENTS] = Book(_assignments, Keyset("sent_at"), _assignment_lines, about="matter")
BOOKS[PROPOSALS] = Book(_proposals, Keyset("made_at"), _proposal_lines, about="matter")


@measure(
    "matters_forwarded",
    _("转送"),
    _("件"),
    section=SECTION,
    definition=_("本期转送给有权处理单位的事项，按转送日期计；同一事项转送几次算一件，当即撤销的不算。"),
    source=SEND,
    subject=ASSIGNMENTS,
    distinct="matter_id",
)
def forwarded() -> Q:
    """Sent on, without a day for the result."""
    return Q(kind=AssignmentKind.FORWARD)


@measure(
    "matters_assigned",
    _("交办"),
    _("件"),
    section=SECTION,
    definition=_("本期交办、要求限期报告结果的事项，按交办日期计；同一事项交办几次算一件，当即撤销的不算。"),
    source=SEND,
    subject=ASSIGNMENTS,
    distinct="matter_id",
)
def assigned() -> Q:
    """With a day for the result."""
    return Q(kind=AssignmentKind.ASSIGN)


@measure(
    "proposals_made",
    _("提出建议"),
    _("件"),
    section=SECTION,
    definition=_("本期提出的改进工作、完善政策和追究责任建议，按提出日期计。"),
    source=PROPOSE,
    subject=PROPOSALS,
)
def made() -> Q:
    """All three kinds."""
    return Q()


@measure(
    "proposals_answered",
    _("建议已答复"),
    _("件"),
    section=SECTION,
    definition=_("本期提出的建议中，截至统计时有关单位已经答复的。"),
    source=PROPOSE,
    base="proposals_made",
    subject=PROPOSALS,
)
def answered() -> Q:
    """With an answer, whichever."""
    return ~Q(adoption="")


@measure(
    "proposals_adopted",
    _("建议被采纳"),
    _("件"),
    section=SECTION,
    definition=_("本期提出的建议中，截至统计时有关单位答复采纳或者部分采纳的。"),
    source=PROPOSE,
    base="proposals_made",
    subject=PROPOSALS,
)
def adopted() -> Q:
    """Wholly or in part."""
    return Q(adoption__in=(Adoption.ADOPTED, Adoption.PARTLY))


rate(
    "proposals_adopted_rate",
    _("建议采纳率"),
    of="proposals_adopted",
    base="proposals_made",
    definition=_("被采纳（含部分采纳）的建议占本期提出的建议的百分比。"),
)
