"""What is asked of import batches; only those of the asker's units are there at all."""

import json
from collections.abc import Iterator
from operator import itemgetter
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from xinfang.faces.exchange.models import BatchState, ImportBatch
from xinfang.registers.staff.scope import Scope

__all__ = ["batches", "find", "opens", "refused_rows", "unfinished"]


def batches(scope: Scope) -> QuerySet[ImportBatch]:
    """The batches an actor may see: those of the units in which the actor may import, newest first."""
    found = ImportBatch.objects.select_related("unit", "owner").order_by("-pk")
    reach = scope.reach("import")
    return found if reach is None else found.filter(unit_id__in=reach)


def opens(scope: Scope, batch: ImportBatch) -> bool:
    """Whether an actor may open a batch in scope, which holds whole rows of people.

    Its owner may; others need to see the people of its unit, and the accusations if there are any.
    """
    if batch.owner_id is not None and batch.owner_id == scope.actor.user_id:
        return True
    needed = ["reveal_people", "see_accusations"] if batch.accusations else ["reveal_people"]
    reaches = [scope.reach(permission) for permission in needed]
    return all(reach is None or batch.unit_id in reach for reach in reaches)


def find(scope: Scope, uid: UUID) -> ImportBatch:
    """One batch that the actor may open; Http404 otherwise, whether it exists or not."""
    batch = batches(scope).filter(uid=uid).first()
    if batch is None or not opens(scope, batch):
        raise Http404
    return batch


def unfinished(file_digest: str, unit_id: int) -> ImportBatch | None:
    """A run of the same file from the command line that stopped before its end."""
    stopped = ImportBatch.objects.filter(file_digest=file_digest, unit_id=unit_id, owner=None)
    return stopped.filter(state__in=(BatchState.RUNNING, BatchState.FAILED)).order_by("-pk").first()


def refused_rows(batch: ImportBatch) -> Iterator[tuple[int, list[str], str]]:
    """(line, cells, reason) of each refused row, in the file's order; they came in by their receipt."""
    sheets = batch.refusals.order_by("start").values_list("rows", flat=True).iterator()
    yield from sorted((row for sealed in sheets for row in json.loads(sealed)), key=itemgetter(0))
