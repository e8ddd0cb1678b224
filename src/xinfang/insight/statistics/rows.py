"""Which petitions and matters count for an actor in a period: the one place where the rules stand."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import (
    Aggregate,
    Case,
    CharField,
    DurationField,
    Exists,
    Expression,
    ExpressionWrapper,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Extract, TruncDate

from xinfang.casework.assignments.models import Assignment
from xinfang.casework.backlog.models import BacklogCase
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.deadlines.queries import routed_before
from xinfang.casework.outreach.models import FieldVisit
from xinfang.casework.petitions.models import Matter, Petition, Raising, RaisingKind
from xinfang.casework.reviews.models import Review
from xinfang.casework.satisfaction.models import Body
from xinfang.casework.satisfaction.queries import ratable
from xinfang.casework.supervision.models import Order
from xinfang.insight.statistics.books import BOOKS, Book, read
from xinfang.insight.statistics.periods import Period
from xinfang.insight.statistics.registry import MATTERS, Measure
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.scope import Scope

__all__ = [
    "DATES",
    "HANDLING",
    "MEDIAN",
    "NOTIFY",
    "counted",
    "dated_in",
    "days_between",
    "newest_of",
    "one_look",
    "openable",
    "quantile_of",
    "rows",
]

MEDIAN = 0.5
# The last day of the sixty days (with what was granted and what a redo set anew); of several the newest. One
# that is owed no more, as of a matter that was withdrawn, is no day at all.
HANDLING = Clock.objects.filter(duty=True, family__in=("handle", "simple_opinion", "redo")).exclude(
    state="ended"
)
# The fifteen days in which a unit tells the petitioner; of several that had the matter, those of the last.
NOTIFY = Clock.objects.filter(family="notify").exclude(state="ended")
_ORDERED = Order.objects.exclude(state__in=("drafted", "withdrawn")).exclude(means="instructed")
# What an old register tells only as sent at some time was not sent on the day of its import.
_SENT = Assignment.objects.exclude(state__in=("returned", "undone")).exclude(
    Exists(routed_before().filter(pk=OuterRef("act")))
)
# Dates that stand in other rooms: their rows by matter, and the column. Of several the newest row tells.
_TOLD: dict[str, tuple[QuerySet[Any], str]] = {
    "handle_due": (HANDLING, "due_on"),
    "notify_due": (NOTIFY, "due_on"),
    "invited_on": (ratable(Body.OFFICE).filter(stage="first"), "opened_on"),
    "review_requested": (Review.objects.filter(level="review"), "requested_at"),
    "rereview_requested": (Review.objects.filter(level="rereview"), "requested_at"),
    "backlog_listed": (BacklogCase.objects.exclude(state="removed"), "listed_on"),
    "visited_on": (FieldVisit.objects.filter(state__in=("held", "concluded")), "held_on"),
    "forwarded_at": (_SENT.filter(kind="forward"), "sent_at"),
    "assigned_at": (_SENT.filter(kind="assign"), "sent_at"),
    # The office's own orders; those of a leader's reception are counted with the receptions.
    "supervised_at": (_ORDERED, "ordered_at"),
}


def newest_of(told: QuerySet[Any]) -> QuerySet[Any]:
    """Of rows that belong to matters the newest of each: by the one that dates a matter it is judged, too."""
    return told.filter(~Exists(told.filter(matter=OuterRef("matter"), pk__gt=OuterRef("pk"))))


def _newest(told: QuerySet[Any], column: str) -> Subquery:
    return Subquery(told.filter(matter=OuterRef("pk")).order_by("-pk").values(column)[:1])


# What a measure over matters may be dated by: a moment, or a day.
DATES: dict[str, Combinable] = {
    "received_at": F("received_at"),
    "accepted_at": F("accepted_at"),
    "concluded_at": F("concluded_at"),
    "settled_at": F("settled_at"),
    **{key: _newest(*told) for key, told in _TOLD.items()},
}
# What may happen to a matter in one year and again in the next: each year has its own, and keeps it. The
# states in which something is owed, and the one in which it was done, where that is asked.
_AGAIN: dict[str, tuple[tuple[str, ...], str] | None] = {
    "backlog_listed": (("open",), "concluded"),
    "visited_on": (("held",), "concluded"),
    "supervised_at": (("running", "answered"), "accepted"),
    **dict.fromkeys(("review_requested", "rereview_requested", "forwarded_at", "assigned_at")),
}
# Last days by which something is owed: one that is not over yet is in no base.
_OWED = {"handle_due", "notify_due"}
_DAYS = {"handle_due", "notify_due", "invited_on", "backlog_listed", "visited_on"}


def _told_in(dated: str, period: Period) -> QuerySet[Any]:
    """The ids of the matters whose newest row is dated in a period, or, of what comes again, any row."""
    told, column = _TOLD[dated]
    within = _within(column, period, days=dated in _DAYS)
    if dated in _OWED:
        within &= Q(**{f"{column}__lte": period.over_until})
    return (told if dated in _AGAIN else newest_of(told)).filter(within).values("matter_id")


def dated_in(dated: str, period: Period) -> Q:
    """The condition that the date of a matter lies in a period; a day is compared with days."""
    if dated in _TOLD:
        return Q(pk__in=_told_in(dated, period))
    return _within(dated, period, days=False)


def _within(column: str, period: Period, *, days: bool) -> Q:
    if days:
        return Q(**{f"{column}__gte": period.first, f"{column}__lte": period.last})
    start, end = period.bounds()
    return Q(**{f"{column}__gte": start, f"{column}__lt": end})


def _asked_for(dated: str, period: Period) -> dict[str, Combinable]:
    """What rows carry of a date that is no column of the matter. Of what comes again: the last within the
    period, as `..._row` which that is, and as `..._owed` and `..._done` how all until its end stand."""
    if dated not in _AGAIN:
        return {dated: DATES[dated]}
    (told, column), states, days = _TOLD[dated], _AGAIN[dated], dated in _DAYS
    found = told.filter(matter=OuterRef("pk"))
    within = found.filter(_within(column, period, days=days)).order_by(f"-{column}", "-pk")
    asked: dict[str, Combinable] = {
        dated: Subquery(within.values(column)[:1]),
        f"{dated}_row": Subquery(within.values("pk")[:1]),
    }
    if states is None:
        return asked
    owed, done = states
    until = {f"{column}__lte": period.last} if days else {f"{column}__lt": period.bounds()[1]}
    return {
        **asked,
        f"{dated}_owed": Exists(found.filter(state__in=owed, **until)),
        f"{dated}_done": Exists(found.filter(state=done, **until)),
    }


def days_between(first: str, last: str) -> Expression:
    """Calendar days from one date of a matter to another, by the office's own clock."""
    taken = ExpressionWrapper(_day(last) - _day(first), output_field=DurationField())
    return Extract(taken, "epoch") / Value(86400.0)


