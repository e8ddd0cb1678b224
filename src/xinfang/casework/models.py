"""The floor's tables: explicit imports of its rooms' models."""

from xinfang.casework.assignments.models import Assignment
from xinfang.casework.backlog.models import BacklogCase, BacklogList, BacklogStep, CaseEvent
from xinfang.casework.bookings.models import Booking
from xinfang.casework.bulletins.models import Circular, CircularDuty, Item, Reading, Report, ReportMove
from xinfang.casework.campaigns.models import Campaign, CampaignChange, CampaignLeader
from xinfang.casework.charge.models import LeaderNote, LeaderNoteChange
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.instructions.models import Instruction, InstructionLine
from xinfang.casework.intake.models import Draft, WebDraft
from xinfang.casework.letters.models import Document, Service
from xinfang.casework.marks.models import Mark, Marking
from xinfang.casework.meetings.models import AgendaPoint, Attendance, Decision, Meeting, MeetingChange
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
from xinfang.casework.receptions.models import (
    Arrival,
    MonthNotice,
    NoticePlace,
    PlaceChange,
    PlanChange,
    ReceptionDay,
    ReceptionPlan,
)
from xinfang.casework.reviews.models import Hearing, Review
from xinfang.casework.satisfaction.models import CallBack, Invitation, Rating, Settlement
from xinfang.casework.supervision.models import Order, OrderStep, Proposal, SupervisionTrigger
from xinfang.casework.telling.models import Reminder
from xinfang.casework.themes.models import LookBack, TopicTie
from xinfang.casework.upward.models import HandlingCheck, UpwardCount, UpwardNotice
from xinfang.casework.wording.models import TextModule, WordTemplate

__all__ = [
    "AgendaPoint",
    "Arrival",
    "Assignment",
    "Attachment",
    "Attendance",
    "BacklogCase",
    "BacklogList",
    "BacklogStep",
    "Booking",
    "CallBack",
    "Campaign",
    "CampaignChange",
    "CampaignLeader",
    "CaseEvent",
    "Circular",
    "CircularDuty",
    "Clock",
    "Consent",
    "Decision",
    "Document",
    "Draft",
    "FieldVisit",
    "Finding",
    "HandlingCheck",
    "Hearing",
    "Hold",
    "Instruction",
    "LeaderNote",
    "LeaderNoteChange",
    "InstructionLine",
    "Invitation",
    "Item",
    "LookBack",
    "Mark",
    "Marking",
    "Matter",
    "Meeting",
    "MeetingChange",
    "MonthNotice",
    "NoticePlace",
    "NumberCounter",
    "Order",
    "OrderStep",
    "Participant",
    "Petition",
    "PlaceChange",
    "PlanChange",
    "Proposal",
    "Raising",
    "Rating",
    "Reading",
    "ReceptionDay",
    "ReceptionPlan",
    "Reminder",
    "Report",
    "ReportMove",
    "Review",
    "Service",
    "Settlement",
    "SupervisionTrigger",
    "Sweep",
    "SweepTask",
    "TextModule",
    "TimelineEntry",
    "TopicTie",
    "UpwardCount",
    "UpwardNotice",
    "WebDraft",
    "WordTemplate",
]
