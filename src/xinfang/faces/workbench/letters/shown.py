"""A document as a page shows it: its text as it will be printed, and what its sealing leads to."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise

from xinfang.casework.assignments.queries import unheard
from xinfang.casework.letters.composing import compose
from xinfang.casework.letters.facts import row_of
from xinfang.casework.letters.queries import Document
from xinfang.casework.wording.terms import Told, told_of
from xinfang.casework.workflow import IN_FORCE_2022, STATES
from xinfang.engines.letterpress import Block, Sheet, chinese_date
from xinfang.engines.letterpress.sheet import flat

__all__ = ["Shown", "shown"]

ANSWERS = ("opine", "agree", "reply", "feed_back")


@dataclass(frozen=True)
class Shown:
    """`lines`: the body, each block with the name of its make; `after`, `public`: where the matter goes;
    `silent`: the units that were asked to help and have not said anything yet, where an answer is written."""

    sheet: Sheet
    day: str
    lines: list[tuple[str, Block]]
    told: list[Told]
    act: Promise | str
    article: str
    after: Promise | str
    public: Promise | str
    silent: tuple[str, ...] = ()


def shown(document: Document, at: datetime, *, masked: bool = True) -> Shown:
    """The document as it would be sealed at a moment; the petitioner's name masked but for who signs it."""
    sheet, day = compose(document, at, masked=masked), timezone.localdate(at)
    row = row_of(document, day)
    moves = row is not None and row.next != document.matter.state
    return Shown(
        sheet=sheet,
        day=chinese_date(sheet.date) if sheet.date else "",
        lines=[(type(block).__name__, block) for block in flat(sheet.body)],
        told=told_of(document.matter, document.verb, document.parts, at) if row else [],
        act=row.label if row else "",
        article=row.article[day >= IN_FORCE_2022] if row else "",
        after=STATES[row.next].label if row and moves else "",
        public=STATES[row.next].public if row and moves else "",
        silent=tuple(unheard(document.matter_id)) if document.verb in ANSWERS else (),
    )
