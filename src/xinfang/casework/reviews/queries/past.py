"""Which steps that were done on paper can be entered now, those of reviews and re-reviews among them."""

from django.utils import timezone

from xinfang.casework.acts.queries import holds_seat
from xinfang.casework.desks import queries as desks
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.casework.reviews.models import Review
from xinfang.casework.reviews.queries.finding import running
from xinfang.casework.reviews.rules import DECIDES, PAST
from xinfang.casework.workflow import Transition, possible
from xinfang.registers.staff.scope import Scope

__all__ = ["asked_on_paper", "enterable"]


def enterable(scope: Scope, matter: Matter) -> list[Transition]:
    """What desks.queries.enterable offers, and after it the same of reviews: by the rules of the day of the
    act before it, with the rights that are named there. What an opinion needs to be written here, such as a
    decision, is told by the paper. What was asked for here is decided here.
    """
    if not holds_seat(scope, matter, "import", "office"):
        return []
    day = timezone.localdate(desks.last_act(matter))
    found = {row.verb: row for row in desks.enterable(scope, matter)}
    review = running(matter.pk)
    closed = DECIDES if review and not asked_on_paper(review) else frozenset()
    for row in possible(matter.state, matter.purpose, day):
        if row.verb in PAST - closed and holds_seat(scope, matter, row.permission, row.seat):
            found.setdefault(row.verb, row)
    return list(found.values())


def asked_on_paper(review: Review) -> bool:
    """Whether the request itself was entered from its paper."""
    lines = TimelineEntry.objects.filter(data__on_paper=True)
    return review.act is not None and lines.filter(pk=review.act).exists()
