"""All acts that have a page of their own, and which of them an actor may do with a matter now.

Acts with a letter are drafted, not done here.
"""

from collections.abc import Sequence

from xinfang.casework.acts.queries import allowed
from xinfang.casework.assignments.guards import speaks_against
from xinfang.casework.assignments.queries import helped_by
from xinfang.casework.deadlines.queries import lapsed
from xinfang.casework.workflow import Transition
from xinfang.faces.workbench.acts import (
    accusing,
    disputing,
    ending,
    hearing,
    helping,
    joining,
    recording,
    reporting,
    reviewing,
    routing,
    settling,
    splitting,
)
from xinfang.faces.workbench.acts.page import ActPage, Asked

__all__ = ["PAGES", "offered"]

PAGES: dict[str, ActPage] = {
    page.verb: page
    for room in (
        routing,
        disputing,
        helping,
        recording,
        reporting,
        ending,
        joining,
        splitting,
        accusing,
        reviewing,
        hearing,
        settling,
    )
    for page in room.PAGES
}


def offered(asked: Asked) -> Sequence[Transition]:
    """The acts that the table, the matter and the actor's postings allow, in order; who helps contributes."""
    matter = asked.case.matter
    helps = helped_by(asked.scope, matter.pk)
    no = lapsed(matter.pk, asked.today).keys() | (set() if helps else {"contribute"})
    rows = (row for row in allowed(asked.scope, matter, asked.today) if row.verb not in no)
    return [row for row in rows if not speaks_against(matter, row.verb, asked.today)]
