"""Which key this database was sealed with: a keyed digest of a fixed word, never the key."""

from django.db import models

__all__ = ["KeyCheck"]


class KeyCheck(models.Model):
    """Written once, when the first key meets the database; every start is compared with it."""

    version = models.PositiveSmallIntegerField(unique=True)
    value = models.BinaryField(max_length=16)
    made_at = models.DateTimeField()
