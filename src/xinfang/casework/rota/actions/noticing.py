"""The notice of a month is made from the published plan, and each place where it hangs is ticked."""

from collections.abc import Collection
from datetime import date, datetime
from typing import IO, Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import refuse_short
from xinfang.casework.rota.models import (
    DayState,
    MonthNotice,
    NoticePlace,
    PlaceChange,
    PlanState,
    ReceptionPlan,
)
from xinfang.casework.rota.placing import correction_problems, named, refuse_stale
from xinfang.casework.rota.published import LONGEST_REASON
from xinfang.casework.rota.queries.resting import resting
from xinfang.casework.rota.rules import notice_due
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.longest import refuse_long
from xinfang.registers.calendars.queries import calendar
from xinfang.registers.documents.actions import store
from xinfang.registers.organisations.models import Unit, UnitKind

__all__ = ["HALL", "changed", "correct_place", "issue_notice", "tick_place"]

HALL = "候访大厅"
HELD = ["posted_on", "renewed_on", "posted_by", "hung_version", "hung_before", "photo"]
POSTS = (UnitKind.STREET, UnitKind.COMMUNITY)


@transaction.atomic
def issue_notice(*, plan_id: int, month: int, by: Actor, at: datetime) -> int:
    """Make the notice of a month: the waiting hall, and each street and community below, is to post it.

    Refuses a month that is over, one without a reception day, one in which days fell on days of rest, and a
    second notice. Returns its id.
    """
    plan = ReceptionPlan.objects.select_for_update().get(pk=plan_id)
    if plan.state != PlanState.PUBLISHED:
        raise Refusal(_("计划公布以后才有月度公告。"))
    today = timezone.localdate(at)
    if not 1 <= month <= 12 or (plan.year, month) < (today.year, today.month):
        sentence = _("%(year)s 年 %(month)s 月已经过去，不能再发公告。")
        raise Refusal(problems=[Problem("month", sentence % {"year": plan.year, "month": month})])
    days = plan.days.filter(day__month=month).exclude(state=DayState.CANCELLED)
    if not days.exists():
        raise Refusal(problems=[Problem("month", _("这个月没有接访安排，不用公告。"))])
    if plan.notices.filter(month=month).exists():
        raise Refusal(problems=[Problem("month", _("这个月的公告已经发过。"))])
    if rest := resting(days.order_by("day", "pk"), today):
        told = _("%(days)s 现在是休息日：请先改期、取消，或者写明照常接访，再发公告。")
        named = _("、").join(dict.fromkeys(f"{each.day:%m-%d}" for each in rest))
        raise Refusal(problems=[Problem("month", told % {"days": named})])
    due = notice_due(plan.year, month, calendar())
    row = MonthNotice.objects.create(plan=plan, month=month, due_on=due, issued_at=at, issued_by=by.label)
    places = [NoticePlace(notice=row, label=HALL)]
    below = Unit.objects.in_force(today).filter(path__startswith=plan.unit.path, kind__in=POSTS)
    places += [NoticePlace(notice=row, unit=unit, label=unit.name) for unit in below.order_by("path")]
    NoticePlace.objects.bulk_create(places)
    subject = f"{plan.year}-{month:02d}"
    record(Record("reception_notice.issued", "reception_notice", row.pk, subject), by=by, at=at)
    return row.pk


@transaction.atomic
def tick_place(
    *,
    place_id: int,
    posted_on: date,
    by: Actor,
    at: datetime,
    photo: IO[Any] | bytes | None = None,
    photo_name: str = "",
) -> None:
    """It hangs there since a day, the first or a changed one; with a photo that shows it.

    What hung before a change may be ticked after it, by its own day: the changed one is a tick of its own.
    """
    row = NoticePlace.objects.select_for_update(of=("self",)).select_related("notice__plan").get(pk=place_id)
    notice = row.notice
    if row.hung_version == notice.version:
        raise Refusal(_("这里已经登记张贴，公告以后没有变。"))
    _refuse_untimely(row, posted_on, timezone.localdate(at))
    if row.posted_on is None:
        row.posted_on = posted_on
    else:
        row.hung_before = [*row.hung_before, _hung(row)]
        row.renewed_on = posted_on
    row.posted_by, row.hung_version = by.label, _version_on(notice, posted_on)
    if photo is not None:
        row.photo = store(name=photo_name, file=photo, by=by, at=at)
    row.save(update_fields=HELD)
    after = {"posted_on": posted_on.isoformat()}
    record(
        Record("reception_notice.posted", "reception_notice", notice.pk, named(row), after=after),
        by=by,
        at=at,
    )


