"""Published reception days as iCalendar (RFC 5545): who receives when and where, what changed and why."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.receptions.queries import PlanChange, ReceptionDay

__all__ = ["calendar"]

HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//xinfang//receptions//ZH", "CALSCALE:GREGORIAN")


def calendar(
    days: Iterable[ReceptionDay], changes: Mapping[int, Sequence[PlanChange]], resting: Collection[int] = ()
) -> str:
    """The feed of the days; `changes`: those of each, newest first; `resting`: those that fell on days of
    rest, of which it is not settled whether they are held."""
    lines = [*HEAD]
    for row in days:
        lines += _event(row, changes.get(row.pk, ()), row.pk in resting)
    return "\r\n".join(folded for line in [*lines, "END:VCALENDAR"] for folded in _folded(line)) + "\r\n"


def _event(row: ReceptionDay, changes: Sequence[PlanChange], rests: bool) -> list[str]:
    """One day. A calendar that has it already takes the change: each raises SEQUENCE (3.8.7.4) and stands
    with its reason in the description; without METHOD, DTSTAMP is that of the last revision (3.8.7.2)."""
    published = row.plan.published_at or row.plan.made_at
    revised = _moment(max([published, *(each.at for each in changes)]))
    start, end = (
        timezone.make_aware(datetime.combine(row.day, clock_time))
        for clock_time in (row.from_time, row.to_time)
    )
    reasons = "\n".join(f"{each.get_kind_display()}：{_was(each, row)}{each.reason}" for each in changes)
    return [
        "BEGIN:VEVENT",
        f"UID:reception-{row.pk}@xinfang",
        f"DTSTAMP:{revised}",
        f"LAST-MODIFIED:{revised}",
        f"SEQUENCE:{len(changes)}",
        f"DTSTART:{_moment(start)}",
        f"DTEND:{_moment(end)}",
        "SUMMARY:" + _text(_("领导接访：%(who)s") % {"who": f"{row.post} {row.name}".strip()}),
        *(["DESCRIPTION:" + _text(reasons)] if reasons else []),
        "LOCATION:" + _text(f"{row.plan.unit} {row.place}"),
        "STATUS:" + ("CANCELLED" if row.state == "cancelled" else "TENTATIVE" if rests else "CONFIRMED"),
        "END:VEVENT",
    ]


def _was(change: PlanChange, row: ReceptionDay) -> str:
    """What stood before, as the page says it."""
    if day := change.before.get("day"):
        if change.whose == row.post:
            return _("原定 %(day)s；") % {"day": day}
        return _("原定 %(day)s，%(post)s；") % {"day": day, "post": change.whose}
    if change.kind in ("stand_in", "named") and (post := change.before.get("post")):
        return _("原为%(post)s；") % {"post": post}
    if change.kind == "place":
        return _("原在%(place)s；") % {"place": change.before["place"]}
    if change.kind == "handed":
        told = {"time": change.after["to_time"], "now": change.after["post"]}
        return _("到 %(time)s 为止，以后由%(now)s接着接访；") % told
    return ""


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    """Lines end with a sign of their own (3.3.11), however a browser or another system sent them."""
    value = "\n".join(value.splitlines())
    for sign in ("\\", ";", ","):
        value = value.replace(sign, "\\" + sign)
    return value.replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """Lines of at most 75 octets, never broken within a character."""
    found, rest = [], line
    while len(rest.encode()) > 74:
        cut = 74
        while len(rest[:cut].encode()) > 74:
            cut -= 1
        found.append(rest[:cut])
        rest = " " + rest[cut:]
    return [*found, rest]
