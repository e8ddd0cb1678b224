"""What is asked of petitions and matters; the first argument is always the actor's scope."""

from xinfang.casework.petitions.queries.case import (
    ACCUSED,
    CaseFile,
    PastPetition,
    TimelineRow,
    attached,
    case,
    lines_of,
    timeline,
)
from xinfang.casework.petitions.queries.consents import Agreed, Reach, agreed, knows_tail, reached
from xinfang.casework.petitions.queries.criteria import (
    CHANNELS,
    FORMS,
    Criteria,
    accused_named_since,
    capped_count,
    capped_counts,
    matters,
)
from xinfang.casework.petitions.queries.paging import Page, chunks, neighbours, page
from xinfang.casework.petitions.queries.people import (
    Addressee,
    FullPerson,
    MaskedPerson,
    addressee,
    masked_people,
)
from xinfang.casework.petitions.queries.rows import Row, rows
from xinfang.casework.petitions.queries.speaking import wants_to_withdraw

__all__ = [
    "ACCUSED",
    "CHANNELS",
    "FORMS",
    "Agreed",
    "CaseFile",
    "Addressee",
    "Criteria",
    "FullPerson",
    "MaskedPerson",
    "Page",
    "PastPetition",
    "Reach",
    "Row",
    "TimelineRow",
    "accused_named_since",
    "agreed",
    "addressee",
    "attached",
    "capped_count",
    "capped_counts",
    "case",
    "chunks",
    "lines_of",
    "knows_tail",
    "masked_people",
    "matters",
    "neighbours",
    "page",
    "reached",
    "rows",
    "timeline",
    "wants_to_withdraw",
]
