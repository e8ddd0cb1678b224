"""What can be entered of what was done on paper, and on which day it can have been done."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from xinfang.casework.wording.kinds import BY_VERB
from xinfang.casework.workflow import cited
from xinfang.kernel.errors import Problem

__all__ = ["PAST", "Past", "moment_of", "outside_day", "outside_moment", "on_paper", "problems"]

# Acts of the way to an answer. What a review came to is entered where reviews are; service has its own page.
PAST = (
    "forward",
    "assign",
    "accept",
    "take_up",
    "direct",
    "decline",
    "stop_taking",
    "extend",
    "opine",
    "agree",
    "reply",
    "feed_back",
    "conclude",
)
LONGEST = 30  # days of an extension


@dataclass(frozen=True)
class Past:
    """An act that was done on paper: which, on which day, and what the paper says.

    `text`: the letter's own words, or the reason; `issued_by`: who signed for it; `served_on`: when the
    petitioner received it.
    """

    verb: str
    done_on: date
    text: str = ""
    to_unit_id: int | None = None
    due_on: date | None = None
    days: int | None = None
    result: str = ""
    issued_by: str = ""
    served_on: date | None = None


def problems(past: Past, received_on: date, last_on: date, today: date) -> list[Problem]:
    """What is wrong with it, by field. `last_on`: the day of the act before it."""
    found = [_day(past, received_on, last_on, today)]
    if past.verb in ("forward", "assign") and past.to_unit_id is None:
        found.append(Problem("to_unit", _("请选择有权处理的单位。")))
    if past.verb == "extend" and not 1 <= (past.days or 0) <= LONGEST:
        found.append(Problem("days", _("请写明延长多少日：1 到 %(most)d 日。") % {"most": LONGEST}))
    if past.verb in BY_VERB:
        found += [_said(past), _signed(past), _served(past, today)]
    return [problem for problem in found if problem]


def _day(past: Past, received_on: date, last_on: date, today: date) -> Problem | None:
    told = ""
    if past.done_on > today:
        told = _("不能晚于今天，请核对日期。")
    elif past.done_on < received_on:
        told = _("不能早于收到信访事项的日期，请核对日期。")
    elif past.done_on < last_on:
        told = _("不能早于上一步的日期（%(day)s），请核对日期。")
        told %= {"day": date_format(last_on, _("Y年n月j日"))}
    return Problem("done_on", cited(told, past.verb, past.done_on)) if told else None


def _said(past: Past) -> Problem | None:
    return None if past.text.strip() else Problem("text", _("请照录文书的内容，或者写明它的要点。"))


def _signed(past: Past) -> Problem | None:
    return None if past.issued_by.strip() else Problem("issued_by", _("请填写文书的制发单位。"))


def _served(past: Past, today: date) -> Problem | None:
    if past.served_on is None or past.done_on <= past.served_on <= today:
        return None
    told = _("收到日期不能早于文书的日期，也不能晚于今天。")
    return Problem("served_on", cited(told, past.verb, past.done_on))


def on_paper(entered_at: datetime | None) -> dict[str, object]:
    """What the timeline keeps of an act that was done on paper; nothing of one that was not."""
    return {"on_paper": True, "entered_at": entered_at.isoformat()} if entered_at else {}


def moment_of(day: date, after: datetime, at: datetime) -> datetime:
    """Noon of the day; not before the act before it, not after now."""
    noon = timezone.make_aware(datetime.combine(day, time(12)))
    return min(max(noon, after), at)


def outside_day(made_on: date | None, asked_at: datetime, verb: str, at: datetime) -> str:
    """What is wrong with the date of an opinion of an organ outside, with its article; '' for nothing."""
    if made_on is None:
        return _("请填写区外机关意见书的日期。")
    told = ""
    if made_on > timezone.localdate(at):
        told = _("意见书的日期不能晚于今天。")
    elif made_on < timezone.localdate(asked_at):
        told = _("意见书的日期不能早于收到申请的日期。")
    return cited(told, verb, timezone.localdate(at)) if told else ""


def outside_moment(made_on: date | None, asked_at: datetime, at: datetime) -> tuple[datetime, dict[str, str]]:
    """When it was made, and what the timeline keeps where it was entered on a later day."""
    if made_on is None or made_on == timezone.localdate(at):
        return at, {}
    return moment_of(made_on, asked_at, at), {"entered_at": at.isoformat()}
