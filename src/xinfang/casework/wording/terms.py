"""The clocks that a document's act meets, begins or moves, with their dates, told before it is done."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from xinfang.casework.deadlines.effects import against_extension
from xinfang.casework.deadlines.models import Clock, ClockState
from xinfang.casework.deadlines.preview import preview
from xinfang.casework.deadlines.rules import counted, rule
from xinfang.casework.petitions.models import Matter
from xinfang.casework.workflow import Effect, effects_of
from xinfang.registers.calendars.queries import calendar, provisional_note

__all__ = ["Told", "new_end", "told_of"]


@dataclass(frozen=True)
class Told:
    """One clock: what it is for, what becomes of it, and its (new) last day."""

    label: Promise | str
    what: str
    due_on: date
    late: bool = False
    source: str = ""

    @property
    def warning(self) -> str:
        """That the day may still move, because a year's days of rest are not announced; '' when it stands."""
        return provisional_note([self.due_on])


def new_end(matter_id: int, days: str, day: date) -> date | None:
    """The last day of the running term after an extension on a day; None while nothing is to be extended,
    or can be no more."""
    running = Clock.objects.filter(matter_id=matter_id, family__in=("handle", "redo"), state=ClockState.OPEN)
    clock = running.order_by("pk").last()
    if clock is None or not (days.isascii() and days.isdigit()) or against_extension(clock, day):
        return None
    clock.extended_days += min(int(days[:4]), 366)  # never saved
    return counted(clock, calendar()).due


def told_of(
    matter: Matter, verb: str, parts: dict[str, str], at: datetime, until: date | None = None
) -> list[Told]:
    """What an act does to the matter's clocks, those that are met first. `until`: the last day it names."""
    found: list[Told] = []
    running = list(Clock.objects.filter(matter=matter, state=ClockState.OPEN).order_by("due_on", "pk"))
    for effect in effects_of(matter.state, verb, matter.purpose):
        if effect.kind == "start":
            found += _begun(effect.family, at, until)
        else:
            hit = [clock for clock in running if _of(effect, clock)]
            running = [clock for clock in running if clock not in hit]  # what is met does not end as well
            found += [_hit(clock, effect, parts, at) for clock in hit]
    return found


def _of(effect: Effect, clock: Clock) -> bool:
    return effect.family in ("all", clock.family) and effect.kind in ("meet", "end", "pause", "extend")


def _begun(family: str, at: datetime, until: date | None) -> list[Told]:
    told = preview(family, at, until)
    return [Told(told.label, _("从此起算"), told.due_on, source=f"{told.law}{told.article}")] if told else []


def _hit(clock: Clock, effect: Effect, parts: dict[str, str], at: datetime) -> Told:
    under = rule(clock.rule)
    source = f"{under.law}{under.article}"
    day = timezone.localdate(at)
    end = new_end(clock.matter_id, parts.get("days", ""), day) if effect.kind == "extend" else None
    if end:
        old = _("由 %(day)s 延到") % {"day": clock.due_on.isoformat()}
        return Told(under.label, old, end, source=source)
    words = {
        "meet": _("到此完成，期限"),
        "end": _("不再计算，期限"),
        "pause": _("暂停，期限"),
        "extend": _("延长，现在是"),
    }
    if effect.kind in ("meet", "end") and clock.due_on < day and not under.duty:  # a right is nobody's delay
        return Told(under.label, _("已届满，期限"), clock.due_on, source=source)
    late = effect.kind == "meet" and clock.due_on < day
    return Told(under.label, words[effect.kind], clock.due_on, late, source)
