"""Proposals in scope: those made by one's office, and those made to one's units."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from xinfang.casework.petitions.models import Matter
from xinfang.casework.supervision.models import Proposal
from xinfang.registers.staff.scope import Scope

__all__ = ["Proposal", "ProposalLine", "answers_for", "count_unanswered", "proposal_in", "proposals"]

SHOWN = 200


@dataclass(frozen=True)
class ProposalLine:
    """One proposal in words."""

    pk: int
    kind: str
    title: str
    unit: str
    made_at: datetime
    due_on: date
    adoption: str
    answered_at: datetime | None
    late_days: int


def proposals(scope: Scope, today: date, *, only_open: bool = False) -> list[ProposalLine]:
    """Newest first. `only_open`: those without an answer."""
    found = _seen(scope).select_related("unit").order_by("-made_at", "-pk")
    if only_open:
        found = found.filter(adoption="")
    return [
        ProposalLine(
            pk=each.pk,
            kind=each.get_kind_display(),
            title=each.title,
            unit=str(each.unit),
            made_at=each.made_at,
            due_on=each.due_on,
            adoption=each.get_adoption_display() if each.adoption else "",
            answered_at=each.answered_at,
            late_days=0 if each.adoption else max(0, (today - each.due_on).days),
        )
        for each in found[:SHOWN]
    ]


def proposal_in(scope: Scope, pk: int) -> Proposal | None:
    """A proposal in scope; None for all others, whether they exist or not."""
    return _seen(scope).select_related("unit", "matter").filter(pk=pk).first()


def answers_for(scope: Scope, proposal: Proposal) -> bool:
    """The unit's own head answers for it; a head of the district does not answer for the streets."""
    reach = scope.reach("approve")
    return reach is None or (proposal.unit_id in reach and proposal.unit_id in scope.posted_under)


def count_unanswered(scope: Scope) -> int:
    """How many proposals wait for the actor's answer."""
    reach = scope.reach("approve")
    found = _seen(scope).filter(adoption="")
    return (found if reach is None else found.filter(unit_id__in=reach & scope.posted_under)).count()


def _seen(scope: Scope) -> QuerySet[Proposal]:
    """Made in the actor's reach, or to it; one on an accusation only for who may see that."""
    made, got = scope.reach("supervise"), scope.reach("see_matters")
    found = Proposal.objects.filter(
        Q(matter=None) | Q(matter__confined=False) | Q(matter__in=Matter.objects.visible_to(scope))
    )
    if made is None or got is None:
        return found
    return found.filter(Q(made_by_unit_id__in=made) | Q(unit_id__in=got))