def _refuse_untimely(row: NoticePlace, day: date, today: date) -> None:
    """The first one is not posted before its issue, a renewal not before the change that it answers."""
    if row.posted_on is None or row.notice.changed_at is None:
        since, told = timezone.localdate(row.notice.issued_at), _("张贴的日期要在公告发出之后、今天或以前。")
    else:
        since = timezone.localdate(row.notice.changed_at)
        sentence = _("张贴的日期要在 %(day)s 公告变动以后（含当天）、今天或以前。")
        told = sentence % {"day": since.isoformat()}
    if not since <= day <= today:
        raise Refusal(problems=[Problem("posted_on", told)])


def _version_on(notice: MonthNotice, day: date) -> int:
    """Which version was hung on a day: the one that holds, from the day of the last change on. Of those
    before it the first is told, which is the least: that it is not the one that holds is what is asked."""
    earlier = notice.changed_at is not None and day < timezone.localdate(notice.changed_at)
    return 1 if earlier else notice.version


def _hung(row: NoticePlace) -> dict[str, object]:
    """What hangs there now, as a renewal of today's version keeps it."""
    on, changed_at = row.renewed_on or row.posted_on, row.notice.changed_at
    answered = timezone.localdate(changed_at).isoformat() if changed_at else ""
    was = {"on": on.isoformat() if on else "", "by": row.posted_by, "version": row.hung_version}
    return was | {"photo": row.photo_id, "changed": answered}


@transaction.atomic
def correct_place(
    *,
    place_id: int,
    seen: str,
    posted_on: date | None,
    renewed_on: date | None,
    reason: str,
    by: Actor,
    at: datetime,
    photo: IO[Any] | bytes | None = None,
    photo_name: str = "",
) -> None:
    """A tick as it should have been, with a reason; what stood stays on record. Without `posted_on` nothing
    hangs there after all; without `renewed_on` the last changed notice does not. `seen`: how the place stood
    (`NoticePlace.stands`) when the days were written; refused when it stands otherwise since."""
    row = NoticePlace.objects.select_for_update(of=("self",)).select_related("notice__plan").get(pk=place_id)
    refuse_stale(row, seen)
    if row.posted_on is None:
        raise Refusal(_("这里还没有登记张贴，直接登记就可以。"))
    words = refuse_short(reason, "reason", _("请写明为什么更正，至少 %(n)d 个字。"))
    why = refuse_long(words, "reason", LONGEST_REASON)
    same = (posted_on, renewed_on) == (row.posted_on, row.renewed_on) and photo is None
    found = correction_problems(row, posted_on, renewed_on, timezone.localdate(at))
    if not found and same:
        found = [Problem("posted_on", _("和原来登记的一样，不用更正。"))]
    if found:
        raise Refusal(problems=found)
    before = _ticked(row)
    _set(row, posted_on, renewed_on)
    if photo is not None and posted_on is not None:
        row.photo = store(name=photo_name, file=photo, by=by, at=at)
    row.save(update_fields=HELD)
    after = _ticked(row)
    PlaceChange.objects.create(place=row, at=at, by=by.label, reason=why, before=before, after=after)
    about = ("reception_notice", row.notice_id, named(row), before, after)
    record(Record("reception_notice.corrected", *about), by=by, at=at)


def _set(row: NoticePlace, posted_on: date | None, renewed_on: date | None) -> None:
    """The days as they are corrected: what hung before a renewal that is taken back does so still."""
    row.posted_on = posted_on
    if posted_on is None:
        row.renewed_on, row.hung_before = None, []
        row.hung_version, row.posted_by, row.photo = 0, "", None
    elif renewed_on is None and row.renewed_on is not None:
        *row.hung_before, was = row.hung_before
        row.hung_version, row.posted_by, row.photo_id = was["version"], was["by"], was["photo"]
        row.renewed_on = date.fromisoformat(was["on"]) if row.hung_before else None
    else:
        row.renewed_on = renewed_on
        if renewed_on is None:  # never a newer one than was ticked: that would be a renewal nobody told of
            row.hung_version = min(row.hung_version, _version_on(row.notice, posted_on))


def _ticked(row: NoticePlace) -> dict[str, object]:
    days = {"posted_on": row.posted_on, "renewed_on": row.renewed_on}
    told: dict[str, object] = {name: day.isoformat() if day else "" for name, day in days.items()}
    return told | {"photo": row.photo_id, "posted_by": row.posted_by}


def changed(plan: ReceptionPlan, months: Collection[int], at: datetime) -> None:
    """Days of some months are not as their notices say: whoever hung one is to hang the new one."""
    rows = plan.notices.filter(month__in=months)
    rows.update(version=F("version") + 1, changed_at=at)
