"""The only writers of import batches."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app as jobs

from xinfang.casework.acts import actions as acts
from xinfang.casework.letters import actions as letters
from xinfang.faces.exchange.ahead import Ahead
from xinfang.faces.exchange.chunks import register_rows
from xinfang.faces.exchange.mapping import header_digest
from xinfang.faces.exchange.models import BatchState, ColumnMap, ImportBatch, RefusedRows
from xinfang.faces.exchange.reading import Reader
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.behind import behind
from xinfang.kernel.errors import Refusal
from xinfang.registers.calendars.queries import counting
from xinfang.registers.documents import actions as documents
from xinfang.registers.staff.scope import Scope

__all__ = [
    "CHUNK",
    "begin",
    "discard",
    "enqueue",
    "fail",
    "forget_uploads",
    "match",
    "previewed",
    "receive",
    "revert",
    "sheet_taken",
    "take_chunk",
]

KEPT = timedelta(days=30)  # the upload of a finished import, in case somebody asks what was sent
CHUNK = 1_500  # rows a transaction: short enough that others wait for a number less than a second
_COUNTS = ("registered", "linked", "already", "refused", "answers", "answers_elsewhere")


@transaction.atomic
def receive(
    *,
    file_name: str,
    data: bytes,
    header: Sequence[str],
    rows: int,
    columns: Mapping[str, str],
    channel: str,
    unit_id: int,
    by: Actor,
    at: datetime,
    repeats: bool = True,
    accusations: bool = True,
) -> ImportBatch:
    """Take a readable table in: its bytes sealed on disk, its batch waiting to be checked.

    `accusations`: whether any row is one; True when nobody looked.
    """
    digest = documents.keep(data)
    batch = ImportBatch.objects.create(
        file_name=file_name,
        file_digest=digest,
        unit_id=unit_id,
        owner_id=by.user_id,
        mapping=dict(columns),
        header=list(header),
        options={"channel": channel, "repeats": repeats, "by": asdict(by)},
        rows_read=rows,
        accusations=accusations,
        created_at=at,
    )
    after = {"rows": rows, "digest": digest[:16]}
    record(Record("import.received", "import", batch.pk, str(batch.pk), after=after), by=by, at=at)
    return batch


@transaction.atomic
def match(
    *,
    batch: ImportBatch,
    columns: Mapping[str, str],
    channel: str,
    repeats: bool,
    unit_id: int,
    by: Actor,
    at: datetime,
    accusations: bool = False,
) -> ImportBatch:
    """Choose the columns of a batch that has not begun; remembered for this header.

    With `accusations` the columns so chosen show that a row is one; what was seen before is not unseen.
    """
    batch = _locked(batch.pk, BatchState.UPLOADED)
    batch.mapping = dict(columns)
    batch.options = {**batch.options, "channel": channel, "repeats": repeats}
    batch.unit_id, batch.accusations = unit_id, batch.accusations or accusations
    batch.save(update_fields=["mapping", "options", "unit", "accusations"])
    ColumnMap.objects.update_or_create(
        header_digest=header_digest(batch.header), defaults={"mapping": dict(columns), "updated_at": at}
    )
    return batch


@transaction.atomic
def enqueue(*, batch: ImportBatch, by: Actor, at: datetime) -> ImportBatch:
    """Hand a batch to the background: begun for the first time, or to go on where it stopped.

    The job is written in the same transaction: neither can be there without the other.
    """
    batch = _locked(batch.pk, BatchState.UPLOADED, BatchState.QUEUED, BatchState.RUNNING, BatchState.FAILED)
    batch.options = {**batch.options, "by": asdict(by)}
    batch.state, batch.queued_at, batch.message = BatchState.QUEUED, at, ""
    batch.save(update_fields=["options", "state", "queued_at", "message"])
    # By its name: the task's own module needs this one.
    jobs.configure_task("run_import", allow_unknown=False).defer(batch_id=batch.pk)
    after = {"from_row": batch.rows_done}
    record(Record("import.queued", "import", batch.pk, str(batch.pk), after=after), by=by, at=at)
    return batch


@transaction.atomic
def begin(*, batch_id: int, by: Actor, at: datetime) -> ImportBatch:
    """A run starts or goes on. A batch that is finished or taken back stays so.

    Rows go in the order of their receipt, but for a batch that had begun before that was so: its mark counts
    rows of the file.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
    if batch.state not in {BatchState.DONE, BatchState.REVERTED}:
        if not batch.rows_done:
            batch.options = {**batch.options, "by_receipt": True}
        batch.state, batch.message = BatchState.RUNNING, ""
        batch.started_at = batch.started_at or at
        batch.progressed_at = at
        batch.save(update_fields=["options", "state", "message", "started_at", "progressed_at"])
        after = {"from_row": batch.rows_done}
        record(Record("import.started", "import", batch.pk, str(batch.pk), after=after), by=by, at=at)
    return batch


