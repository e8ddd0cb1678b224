"""Reading what leaders noted; whoever may read the arrival's matter, and no other, is shown it."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from xinfang.casework.backlog.models import BacklogCase, CaseState
from xinfang.casework.charge.models import LeaderNote
from xinfang.casework.petitions.models import Matter
from xinfang.registers.staff.scope import Scope

__all__ = ["LeaderNote", "has_note", "note_of", "notes_of", "proposed", "unlisted", "unlisted_of"]

OVER = ("reverted", "merged", "withdrawn")  # nothing is left to take in charge


def note_of(arrival_id: int) -> LeaderNote | None:
    """What was noted of an arrival, with what stood before as `.changes`."""
    return LeaderNote.objects.filter(arrival_id=arrival_id).first()


def has_note(arrival_id: int) -> bool:
    """Whether a note stands that says that the leader has seen them; one that was emptied says nothing."""
    said = Q(takes=True) | ~Q(note="")
    return LeaderNote.objects.filter(said, arrival_id=arrival_id).exists()


def notes_of(arrival_ids: Iterable[int]) -> dict[int, LeaderNote]:
    """The notes by arrival."""
    return {row.arrival_id: row for row in LeaderNote.objects.filter(arrival_id__in=list(arrival_ids))}


def proposed(matter_id: int) -> LeaderNote | None:
    """The latest mark by which a leader takes a matter in charge, while it waits; none of an accusation."""
    rows = _waiting().filter(arrival__matter_id=matter_id)
    return rows.select_related("arrival__reception__leader").order_by("-at", "-pk").first()


def unlisted(scope: Scope) -> list[LeaderNote]:
    """The marks that wait for the actor, who keeps lists: no leader is named yet, be the case listed
    (`.case_id`) or not, or not even known while the arrival is not joined to its visit. Oldest first; none of
    an accusation."""
    rows, reach = _waiting(), scope.reach("keep_backlog")
    if reach is not None:
        here = Q(arrival__matter=None, arrival__reception__plan__unit_id__in=reach)
        rows = rows.filter(here | Q(arrival__matter__registered_unit_id__in=reach))
    seen = Q(arrival__matter=None) | Q(arrival__matter__in=Matter.objects.visible_to(scope))
    return list(rows.filter(seen))


def unlisted_of(leader_id: int | None) -> list[LeaderNote]:
    """The marks of a leader's own receptions that wait for the office, with `.case_id` as above."""
    return list(_waiting().filter(arrival__reception__leader_id=leader_id))


def _waiting() -> QuerySet[LeaderNote]:
    """A wish waits until somebody is in charge, or is declined: the case was taken off its list since."""
    cases = BacklogCase.objects.filter(matter=OuterRef("arrival__matter"))
    since = OuterRef("at__date")
    led = Q(state=CaseState.OPEN) | Q(listed_on__gte=since) | Q(concluded_on__gte=since)
    declined = Q(state=CaseState.REMOVED, events__kind="removed", events__at__gte=OuterRef("at"))
    over = cases.filter((led & Q(leader__isnull=False)) | declined)
    rows = LeaderNote.objects.filter(~Exists(over), takes=True, arrival__matter__concluded_at=None)
    rows = rows.exclude(Q(arrival__matter__confined=True) | Q(arrival__matter__state__in=OVER))
    rows = rows.annotate(case_id=Subquery(cases.filter(state=CaseState.OPEN).values("pk")[:1]))
    return rows.select_related("arrival__reception__plan", "arrival__matter").order_by("at", "pk")
