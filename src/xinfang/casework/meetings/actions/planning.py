"""A meeting is called with its agenda and the posts that are to come; or called off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.meetings.models import AgendaPoint, Attendance, Meeting, MeetingState
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.clock.reason import far_problems
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.locks import one_at_a_time
from xinfang.kernel.longest import too_long
from xinfang.registers.calendars.queries import calendar
from xinfang.registers.organisations.queries import unit_words
from xinfang.registers.petitioners.mentions import personal_problems, petitioner_problems

__all__ = ["AgendaEntry", "MeetingEntry", "called", "cancel_meeting", "plan_meeting", "told"]


@dataclass(frozen=True)
class AgendaEntry:
    """One point as it is put on the agenda."""

    title: str
    matter_id: int | None = None
    topic_id: int | None = None


@dataclass(frozen=True)
class MeetingEntry:
    """A meeting as it is called. `posts`: who is to come, by post; the chair is one of them anyway."""

    title: str
    day: date
    chair: str
    agenda: Sequence[AgendaEntry]
    posts: Sequence[str] = ()
    place: str = ""


@transaction.atomic
def plan_meeting(*, entry: MeetingEntry, unit_id: int, form_key: UUID, by: Actor, at: datetime) -> Meeting:
    """Call a meeting; the same form sent twice is one meeting.

    Refuses one without agenda or chair, on a day of rest or past, and an accusation on the agenda.
    """
    one_at_a_time("meetings", [form_key.bytes])
    known = Meeting.objects.filter(form_key=form_key).first()
    if known:
        return known
    _refuse(entry, timezone.localdate(at))
    meeting = Meeting.objects.create(
        unit_id=unit_id,
        title=entry.title.strip(),
        day=entry.day,
        place=entry.place.strip(),
        chair=entry.chair.strip(),
        form_key=form_key,
        planned_at=at,
        planner=by.label,
    )
    points = [
        AgendaPoint(
            meeting=meeting,
            position=place,
            title=each.title.strip(),
            matter_id=each.matter_id,
            topic_id=each.topic_id,
        )
        for place, each in enumerate(entry.agenda, start=1)
    ]
    AgendaPoint.objects.bulk_create(points)
    posts = dict.fromkeys([entry.chair.strip(), *(post.strip() for post in entry.posts)])
    Attendance.objects.bulk_create([Attendance(meeting=meeting, post=post) for post in posts if post])
    told(meeting, "plan", by, at)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Call it off, with the reason."""
    meeting = called(meeting_id)
    if len(reason.strip()) < 4:
        raise Refusal(problems=[Problem("reason", _("请写明为什么取消。"))])
    if named := petitioner_problems({"reason": (_("取消的原因"), reason)}, unit_words()):
        raise Refusal(problems=named)
    meeting.state, meeting.reason = MeetingState.CANCELLED, reason.strip()
    meeting.save(update_fields=["state", "reason"])
    told(meeting, "cancel", by, at)


def called(meeting_id: int) -> Meeting:
    """The meeting, locked, as long as it is neither held nor called off."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting_id)
    if meeting.state != MeetingState.PLANNED:
        raise Refusal(_("会议“%(state)s”，不能再改。") % {"state": meeting.get_state_display()})
    return meeting


def told(meeting: Meeting, verb: str, by: Actor, at: datetime) -> None:
    """What was done with a meeting, in the audit."""
    after = {"verb": verb, "day": meeting.day.isoformat()}
    record(Record("meeting.moved", "meeting", meeting.pk, meeting.title[:60], after=after), by=by, at=at)


def _long(field: str, most: int, lines: Iterable[str]) -> list[Problem]:
    """What is said of the first line that has too many characters."""
    told = (too_long(line.strip(), most) for line in lines)
    return [Problem(field, sentence) for sentence in told if sentence][:1]


def _refuse(entry: MeetingEntry, today: date) -> None:
    found = []
    if not entry.title.strip() or len(entry.title.strip()) > 80:
        found.append(Problem("title", _("请写会议名称，最多 80 个字。")))
    if not entry.chair.strip():
        found.append(Problem("chair", _("请写明由谁主持，写职务。")))
    found += _day(entry.day, today)
    if not [each for each in entry.agenda if each.title.strip()]:
        found.append(Problem("agenda", _("请至少列一项议题。")))
    found += _long("more", 200, [each.title for each in entry.agenda]) + _long("posts", 60, entry.posts)
    confined = Matter.objects.filter(pk__in=[each.matter_id for each in entry.agenda], confined=True)
    if confined.exists():
        found.append(Problem("agenda", _("检举控告单独保密，不能列入会议议题。")))
    own = "\n".join(each.title for each in entry.agenda if not each.matter_id and not each.topic_id)
    texts = {
        "title": (_("会议名称"), entry.title),
        "place": (_("地点"), entry.place),
        "more": (_("其他议题"), own),
    }
    # Who comes is an official: that a petitioner is called the same is no reason to refuse the name.
    officials = {
        "chair": (_("主持人（写职务）"), entry.chair),
        "posts": (_("参加的人（写职务）"), "\n".join(entry.posts)),
    }
    found += petitioner_problems(texts, unit_words()) + personal_problems(officials, unit_words())
    if found:
        raise Refusal(problems=found)


def _day(day: date, today: date) -> list[Problem]:
    if day < today:
        return [Problem("day", _("会议日期已经过了，请改正。"))]
    if far := far_problems("day", day, on=today):
        return far
    return [] if calendar().is_working(day) else [Problem("day", _("这一天是休息日，请另选。"))]
