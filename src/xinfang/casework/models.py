"""The floor's tables: explicit imports of its rooms' models."""

from xinfang.casework.assignments.models import Assignment
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake.models import Draft
from xinfang.casework.letters.models import Document, Service
from xinfang.casework.petitions.models import (
    Attachment,
    Hold,
    Matter,
    NumberCounter,
    Participant,
    Petition,
    Raising,
    TimelineEntry,
)
from xinfang.casework.reviews.models import Hearing, Review
from xinfang.casework.wording.models import TextModule, WordTemplate

__all__ = [
    "Assignment",
    "Attachment",
    "Clock",
    "Document",
    "Draft",
    "Hearing",
    "Hold",
    "Matter",
    "NumberCounter",
    "Participant",
    "Petition",
    "Raising",
    "Review",
    "Service",
    "TextModule",
    "TimelineEntry",
    "WordTemplate",
]
