"""Who brought the same matter and still waits to be told in writing of its answer (docs/policy/review.md)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from xinfang.casework.letters.facts import stage_of, untold
from xinfang.casework.letters.models import OPEN, Document
from xinfang.casework.petitions.models import Matter, Raising, RaisingKind, TimelineEntry
from xinfang.casework.wording.kinds import KINDS
from xinfang.casework.workflow import way_of
from xinfang.registers.staff.scope import Scope

__all__ = ["NOTICE", "Untold", "untold_of", "untold_to"]

NOTICE = "together_notice"
STATES = tuple(state for free in KINDS[NOTICE].free for state in free.states)
RECENT = timedelta(days=60)  # what was answered before, or came in with a register, is nobody's work of today
SHOWN = 50


@dataclass(frozen=True)
class Untold:
    """An answered matter, and the petitions whose petitioners have had no notice of their own yet."""

    number: str
    title: str
    petitions: tuple[str, ...]


def untold_of(matter: Matter) -> tuple[str, ...]:
    """The numbers of the petitions to whose petitioners the last answer of a matter is still to be told, none
    of whose notices is being written either."""
    if matter.state not in STATES or matter.confined or way_of(matter.purpose) != "appeal":
        return ()
    stage = stage_of(matter)
    if not stage:
        return ()
    written = Document.objects.filter(matter=matter, kind=NOTICE, state__in=OPEN, reverted_at=None)
    begun = {parts.get("to_petition", "").strip() for parts in written.values_list("parts", flat=True)}
    return tuple(number for number in untold(matter.pk, stage) if number not in begun)


def untold_to(scope: Scope, today: date) -> list[Untold]:
    """The matters that a unit of the actor answered of late and has not told everybody of, oldest first."""
    reach = scope.reach("handle")
    joined = Raising.objects.filter(matter=OuterRef("pk"), kind=RaisingKind.JOINED)
    merged = Matter.objects.filter(merged_into=OuterRef("pk"), state="merged")
    redone = TimelineEntry.objects.filter(matter=OuterRef("pk"), verb="redo", at__date__gte=today - RECENT)
    of_late = Q(served_at__date__gte=today - RECENT) & ~Q(state="accepted")
    found = Matter.objects.visible_to(scope).filter(
        Q(Exists(joined)) | Q(Exists(merged)),
        of_late | Q(Exists(redone), state="accepted"),
        state__in=STATES,
    )
    if reach is not None:
        found = found.filter(unit_id__in=reach)
    rows = ((each, untold_of(each)) for each in found.order_by("served_at", "pk")[:SHOWN])
    return [Untold(each.number, each.title, petitions) for each, petitions in rows if petitions]
