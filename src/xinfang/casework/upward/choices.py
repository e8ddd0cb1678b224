"""What forms offer: the words of the room's tables, for faces that do not know the tables."""

from django.utils.functional import Promise

from xinfang.casework.upward.models import Kind, Level, Verdict

__all__ = ["KINDS", "LEVELS", "VERDICTS"]

Choices = list[tuple[str, Promise | str]]
LEVELS: Choices = [(each.value, each.label) for each in Level]
KINDS: Choices = [(each.value, each.label) for each in Kind]
VERDICTS: Choices = [(each.value, each.label) for each in Verdict]
