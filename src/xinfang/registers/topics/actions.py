"""The only writer of class lists."""

from django.db import transaction

from xinfang.registers.topics.models import ClassList, ContentClass
from xinfang.registers.topics.seed import fill

__all__ = ["seed"]


@transaction.atomic
def seed() -> None:
    """Load the shipped list where it is missing; no audit: it is part of the product."""
    fill(ClassList.objects, ContentClass.objects)
