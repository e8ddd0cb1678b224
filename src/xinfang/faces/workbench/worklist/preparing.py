"""A long sheet, written by the background for the person who asked for it."""

import tempfile
from typing import Any

import structlog
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import override

from xinfang.faces.workbench.worklist.columns import chosen
from xinfang.faces.workbench.worklist.filters import filtered
from xinfang.faces.workbench.worklist.sheet import write_sheet
from xinfang.kernel import clock
from xinfang.registers.prepared import actions as prepared
from xinfang.registers.prepared.queries import owner_of
from xinfang.registers.staff.scope import Scope

__all__ = ["write_list"]

log = structlog.get_logger("xinfang.prepared")


def write_list(file_id: int) -> None:
    """Make one prepared file; one that is ready already, or gone, is left as it is.

    What goes wrong is told to its owner in words and raised again, for the log.
    """
    scope = owner_of(file_id, clock.today())
    if scope is None:
        return
    asked = prepared.begin(file_id=file_id, rights=scope.fingerprint, by=scope.actor, at=clock.now())
    if asked is None:
        return
    try:
        with override(asked["language"]):
            _write(file_id, asked, scope)
    except Exception as fault:
        log.error("list_not_written", file=file_id, kind=type(fault).__name__)
        message = _("导出时出了错，没有做成。请再导出一次；还是不行，请告诉管理员。")
        prepared.fail(file_id=file_id, message=message, by=scope.actor, at=clock.now())
        raise


def _write(file_id: int, asked: dict[str, Any], scope: Scope) -> None:
    def tell(rows: int) -> None:
        prepared.advance(file_id=file_id, rows=rows, by=scope.actor, at=clock.now())

    listed = filtered(QueryDict(asked["query"]), scope, "export")
    if listed.form.errors:  # a condition that is gone meanwhile must not widen an export
        message = _("筛选里有一个条件已经没有了（标记、单位或者分类），请重新筛选后再导出。")
        prepared.fail(file_id=file_id, message=message, by=scope.actor, at=clock.now())
        return
    with tempfile.TemporaryFile() as file:
        taken = write_sheet(file, listed, chosen(asked["columns"]), scope, tell)
        file.seek(0)
        data = file.read()
    prepared.finish(
        file_id=file_id, data=data, rows=taken.rows, told=taken.told, by=scope.actor, at=clock.now()
    )
