"""What the register page and the portal ask: people masked and in scope, likely repeats, drafts, receipts."""

from xinfang.casework.intake.queries.alike import Alike, alike, linkable, why_not_linked
from xinfang.casework.intake.queries.drafts import DraftLine, draft, drafts
from xinfang.casework.intake.queries.following import Followed, Step, follow, follow_on
from xinfang.casework.intake.queries.kindred import kindred, of_same_people
from xinfang.casework.intake.queries.people import Answer, Known, MatterLine, known, look_up, recognised
from xinfang.casework.intake.queries.receipts import Receipt, receipt
from xinfang.casework.intake.queries.writing import WebFile, Written, code_of, written

__all__ = [
    "Alike",
    "Answer",
    "DraftLine",
    "Followed",
    "Known",
    "MatterLine",
    "Receipt",
    "Step",
    "WebFile",
    "Written",
    "alike",
    "code_of",
    "draft",
    "drafts",
    "follow",
    "follow_on",
    "kindred",
    "of_same_people",
    "known",
    "linkable",
    "look_up",
    "receipt",
    "recognised",
    "written",
    "why_not_linked",
]
