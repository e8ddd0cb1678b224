"""The audit table: no foreign keys, so that no row depends on what it tells of."""

import pgtrigger
from django.contrib.postgres.indexes import BrinIndex
from django.db import models

__all__ = ["AuditEntry"]


class AuditEntry(models.Model):
    """One act or one reading. `before` and `after` never hold personal columns, only that they changed."""

    at = models.DateTimeField()
    event = models.CharField(max_length=60)
    actor_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=120)
    unit = models.CharField(max_length=120, blank=True)
    origin = models.CharField(max_length=80, blank=True)
    request_id = models.CharField(max_length=40, blank=True)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=60, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"], name="audit_subject"),
            models.Index(fields=["actor_id", "-id"], name="audit_actor"),
            models.Index(fields=["event", "-id"], name="audit_event"),
            models.Index(fields=["subject", "-id"], name="audit_number"),
            BrinIndex(fields=["at"], name="audit_at"),  # rows lie in the order of time: next to no cost
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="no_truncate",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'The audit is append-only: it cannot be emptied.';",
            ),
        ]
