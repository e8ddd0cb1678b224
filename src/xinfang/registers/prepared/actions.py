"""The only writers of prepared files."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app as jobs

from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Refusal
from xinfang.kernel.locks import one_at_a_time
from xinfang.registers.documents import actions as documents
from xinfang.registers.prepared.models import PreparedFile, PreparedState

__all__ = ["KEPT", "MOST", "advance", "ask", "begin", "fail", "finish", "forget_old", "taken"]

KEPT = timedelta(days=7)  # after it was asked for; then it is made anew, from what is true then
MOST = 3  # of one person at a time
WAITING = (PreparedState.QUEUED, PreparedState.RUNNING)


@transaction.atomic
def ask(
    *, task: str, name: str, asked: Mapping[str, Any], rows: int, rights: str, by: Actor, at: datetime
) -> PreparedFile:
    """Put a file in the queue; `task` (the name of a background job) is called with its `file_id`.

    The same that is on its way already is handed back. Raises Refusal when three of the person's are.
    """
    assert by.user_id is not None  # a page asks, for who is signed in
    one_at_a_time("prepared", [str(by.user_id).encode()])
    text = json.dumps(asked, sort_keys=True, ensure_ascii=False)
    waiting = list(PreparedFile.objects.filter(owner_id=by.user_id, state__in=WAITING))
    for each in waiting:
        if (each.asked, each.rights) == (text, rights):
            return each
    if len(waiting) >= MOST:
        raise Refusal(_("您已有 %(n)d 份文件正在准备，请等其中一份做好后再导出。") % {"n": MOST})
    file = PreparedFile.objects.create(
        owner_id=by.user_id, name=name, asked=text, rights=rights, rows_total=rows, asked_at=at
    )
    jobs.configure_task(task, allow_unknown=False).defer(file_id=file.pk)
    record(Record("prepared.asked", "prepared", file.pk, name, after={"rows": rows}), by=by, at=at)
    return file


@transaction.atomic
def begin(*, file_id: int, rights: str, by: Actor, at: datetime) -> dict[str, Any] | None:
    """Its making starts, or starts again after a fault: what was asked. None when there is nothing to make:
    it is ready, or gone, or its owner has other rights by now (`Scope.fingerprint`) and is told so."""
    file = PreparedFile.objects.select_for_update().filter(pk=file_id).first()
    if file is None or file.state == PreparedState.DONE:
        return None
    if file.rights != rights:
        message = _("您的岗位或者单位在导出以后有变动，请重新导出。")
        fail(file_id=file_id, message=message, by=by, at=at)
        return None
    file.state, file.message, file.rows_done = PreparedState.RUNNING, "", 0
    file.started_at, file.progressed_at, file.finished_at = at, at, None
    file.save(update_fields=["state", "message", "rows_done", "started_at", "progressed_at", "finished_at"])
    return {**json.loads(file.asked)}


def advance(*, file_id: int, rows: int, by: Actor, at: datetime) -> None:
    """So many rows are written."""
    PreparedFile.objects.filter(pk=file_id, state=PreparedState.RUNNING).update(
        rows_done=rows, progressed_at=at
    )


@transaction.atomic
def finish(*, file_id: int, data: bytes, rows: int, told: Record, by: Actor, at: datetime) -> None:
    """The bytes are there; `told` says on record what was taken out of the register."""
    file = PreparedFile.objects.select_for_update().get(pk=file_id)
    if file.state == PreparedState.DONE:  # by a second run of the same job; the first one's stands
        return
    file.digest, file.size, file.rows_done = documents.keep(data), len(data), rows
    file.state, file.finished_at = PreparedState.DONE, at
    file.save(update_fields=["digest", "size", "rows_done", "state", "finished_at"])
    record(told, by=by, at=at)


@transaction.atomic
def fail(*, file_id: int, message: str, by: Actor, at: datetime) -> None:
    """It could not be made, and why."""
    file = PreparedFile.objects.select_for_update().get(pk=file_id)
    file.state, file.message, file.finished_at = PreparedState.FAILED, message, at
    file.save(update_fields=["state", "message", "finished_at"])
    record(Record("prepared.failed", "prepared", file.pk, file.name), by=by, at=at)


def taken(*, file_id: int, name: str, rows: int, by: Actor, at: datetime) -> None:
    """Its owner took it."""
    record(Record("prepared.taken", "prepared", file_id, name, after={"rows": rows}), by=by, at=at)


@transaction.atomic
def forget_old(*, by: Actor, at: datetime) -> int:
    """Delete what was asked for a week ago, ready, given up or lost on the way; how many."""
    old = PreparedFile.objects.select_for_update(skip_locked=True).filter(asked_at__lt=at - KEPT)
    digests, count = set(), 0
    for file in old:
        digests.add(file.digest)
        file.delete()
        count += 1
    for digest in digests - {""}:
        if not PreparedFile.objects.filter(digest=digest).exists():
            documents.forget(digest)
    return count
