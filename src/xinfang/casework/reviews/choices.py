"""What forms offer: the words of the room's tables, for faces that do not know the tables."""

from django.utils.functional import Promise

from xinfang.casework.petitions.models import Result
from xinfang.casework.reviews.models import Level, Outcome, Via
from xinfang.casework.reviews.rules import AGREED, BACK, GROUNDS, PAST

__all__ = ["AGREED", "BACK", "GROUND_CHOICES", "LEVELS", "OUTCOMES", "PAST", "RESULTS", "VIAS"]

Choices = list[tuple[str, Promise | str]]
LEVELS: dict[str, Level] = {level.value: level for level in Level}
VIAS: Choices = [(via.value, via.label) for via in Via]
OUTCOMES: Choices = [(outcome.value, outcome.label) for outcome in Outcome]
GROUND_CHOICES: Choices = list(GROUNDS.items())
# What an opinion on an appeal may come to (条例 2022, 32); a changed one too.
RESULTS: Choices = [
    (result.value, result.label) for result in (Result.SUPPORT, Result.PARTLY, Result.EXPLAIN, Result.REJECT)
]
