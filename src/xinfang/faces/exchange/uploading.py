"""An upload becomes a batch: read in a child process, its columns matched, its bytes sealed."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from xinfang.engines.tabular import read_table
from xinfang.faces.exchange import actions
from xinfang.faces.exchange.mapping import columns_for
from xinfang.faces.exchange.masked import holds_accusations
from xinfang.faces.exchange.models import ImportBatch
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.scope import Scope

__all__ = ["LIMIT", "take_in"]

LIMIT = 64 * 1024 * 1024  # bytes, as the reader's own


def take_in(file: UploadedFile, scope: Scope, *, at: datetime) -> ImportBatch:
    """Read a table and keep it for checking. Raises TableRefused or Refusal with a sentence."""
    if (file.size or 0) > LIMIT:
        raise Refusal(_("文件超过 64 MB。请拆成几个文件分别上传。"))
    data = file.read()
    name = (file.name or "")[-200:]
    table = read_table(data, name, take_nul=True)
    if not table.rows:
        raise Refusal(_("表里只有表头，没有内容。请检查后重新上传。"))
    columns, _remembered = columns_for(table.header)
    reach = scope.reach("import") or frozenset()
    unit_id = scope.actor.unit_id if scope.actor.unit_id in reach else min(reach)
    assert unit_id is not None
    return actions.receive(
        file_name=name,
        data=data,
        header=table.header,
        rows=len(table.rows),
        columns=columns,
        channel="online" if "account" in columns and "form" not in columns else "",
        unit_id=unit_id,
        by=scope.actor,
        at=at,
        accusations=holds_accusations(table, columns),
    )
