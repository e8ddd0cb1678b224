"""Telling petitioners of acts, by the ways they agreed to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from xinfang.casework.acts.queries import undoable
from xinfang.casework.acts.together import gathered
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.petitions.events import Moved
from xinfang.casework.petitions.models import Matter, RaisingKind, TimelineEntry
from xinfang.casework.petitions.queries import Reach, reached
from xinfang.casework.telling.hours import FEW_SECONDS
from xinfang.casework.telling.table import INVITED, NEWS, OTHERS, TO_PETITIONERS, ToldRow
from xinfang.kernel.actor import Actor
from xinfang.kernel.notices.actions import Message, queue_many
from xinfang.kernel.notices.rules import by_day

__all__ = ["Occasion", "invite", "messages", "people", "tell_petitioners"]

NO_DAY: tuple[date | None, bool] = (None, False)
_DAY = ("due_on", "provisional")


@dataclass(frozen=True)
class Occasion:
    """What a message is about."""

    key: str
    row: ToldRow
    until: date | None = None
    provisional: bool = False  # the day may still move with the calendar


@transaction.atomic
def tell_petitioners(moved: Sequence[Moved], *, verb: str, by: Actor, at: datetime) -> int:
    """Queue what the table says for an act; returns how many messages.

    Nobody who has not agreed is told, and of a matter that was split off only its first one's act. Whoever
    joined a matter, or whose own was merged into it, is told too, of nothing that is another's own.
    """
    row = TO_PETITIONERS.get(verb)
    if row is None:
        return 0
    first = FEW_SECONDS if undoable(verb) else timedelta()
    acts = {each.matter_id: each.act_id for each in moved}
    parts = _parts(acts) if verb == "register" else set()
    days = _days(acts, row.family)
    askers = _askers(acts, verb)
    told = []
    for target, reach in people(acts):
        if reach.matter_id in parts:
            continue
        said = _row(row, verb, reach, target, askers)
        until = days.get(target, NO_DAY) if said is row else NO_DAY
        told += list(messages(reach, Occasion(f"act:{acts[target]}", said, *until), at + first))
    return queue_many(told, at=at)


@transaction.atomic
def invite(invited: Sequence[tuple[int, int, date]], *, by: Actor, at: datetime) -> int:
    """Queue the invitation to rate: (matter id, act id, last day) each. Returns how many messages."""
    asked = {matter: (act, last) for matter, act, last in invited}
    told = []
    for target, reach in people(asked):
        act, last = asked[target]
        told += list(messages(reach, Occasion(f"rating:{act}", INVITED, last), at))
    return queue_many(told, at=at)


def people(matter_ids: Iterable[int]) -> Iterator[tuple[int, Reach]]:
    """(the matter that is handled, whom to tell), each petition once a matter."""
    inside = gathered(matter_ids)
    seen: set[tuple[int, int]] = set()
    for reach in reached(inside):
        mark = (inside[reach.matter_id], reach.petition_id)
        if mark not in seen:
            seen.add(mark)
            yield mark[0], reach


def _askers(acts: Mapping[int, int], verb: str) -> dict[int, int]:
    """Matter id -> the petition that asked for the act, where one did that is not the first."""
    if verb not in OTHERS:
        return {}
    lines = TimelineEntry.objects.filter(pk__among=list(acts.values()), data__has_key="petition")
    return dict(lines.values_list("matter_id", "data__petition"))


def _row(row: ToldRow, verb: str, reach: Reach, target: int, askers: Mapping[int, int]) -> ToldRow:
    """What the holder of a petition is told: the act, or what others are told of it."""
    if verb not in OTHERS or askers.get(target) == reach.petition_id:
        return row
    other = reach.kind == RaisingKind.JOINED or reach.matter_id != target
    return OTHERS[verb] if other or target in askers else row


def _parts(acts: Mapping[int, int]) -> set[int]:
    """Matters that were split off: their petition was told of its registration and is told of the split."""
    split = Matter.objects.filter(pk__among=list(acts), split_from__isnull=False)
    return set(split.values_list("pk", flat=True))


def _days(matter_ids: Iterable[int], family: str) -> dict[int, tuple[date, bool]]:
    """The last day of each matter's newest clock of a family, and whether it is provisional; nothing without
    a family."""
    if not family:
        return {}
    clocks = Clock.objects.filter(matter_id__among=list(matter_ids), family=family).order_by("pk")
    return {matter: (day, open_) for matter, day, open_ in clocks.values_list("matter_id", *_DAY)}


def messages(reach: Reach, occasion: Occasion, at: datetime) -> Iterator[Message]:
    """What the holder of a petition is sent, by each way that was agreed to; of an accusation only news."""
    said = NEWS if reach.confined else occasion.row
    with translation.override(reach.language):
        title, words = _words(reach.number, replace(occasion, row=said))
    told = Message(
        once=f"{occasion.key}:{reach.petition_id}",
        kind=occasion.row.kind,
        channel="",
        body=words,
        language=reach.language,
        subject_type="petition",
        subject_id=reach.petition_id,
        subject=reach.number,
        not_before=at,
    )
    if reach.sms:
        yield replace(told, once=f"{told.once}:sms", channel="sms", to=reach.sms, not_before=by_day(at))
    if reach.email:
        yield replace(told, once=f"{told.once}:email", channel="email", to=reach.email, title=title)


def _words(number: str, occasion: Occasion) -> tuple[str, str]:
    """Title and text. The house signs; where to ask is an address without a number, and never a code."""
    row, until = occasion.row, occasion.until
    what = str(row.words)
    if until and row.until:
        day = date_format(until, _("Y年n月j日"))
        what += str(row.until) % {"day": _("%(day)s（暂定）") % {"day": day} if occasion.provisional else day}
    told = _("您的信访件 %(number)s：%(what)s。请凭编号和查询码查询。") % {"number": number, "what": what}
    if settings.XINFANG_FOLLOW_ADDRESS:
        told += settings.XINFANG_FOLLOW_ADDRESS
    office = _("【%(office)s】") % {"office": settings.XINFANG_OFFICE} if settings.XINFANG_OFFICE else ""
    return _("您的信访件 %(number)s 有新的进展") % {"number": number}, office + told
