"""A matter's course in plain words: what was done, what comes next, by when, and why then."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xinfang.casework.deadlines.queries import running
from xinfang.casework.intake.queries import Followed
from xinfang.kernel import clock

__all__ = ["Course", "Line", "course"]

ROUTING = ("forward", "assign", "rule")
PROMISED = ("route", "notify")  # the families whose last day a petitioner is told


@dataclass(frozen=True)
class Line:
    """A step: done, now, or to come."""

    mark: str  # done, now, next
    title: str
    detail: str


@dataclass(frozen=True)
class Course:
    """The page: its heading, the promise with its date and reason, the steps."""

    heading: str
    by: date | None
    promise: str
    reason: tuple[str, ...]
    lines: tuple[Line, ...]


def course(followed: Followed) -> Course:
    """Put a followed petition into words for the one who brought it."""
    heading = str(followed.public)
    if followed.state == "routed" and followed.unit:
        heading = _("%(unit)s正在办理您的事情") % {"unit": followed.unit.name}
    by, promise, reason = _promise(followed)
    return Course(heading, by, promise, reason, (*_done(followed), *_coming(followed)))


def _promise(followed: Followed) -> tuple[date | None, str, tuple[str, ...]]:
    """The clock that runs now: the matter's own, not one counted for this page."""
    found = running(followed.matter_id, PROMISED, clock.today())
    if found is None:
        return None, "", ()
    told = found.explanation
    words = {
        "registered": _("之前，我们把您的事情转给有权处理的单位。"),
        "routed": _("之前，该单位书面告知您怎么办理、按什么程序。"),
    }
    if followed.state not in words:
        return None, "", ()
    return found.due_on, words[followed.state], (told.source, *told.sentences, *filter(None, [told.warning]))


def _done(followed: Followed) -> list[Line]:
    lines = []
    for step in followed.steps:
        if step.verb in ROUTING:
            lines.append(Line("done", _("转给%(unit)s") % {"unit": step.unit}, said(step.at)))
        elif step.verb in ("record_answer", "conclude"):
            lines.append(Line("done", _("书面答复"), said(step.at)))
        else:
            people = ngettext("%(n)d 人", "%(n)d 人", followed.heads) % {"n": followed.heads}
            told = _("%(day)s，%(way)s，%(people)s")
            values = {"day": said(step.at), "way": followed.way, "people": people}
            lines.append(Line("done", _("我们收到了"), told % values))
            if followed.kind != "first":
                lines.append(Line("done", _("与先前的同一件事一并办理"), ""))
    return lines


def _coming(followed: Followed) -> list[Line]:
    unit = followed.unit
    answer = Line("next", _("书面答复"), _("不服可以在收到后 30 日内请求复查"))
    if followed.state == "registered":
        return [Line("now", _("转给有权处理的单位"), ""), Line("next", _("调查办理"), ""), answer]
    if followed.state == "routed":
        who = _("承办：%(unit)s") % {"unit": unit.name} if unit else ""
        where = " ".join(part for part in (who, unit.telephone if unit else "") if part)
        return [Line("now", _("调查办理"), where), answer]
    return [Line("next", _("不服可以请求复查"), _("收到答复后 30 日内，向上一级机关提出"))]


def said(moment: datetime) -> str:
    """A day as people say it."""
    day = timezone.localdate(moment)
    return date_format(day, _("Y年n月j日"))