class _Quantile(Aggregate):
    """The value below which a share of the rows lies: of the median the middle, else one that occurs."""

    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


def quantile_of(measure: Measure, where: Q | None = None) -> Aggregate:
    """The days that a share of those counted do not exceed."""
    function = "PERCENTILE_CONT" if measure.quantile == MEDIAN else "PERCENTILE_DISC"
    return _Quantile(days_between(*measure.days), function=function, share=measure.quantile, filter=where)


def _day(dated: str) -> Combinable:
    return DATES[dated] if dated in _DAYS else TruncDate(DATES[dated])


def rows(
    scope: Scope, period: Period, subject: str, unit_id: int | None = None, dated: str = "received_at"
) -> QuerySet[Any]:
    """The petitions (or matters) of a period in the actor's reach, before any measure's own condition.

    Counted and not reverted; received (or for matters `dated`) in the period by the office's own clock;
    registered by, or now with, a unit in reach. Accusations are among them: totals count them, lists do not
    open them to everybody; but for the accused house there are none against it, not even in a total
    (条例 2022, 30; docs/adr/0008).
    Petitions carry `turn` (first, repeat or joined) and `level`, that of the unit which received them.
    """
    live = Q(counted=True, reverted_at__isnull=True)
    reach = _reach(scope, unit_id)
    if subject in BOOKS:
        return _book(scope, BOOKS[subject], read(BOOKS[subject], scope, period, reach, own=unit_id is None))
    if subject == MATTERS:
        # Every matter has one first raising; the few whose petition does not count are quicker to leave out.
        dead = Raising.objects.filter(kind=RaisingKind.FIRST, petition__in=Petition.objects.exclude(live))
        matters = Matter.objects.all()
        if dated in _TOLD:
            matters = matters.annotate(**_asked_for(dated, period))
        found = matters.filter(dated_in(dated, period)).exclude(state="reverted")
        found = found.exclude(pk__in=dead.values("matter_id"))
        if scope.posted_under:
            found = found.exclude(pk__in=_against(scope).values("pk"))
        if reach is None:
            return found
        return found.filter(Q(registered_unit_id__in=reach) | Q(unit_id__in=reach))
    petitions = Petition.objects.filter(dated_in("received_at", period), live)
    petitions = petitions.annotate(turn=_turn(), level=F("registered_unit__kind"))
    if scope.posted_under:
        raised = Raising.objects.filter(matter__in=_against(scope))
        petitions = petitions.exclude(pk__in=raised.values("petition_id"))
    if reach is None:
        return petitions
    handled = Raising.objects.filter(matter__unit_id__in=reach).values("petition_id")
    return petitions.filter(Q(registered_unit_id__in=reach) | Q(pk__in=handled))


