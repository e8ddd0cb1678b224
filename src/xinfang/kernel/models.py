"""The kernel's tables: explicit imports of its rooms' models."""

from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.notices.models import Notice
from xinfang.kernel.schedule.models import TaskRun
from xinfang.kernel.secrets.models import KeyCheck

__all__ = ["AuditEntry", "KeyCheck", "Notice", "TaskRun"]
