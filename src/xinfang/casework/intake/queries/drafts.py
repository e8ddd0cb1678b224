"""A clerk's own unfinished forms."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from xinfang.casework.intake.models import Draft
from xinfang.engines.masking import mask_name
from xinfang.kernel.actor import Actor

__all__ = ["DraftLine", "draft", "drafts"]


@dataclass(frozen=True)
class DraftLine:
    """One draft. `fields` are the form's own, as last typed: the owner's eyes only."""

    form_key: UUID
    cell: str
    revision: int
    updated_at: datetime
    fields: dict[str, str]

    @property
    def label(self) -> str:
        """What it is about: the masked name and the beginning of the title."""
        parts = (mask_name(self.fields.get("name", "")), self.fields.get("title", "")[:16])
        return " ".join(part for part in parts if part)


def draft(by: Actor, form_key: UUID) -> DraftLine | None:
    """One draft of the actor's own; None for others'."""
    found = Draft.objects.filter(owner_id=by.user_id, form_key=form_key).first()
    return _line(found) if found else None


def drafts(by: Actor, most: int = 5) -> list[DraftLine]:
    """The actor's own drafts, newest first."""
    return [_line(each) for each in Draft.objects.filter(owner_id=by.user_id).order_by("-updated_at")[:most]]


def _line(found: Draft) -> DraftLine:
    fields = json.loads(found.payload or "{}")
    return DraftLine(found.form_key, found.cell, found.revision, found.updated_at, fields)
