"""The kernel's tables: explicit imports of its rooms' models."""

from xinfang.kernel.audit.models import AuditEntry

__all__ = ["AuditEntry"]
