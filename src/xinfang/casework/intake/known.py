"""What was registered before: by form, by import."""

from collections.abc import Collection, Sequence
from uuid import UUID

from xinfang.casework.intake.arrivals import Already
from xinfang.casework.petitions.models import Petition, Raising

__all__ = ["known", "opened_by"]


def known(keys: Sequence[UUID]) -> dict[UUID, Already]:
    """Form key -> what it was registered as; keys never seen are left out."""
    rows = Petition.objects.filter(form_key__among=keys).values_list(
        "form_key", "pk", "number", "raisings__matter_id"
    )
    return {key: Already(pk, number, matter_id) for key, pk, number, matter_id in rows}


def opened_by(import_batch: int, matter_ids: Collection[int]) -> set[int]:
    """Of these matters, those that an import itself opened."""
    first = Raising.objects.filter(
        matter_id__among=matter_ids, kind="first", petition__import_batch=import_batch
    )
    return set(first.values_list("matter_id", flat=True))
