"""What an act does to clocks, one function a word of the workflow's clock column. Nothing is written here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.deadlines.models import Clock, ClockState
from xinfang.casework.deadlines.rules import (
    ClockRule,
    counted,
    owed,
    rule,
    rule_for,
    stopped_days,
    targets_beside,
    with_source,
)
from xinfang.casework.petitions.events import Moved
from xinfang.casework.workflow import Effect
from xinfang.engines.workdays import Calendar, Term
from xinfang.kernel.bulk import unsaved
from xinfang.kernel.errors import Problem, Refusal

__all__ = [
    "EFFECTS",
    "LIVE",
    "USES_RIGHT",
    "Doing",
    "against_extension",
    "begin",
    "lapsed_right",
    "of_family",
    "refuse_idle",
    "set_dates",
]

LIVE = (ClockState.OPEN, ClockState.STOPPED)
# Acts that use a right within its term; other acts leave it behind.
USES_RIGHT = ("object", "request_review", "request_rereview")
# A clock that takes over begins where the other one began: sixty days run from acceptance, however accepted.
TAKES_OVER = {"handle": "simple_opinion"}
# What a unit owes from the day on which it received the petition, be it sent on or brought to its own door.
FROM_RECEIPT = ("notify", "simple_accept")
# An act that would leave a matter without its clock, because there was no such rule yet.
NEEDS_RULE: dict[str, Promise | str] = {
    "simple_opinion": _("%(day)s还没有简易办理的规定，请按普通程序受理。")
}


@dataclass(frozen=True)
class Doing:
    """One act on one matter. `mine`: its clocks, oldest first; `terms`: what this call counted already."""

    verb: str
    moved: Moved
    mine: Sequence[Clock]
    days: Calendar
    terms: dict[tuple[str, date], Term]
    middle: bool = False

    @property
    def day(self) -> date:
        """The day of the act."""
        return self.moved.moment.astimezone(timezone.get_default_timezone()).date()


def of_family(clocks: Sequence[Clock], family: str) -> list[Clock]:
    """The clocks of a family and the targets beside them; `all` stands for every family."""
    if family == "all":
        return list(clocks)
    return [each for each in clocks if family in (each.family, rule(each.rule).beside)]


def begin(family: str, doing: Doing) -> list[Clock]:
    """The clocks of a family that an act begins; none when no rule was in force, or none is owed here."""
    if not owed(family, doing.moved, middle=doing.middle):
        return []
    day = _begins_on(family, doing)
    ruled = rule_for(family, day)
    if ruled is None:
        if family in NEEDS_RULE:
            raise Refusal(str(NEEDS_RULE[family]) % {"day": _said(day)})
        return []
    begun = [_clock(each, day, doing) for each in (ruled, *targets_beside(family, day))]
    return [clock for clock in begun if clock]


def _begins_on(family: str, doing: Doing) -> date:
    if family in FROM_RECEIPT and doing.moved.direct_at:
        return timezone.localdate(doing.moved.direct_at)
    over = TAKES_OVER.get(family)
    before = [each for each in doing.mine if each.family == over and each.met_act == doing.moved.act_id]
    return before[-1].started_on if before else doing.day


def _clock(ruled: ClockRule, day: date, doing: Doing) -> Clock | None:
    until = doing.moved.terms.until if ruled.settable else None
    if until is None and not ruled.length and ruled.unit != "at_once":
        return None  # owed, but by no day that anybody named
    clock: Clock = unsaved(Clock)(
        matter_id=doing.moved.matter_id,
        rule=ruled.key,
        family=ruled.family,
        duty=ruled.duty,
        started_on=day,
        nominal_on=until or day,
        due_on=until or day,
        begun_act=doing.moved.act_id,
        fixed=until is not None,
    )
    if not clock.fixed:
        found = doing.terms.get((ruled.key, day)) or counted(clock, doing.days)
        set_dates(clock, doing.terms.setdefault((ruled.key, day), found))
    return clock


def _meet(clocks: Sequence[Clock], doing: Doing) -> list[Clock]:
    """Done. A right that has lapsed is used no more, unless the delay was excused."""
    if doing.verb in USES_RIGHT and clocks and not doing.moved.terms.excused:
        _refuse_lapsed(clocks[-1], doing.day)
    return _close(clocks, ClockState.MET, doing)


def _refuse_lapsed(right: Clock, day: date) -> None:
    """Also when it was used before: a request that was withdrawn is not made again after the term."""
    if sentence := lapsed_right(right, day):
        raise Refusal(sentence)


def lapsed_right(right: Clock, day: date) -> str:
    """The sentence that a right has lapsed by a day; '' while it has not, and for what is owed."""
    if right.duty or right.state == ClockState.ENDED or day <= right.due_on:
        return ""
    told = _t("%(label)s的期限已于 %(due)s届满，不能再提出。")
    said = told % {"label": rule(right.rule).label, "due": _said(right.due_on)}
    return with_source(said, right.rule)


def _end(clocks: Sequence[Clock], doing: Doing) -> list[Clock]:
    return _close(clocks, ClockState.ENDED, doing)


def _close(clocks: Sequence[Clock], state: ClockState, doing: Doing) -> list[Clock]:
    hit = [each for each in clocks if each.state in LIVE]
    for clock in hit:
        clock.state, clock.met_at = state, doing.moved.moment
        clock.met_act, clock.met_by = doing.moved.act_id, doing.verb
    return hit


def _pause(clocks: Sequence[Clock], doing: Doing) -> list[Clock]:
    """It stands from this day on. A term that has run out cannot be stopped any more: it stays late."""
    hit = [each for each in clocks if each.state == ClockState.OPEN and doing.day <= each.due_on]
    for clock in hit:
        clock.state, clock.stopped_on = ClockState.STOPPED, doing.day
    return hit


def _resume(clocks: Sequence[Clock], doing: Doing) -> list[Clock]:
    """It runs on from the day after. The first and the last day of the stop do not count."""
    hit = [each for each in clocks if each.state == ClockState.STOPPED and each.stopped_on]
    for clock in hit:
        assert clock.stopped_on
        clock.stops = [*clock.stops, [clock.stopped_on.isoformat(), doing.day.isoformat()]]
        clock.stopped_days = len(stopped_days(clock.stops))
        clock.state, clock.stopped_on = ClockState.OPEN, None
        set_dates(clock, counted(clock, doing.days))
    return hit


def _extend(clocks: Sequence[Clock], doing: Doing) -> list[Clock]:
    """Granted days are added to the length of the term, so that both together are counted as one."""
    days = doing.moved.terms.days
    running = [each for each in clocks if each.state == ClockState.OPEN]
    if not running:
        return []
    clock = running[-1]
    if sentence := against_extension(clock, doing.day):
        raise Refusal(sentence)
    most = rule(clock.rule).extension_days
    if days is None or not 1 <= days <= most:
        told = _t("请写明延长多少日：1 到 %(most)d 日。") % {"most": most}
        raise Refusal(problems=[Problem("days", told)])
    clock.extended_days += days
    set_dates(clock, counted(clock, doing.days))
    return [clock]


def refuse_idle(words: Sequence[Effect], hit: Sequence[Clock]) -> None:
    """An extension that would extend nothing is refused, not passed over."""
    if any(effect.kind == "extend" for effect in words) and not hit:
        raise Refusal(_t("现在没有正在计算的期限，不能延长。"))


def against_extension(clock: Clock, day: date) -> str:
    """Why a running term is not extended on a day, by however many days, with the term's article; '' when it
    may be."""
    sentence = _not_extended(clock, day)
    return with_source(sentence, clock.rule) if sentence else ""


def _not_extended(clock: Clock, day: date) -> str:
    told = {"label": rule(clock.rule).label, "due": _said(clock.due_on)}
    if clock.extended_days:
        return _t("期限已经延长过一次，不能再延长。")
    if clock.fixed:
        return _t("%(label)s的日期是指定的，不能延长。") % told
    if not rule(clock.rule).extension_days:
        return _t("%(label)s的期限不能延长。") % told
    if day > clock.due_on:
        return _t("%(label)s的期限已于 %(due)s届满，届满以后不能延长。") % told
    return ""


def _reopen(clocks: Sequence[Clock], doing: Doing) -> list[Clock]:
    """It runs on as if it had not been met; of several of a family only the one that was closed last.

    What this very act ends is another's, that of the unit which the matter leaves.
    """
    closed = [each for each in clocks if each.met_act != doing.moved.act_id]
    newest = {each.family: each for each in sorted(closed, key=lambda each: (each.met_act or 0, each.pk))}
    hit = [each for each in newest.values() if each.state not in LIVE]
    for clock in hit:
        _run_on(clock, doing)
    return hit


def _revive(clocks: Sequence[Clock], doing: Doing) -> list[Clock]:
    """What the last agreement met runs on: it was never signed. What ended before it stays as it was."""
    agreed = max((each.met_act or 0 for each in doing.mine if each.met_by == "agree"), default=0)
    hit = [each for each in clocks if agreed and each.met_act == agreed]
    for clock in hit:
        _run_on(clock, doing)
    return hit


def _run_on(clock: Clock, doing: Doing) -> None:
    clock.state, clock.met_at, clock.met_act, clock.met_by = ClockState.OPEN, None, None, ""
    if not clock.fixed:  # the calendar may have changed while it was met
        set_dates(clock, counted(clock, doing.days))


def _redate(clocks: Sequence[Clock], doing: Doing) -> list[Clock]:
    """The act that began the newest of them was done on another day, and so was all that it met."""
    if not clocks:
        return []
    begun, day = clocks[-1], doing.moved.terms.until or doing.day
    begun.started_on = day
    set_dates(begun, counted(begun, doing.days))
    met = [each for each in doing.mine if each.met_act == begun.begun_act]
    for clock in met:
        clock.met_at = timezone.make_aware(datetime.combine(day, time(12)))
    return [begun, *met]


EFFECTS: dict[str, Callable[[Sequence[Clock], Doing], list[Clock]]] = {
    "meet": _meet,
    "end": _end,
    "pause": _pause,
    "resume": _resume,
    "extend": _extend,
    "reopen": _reopen,
    "redate": _redate,
    "revive": _revive,
}


def set_dates(clock: Clock, found: Term) -> None:
    """Take over the dates of a term."""
    clock.due_on, clock.nominal_on, clock.provisional = found.due, found.nominal, found.provisional


def _said(day: date) -> str:
    return date_format(day, _t("Y年n月j日"))
