"""The floor's tables: explicit imports of its rooms' models."""

from xinfang.registers.calendars.models import CalendarDay, CalendarYear
from xinfang.registers.documents.models import StoredFile
from xinfang.registers.indicators.models import Indicator, IndicatorValue
from xinfang.registers.organisations.models import FormerName, Unit
from xinfang.registers.petitioners.models import ContactPoint, IdDocument, Person
from xinfang.registers.prepared.models import PreparedFile
from xinfang.registers.staff.models import Posting, SavedView, User
from xinfang.registers.topics.models import ClassList, ContentClass, SpecialTopic, TopicProblem

__all__ = [
    "CalendarDay",
    "CalendarYear",
    "ClassList",
    "ContactPoint",
    "ContentClass",
    "FormerName",
    "IdDocument",
    "Indicator",
    "IndicatorValue",
    "Person",
    "Posting",
    "PreparedFile",
    "SavedView",
    "SpecialTopic",
    "StoredFile",
    "TopicProblem",
    "Unit",
    "User",
]
