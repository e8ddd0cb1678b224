"""A file on its way: asked for, being made, ready for some days."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.kernel.secrets import SealedTextField
from xinfang.registers.staff.models import User

__all__ = ["PreparedFile", "PreparedState"]


class PreparedState(models.TextChoices):
    """The steps of a file."""

    QUEUED = "queued", _("排队中")
    RUNNING = "running", _("正在准备")
    DONE = "done", _("可以下载")
    FAILED = "failed", _("没有做成")


class PreparedFile(models.Model):
    """One file for its owner. What was asked may hold names that somebody searched for: sealed."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)  # of the download
    asked = SealedTextField()  # JSON, whatever its maker needs to make it again
    rights = models.CharField(max_length=64)  # `Scope.fingerprint` when asked: whoever lost rights loses it
    state = models.CharField(max_length=8, choices=PreparedState.choices, default=PreparedState.QUEUED)
    rows_total = models.PositiveIntegerField()
    rows_done = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)  # SHA-256, hexadecimal, of the bytes in the vault
    size = models.PositiveBigIntegerField(default=0)  # bytes
    message = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    progressed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "-id"], name="prepared_owner_newest")]
