"""Import batches and remembered column maps."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.kernel.secrets import SealedTextField
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.models import User

__all__ = ["BatchState", "ColumnMap", "ImportBatch"]


class BatchState(models.TextChoices):
    """The steps of an import."""

    UPLOADED = "uploaded", _("待核对")
    QUEUED = "queued", _("排队中")
    RUNNING = "running", _("导入中")
    DONE = "done", _("已完成")
    FAILED = "failed", _("未完成")
    REVERTED = "reverted", _("已撤销")


class ImportBatch(models.Model):
    """One file's run. The rows refused are kept sealed with their reasons: nothing is lost."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    stored_file_id = models.BigIntegerField(null=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    mapping = models.JSONField(default=dict)
    options = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=BatchState.choices, default=BatchState.UPLOADED)
    rows_read = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    registered = models.PositiveIntegerField(default=0)
    linked = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    already = models.PositiveIntegerField(default=0)
    errors = SealedTextField()  # JSON: refused rows as read, each with its reason
    message = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)


class ColumnMap(models.Model):
    """Which columns were matched how for this header before; offered again next time."""

    header_digest = models.CharField(max_length=64, unique=True)
    mapping = models.JSONField()
    updated_at = models.DateTimeField()
