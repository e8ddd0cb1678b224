"""The only writers of clocks. What an act does to them stands in the workflow's clock column."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from xinfang.casework.deadlines.effects import EFFECTS, LIVE, Doing, begin, of_family, refuse_idle, set_dates
from xinfang.casework.deadlines.events import DaysMoved
from xinfang.casework.deadlines.models import Clock, ClockState
from xinfang.casework.deadlines.rules import counted
from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.events import Moved
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.casework.workflow import Effect, effects_of
from xinfang.engines.workdays import Term
from xinfang.kernel import events
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record_many
from xinfang.kernel.bulk import change_many, copy_in
from xinfang.registers.calendars.queries import calendar, counting_calendar
from xinfang.registers.organisations.models import UnitKind

__all__ = ["TAKEN_BACK", "apply", "count_again", "raised_again", "undo"]

TAKEN_BACK = "undo"  # how a clock ended whose act was taken back
CLOSING = ("state", "met_at", "met_act", "met_by")
WRITTEN = (
    *CLOSING,
    "started_on",
    "due_on",
    "nominal_on",
    "provisional",
    "stopped_on",
    "stops",
    "stopped_days",
    "extended_days",
)


@transaction.atomic
def apply(moved: Sequence[Moved], *, verb: str, at: datetime) -> int:
    """Do to the clocks what the workflow's table says of an act; returns how many clocks it touched.

    The moment is the act's own: an answer of 2019 that is imported today was given in 2019.
    """
    effects = _effects(moved, verb)
    days = counting_calendar()
    standing = _standing(moved, effects)
    middle = _middle(moved, effects)
    terms: dict[tuple[str, date], Term] = {}
    begun: list[Clock] = []
    changed: dict[int, Clock] = {}
    for each, words in zip(moved, effects, strict=True):
        mine = standing.get(each.matter_id, [])
        doing = Doing(verb, each, mine, days, terms, each.matter_id in middle)
        hit: list[Clock] = []
        for effect in words:
            if effect.kind == "start":
                begun += begin(effect.family, doing)
            else:
                hit += EFFECTS[effect.kind](of_family(mine, effect.family), doing)
        refuse_idle(words, hit)
        changed |= {clock.pk: clock for clock in hit}
    kinds = {effect.kind for words in effects for effect in words}
    change_many(Clock, list(changed.values()), CLOSING if kinds <= {"start", "meet", "end"} else WRITTEN)
    copy_in(Clock, begun, keys=False)
    return len(begun) + len(changed)


@transaction.atomic
def raised_again(*, petition_ids: Sequence[int], by: Actor, at: datetime) -> int:
    """An urgent petition about a known matter is reported up like a new one (条例 2022, 25); returns how many
    clocks it began. Of what was merged the matter that is handled bears it; one report is owed at a time."""
    lines = TimelineEntry.objects.filter(
        petition_id__among=list(petition_ids), petition__urgent=True, verb__in=("repeat", "joined")
    )
    columns = ("pk", "matter_id", "matter__merged_into_id", "matter__purpose", "petition__received_at")
    urgent = {
        into or pk: (line, *rest) for line, pk, into, *rest in lines.order_by("-pk").values_list(*columns)
    }
    if not urgent:
        return 0
    matters = dict(Matter.objects.select_for_update().filter(pk__in=urgent).values_list("pk", "state"))
    days = counting_calendar()
    running = Clock.objects.filter(matter_id__in=urgent, family="report_up", state__in=LIVE)
    owed = set(running.values_list("matter_id", flat=True))
    begun: list[Clock] = []
    for pk, (line, purpose, received) in sorted(urgent.items()):
        if pk not in owed:
            moved = Moved(pk, line, received, matters[pk], purpose, urgent=True)
            begun += begin("report_up", Doing("repeat", moved, (), days, {}))
    copy_in(Clock, begun, keys=False)
    return len(begun)


@transaction.atomic
def undo(*, act_ids: Iterable[int], at: datetime) -> int:
    """An act was taken back: what it began ends with it, what it met runs on. Returns how many clocks."""
    ids, days = list(act_ids), counting_calendar()
    begun = list(Clock.objects.filter(begun_act__among=ids))
    met = list(Clock.objects.filter(met_act__among=ids).exclude(begun_act__among=ids))
    for clock in begun:
        clock.state, clock.met_at, clock.met_by = ClockState.ENDED, at, TAKEN_BACK
    for clock in met:
        clock.state, clock.met_at, clock.met_act, clock.met_by = ClockState.OPEN, None, None, ""
        if not clock.fixed:  # the calendar may have changed while it was met
            set_dates(clock, counted(clock, days))
    change_many(Clock, [*begun, *met], WRITTEN)
    return len(begun) + len(met)


@transaction.atomic
def count_again(*, years: Sequence[int], by: Actor, at: datetime) -> int:
    """Count every running or stopped clock anew after the calendar of years changed; returns how many did.

    Each change leaves an audit row and a line of the matter's timeline, with the date before and after; the
    row names term and years too, since it is read apart from the matter.
    Clocks that were met keep their dates, and so does a day that somebody named.
    """
    days = calendar()
    changed, records, lines = [], [], []
    moved: dict[int, date] = {}
    live = Clock.objects.filter(state__in=LIVE, fixed=False)
    for clock in live.select_for_update(of=("self",)).select_related("matter"):
        before = _dates(clock)
        nominal, was = clock.nominal_on, clock.due_on
        set_dates(clock, counted(clock, days))
        after = _dates(clock)
        if before == after and nominal == clock.nominal_on:
            continue
        changed.append(clock)
        if clock.due_on != was:
            moved[clock.pk] = was
        number = clock.matter.number
        why: dict[str, object] = {"rule": clock.rule, "years": list(years)}
        records.append(Record("clock.recounted", "matter", clock.matter_id, number, before, after | why))
        told = why | {"before": before["due_on"], "after": after["due_on"]}
        data = told | {"provisional": clock.provisional, "was_provisional": before["provisional"]}
        lines.append(building.act(clock.matter_id, building.RECOUNTED, by, at, data=data))
    change_many(Clock, changed, ["due_on", "nominal_on", "provisional"])
    record_many(records, by=by, at=at)
    copy_in(TimelineEntry, lines)
    if moved:
        events.publish(DaysMoved(moved, by.user_id, at))
    return len(changed)


def _dates(clock: Clock) -> dict[str, object]:
    return {"due_on": clock.due_on.isoformat(), "provisional": clock.provisional}


def _effects(moved: Sequence[Moved], verb: str) -> list[tuple[Effect, ...]]:
    """The words of the clock column for each matter; read once for all that stand alike."""
    known = {kind: effects_of(kind[0], verb, kind[1]) for kind in {(m.state, m.purpose) for m in moved}}
    return [known[each.state, each.purpose] for each in moved]


def _standing(moved: Sequence[Moved], effects: Sequence[tuple[Effect, ...]]) -> dict[int, list[Clock]]:
    """The clocks of the matters that an act may touch; none are asked for when it only begins some.

    Those of an act that was taken back are as if they had never been.
    """
    touching = [
        each.matter_id
        for each, words in zip(moved, effects, strict=True)
        if any(effect.kind != "start" for effect in words)
    ]
    if not touching:
        return {}
    found: dict[int, list[Clock]] = {}
    theirs = Clock.objects.filter(matter_id__among=touching).exclude(met_by=TAKEN_BACK)
    for clock in theirs.order_by("pk"):
        found.setdefault(clock.matter_id, []).append(clock)
    return found


def _middle(moved: Sequence[Moved], effects: Sequence[tuple[Effect, ...]]) -> frozenset[int]:
    """The matters of the simplified procedure that lie with a district's office: it passes them on."""
    asked = [
        each.matter_id
        for each, words in zip(moved, effects, strict=True)
        if each.simple and Effect("start", "pass_on") in words
    ]
    if not asked:
        return frozenset()
    tiers = Matter.objects.filter(pk__among=asked, unit__kind=UnitKind.DISTRICT)
    return frozenset(tiers.values_list("pk", flat=True))
