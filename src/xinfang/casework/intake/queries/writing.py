"""What a citizen has written so far, and the receipt for whoever has just sent it."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from xinfang.casework.intake.models import WebDraft
from xinfang.casework.petitions.codes import query_code
from xinfang.casework.petitions.models import Petition

__all__ = ["WebFile", "Written", "code_of", "written"]


@dataclass(frozen=True)
class WebFile:
    """A file of a draft: the key of its bytes, its name, its size in bytes."""

    key: str
    name: str
    size: int


@dataclass(frozen=True)
class Written:
    """A draft as last kept."""

    form_key: UUID
    fields: dict[str, str]
    files: tuple[WebFile, ...]
    updated_at: datetime


def written(form_key: UUID) -> Written | None:
    """The draft with a key, which one browser alone knows."""
    draft = WebDraft.objects.filter(form_key=form_key).first()
    if draft is None:
        return None
    told = json.loads(draft.payload or "{}")
    files = tuple(WebFile(*each) for each in told.get("files", []))
    return Written(form_key, told.get("fields", {}), files, draft.updated_at)


def code_of(petition_id: int) -> str:
    """The query code, for the browser that has just sent the petition and for nobody else."""
    petition = Petition.objects.get(pk=petition_id)
    return query_code(petition.uid, petition.query_version)
