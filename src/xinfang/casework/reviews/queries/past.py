"""Which steps that were done on paper can be entered now, those of reviews and re-reviews among them."""

from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import refuse_unfit
from xinfang.casework.acts.queries import holds_seat
from xinfang.casework.desks import queries as desks
from xinfang.casework.desks.rules import PAST as TO_AN_ANSWER
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.casework.reviews.models import Review
from xinfang.casework.reviews.queries.finding import running
from xinfang.casework.reviews.rules import DECIDES, PAST
from xinfang.casework.workflow import STATES, TRANSITIONS, Transition, cited, possible, row_for
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.scope import Scope

__all__ = ["VERBS", "asked_on_paper", "enterable", "why_none", "why_not_entered"]

PAPERS = PAST.union(TO_AN_ANSWER)
VERBS = frozenset(row.verb for row in TRANSITIONS)  # what the table knows; anything else is no step at all


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


def why_not_entered(scope: Scope, matter: Matter, verb: str) -> str:
    """Why a step of the table cannot be entered from paper now, with its article under the rules of the day
    of the act before it; '' when it can."""
    can, day = enterable(scope, matter), timezone.localdate(desks.last_act(matter))
    if verb in {row.verb for row in can}:
        return ""
    try:
        row = row_for(matter.state, verb, matter.purpose, day, can)
        if verb not in PAST:  # what was decided on paper needs nothing that is written here first
            refuse_unfit(matter, row, day)
    except Refusal as refusal:
        return str(refusal)
    return cited(_not_on_paper(scope, matter, row), verb, day)


def _not_on_paper(scope: Scope, matter: Matter, row: Transition) -> str:
    """Why a step that the matter's state and its own facts admit is not entered by this actor."""
    if row.verb not in PAPERS:
        told = _("“%(act)s”不在这里补录：送达请在事项页的文书旁登记，其他步骤请在事项页办理。")
    elif not holds_seat(scope, matter, "import", "office"):
        return _no_right(matter)
    elif row.verb in DECIDES and holds_seat(scope, matter, row.permission, row.seat):
        return _("这件申请是在系统里提出的，请在系统里办。")
    else:
        told = _("补录“%(act)s”要有办这一步的权限；在系统里分送的，由承办单位自己在系统里办。")
    return told % {"act": row.label}


def why_none(scope: Scope, matter: Matter) -> str:
    """Why the actor can enter no step at all of a matter from paper; asked when nothing is `enterable`."""
    if not holds_seat(scope, matter, "import", "office"):
        return _no_right(matter)
    day = timezone.localdate(desks.last_act(matter))
    rows = [row for row in possible(matter.state, matter.purpose, day) if row.verb in PAPERS]
    told = _("事项现在是“%(state)s”，没有可以补录的步骤；文书已经送到信访人的，请在事项页的文书旁登记送达。")
    if rows:
        told = _(
            "事项现在是“%(state)s”，下一步不由您补录：在系统里分送的，由承办单位自己在系统里办；"
            "其他的要有办这一步的权限。"
        )
    return told % {"state": STATES[matter.state].label}


def _no_right(matter: Matter) -> str:
    told = _("补录由登记单位（%(unit)s）有“导入登记表”权限的人办；请把纸上的材料交给他们。")
    return told % {"unit": matter.registered_unit}


def asked_on_paper(review: Review) -> bool:
    """Whether the request itself was entered from its paper."""
    lines = TimelineEntry.objects.filter(data__on_paper=True)
    return review.act is not None and lines.filter(pk=review.act).exists()