def _book(scope: Scope, book: Book, found: QuerySet[Any]) -> QuerySet[Any]:
    if not (scope.posted_under and book.about):
        return found
    # NULL is in no list: what is about no matter stays.
    return found.exclude(**{f"{book.about}__in": _against(scope), f"{book.about}__isnull": False})


def _against(scope: Scope) -> QuerySet[Matter]:
    """Accusations against the actor's own house, in the words of Matter.visible_to."""
    return Matter.objects.filter(confined=True, accused_unit_id__in=scope.posted_under)


def _turn() -> Case:
    """repeat when the petition repeats any matter, else joined when it joins one, else first."""
    raised = {
        kind: Raising.objects.filter(kind=kind).values("petition_id")
        for kind in (RaisingKind.REPEAT, RaisingKind.JOINED)
    }
    whens = [When(pk__in=petitions, then=Value(str(kind))) for kind, petitions in raised.items()]
    return Case(*whens, default=Value(str(RaisingKind.FIRST)), output_field=CharField())


def counted(scope: Scope, measure: Measure, period: Period, unit_id: int | None = None) -> QuerySet[Any]:
    """Exactly the rows that a measure counts."""
    return rows(scope, period, measure.subject, unit_id, measure.dated).filter(measure.where())


def openable(scope: Scope, found: QuerySet[Any]) -> QuerySet[Any]:
    """Those among counted rows whose matters the actor may open (accusations need a right of their own).

    The rows of a book are all listed; its lines leave out what is about a matter that is closed to the actor.
    """
    if found.model not in (Matter, Petition):
        return found
    visible = Matter.objects.visible_to(scope).values("pk")
    if found.model is Matter:
        return found.filter(pk__in=visible)
    return found.filter(pk__in=Raising.objects.filter(matter_id__in=visible).values("petition_id"))


_LOOKED: ContextVar[dict[Any, frozenset[int] | None] | None] = ContextVar("looked", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """While many figures are asked at once, the tree of units is looked at once for all of them."""
    if _LOOKED.get() is not None:
        yield
        return
    token = _LOOKED.set({})
    try:
        yield
    finally:
        _LOOKED.reset(token)


def _reach(scope: Scope, unit_id: int | None) -> frozenset[int] | None:
    """The units counted; None for all, also when the reach holds each of them: nothing to look up a row."""
    reach, looked = scope.reach("see_figures"), _LOOKED.get()
    if looked is None:
        return _look(reach, unit_id)
    if (reach, unit_id) not in looked:
        looked[reach, unit_id] = _look(reach, unit_id)
    return looked[reach, unit_id]


def _look(reach: frozenset[int] | None, unit_id: int | None) -> frozenset[int] | None:
    if unit_id is None:
        return None if reach is not None and len(reach) == Unit.objects.count() else reach
    top = Unit.objects.filter(pk=unit_id).values_list("path", flat=True).first()
    below = frozenset(Unit.objects.filter(path__startswith=top).values_list("pk", flat=True)) if top else ()
    return frozenset(below) if reach is None else frozenset(below) & reach
