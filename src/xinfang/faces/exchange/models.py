"""Import batches and remembered column maps."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.kernel.secrets import SealedTextField
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.models import User

__all__ = ["BatchState", "ColumnMap", "ImportBatch", "RefusedRows"]


class BatchState(models.TextChoices):
    """The steps of an import."""

    UPLOADED = "uploaded", _("待核对")
    QUEUED = "queued", _("排队中")
    RUNNING = "running", _("导入中")
    DONE = "done", _("已完成")
    FAILED = "failed", _("未完成")
    REVERTED = "reverted", _("已撤销")


class ImportBatch(models.Model):
    """One file's run. `rows_done` moves with each chunk in the chunk's own transaction: a run that was killed
    goes on from there. File names can hold names of people: sealed.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file_name = SealedTextField()
    file_digest = models.CharField(max_length=64)  # SHA-256, hexadecimal
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    mapping = models.JSONField(default=dict)  # field -> column
    header = models.JSONField(default=list)
    options = models.JSONField(default=dict)  # channel, repeats, who acts
    state = models.CharField(max_length=10, choices=BatchState.choices, default=BatchState.UPLOADED)
    rows_read = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    registered = models.PositiveIntegerField(default=0)
    linked = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    already = models.PositiveIntegerField(default=0)
    answers = models.PositiveIntegerField(default=0)
    answers_elsewhere = models.PositiveIntegerField(default=0)  # that concluded matters of other batches
    notes = models.JSONField(default=dict)  # what was done to take rows -> how many
    accusations = models.BooleanField(default=True)  # in any row; also while nobody has looked
    message = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    queued_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    progressed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    upload_forgotten_at = models.DateTimeField(null=True)  # the stored table is gone, the counts stay

    class Meta:
        indexes = [models.Index(fields=["unit", "-id"], name="import_unit_newest")]


class RefusedRows(models.Model):
    """The refused rows of one chunk, sealed as they came in, each with its reason: nothing is lost."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="refusals")
    start = models.PositiveIntegerField()  # the chunk's first row
    rows = SealedTextField()  # JSON: [line, [cells], reason]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "start"], name="refused_chunk_once")]


class ColumnMap(models.Model):
    """Which columns were matched how for this header before; offered again next time."""

    header_digest = models.CharField(max_length=64, unique=True)
    mapping = models.JSONField()
    updated_at = models.DateTimeField()