@transaction.atomic
def take_chunk(
    *, batch_id: int, reader: Reader | Ahead, scope: Scope, by: Actor, at: datetime
) -> ImportBatch:
    """Register the next rows of a running batch and move its mark, both or neither; no further than `scope`.

    The batch's row is locked, so two workers on one batch take turns and never the same rows.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
    if batch.state != BatchState.RUNNING:
        return batch
    start = batch.rows_done
    rows = reader.rows(start, start + CHUNK)
    with counting(), behind():
        told = register_rows(
            rows,
            batch_id=batch.pk,
            unit_id=batch.unit_id,
            repeats=batch.options["repeats"],
            scope=scope,
            by=by,
            at=at,
        )
    for name in _COUNTS:
        setattr(batch, name, getattr(batch, name) + told.counts[name])
    batch.notes = dict(Counter(batch.notes) + told.notes)
    batch.rows_done = start + len(rows)
    batch.progressed_at = at
    if told.refused:
        sheet = json.dumps(told.refused, ensure_ascii=False)
        RefusedRows.objects.create(batch=batch, start=start, rows=sheet)
    if batch.rows_done >= batch.rows_read:
        batch.state, batch.finished_at = BatchState.DONE, at
        after = {name: getattr(batch, name) for name in _COUNTS}
        record(Record("import.finished", "import", batch.pk, str(batch.pk), after=after), by=by, at=at)
    batch.save()
    return batch


@transaction.atomic
def fail(*, batch_id: int, message: str, by: Actor, at: datetime) -> None:
    """A run stopped; what was registered stays, and the run can go on later."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
    if batch.state in {BatchState.QUEUED, BatchState.RUNNING}:
        batch.state, batch.message = BatchState.FAILED, message[:300]
        batch.save(update_fields=["state", "message"])
        after = {"at_row": batch.rows_done}
        record(Record("import.stopped", "import", batch.pk, str(batch.pk), after=after), by=by, at=at)


@transaction.atomic
def revert(*, batch: ImportBatch, by: Actor, at: datetime) -> int:
    """Take a whole import back; returns the number of petitions. Refuses when it was worked on since."""
    batch = _locked(batch.pk, BatchState.DONE, BatchState.FAILED, BatchState.RUNNING, BatchState.QUEUED)
    if batch.answers_elsewhere:
        sentence = _("不能撤销：这一批给原先登记的 %(count)d 个事项补了答复，这些事项已经办结。")
        raise Refusal(sentence % {"count": batch.answers_elsewhere})
    count = acts.revert_batch(import_batch=batch.pk, by=by, at=at)
    letters.revert_batch(import_batch=batch.pk, by=by, at=at)
    batch.state, batch.finished_at = BatchState.REVERTED, at
    batch.save(update_fields=["state", "finished_at"])
    after = {"petitions": count}
    record(Record("import.reverted", "import", batch.pk, str(batch.pk), after=after), by=by, at=at)
    return count


@transaction.atomic
def discard(*, batch: ImportBatch, by: Actor, at: datetime) -> None:
    """Drop an upload that never began."""
    batch = _locked(batch.pk, BatchState.UPLOADED)
    after = {"rows": batch.rows_read}
    record(Record("import.discarded", "import", batch.pk, str(batch.pk), after=after), by=by, at=at)
    batch.delete()
    _forget(batch)


@transaction.atomic
def previewed(*, batch: ImportBatch, by: Actor, at: datetime) -> None:
    """A preview shows people, though masked: who opened it is recorded."""
    record(Record("import.previewed", "import", batch.pk, str(batch.pk)), by=by, at=at)


def forget_uploads(*, by: Actor, at: datetime) -> int:
    """Delete the stored tables of imports taken back, and of those done for 30 days; returns how many.

    The counts and the refused rows stay. Each batch is a transaction of its own.
    """
    over = Q(state=BatchState.REVERTED) | Q(state=BatchState.DONE, finished_at__lte=at - KEPT)
    found = ImportBatch.objects.filter(over, upload_forgotten_at=None).order_by("pk")
    return sum(_forget_upload(pk, by, at) for pk in list(found.values_list("pk", flat=True)))


@transaction.atomic
def _forget_upload(pk: int, by: Actor, at: datetime) -> int:
    batch = ImportBatch.objects.select_for_update().get(pk=pk)
    if batch.upload_forgotten_at is not None:
        return 0
    batch.upload_forgotten_at = at
    batch.save(update_fields=["upload_forgotten_at"])
    record(Record("import.upload_forgotten", "import", batch.pk, str(batch.pk)), by=by, at=at)
    _forget(batch)
    return 1


def _forget(batch: ImportBatch) -> None:
    """The same table may have been sent twice: its bytes stay until no batch needs them."""
    documents.claim(batch.file_digest)
    if not ImportBatch.objects.filter(file_digest=batch.file_digest, upload_forgotten_at=None).exists():
        documents.forget(batch.file_digest)


def _locked(pk: int, *states: str) -> ImportBatch:
    batch = ImportBatch.objects.select_for_update().get(pk=pk)
    if batch.state not in states:
        sentence = _("这一批现在是“%(state)s”，不能这样做。请刷新页面。")
        raise Refusal(sentence % {"state": batch.get_state_display()})
    return batch


@transaction.atomic
def sheet_taken(*, batch: ImportBatch, by: Actor, at: datetime) -> None:
    """The refused rows hold personal data: who took them out is recorded."""
    after = {"rows": batch.refused}
    record(Record("import.refused_rows_taken", "import", batch.pk, str(batch.pk), after=after), by=by, at=at)
