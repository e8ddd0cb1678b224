"""What is asked of prepared files: a person sees the own ones."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from xinfang.kernel.errors import Refusal
from xinfang.kernel.progress import Progress, progress
from xinfang.registers.documents import vault
from xinfang.registers.prepared.models import PreparedFile, PreparedState
from xinfang.registers.staff.scope import Scope, scope_of

__all__ = ["OnItsWay", "Ready", "files_of", "owner_of", "take"]

SHOWN = 50


@dataclass(frozen=True)
class OnItsWay:
    """A file where it stands: what was asked for when, how far it is; a size in bytes when it is ready."""

    uid: UUID
    name: str
    state: str
    label: str
    asked_at: datetime
    rows_total: int
    rows_done: int
    size: int
    message: str
    progress: Progress


@dataclass(frozen=True)
class Ready:
    """A file with its bytes."""

    id: int
    name: str
    rows: int
    data: bytes
    begun_at: datetime  # what it holds is as it was then


def files_of(scope: Scope, at: datetime) -> list[OnItsWay]:
    """A person's files of the last days, newest first."""
    found = PreparedFile.objects.filter(owner_id=scope.actor.user_id).order_by("-pk").defer("asked")
    return [_standing(file, at) for file in found[:SHOWN]]


def take(scope: Scope, uid: UUID) -> Ready | None:
    """One of the person's own; None when there is no such, or it is not ready.

    Raises Refusal when the person's postings have changed since it was asked for, or its bytes are lost.
    """
    own = PreparedFile.objects.filter(owner_id=scope.actor.user_id, state=PreparedState.DONE)
    file = own.filter(uid=uid).first()
    if file is None:
        return None
    if file.rights != scope.fingerprint:
        raise Refusal(_("您的岗位或者单位在导出以后有变动，这一份不能再下载，请重新导出。"))
    try:
        data = vault.take(file.digest)
    except vault.Unreadable:
        raise Refusal(_("文件读不出来：磁盘上的内容缺失或被改动。请重新导出。")) from None
    return Ready(file.pk, file.name, file.rows_done, data, file.started_at or file.asked_at)


def owner_of(file_id: int, day: date) -> Scope | None:
    """As whom a file is made: its owner, with the rights of that day. None when it is gone."""
    file = PreparedFile.objects.select_related("owner").filter(pk=file_id).first()
    return scope_of(file.owner, day, origin=f"export {file_id}") if file else None


def _standing(file: PreparedFile, at: datetime) -> OnItsWay:
    return OnItsWay(
        uid=file.uid,
        name=file.name,
        state=file.state,
        label=file.get_state_display(),
        asked_at=file.asked_at,
        rows_total=file.rows_total,
        rows_done=file.rows_done,
        size=file.size,
        message=file.message,
        progress=progress(
            file.state,
            done=file.rows_done,
            total=file.rows_total,
            queued_at=file.asked_at,
            started_at=file.started_at,
            progressed_at=file.progressed_at,
            at=at,
        ),
    )
