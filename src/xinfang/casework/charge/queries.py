"""Reading what leaders noted; whoever may read the arrival's matter, and no other, is shown it."""

from collections.abc import Iterable

from xinfang.casework.charge.models import LeaderNote

__all__ = ["LeaderNote", "note_of", "notes_of", "proposed"]


def note_of(arrival_id: int) -> LeaderNote | None:
    """What was noted of an arrival, with what stood before as `.changes`."""
    return LeaderNote.objects.filter(arrival_id=arrival_id).first()


def notes_of(arrival_ids: Iterable[int]) -> dict[int, LeaderNote]:
    """The notes by arrival."""
    return {row.arrival_id: row for row in LeaderNote.objects.filter(arrival_id__in=list(arrival_ids))}


def proposed(matter_id: int) -> LeaderNote | None:
    """The latest mark by which a leader takes a matter in charge; none of an accusation."""
    rows = LeaderNote.objects.filter(
        takes=True, arrival__matter_id=matter_id, arrival__matter__confined=False
    )
    return rows.select_related("arrival__reception__leader").order_by("-at", "-pk").first()
