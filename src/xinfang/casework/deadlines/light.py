"""How much time a clock has left: a kind, words and an icon, so that colour never stands alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xinfang.casework.deadlines.rules import rule
from xinfang.engines.workdays import Calendar

__all__ = ["NO_LIGHT", "SOON_DAYS", "Light", "Ticking", "light", "most_urgent", "soon_until"]

SOON_DAYS = 3  # working days
Kind = Literal["ok", "soon", "late", "stopped", "none"]
ICONS: dict[Kind, str] = {
    "ok": "check-circle",
    "soon": "clock",
    "late": "bell",
    "stopped": "pause-circle",
    "none": "dash",
}


class Ticking(Protocol):
    """What a light needs of a clock."""

    rule: str
    started_on: date
    due_on: date
    state: str


@dataclass(frozen=True)
class Light:
    """`words` say it all ("剩 41 天", "今天", "超 2 天"); `used`: share of the term gone."""

    kind: Kind
    words: str
    used: float = 0.0
    due_on: date | None = None

    @property
    def icon(self) -> str:
        """The icon that goes with the kind."""
        return ICONS[self.kind]


NO_LIGHT = Light("none", "")


def light(clock: Ticking, calendar: Calendar, today: date) -> Light:
    """The light of a clock on a day: soon on the last day and three working days before."""
    if clock.state in ("met", "ended"):
        return NO_LIGHT
    if clock.state == "stopped":
        return Light("stopped", _("暂停"), _used(clock, today), clock.due_on)
    left = (clock.due_on - today).days
    if left < 0:
        return Light(
            "late",
            ngettext("超 %(n)d 天", "超 %(n)d 天", -left) % {"n": -left},
            _used(clock, today),
            clock.due_on,
        )
    if left == 0:
        return Light("soon", _("今天"), 1.0, clock.due_on)
    working = calendar.working_between(today, clock.due_on)
    soon = clock.due_on <= soon_until(calendar, today)
    in_working = working > 0 and (soon or rule(clock.rule).unit == "working_days")
    words = (
        ngettext("剩 %(n)d 个工作日", "剩 %(n)d 个工作日", working) % {"n": working}
        if in_working
        else ngettext("剩 %(n)d 天", "剩 %(n)d 天", left) % {"n": left}
    )
    return Light("soon" if soon else "ok", words, _used(clock, today), clock.due_on)


def soon_until(calendar: Calendar, today: date) -> date:
    """The last day that counts as soon."""
    return calendar.add_working(today, SOON_DAYS)


def most_urgent(lights: Iterable[Light]) -> Light:
    """The light that a list shows of a matter: the earliest running one, else a stopped one, else none."""
    shown = [each for each in lights if each.kind != "none"]
    return min(shown, key=lambda each: (each.kind == "stopped", each.due_on or date.max), default=NO_LIGHT)


def _used(clock: Ticking, today: date) -> float:
    whole = (clock.due_on - clock.started_on).days
    return max(0.0, (today - clock.started_on).days / whole) if whole > 0 else 1.0
