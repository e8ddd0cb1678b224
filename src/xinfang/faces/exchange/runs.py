"""One file from its first row to its last; stopped anywhere, it goes on there."""

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from django.utils.translation import gettext as _

from xinfang.engines.tabular import Table, TableRefused, read_table
from xinfang.faces.exchange import actions
from xinfang.faces.exchange.ahead import Ahead
from xinfang.faces.exchange.models import BatchState, ImportBatch
from xinfang.faces.exchange.order import by_receipt
from xinfang.faces.exchange.reading import Reader
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.documents import vault
from xinfang.registers.staff.scope import Scope, scope_of, whole

__all__ = ["Interrupted", "actor_of", "reach_of", "reader_of", "run", "stored_table"]

log = structlog.get_logger("xinfang.import")
USUAL = gc.get_threshold(), sys.getswitchinterval()
READABLE_AS = "table.csv"  # a name for the bytes: what they are is told by the bytes themselves


class Interrupted(Exception):  # noqa: N818 - the run can go on
    """A run stopped by a fault; names its type only, since a database quotes values in its errors."""


def stored_table(batch: ImportBatch) -> Table:
    """The table of a batch, read again from its sealed bytes. Raises TableRefused, or Refusal if lost."""
    try:
        data = vault.take(batch.file_digest)
    except vault.Unreadable:
        raise Refusal(_("上传的文件在磁盘上缺失或被改动，请重新上传。")) from None
    return read_table(data, READABLE_AS, take_nul=True)


def reader_of(batch: ImportBatch, table: Table) -> Reader:
    """The reader of a batch's rows under its chosen columns."""
    return Reader(table, batch.mapping, channel=batch.options.get("channel", ""), today=clock.today())


def actor_of(batch: ImportBatch) -> Actor:
    """Who acts when a batch runs in the background: the person who started it."""
    told: dict[str, Any] = {**batch.options.get("by", {}), "origin": f"import {batch.pk}"}
    return Actor(**told)


def reach_of(batch: ImportBatch, by: Actor) -> Scope:
    """How far a batch reaches: as its owner today; from the command line everywhere."""
    return whole(by) if batch.owner is None else scope_of(batch.owner, clock.today(), origin=by.origin)


def run(
    batch_id: int, *, by: Actor, table: Table | None = None, tell: Callable[[ImportBatch], None] | None = None
) -> ImportBatch:
    """Run a batch to its end; `tell` hears of each chunk. What cannot go on is left as failed, in words.

    Raises Interrupted for an unforeseen fault, after which another run goes on at the same row.
    """
    batch = actions.begin(batch_id=batch_id, by=by, at=clock.now())
    try:
        table = table or stored_table(batch)
        if batch.options.get("by_receipt"):
            table = by_receipt(table, batch.mapping)
        reader, scope = reader_of(batch, table), reach_of(batch, by)
        with _fewer_interruptions(), Ahead(reader) as ahead:
            while batch.state == BatchState.RUNNING:
                batch = actions.take_chunk(
                    batch_id=batch_id, reader=ahead, scope=scope, by=by, at=clock.now()
                )
                if tell:
                    tell(batch)
    except (Refusal, TableRefused) as refusal:
        actions.fail(batch_id=batch_id, message=str(refusal), by=by, at=clock.now())
    except Exception as fault:
        log.error("import_interrupted", batch=batch_id, kind=type(fault).__name__)
        message = _("导入中断，已登记的保留。请点“继续”，从断开处接着导入。")
        actions.fail(batch_id=batch_id, message=message, by=by, at=clock.now())
        raise Interrupted(type(fault).__name__) from None
    return ImportBatch.objects.get(pk=batch_id)


@contextmanager
def _fewer_interruptions() -> Iterator[None]:
    """A chunk makes a hundred thousand objects that all go at its end: looking for cycles among them at every
    seven hundred costs an eighth of the time. Making rows, sending them and reading the next ones, three
    threads take turns; at two hundred turns a second they lose a twelfth of it."""
    gc.set_threshold(200_000, 20, 100)
    sys.setswitchinterval(0.05)
    try:
        yield
    finally:
        collections, turns = USUAL  # not what stood before: another import may have begun meanwhile
        sys.setswitchinterval(turns)
        gc.set_threshold(*collections)
