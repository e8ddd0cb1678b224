"""Reading stored files."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from xinfang.kernel.errors import Refusal
from xinfang.registers.documents import vault
from xinfang.registers.documents.models import ScanState, StoredFile

__all__ = ["OpenFile", "open_file"]


@dataclass(frozen=True)
class OpenFile:
    """A file with its bytes in the clear."""

    name: str
    media_type: str
    data: bytes


def open_file(pk: int) -> OpenFile:
    """A stored file. Raises Refusal when a scanner found a virus in it, or its bytes are lost or changed.

    Who may see it is asked before, by the case it belongs to.
    """
    stored = StoredFile.objects.get(pk=pk)
    if stored.scan_state == ScanState.INFECTED:
        raise Refusal(_("扫描发现这个文件有病毒，已隔离，不能下载。"))
    try:
        data = vault.take(stored.digest)
    except vault.Unreadable:
        raise Refusal(_("文件读不出来：磁盘上的内容缺失或被改动。请管理员从备份恢复。")) from None
    return OpenFile(stored.name, stored.media_type, data)
