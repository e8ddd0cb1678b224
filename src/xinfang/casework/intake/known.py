"""Which forms were registered before."""

from collections.abc import Sequence
from uuid import UUID

from xinfang.casework.intake.arrivals import Already
from xinfang.casework.petitions.models import Petition

__all__ = ["known"]


def known(keys: Sequence[UUID]) -> dict[UUID, Already]:
    """Form key -> what it was registered as; keys never seen are left out."""
    rows = Petition.objects.filter(form_key__in=keys).values_list(
        "form_key", "pk", "number", "raisings__matter_id"
    )
    return {key: Already(pk, number, matter_id) for key, pk, number, matter_id in rows}
