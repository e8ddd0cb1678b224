"""An act is done to the matter that its reader saw, or not at all (two people at once)."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.casework.petitions.queries import TimelineRow
from xinfang.kernel.errors import Refusal

__all__ = ["Changed", "as_seen", "newest_line", "newest_lines", "numbers_of", "since", "those_as_seen"]


class Changed(Refusal):
    """Something was done on the matter after its reader had opened it."""


def newest_line(matter_id: int) -> int:
    """The id of the newest line of a matter's timeline; a form keeps it as what its reader saw."""
    return TimelineEntry.objects.filter(matter_id=matter_id).aggregate(newest=Max("pk"))["newest"] or 0


def newest_lines(matter_ids: Iterable[int]) -> dict[int, int]:
    """The same of many matters, by matter."""
    lines = TimelineEntry.objects.filter(matter_id__among=list(matter_ids)).order_by().values("matter_id")
    return dict(lines.annotate(newest=Max("pk")).values_list("matter_id", "newest"))


def numbers_of(matter_ids: Iterable[int]) -> dict[int, str]:
    """The number of each matter."""
    return dict(Matter.objects.filter(pk__among=list(matter_ids)).values_list("pk", "number"))


def since(matter_id: int, seen: int) -> list[TimelineRow]:
    """What was done after a line, oldest first."""
    fields = ("at", "verb", "actor_id", "actor", "unit", "note", "data")
    found = TimelineEntry.objects.filter(matter_id=matter_id, pk__gt=seen).order_by("pk")
    return [TimelineRow(*row) for row in found.values_list(*fields)]


@contextmanager
def as_seen(matter_id: int, seen: int | None) -> Iterator[None]:
    """Hold the matter while an act is done; raises Changed when it is no longer as it was seen.

    `seen`: the line that `newest_line` told when the form was opened; None: nobody looked before.
    """
    with transaction.atomic():
        Matter.objects.select_for_update().filter(pk=matter_id).first()
        if seen is not None and newest_line(matter_id) > seen:
            raise Changed(_("您打开以后，这件事项又有了新的办理；请看过再确认。"))
        yield


@contextmanager
def those_as_seen(matter_ids: Iterable[int], seen: Mapping[int, int]) -> Iterator[list[int]]:
    """Hold many matters while something is done with them; yields those that are no longer as they were seen.

    `seen`: the lines that `newest_lines` told when the page was opened; of a matter that is none of them
    nobody looked before.
    """
    with transaction.atomic():
        held = Matter.objects.select_for_update().filter(pk__among=list(matter_ids)).order_by("pk")
        now = newest_lines([pk for pk in held.values_list("pk", flat=True) if pk in seen])
        yield [pk for pk in matter_ids if now.get(pk, 0) > seen.get(pk, 0)]
