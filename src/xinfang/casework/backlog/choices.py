"""What forms offer: the words of the room's tables, for faces that do not know the tables."""

from django.utils.functional import Promise

from xinfang.casework.backlog.models import Ending, Reason
from xinfang.casework.backlog.rules import EVENTS

__all__ = ["ENDINGS", "EVENTS", "REASONS"]

Choices = list[tuple[str, Promise | str]]
REASONS: Choices = [(each.value, each.label) for each in Reason]
ENDINGS: Choices = [(each.value, each.label) for each in Ending]
