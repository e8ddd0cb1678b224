"""What a correction of a tick is held to: what its form showed, and the days that can be."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.rota.models import NoticePlace
from xinfang.kernel.audit.queries import AuditEntry, moves
from xinfang.kernel.clock.reason import past_problems
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["correction_problems", "named", "refuse_stale"]

POSTED, CORRECTED = "reception_notice.posted", "reception_notice.corrected"


def named(row: NoticePlace) -> str:
    """A place in the audit: the notice's month, and what the place is called."""
    return f"{row.notice.plan.year}-{row.notice.month:02d} {row.label}"


def refuse_stale(row: NoticePlace, seen: str) -> None:
    """A form that showed the place otherwise than it stands corrects nothing: who did what, and when."""
    last = _last(row) if seen != row.stands else None
    if last is None:  # nothing was ever ticked there, which is refused in its own words
        return
    again = _("登记了换上新的公告") if row.renewed_on else _("登记了张贴")
    told = {
        "who": last.actor,
        "when": f"{timezone.localtime(last.at):%Y-%m-%d %H:%M}",
        "what": _("更正了登记") if last.event == CORRECTED else again,
        "stands": _stands(row),
    }
    sentence = _(
        "这里的登记在您打开以后变了：%(who)s %(when)s %(what)s，现在是：%(stands)s。"
        "您的更正没有保存，请看过现在的登记再更正。"
    )
    raise Refusal(sentence % told)


def _last(row: NoticePlace) -> AuditEntry | None:
    done = [
        each for event in (POSTED, CORRECTED) for each in moves("reception_notice", row.notice_id, event, {})
    ]
    here = [each for each in done if each.subject == named(row)]
    return max(here, key=lambda each: each.pk, default=None)


def _stands(row: NoticePlace) -> str:
    days = [day.isoformat() for day, _by in row.hangings]
    if not days:
        return _("还没有张贴")
    first = _("%(day)s 张贴") % {"day": days[0]}
    return _("、").join([first, *(_("%(day)s 换上新的") % {"day": day} for day in days[1:])])


def correction_problems(
    row: NoticePlace, posted_on: date | None, renewed_on: date | None, today: date
) -> list[Problem]:
    """What is wrong with the days: the first not before the issue, a renewal not before the change that it
    answers, and none after the one that followed it."""
    if renewed_on is not None and row.renewed_on is None:
        return [Problem("renewed_on", _("这里没有登记换上新的公告，不能更正；换上以后再登记。"))]
    if posted_on is None:
        told = _("写了换上新的日期，也请写明原来张贴的日期。")
        return [Problem("posted_on", told)] if renewed_on is not None else []
    renewals = [date.fromisoformat(was["on"]) for was in row.hung_before[1:]]
    issued = timezone.localdate(row.notice.issued_at)
    found = past_problems("posted_on", posted_on, today=min([today, *renewals]), since=issued)
    if renewed_on is not None and not found:
        answered = row.hung_before[-1]["changed"] if row.hung_before else ""
        since = max(date.fromisoformat(answered) if answered else issued, posted_on, *renewals)
        found = past_problems("renewed_on", renewed_on, today=today, since=since)
    return found
