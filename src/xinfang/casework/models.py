"""The floor's tables: explicit imports of its rooms' models."""

from xinfang.casework.assignments.models import Assignment
from xinfang.casework.backlog.models import BacklogCase, BacklogList, BacklogStep, CaseEvent
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake.models import Draft
from xinfang.casework.letters.models import Document, Service
from xinfang.casework.marks.models import Mark, Marking
from xinfang.casework.outreach.models import FieldVisit, Finding, Sweep, SweepTask
from xinfang.casework.petitions.models import (
    Attachment,
    Consent,
    Hold,
    Matter,
    NumberCounter,
    Participant,
    Petition,
    Raising,
    TimelineEntry,
)
from xinfang.casework.reviews.models import Hearing, Review
from xinfang.casework.satisfaction.models import CallBack, Invitation, Rating, Settlement
from xinfang.casework.supervision.models import Order, OrderStep, Proposal, SupervisionTrigger
from xinfang.casework.telling.models import Reminder
from xinfang.casework.wording.models import TextModule, WordTemplate

__all__ = [
    "Assignment",
    "Attachment",
    "BacklogCase",
    "BacklogList",
    "BacklogStep",
    "CallBack",
    "CaseEvent",
    "Clock",
    "Consent",
    "Document",
    "Draft",
    "FieldVisit",
    "Finding",
    "Hearing",
    "Hold",
    "Mark",
    "Marking",
    "Invitation",
    "Matter",
    "NumberCounter",
    "Order",
    "OrderStep",
    "Participant",
    "Petition",
    "Proposal",
    "Raising",
    "Rating",
    "Reminder",
    "Settlement",
    "SupervisionTrigger",
    "Sweep",
    "SweepTask",
    "Review",
    "Service",
    "TextModule",
    "TimelineEntry",
    "WordTemplate",
]
