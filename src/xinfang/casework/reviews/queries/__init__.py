"""What is asked of reviews; the actor's scope first where people see the answer."""

from xinfang.casework.reviews.queries.asking import (
    Right,
    last_review,
    next_above,
    proposal,
    questioned,
    reviewers,
    right_of,
)
from xinfang.casework.reviews.queries.finding import (
    Review,
    grounds_of,
    handlers,
    hearings,
    of_matter,
    papers,
    redoing,
    review_in,
    running,
    sent_back,
)
from xinfang.casework.reviews.queries.lists import GROUPS, Line, Page, counts, page, waiting
from xinfang.casework.reviews.queries.past import VERBS, asked_on_paper, enterable, why_none, why_not_entered
from xinfang.casework.reviews.queries.petitioner import Askable, askable

__all__ = [
    "GROUPS",
    "Askable",
    "Line",
    "Page",
    "Review",
    "Right",
    "VERBS",
    "askable",
    "asked_on_paper",
    "counts",
    "enterable",
    "grounds_of",
    "handlers",
    "hearings",
    "last_review",
    "next_above",
    "of_matter",
    "page",
    "papers",
    "proposal",
    "questioned",
    "redoing",
    "review_in",
    "reviewers",
    "right_of",
    "running",
    "sent_back",
    "waiting",
    "why_none",
    "why_not_entered",
]
