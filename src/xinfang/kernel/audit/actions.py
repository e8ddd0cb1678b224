"""Writing the audit: inside the transaction of the act that it records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.bulk import copy_in, unsaved

__all__ = ["Record", "record", "record_many"]


@dataclass(frozen=True)
class Record:
    """What an act leaves in the audit. `subject` is a number people know, never a name."""

    event: str
    subject_type: str
    subject_id: int | None
    subject: str = ""
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


def record(entry: Record, *, by: Actor, at: datetime) -> None:
    """Append one row."""
    _row(entry, by, at).save(force_insert=True)


def record_many(entries: Iterable[Record], *, by: Actor, at: datetime) -> None:
    """Append many rows at the speed of COPY."""
    copy_in(AuditEntry, [_row(entry, by, at) for entry in entries], keys=False)


def _row(entry: Record, by: Actor, at: datetime) -> AuditEntry:
    return unsaved(AuditEntry)(
        at=at,
        event=entry.event,
        actor_id=by.user_id,
        actor=by.label,
        unit=by.unit,
        origin=by.origin,
        request_id=by.request_id,
        subject_type=entry.subject_type,
        subject_id=entry.subject_id,
        subject=entry.subject,
        before=dict(entry.before),
        after=dict(entry.after),
    )
