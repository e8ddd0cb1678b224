"""The kernel's tables: explicit imports of its rooms' models."""

from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.secrets.models import KeyCheck

__all__ = ["AuditEntry", "KeyCheck"]
