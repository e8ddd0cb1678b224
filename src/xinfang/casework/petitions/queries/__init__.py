"""What is asked of petitions and matters; the first argument is always the actor's scope."""

from xinfang.casework.petitions.queries.case import (
    CaseFile,
    PastPetition,
    TimelineRow,
    attached,
    case,
    timeline,
)
from xinfang.casework.petitions.queries.criteria import Criteria, capped_count, matters
from xinfang.casework.petitions.queries.paging import Page, neighbours, page
from xinfang.casework.petitions.queries.people import FullPerson, MaskedPerson, masked_people
from xinfang.casework.petitions.queries.rows import Row, rows

__all__ = [
    "CaseFile",
    "Criteria",
    "FullPerson",
    "MaskedPerson",
    "Page",
    "PastPetition",
    "Row",
    "TimelineRow",
    "attached",
    "capped_count",
    "case",
    "masked_people",
    "matters",
    "neighbours",
    "page",
    "rows",
    "timeline",
]
