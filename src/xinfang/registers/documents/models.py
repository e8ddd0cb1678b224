"""What is known of a stored file; the bytes lie sealed under their digest in the home's files folder."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.kernel.secrets import SealedTextField

__all__ = ["ScanState", "StoredFile"]


class ScanState(models.TextChoices):
    """Whether a scanner has seen the file; without a scanner a file stays 'waiting' and says so."""

    WAITING = "waiting", _("未扫描病毒")
    CLEAN = "clean", _("已扫描")
    INFECTED = "infected", _("有病毒，已隔离")


class StoredFile(models.Model):
    """One upload. Names people give files may hold names of people: sealed."""

    digest = models.CharField(max_length=64, db_index=True)  # SHA-256 of the bytes, hexadecimal
    name = SealedTextField()
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()  # bytes
    scan_state = models.CharField(max_length=8, choices=ScanState.choices, default=ScanState.WAITING)
    retention = models.CharField(max_length=20, default="standard")
    uploaded_at = models.DateTimeField()
    uploaded_by = models.BigIntegerField(null=True)
