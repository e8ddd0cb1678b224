"""The floor's tables: explicit imports of its rooms' models."""

from xinfang.casework.assignments.models import Assignment
from xinfang.casework.campaigns.models import Campaign, CampaignLeader
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.instructions.models import Instruction, InstructionLine
from xinfang.casework.intake.models import Draft
from xinfang.casework.letters.models import Document, Service
from xinfang.casework.marks.models import Mark, Marking
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
from xinfang.casework.receptions.models import (
    Arrival,
    Booking,
    MonthNotice,
    NoticePlace,
    PlanChange,
    ReceptionDay,
    ReceptionPlan,
)
from xinfang.casework.reviews.models import Hearing, Review
from xinfang.casework.satisfaction.models import CallBack, Invitation, Rating, Settlement
from xinfang.casework.supervision.models import SupervisionTrigger
from xinfang.casework.telling.models import Reminder
from xinfang.casework.wording.models import TextModule, WordTemplate

__all__ = [
    "Arrival",
    "Booking",
    "MonthNotice",
    "NoticePlace",
    "PlanChange",
    "ReceptionDay",
    "ReceptionPlan",
    "Assignment",
    "Attachment",
    "CallBack",
    "Campaign",
    "CampaignLeader",
    "Clock",
    "Consent",
    "Document",
    "Draft",
    "Hearing",
    "Hold",
    "Instruction",
    "InstructionLine",
    "Mark",
    "Marking",
    "Invitation",
    "Matter",
    "NumberCounter",
    "Participant",
    "Petition",
    "Raising",
    "Rating",
    "Reminder",
    "Settlement",
    "SupervisionTrigger",
    "Review",
    "Service",
    "TextModule",
    "TimelineEntry",
    "WordTemplate",
]
