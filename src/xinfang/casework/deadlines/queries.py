"""What is asked of clocks: lights for lists, the account of a date, matters by time left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from xinfang.casework.deadlines.actions import TAKEN_BACK
from xinfang.casework.deadlines.effects import USES_RIGHT, lapsed_right
from xinfang.casework.deadlines.explain import Explanation, explain
from xinfang.casework.deadlines.light import NO_LIGHT, Light, light, most_urgent, soon_until
from xinfang.casework.deadlines.models import Clock, ClockState
from xinfang.casework.deadlines.rules import rule
from xinfang.casework.petitions.models import Matter, MatterQuerySet, Raising, RaisingKind, TimelineEntry
from xinfang.registers.calendars.queries import calendar

__all__ = [
    "BANDS",
    "ClockView",
    "by_due",
    "came_in_over",
    "clocks_of",
    "explain",
    "lapsed",
    "late_before",
    "lights",
    "routed_before",
    "running",
    "within",
]

BANDS = (
    "late",
    "today",
    "coming",
    "soon",
    "ok",
    "stopped",
    "none",
)  # `soon` is `today` and `coming` together


# A right whose delay nobody can excuse: verb -> the family of clocks that keeps it.
STRICT = {"object": "object"}
RUNNING = (ClockState.OPEN, ClockState.STOPPED)
LIVE = Q(state__in=RUNNING)
_IMPORTED = Q(data__has_key="import_batch")  # lines of the timeline that an import wrote


@dataclass(frozen=True)
class ClockView:
    """One clock as the case page shows it. `duty`: somebody owes an act; else it is a right that lapses.

    `met_on`: the day on which it was met or ended; `late_by`: days after the last one on which it was met;
    `undated`: met by an import on a day that the old register does not tell; `used`: the right was made use
    of; `lapsed`: its term is over, so that it is not used (again); `fixed`: its last day was named by
    somebody, and stays.
    """

    key: str
    label: Promise | str
    owed_by: Promise | str
    law: Promise | str
    article: str
    duty: bool
    target: bool
    state: str
    started_on: date
    due_on: date
    met_on: date | None
    late_by: int
    undated: bool
    used: bool
    lapsed: bool
    light: Light
    explanation: Explanation
    family: str
    fixed: bool

    @property
    def running(self) -> bool:
        """Whether it still counts, or stands for a while."""
        return self.state in (ClockState.OPEN, ClockState.STOPPED)


def lights(matter_ids: Sequence[int], today: date) -> dict[int, Light]:
    """The light of each matter; those without a running or stopped clock get NO_LIGHT. Two queries."""
    days = calendar()
    found: dict[int, list[Light]] = {pk: [] for pk in matter_ids}
    for clock in Clock.objects.filter(LIVE, matter_id__in=found, duty=True).order_by("pk"):
        found[clock.matter_id].append(light(clock, days, today))
    return {pk: most_urgent(each) if each else NO_LIGHT for pk, each in found.items()}


def clocks_of(matter_id: int, today: date) -> list[ClockView]:
    """The clocks of one matter, running duties first, then running rights, each with the account of its date.

    Those of an act that was taken back at once are left out.
    """
    days = calendar()
    standing = Clock.objects.filter(matter_id=matter_id).exclude(met_by=TAKEN_BACK).order_by("due_on", "pk")
    clocks = sorted(standing, key=lambda each: (each.state not in RUNNING, not each.duty))
    undated = _undated(clocks)
    return [
        _view(each, today, light(each, days, today), explain(each, days, today), each.pk in undated)
        for each in clocks
    ]


def running(matter_id: int, families: Sequence[str], today: date) -> ClockView | None:
    """The running clock of one of the families, the first due; None when none runs."""
    live = Clock.objects.filter(matter_id=matter_id, family__in=families, state=ClockState.OPEN)
    clock = live.order_by("due_on", "pk").first()
    if clock is None:
        return None
    days = calendar()
    return _view(clock, today, light(clock, days, today), explain(clock, days, today))


def _undated(clocks: Sequence[Clock]) -> frozenset[int]:
    """The terms for routing that an import met too late, or after the answer: when it was, nobody told."""
    met = [each for each in clocks if each.met_at and "route" in (each.family, rule(each.rule).beside)]
    lines = TimelineEntry.objects.filter(_IMPORTED, pk__in=[each.met_act for each in met])
    answered = dict(lines.values_list("pk", "matter__concluded_at")) if met else {}
    return frozenset(each.pk for each in met if each.met_act in answered and _too_late(each, answered))


def _too_late(met: Clock, answered: Mapping[int, datetime | None]) -> bool:
    assert met.met_at
    assert met.met_act
    return timezone.localdate(met.met_at) > met.due_on or (answered[met.met_act] or met.met_at) < met.met_at


def _view(clock: Clock, today: date, shown: Light, told: Explanation, undated: bool = False) -> ClockView:
    under = rule(clock.rule)
    met_on = timezone.localdate(clock.met_at) if clock.met_at else None
    met = met_on is not None and clock.state == ClockState.MET
    return ClockView(
        key=under.key,
        label=under.label,
        owed_by=under.owed_by,
        law=under.law,
        article=str(under.article),
        duty=clock.duty,
        target=under.target,
        state=clock.state,
        started_on=clock.started_on,
        due_on=clock.due_on,
        met_on=met_on,
        late_by=max(0, (met_on - clock.due_on).days) if met and met_on else 0,
        undated=met and undated,
        used=met and clock.met_by in USES_RIGHT,
        lapsed=bool(lapsed_right(clock, today)),
        light=shown,
        explanation=told,
        family=under.family,
        fixed=clock.fixed,
    )


def within(matters: MatterQuerySet, band: str, today: date) -> MatterQuerySet:
    """Matters whose earliest running clock lies in a band of BANDS; raises ValueError for another word."""
    if band not in BANDS:
        raise ValueError(f"{band} is not one of {BANDS}")
    mine = Clock.objects.filter(matter=OuterRef("pk"), duty=True)
    if band == "stopped":
        running = mine.filter(state=ClockState.OPEN)
        return matters.filter(Exists(mine.filter(state=ClockState.STOPPED)), ~Exists(running))
    if band == "none":
        return matters.filter(~Exists(mine.filter(LIVE)))
    # What is late or due today needs no calendar.
    until = today if band in ("late", "today") else soon_until(calendar(), today)
    span = {
        "late": Q(due_on__lt=today),
        "today": Q(due_on=today),
        "coming": Q(due_on__gt=today, due_on__lte=until),
        "soon": Q(due_on__gte=today, due_on__lte=until),
        "ok": Q(due_on__gt=until),
    }
    same = Clock.objects.filter(matter=OuterRef("matter"), state=ClockState.OPEN, duty=True)
    earlier = same.filter(due_on__lt=OuterRef("due_on"))
    return matters.filter(Exists(mine.filter(span[band], ~Exists(earlier), state=ClockState.OPEN)))


def came_in_over() -> QuerySet[Clock]:
    """Terms that were over before their matter came in with an import: whether they were kept nobody told."""
    brought = Raising.objects.filter(
        matter=OuterRef("matter"),
        kind=RaisingKind.FIRST,
        petition__import_batch__isnull=False,
        petition__registered_at__date__gt=OuterRef("due_on"),
    )
    return Clock.objects.filter(Exists(brought))


def routed_before() -> QuerySet[TimelineEntry]:
    """Routings written down by an import that were done before it, on a day that the old register does not
    tell: the term for routing was over by then, or the answer given. The others are done by the import."""
    kept = Clock.objects.filter(
        met_act=OuterRef("pk"), family="route", state=ClockState.MET, met_at__date__lte=F("due_on")
    )
    answered = Matter.objects.filter(pk=OuterRef("matter_id"), concluded_at__lt=OuterRef("at"))
    return TimelineEntry.objects.filter(_IMPORTED, ~Exists(kept) | Exists(answered))


def late_before(matters: MatterQuerySet, before: bool, today: date) -> MatterQuerySet:
    """Of late matters those that are late only by terms that were over when an import brought them in, or
    (`before` False) all others."""
    late = Clock.objects.filter(state=ClockState.OPEN, duty=True, due_on__lt=today, matter=OuterRef("pk"))
    here = Exists(late.exclude(pk__in=came_in_over().filter(state=ClockState.OPEN).values("pk")))
    return matters.filter(Exists(late), ~here) if before else matters.filter(here)


def by_due(matters: MatterQuerySet) -> MatterQuerySet:
    """Only matters with a running clock, each with `due_on`, the date of its earliest one."""
    earlier = Clock.objects.filter(
        Q(due_on__lt=OuterRef("running__due_on"))
        | Q(due_on=OuterRef("running__due_on"), pk__lt=OuterRef("running__pk")),
        matter=OuterRef("pk"),
        state=ClockState.OPEN,
        duty=True,
    )
    open_clock = FilteredRelation("clocks", condition=Q(clocks__state=ClockState.OPEN, clocks__duty=True))
    return (
        matters.annotate(running=open_clock)
        .filter(running__isnull=False)
        .filter(~Exists(earlier))
        .annotate(due_on=F("running__due_on"))
    )


def lapsed(matter_id: int, day: date) -> dict[str, str]:
    """Acts whose right has lapsed by a day, with the sentence that says so."""
    found = {}
    for verb, family in STRICT.items():
        newest = Clock.objects.filter(matter_id=matter_id, family=family).order_by("-pk").first()
        if newest and (sentence := lapsed_right(newest, day)):
            found[verb] = sentence
    return found
