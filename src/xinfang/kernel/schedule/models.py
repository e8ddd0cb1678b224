"""When each task was last done."""

from django.db import models

__all__ = ["TaskRun"]


class TaskRun(models.Model):
    """The moment up to which a task has done its duty: the `at` of its last run that ended well."""

    name = models.CharField(max_length=60, unique=True)
    completed_at = models.DateTimeField()
