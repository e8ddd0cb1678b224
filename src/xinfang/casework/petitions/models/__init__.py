"""The room's tables."""

from xinfang.casework.petitions.models.consent import Consent
from xinfang.casework.petitions.models.matter import (
    Accused,
    Hold,
    Matter,
    MatterQuerySet,
    Procedure,
    Purpose,
    Raising,
    RaisingKind,
    Result,
    TimelineEntry,
)
from xinfang.casework.petitions.models.petition import (
    Attachment,
    Channel,
    Form,
    NumberCounter,
    Participant,
    ParticipantRole,
    Petition,
)

__all__ = [
    "Accused",
    "Attachment",
    "Channel",
    "Consent",
    "Form",
    "Hold",
    "Matter",
    "MatterQuerySet",
    "NumberCounter",
    "Participant",
    "ParticipantRole",
    "Petition",
    "Procedure",
    "Purpose",
    "Raising",
    "RaisingKind",
    "Result",
    "TimelineEntry",
]
