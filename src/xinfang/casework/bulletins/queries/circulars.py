"""Circulars in the actor's sight: who received, who answered, who has not."""

from datetime import date

from django.db.models import Count, Q

from xinfang.casework.bulletins.models import Circular, CircularDuty
from xinfang.registers.staff.scope import Scope

__all__ = ["Circular", "circular_in", "circulars", "duties", "may_answer", "reads_all", "unanswered"]

NEWEST = 200  # circulars that are shown


def circulars(scope: Scope, today: date) -> list[Circular]:
    """The newest first, each with `named`, `received`, `answered` and `late` (units without an answer)."""
    found = Circular.objects.visible_to(scope).select_related("unit", "topic")
    late = Q(duties__answered_at=None, due_on__lt=today, withdrawn_at=None)
    counted = found.annotate(
        named=Count("duties"),
        received=Count("duties", filter=Q(duties__received_at__isnull=False)),
        answered=Count("duties", filter=Q(duties__answered_at__isnull=False)),
        late=Count("duties", filter=late),
    )
    return list(counted.order_by("-issued_at", "-pk")[:NEWEST])


def circular_in(scope: Scope, pk: int) -> Circular | None:
    """A circular in sight; None for all others, whether they exist or not."""
    return Circular.objects.visible_to(scope).select_related("unit", "topic").filter(pk=pk).first()


def duties(scope: Scope, circular: Circular) -> list[CircularDuty]:
    """What each unit is to do, those without an answer first; a unit reads its own line, the sender all."""
    found = circular.duties.select_related("unit").order_by("answered_at", "unit__path")
    rows = sorted(found, key=lambda duty: duty.answered_at is not None)
    reach = scope.reach("see_information")
    if reads_all(scope, circular) or reach is None:
        return rows
    return [duty for duty in rows if duty.unit_id in reach]


def reads_all(scope: Scope, circular: Circular) -> bool:
    """Whether the actor reads every unit's line: whoever sent it does."""
    return scope.holds("see_information", circular.unit_id)


def may_answer(scope: Scope, duty: CircularDuty) -> bool:
    """Whether the actor speaks for the unit of a duty."""
    return scope.holds("report_information", duty.unit_id)


def unanswered(scope: Scope) -> int:
    """How many circulars wait for the answer of the actor's own unit."""
    if not scope.may("report_information"):
        return 0
    owed = CircularDuty.objects.filter(answered_at=None, circular__withdrawn_at=None)
    return owed.filter(unit_id=scope.actor.unit_id or 0).count()
