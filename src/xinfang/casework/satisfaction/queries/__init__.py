"""What is asked of ratings, call-backs and settlements."""

from xinfang.casework.satisfaction.queries.case import (
    AfterAnswer,
    CallBackRow,
    RatedStage,
    SettlementRow,
    accepted_callbacks,
    after_answer,
)
from xinfang.casework.satisfaction.queries.counting import ratable, rated, scored
from xinfang.casework.satisfaction.queries.heads import Counts, RatingRow, Wanted, counts, ratings
from xinfang.casework.satisfaction.queries.open import Rateable, RateableBody, rateable

__all__ = [
    "AfterAnswer",
    "CallBackRow",
    "Counts",
    "Rateable",
    "RateableBody",
    "RatedStage",
    "RatingRow",
    "SettlementRow",
    "Wanted",
    "accepted_callbacks",
    "after_answer",
    "counts",
    "rateable",
    "ratable",
    "rated",
    "ratings",
    "scored",
]
