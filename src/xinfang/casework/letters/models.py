"""An issued document; templates, approval and proof of service are built on it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models import Matter

__all__ = ["Document", "DocumentKind"]


class DocumentKind(models.TextChoices):
    """Kinds of document; the registry of forms grows with the letters room."""

    OPINION = "opinion", _("处理意见")


class Document(models.Model):
    """A text issued to a petitioner. Imported answers keep their own date and carry no number of ours."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20, choices=DocumentKind.choices)
    number = models.CharField(max_length=40, blank=True)
    body = models.TextField()
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=120)
    import_batch = models.BigIntegerField(null=True, db_index=True)
    reverted_at = models.DateTimeField(null=True, blank=True)
