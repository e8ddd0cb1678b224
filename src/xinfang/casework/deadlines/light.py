"""How much time a clock has left: a kind, a grade, words and icons, so that colour never stands alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from xinfang.casework.deadlines.rules import rule, stopped_days
from xinfang.engines.workdays import Calendar

__all__ = ["NO_LIGHT", "SOON_DAYS", "Light", "Ticking", "grade_of", "light", "most_urgent", "soon_until"]

SOON_DAYS = 3  # working days
Kind = Literal["ok", "soon", "late", "stopped", "none"]
ICONS: dict[Kind, str] = {
    "ok": "check-circle",
    "soon": "clock",
    "late": "bell",
    "stopped": "pause-circle",
    "none": "dash",
}
Grade = Literal["normal", "notice", "warning", "severe", "late", "stopped", "none"]
# Below which share of the term a grade holds; over the last one it is severe, until the day has passed.
STEPS: tuple[tuple[float, Grade], ...] = ((0.5, "normal"), (0.75, "notice"), (0.85, "warning"))
GRADE_ICONS: dict[Grade, str] = {
    "normal": "check-circle",
    "notice": "info-circle",
    "warning": "exclamation-triangle",
    "severe": "exclamation-octagon",
    "late": "bell",
    "stopped": "pause-circle",
    "none": "dash",
}
GRADE_WORDS: dict[Grade, Promise | str] = {
    "normal": _("正常：用去不到一半"),
    "notice": _("提醒：用去一半以上"),
    "warning": _("预警：用去四分之三以上"),
    "severe": _("严重预警：用去 85% 以上"),
    "late": _("已超期"),
    "stopped": _("暂停计时"),
    "none": "",
}


class Ticking(Protocol):
    """What a light needs of a clock."""

    rule: str
    started_on: date
    due_on: date
    state: str
    stopped_on: date | None
    stops: list[list[str]]
    provisional: bool


@dataclass(frozen=True)
class Light:
    """`words` say it all ("剩 41 天", "今天", "超 2 天"); `used`: share of the term gone, 1 on the last day.

    `right`: nobody owes anything by it. `provisional`: the date may still move with the calendar.
    """

    kind: Kind
    words: str
    used: float = 0.0
    due_on: date | None = None
    grade: Grade = "none"
    right: bool = False
    provisional: bool = False

    @property
    def icon(self) -> str:
        """The icon that goes with the kind."""
        return ICONS[self.kind]

    @property
    def grade_icon(self) -> str:
        """The icon that goes with the grade."""
        return GRADE_ICONS[self.grade]

    @property
    def grade_words(self) -> Promise | str:
        """The grade and the share that it stands for."""
        return GRADE_WORDS[self.grade]

    @property
    def percent(self) -> int:
        """The share of the term gone, in whole percent, at most 100."""
        return min(100, int(self.used * 100))


NO_LIGHT = Light("none", "")


def light(clock: Ticking, calendar: Calendar, today: date) -> Light:
    """The light of a clock on a day: soon on the last day and three working days before."""
    if clock.state in ("met", "ended"):
        return NO_LIGHT
    under = rule(clock.rule)
    left = (clock.due_on - today).days
    if not under.duty and left < 0:
        return Light("none", _t("已届满"), 1.0, clock.due_on, right=True)
    kind: Kind = "late" if left < 0 else "soon" if clock.due_on <= soon_until(calendar, today) else "ok"
    if clock.state == "stopped":
        kind = "stopped"
    used = _used(clock, calendar, today)
    return Light(
        kind=kind,
        words=_words(kind, left, calendar.working_between(today, clock.due_on), under.unit),
        used=used,
        due_on=clock.due_on,
        grade=grade_of(used, kind),
        right=not under.duty,
        provisional=clock.provisional,
    )


def grade_of(used: float, kind: Kind = "ok") -> Grade:
    """The grade by the share of the term that is used; a late or stopped clock is graded as that."""
    if kind in ("late", "stopped"):
        return kind
    return next((grade for below, grade in STEPS if used < below), "severe")


def _words(kind: Kind, left: int, working: int, unit: str) -> str:
    if kind == "stopped":
        return _t("暂停")
    if left < 0:
        return ngettext("超 %(n)d 天", "超 %(n)d 天", -left) % {"n": -left}
    if left == 0:
        return _t("今天")
    if working > 0 and (kind == "soon" or unit == "working_days"):
        return ngettext("剩 %(n)d 个工作日", "剩 %(n)d 个工作日", working) % {"n": working}
    return ngettext("剩 %(n)d 天", "剩 %(n)d 天", left) % {"n": left}


def soon_until(calendar: Calendar, today: date) -> date:
    """The last day that counts as soon."""
    return calendar.add_working(today, SOON_DAYS)


def most_urgent(lights: Iterable[Light]) -> Light:
    """The light that a list shows of a matter: the earliest running duty, else a stopped one, else none."""
    shown = [each for each in lights if each.kind != "none" and not each.right]
    return min(shown, key=lambda each: (each.kind == "stopped", each.due_on or date.max), default=NO_LIGHT)


def _used(clock: Ticking, calendar: Calendar, today: date) -> float:
    """The share of the days that count which is gone; days on which the clock stood are in neither part."""
    until = min(today, clock.stopped_on - timedelta(days=1)) if clock.stopped_on else today
    whole = _counting(clock, calendar, clock.due_on)
    return _counting(clock, calendar, until) / whole if whole else 1.0


def _counting(clock: Ticking, calendar: Calendar, until: date) -> int:
    span = (until - clock.started_on).days
    stood = stopped_days(clock.stops)
    if rule(clock.rule).unit != "working_days":
        return max(0, span - sum(clock.started_on < day <= until for day in stood))
    days: Sequence[date] = [clock.started_on + timedelta(days=n) for n in range(1, span + 1)]
    return sum(calendar.is_working(day) and day not in stood for day in days)
