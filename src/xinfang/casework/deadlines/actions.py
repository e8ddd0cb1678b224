"""The only writers of clocks. What an act does to them stands in the workflow's clock column."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from xinfang.casework.deadlines.models import Clock, ClockState
from xinfang.casework.deadlines.rules import counted, owed, rule, rule_for
from xinfang.casework.petitions.events import Moved
from xinfang.casework.workflow import Effect, effects_of
from xinfang.engines.workdays import Calendar, Term
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record_many
from xinfang.kernel.bulk import change_many, copy_in, unsaved
from xinfang.kernel.errors import Refusal
from xinfang.registers.calendars.queries import calendar

__all__ = ["apply", "count_again", "undo"]

# Acts that use a right within its term; other acts leave it behind.
USES_RIGHT = ("object", "request_review", "request_rereview")
WRITTEN = (
    "due_on",
    "nominal_on",
    "provisional",
    "state",
    "met_at",
    "met_act",
    "met_by",
    "stopped_on",
    "stopped_days",
    "extended_days",
)


@transaction.atomic
def apply(moved: Sequence[Moved], *, verb: str, at: datetime) -> int:
    """Do to the clocks what the workflow's table says of an act; returns how many clocks it touched.

    The moment is the act's own: an answer of 2019 that is imported today was given in 2019.
    """
    days = calendar()
    begun: list[Clock] = []
    changed: list[Clock] = []
    standing = _standing(moved, verb)
    for each in moved:
        mine = standing.get(each.matter_id, [])
        for effect in effects_of(each.state, verb, each.purpose):
            if effect.kind == "start":
                clock = _started(effect.family, each, days)
                begun += [clock] if clock else []
            else:
                changed += [clock for clock in mine if _hit(clock, effect, each, verb, days)]
    change_many(Clock, list({clock.pk: clock for clock in changed}.values()), WRITTEN)
    copy_in(Clock, begun)
    return len(begun) + len(changed)


@transaction.atomic
def undo(*, act_ids: Iterable[int], at: datetime) -> int:
    """An act was taken back: what it began ends with it, what it met runs on. Returns how many clocks."""
    ids = list(act_ids)
    begun = list(Clock.objects.filter(begun_act__among=ids))
    met = list(Clock.objects.filter(met_act__among=ids).exclude(begun_act__among=ids))
    for clock in begun:
        clock.state, clock.met_at, clock.met_by = ClockState.ENDED, at, "undo"
    for clock in met:
        clock.state, clock.met_at, clock.met_act, clock.met_by = ClockState.OPEN, None, None, ""
    change_many(Clock, [*begun, *met], WRITTEN)
    return len(begun) + len(met)


@transaction.atomic
def count_again(*, by: Actor, at: datetime) -> int:
    """Count every open clock anew after the calendar changed; returns how many dates or marks changed.

    Each change leaves an audit row with the date before and after. Clocks that were met keep their dates.
    """
    days = calendar()
    changed, records = [], []
    live = Clock.objects.filter(state__in=[ClockState.OPEN, ClockState.STOPPED], fixed=False)
    for clock in live.select_for_update(of=("self",)).select_related("matter"):
        found = counted(clock, days)
        if (found.due, found.nominal, found.provisional) == (
            clock.due_on,
            clock.nominal_on,
            clock.provisional,
        ):
            continue
        before = {"due_on": clock.due_on.isoformat(), "provisional": clock.provisional}
        _set_dates(clock, found)
        after = {"due_on": clock.due_on.isoformat(), "provisional": clock.provisional}
        records.append(
            Record(
                "clock.recounted", "matter", clock.matter_id, clock.matter.number, before=before, after=after
            )
        )
        changed.append(clock)
    change_many(Clock, changed, ["due_on", "nominal_on", "provisional"])
    record_many(records, by=by, at=at)
    return len(changed)


def _standing(moved: Sequence[Moved], verb: str) -> dict[int, list[Clock]]:
    """The clocks of the matters that an act may touch; none are asked for when it only begins some."""
    touching = {
        each.matter_id
        for each in moved
        if any(effect.kind != "start" for effect in effects_of(each.state, verb, each.purpose))
    }
    found: dict[int, list[Clock]] = {}
    for clock in Clock.objects.filter(matter_id__among=list(touching)).order_by("pk") if touching else ():
        found.setdefault(clock.matter_id, []).append(clock)
    return found


def _started(family: str, moved: Moved, days: Calendar) -> Clock | None:
    """The clock of a family that an act begins; None when no rule was in force, or none is owed here."""
    day = timezone.localdate(moved.moment)
    ruled = rule_for(family, day)
    if ruled is None or not owed(family, moved):
        return None
    clock: Clock = unsaved(Clock)(
        matter_id=moved.matter_id,
        rule=ruled.key,
        family=family,
        duty=ruled.duty,
        started_on=day,
        nominal_on=day,
        due_on=day,
        begun_act=moved.act_id,
        fixed=moved.terms.until is not None and ruled.settable,
    )
    if clock.fixed and moved.terms.until:
        clock.nominal_on = clock.due_on = moved.terms.until
    else:
        _set_dates(clock, counted(clock, days))
    return clock


def _hit(clock: Clock, effect: Effect, moved: Moved, verb: str, days: Calendar) -> bool:
    """Whether the effect is on this clock; if so, it is done."""
    if effect.family not in ("all", clock.family):
        return False
    return _EFFECTS[effect.kind](clock, moved, verb, days)


def _meet(clock: Clock, moved: Moved, verb: str, days: Calendar) -> bool:
    """Done. A right that has lapsed is used no more, unless the delay was excused."""
    lapsed = not clock.duty and timezone.localdate(moved.moment) > clock.due_on
    if lapsed and clock.state == ClockState.OPEN and verb in USES_RIGHT and not moved.terms.excused:
        told = _("%(label)s的期限已于 %(due)s届满，不能再提出。")
        due = date_format(clock.due_on, _("Y年n月j日"))
        raise Refusal(told % {"label": rule(clock.rule).label, "due": due})
    return _close(clock, ClockState.MET, moved, verb)


def _end(clock: Clock, moved: Moved, verb: str, days: Calendar) -> bool:
    return _close(clock, ClockState.ENDED, moved, verb)


def _close(clock: Clock, state: ClockState, moved: Moved, verb: str) -> bool:
    if clock.state not in (ClockState.OPEN, ClockState.STOPPED):
        return False
    clock.state, clock.met_at, clock.met_act, clock.met_by = state, moved.moment, moved.act_id, verb
    return True


def _pause(clock: Clock, moved: Moved, verb: str, days: Calendar) -> bool:
    if clock.state != ClockState.OPEN:
        return False
    clock.state, clock.stopped_on = ClockState.STOPPED, timezone.localdate(moved.moment)
    return True


def _resume(clock: Clock, moved: Moved, verb: str, days: Calendar) -> bool:
    if clock.state != ClockState.STOPPED or clock.stopped_on is None:
        return False
    clock.stopped_days += _stood(clock.stopped_on, timezone.localdate(moved.moment))
    clock.state, clock.stopped_on = ClockState.OPEN, None
    _set_dates(clock, counted(clock, days))
    return True


def _stood(stopped_on: date, resumed_on: date) -> int:
    """Calendar days that did not count: from the day of the stop to the day before it runs on."""
    return (resumed_on - stopped_on).days


def _extend(clock: Clock, moved: Moved, verb: str, days: Calendar) -> bool:
    if clock.state != ClockState.OPEN or not moved.terms.days:
        return False
    clock.extended_days += moved.terms.days
    _set_dates(clock, counted(clock, days))
    return True


def _reopen(clock: Clock, moved: Moved, verb: str, days: Calendar) -> bool:
    """It runs on as if it had not been met; of several of a family only the one that was met last."""
    newest = Clock.objects.filter(matter_id=moved.matter_id, family=clock.family).order_by("-pk").first()
    if newest is None or newest.pk != clock.pk or clock.state in (ClockState.OPEN, ClockState.STOPPED):
        return False
    clock.state, clock.met_at, clock.met_act, clock.met_by = ClockState.OPEN, None, None, ""
    return True


_EFFECTS: dict[str, Callable[[Clock, Moved, str, Calendar], bool]] = {
    "meet": _meet,
    "end": _end,
    "pause": _pause,
    "resume": _resume,
    "extend": _extend,
    "reopen": _reopen,
}


def _set_dates(clock: Clock, found: Term) -> None:
    clock.due_on, clock.nominal_on, clock.provisional = found.due, found.nominal, found.provisional
