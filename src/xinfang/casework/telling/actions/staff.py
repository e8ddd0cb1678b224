"""Telling staff inside: one notice an event and person, however many matters it is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinfang.casework.acts.queries import undoable
from xinfang.casework.deadlines.models import Clock, ClockState
from xinfang.casework.petitions.events import Moved, PetitionerSpoke
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.casework.satisfaction.events import Rated
from xinfang.casework.telling.hours import FEW_SECONDS
from xinfang.casework.telling.readers import readers
from xinfang.casework.telling.table import STAFF, StaffRow
from xinfang.kernel.actor import Actor
from xinfang.kernel.notices.actions import Message, queue_many, settle

__all__ = ["Line", "last_day", "message", "notices", "tell_of_petitioner", "tell_of_rating", "tell_staff"]

LISTED = 20  # numbers in one notice; the rest are counted
ARRIVALS = ("forward", "assign", "rule")
CONTESTED = ("request_review", "request_rereview")  # told to whoever answered
# What an answer to an objection is called for the unit that objected.
ANSWERS = {
    "take_back": "staff.taken_back",
    "receive_back": "staff.taken_back",
    "keep": "staff.kept",
    "rule": "staff.ruled_away",
}
OWED = (
    ("notify", gettext_lazy("最迟 %(day)s书面告知信访人")),
    ("feedback", gettext_lazy("最迟 %(day)s报办理结果")),
)


@dataclass(frozen=True)
class Line:
    """One matter in a notice: its number, and what stands behind it."""

    matter: Matter
    words: str = ""


@transaction.atomic
def tell_staff(moved: Sequence[Moved], *, verb: str, by: Actor, at: datetime) -> int:
    """Tell the unit that got matters, or whose objection was answered; returns how many notices."""
    if verb == "withdraw":  # what its petitioner asked for is done
        wished = TimelineEntry.objects.filter(
            verb="ask_withdrawal", matter_id__among=[each.matter_id for each in moved]
        )
        settle(occasions=[f"act:{pk}" for pk in wished.values_list("pk", flat=True)], by=by, at=at)
    if verb not in (*ARRIVALS, *ANSWERS, *CONTESTED, "involve"):
        return 0
    acts = {each.matter_id: each.act_id for each in moved}
    if not acts:
        return 0
    matters = list(Matter.objects.filter(pk__among=list(acts)).select_related("unit").order_by("pk"))
    told: list[Message] = []
    for kind, units in _audience(verb, matters, acts).items():
        for unit, mine in units.items():
            words = _owed(mine) if kind == "staff.assigned" else {}
            lines = [Line(each, words.get(each.pk, "")) for each in mine]
            key = f"act:{min(acts[each.pk] for each in mine)}:{kind}"
            told += notices(STAFF[kind], lines, [(unit, "handle")], key, by, _first(verb, at))
    return queue_many(told, at=at)


@transaction.atomic
def tell_of_petitioner(spoke: PetitionerSpoke, *, by: Actor, at: datetime) -> int:
    """Tell those who work on a matter that its petitioner added something, or wants to withdraw it."""
    matter = Matter.objects.get(pk=spoke.matter_id)
    kind = {"add_information": "staff.information", "ask_withdrawal": "staff.withdrawal"}[spoke.verb]
    seats = [(matter.unit_id, "handle")] if matter.unit_id else []
    if spoke.verb == "ask_withdrawal" or not seats:
        seats.append((matter.registered_unit_id, "register"))  # the office completes it
    told = notices(STAFF[kind], [Line(matter)], seats, f"act:{spoke.act_id}:{kind}", by, at)
    return queue_many(told, at=at)


@transaction.atomic
def tell_of_rating(rated: Rated, *, by: Actor, at: datetime) -> int:
    """Tell the unit that answered, or the office, that its petitioner is not content with it."""
    matter = Matter.objects.get(pk=rated.matter_id)
    rights = {"unit": "handle", "office": "register"}
    seats = [(unit, rights[body]) for body, unit in rated.dissatisfied]
    key = f"rated:{rated.invitation_id}"
    return queue_many(notices(STAFF["staff.dissatisfied"], [Line(matter)], seats, key, by, at), at=at)


def notices(
    row: StaffRow,
    lines: Sequence[Line],
    seats: Iterable[tuple[int, str]],
    key: str,
    by: Actor,
    not_before: datetime,
) -> list[Message]:
    """The notices for those who hold a right at a unit and may see the matters; never for who acts."""
    found = []
    for user, mine in readers([line.matter for line in lines], seats, timezone.localdate(not_before)):
        shown = [line for line in lines if line.matter.pk in mine]
        if user != by.user_id:
            found.append(message(row, shown, f"{key}:{user}", user, not_before))
    return found


def message(row: StaffRow, lines: Sequence[Line], once: str, user: int, not_before: datetime) -> Message:
    """One notice for one person about one matter, or about several in one."""
    with translation.override(settings.LANGUAGE_CODE):
        only = lines[0].matter if len(lines) == 1 else None
        title = str(row.one) % {"number": only.number} if only else str(row.many) % {"n": len(lines)}
        body = [f"{line.matter.number} {line.words}".strip() for line in lines[:LISTED]]
        if only:
            body = [lines[0].words] if lines[0].words else []
        elif len(lines) > LISTED:
            body.append(_("等 %(n)d 件") % {"n": len(lines)})
    return Message(
        once=once,
        kind=row.kind,
        channel="inside",
        user_id=user,
        title=title,
        body="\n".join(body),
        subject_type="matter" if only else "",
        subject_id=only.pk if only else None,
        subject=only.number if only else "",
        not_before=not_before,
    )


def _first(verb: str, at: datetime) -> datetime:
    return at + FEW_SECONDS if undoable(verb) else at


Units = dict[int, list[Matter]]


def _audience(verb: str, matters: Sequence[Matter], acts: dict[int, int]) -> dict[str, Units]:
    """Kind -> unit -> matters."""
    found: dict[str, Units] = {}
    before = _before(acts.values()) if verb in ANSWERS else {}
    for matter in matters:
        left = before.get(matter.pk)
        if verb in ARRIVALS and matter.unit_id:
            found.setdefault("staff.assigned", {}).setdefault(matter.unit_id, []).append(matter)
        if verb in CONTESTED and matter.unit_id:
            found.setdefault("staff.contested", {}).setdefault(matter.unit_id, []).append(matter)
        if verb == "involve" and matter.other_units:
            found.setdefault("staff.helping", {}).setdefault(matter.other_units[-1], []).append(matter)
        if verb == "keep" and matter.unit_id:
            found.setdefault(ANSWERS[verb], {}).setdefault(matter.unit_id, []).append(matter)
        elif verb in ANSWERS and left and left != matter.unit_id:
            found.setdefault(ANSWERS[verb], {}).setdefault(left, []).append(matter)
    return found


def _before(act_ids: Iterable[int]) -> dict[int, int | None]:
    """Matter id -> the unit that it left by an act."""
    lines = TimelineEntry.objects.filter(pk__in=list(act_ids)).values_list("matter_id", "data")
    return {matter: data.get("from") for matter, data in lines}


def _owed(matters: Sequence[Matter]) -> dict[int, str]:
    """What the unit owes first, by the matters' running clocks; one query, whatever their number."""
    running = Clock.objects.filter(
        matter_id__among=[matter.pk for matter in matters[:LISTED]], state=ClockState.OPEN, duty=True
    )
    days: dict[int, dict[str, Clock]] = {}
    for clock in running.only("matter_id", "family", "due_on", "provisional").order_by("pk"):
        days.setdefault(clock.matter_id, {})[clock.family] = clock
    with translation.override(settings.LANGUAGE_CODE):
        return {matter: _said(mine) for matter, mine in days.items()}


def last_day(clock: Clock) -> str:
    """The day by which something is owed; called provisional while it may move with the calendar."""
    day = date_format(clock.due_on, _("Y年n月j日"))
    return _("%(day)s（暂定）") % {"day": day} if clock.provisional else day


def _said(days: dict[str, Clock]) -> str:
    return "；".join(str(words) % {"day": last_day(days[family])} for family, words in OWED if family in days)
