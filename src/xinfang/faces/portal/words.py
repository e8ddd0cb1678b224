"""A matter's course in plain words: what was done, what comes next, by when, and why then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from xinfang.casework.deadlines.queries import ClockView
from xinfang.casework.deadlines.rules import rule
from xinfang.casework.intake.queries import Followed, Step
from xinfang.casework.reviews.queries import Askable
from xinfang.casework.workflow import TRANSITIONS, way_of
from xinfang.faces.portal.coming import coming
from xinfang.faces.portal.papers import papers_of
from xinfang.registers.calendars.queries import unannounced

__all__ = ["Course", "Line", "course", "said"]

Text = Promise | str
ROUTING = ("forward", "assign", "rule")
# Verb -> what the public calls it: the workflow's own column, and what the holder of the code did here.
PUBLIC: dict[str, Text] = {row.verb: row.public for row in TRANSITIONS if row.public} | {
    "add_information": gettext_lazy("您补充了材料"),
    "ask_withdrawal": gettext_lazy("您表示要撤回（签字后才算数）"),
    "rate": gettext_lazy("您作了评价"),
    "consent": gettext_lazy("您选择了怎么收到消息"),
    "withdraw_consent": gettext_lazy("您取消了短信和邮件"),
}
# An act that each way calls something else: a suggestion is studied, an accusation examined.
BY_WAY: dict[tuple[str, str], Text] = {
    (row.verb, way): row.public for row in TRANSITIONS if row.public for way in row.ways
}
# What the public calls an act that is the petitioner's own, when another petitioner of the matter did it.
BY_OTHERS: dict[str, Text] = {
    "request_review": gettext_lazy("一并办理的信访人申请了复查"),
    "request_rereview": gettext_lazy("一并办理的信访人申请了复核"),
    "withdraw": gettext_lazy("先提出的信访人撤回了"),
}
# Family of clocks -> what is promised by its last day. Others are the office's own business.
PROMISES: dict[str, Text] = {
    "route": gettext_lazy("之前，我们把您的事情转给有权处理的单位。"),
    "notify": gettext_lazy("之前，该单位书面告知您怎么办理、按什么程序。"),
    "simple_accept": gettext_lazy("之前，该单位告诉您是否受理。"),
    "simple_opinion": gettext_lazy("之前，该单位办结并书面答复您。"),
    "handle": gettext_lazy("之前，该单位办结并书面答复您。"),
    "redo": gettext_lazy("之前，该单位重新办结并书面答复您。"),
    "review": gettext_lazy("之前，复查的机关书面答复您。"),
    "rereview": gettext_lazy("之前，复核的机关书面答复您。"),
}
RIGHTS: dict[str, Text] = {
    "review_request": gettext_lazy("之前，不服处理意见的，您可以申请复查。"),
    "rereview_request": gettext_lazy("之前，不服复查意见的，您可以申请复核。"),
}
ANSWERED = ("served", "concluded", "review_concluded", "final")
# What is said of a decision to whom no letter about it was written, such as who was merged into the matter.
UNWRITTEN: dict[str, Text] = {
    "declined": gettext_lazy("没有受理，理由请向登记的单位询问"),
    "no_longer": gettext_lazy("不再受理，理由请向登记的单位询问"),
    "directed": gettext_lazy("应当走别的法定途径，请向登记的单位询问"),
}


@dataclass(frozen=True)
class Line:
    """A step: done, now, or to come."""

    mark: str  # done, now, next
    title: str
    detail: str


@dataclass(frozen=True)
class Promised:
    """A day, what stands before it, and the account of it. `late`: it has passed and is still owed;
    `provisional`: it may move with the calendar. `by` None: its term is suspended, and no day holds."""

    by: date | None
    words: str
    reason: tuple[str, ...]
    late: bool
    provisional: bool


@dataclass(frozen=True)
class Course:
    """The page: its heading, what is promised, what may be asked for, the steps."""

    heading: str
    promise: Promised | None
    right: Promised | None
    lines: tuple[Line, ...]


def course(followed: Followed, clocks: Sequence[ClockView], today: date, asked: Askable | None) -> Course:
    """Put a followed petition into words for the one who brought it; `asked`: what it may ask for now."""
    heading = str(followed.public)
    if followed.state in UNWRITTEN and not papers_of(followed):
        heading = str(UNWRITTEN[followed.state])
    if followed.further and followed.state in ANSWERED and not papers_of(followed):
        heading = _("一并办理的事项已经答复，书面告知另行送达您")
    if followed.state == "routed" and followed.unit:
        heading = _("%(unit)s正在办理您的事情") % {"unit": followed.unit.name}
    lines = (*_done(followed), *(Line(*map(str, row)) for row in coming(followed)))
    return Course(heading, _first(clocks, PROMISES, today), _right(followed, clocks, today, asked), lines)


def _right(
    followed: Followed, clocks: Sequence[ClockView], today: date, asked: Askable | None
) -> Promised | None:
    """What may be asked for, and until when: by the matter's clock, or by the day on which this petitioner
    received the own notice of the answer, before which no term runs."""
    if asked is None or asked.due_on is None or not asked.open:
        return None
    by_clock = _first([clock for clock in clocks if clock.due_on == asked.due_on], RIGHTS, today)
    if by_clock and not followed.further:
        return by_clock
    reason = _("从您收到书面告知的次日起算；别的信访人收到答复的日子不影响您的期限。")
    return Promised(
        asked.due_on,
        str(RIGHTS[f"{asked.level}_request"]),
        (reason,),
        False,
        bool(unannounced([asked.due_on])),
    )


def _first(clocks: Sequence[ClockView], words: dict[str, Text], today: date) -> Promised | None:
    """The running clock of these families that runs out first."""
    running = [(clock, rule(clock.key).family) for clock in clocks if clock.running and not clock.target]
    found = [(clock, family) for clock, family in running if family in words]
    if not found:
        return None
    clock, family = min(found, key=lambda each: each[0].due_on)
    told = clock.explanation
    reason = (told.source, *told.sentences, *filter(None, [told.warning]))
    if clock.state == "stopped":
        return Promised(None, "", reason, late=False, provisional=False)
    return Promised(clock.due_on, str(words[family]), reason, clock.due_on < today, bool(told.warning))


def _done(followed: Followed) -> Iterator[Line]:
    arrival, *later = followed.steps
    people = ngettext("%(n)d 人", "%(n)d 人", followed.heads) % {"n": followed.heads}
    values = {"day": said(arrival.at), "way": followed.way, "people": people}
    yield Line("done", _("我们收到了"), _("%(day)s，%(way)s，%(people)s") % values)
    if followed.ended:
        yield Line(
            "done", _("与先前的同一件事三级程序已经走完：同一事实和理由不再受理，有新的可以重新提出"), ""
        )
    elif followed.kind != "first":
        yield Line("done", _("与先前的同一件事一并办理"), "")
    for step in later:
        yield Line("done", _title(step, way_of(followed.purpose)), _detail(step))


def _detail(step: Step) -> str:
    """When it was; of a decision on one of several letters, on which."""
    if step.letter is None:
        return said(step.at)
    received, way = step.letter
    told = _("%(day)s，对 %(received)s 收到的%(way)s")
    return told % {"day": said(step.at), "received": said(received), "way": way}


def _title(step: Step, way: str) -> str:
    if step.verb in ROUTING and step.unit:
        return _("转给%(unit)s") % {"unit": step.unit}
    if step.others and step.verb in BY_OTHERS:
        return str(BY_OTHERS[step.verb])
    return str(BY_WAY.get((step.verb, way)) or PUBLIC.get(step.verb, step.verb))


def said(moment: datetime) -> str:
    """A day as people say it."""
    return date_format(timezone.localdate(moment), _("Y年n月j日"))
