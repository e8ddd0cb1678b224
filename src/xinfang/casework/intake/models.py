"""Drafts: what a clerk has typed and not yet saved, what a citizen writes on the web and has not sent."""

import uuid

from django.db import models

from xinfang.kernel.secrets import SealedTextField
from xinfang.registers.staff.models import User

__all__ = ["Draft", "WebDraft"]


class Draft(models.Model):
    """One open form. `revision` counts saves, so that an older window never overwrites a newer one."""

    form_key = models.UUIDField(default=uuid.uuid4, unique=True)
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    cell = models.CharField(max_length=20)
    payload = SealedTextField()  # the form's fields as JSON; holds personal data
    revision = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "-updated_at"], name="draft_owner")]


class WebDraft(models.Model):
    """What a citizen is writing. Its key is the secret of one browser's session; nobody else has it."""

    form_key = models.UUIDField(unique=True)
    payload = SealedTextField()  # JSON: fields, files as [key in the vault, name, size]; holds personal data
    updated_at = models.DateTimeField(db_index=True)
