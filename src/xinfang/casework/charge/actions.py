"""The leader's note is kept and set right; the mark is told to the office and to the matter."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import refuse_short
from xinfang.casework.charge import notices
from xinfang.casework.charge.models import LeaderNote, LeaderNoteChange
from xinfang.casework.charge.queries import has_note
from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.models import TimelineEntry
from xinfang.casework.receptions import actions as receptions
from xinfang.casework.receptions.actions.queueing import locked_arrival
from xinfang.casework.receptions.models import Arrival
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.bulk import copy_in
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.longest import refuse_long
from xinfang.kernel.notices.actions import queue_many

__all__ = ["join", "keep_note", "rejoin", "strike"]

LONGEST = 200  # characters of a note, and of the reason why it is set right


@transaction.atomic
def keep_note(*, arrival_id: int, note: str, takes: bool, by: Actor, at: datetime, reason: str = "") -> None:
    """Keep what the leader notes of an arrival; a second time it is set right, with a reason, unless the mark
    alone is added.

    Refuses a note that says nothing, and to take an accusation in charge: it is on no list of cases.
    """
    arrival = locked_arrival(arrival_id)
    words = refuse_long(note, "note", LONGEST)
    if takes and arrival.matter is not None and arrival.matter.confined:
        raise Refusal(problems=[Problem("takes", _("单独保密的事项不列为积案，不能包案。"))])
    row = LeaderNote.objects.select_for_update().filter(arrival=arrival).first()
    if row is None:
        if not words and not takes:
            raise Refusal(problems=[Problem("note", _("请写备注，或者勾选“我来包案”。"))])
        row = LeaderNote.objects.create(arrival=arrival, note=words, takes=takes, by=by.label, at=at)
        newly = takes
    else:
        newly = _set_right(row, words, takes, reason, by, at)
    if newly:
        queue_many(notices.taken(arrival, at), at=at)
    _tell(row, arrival, by, at)
    subject = f"{arrival.reception.day} {arrival.number}"
    after = {"takes": takes}
    record(
        Record("reception.noted", "reception_day", arrival.reception_id, subject, after=after), by=by, at=at
    )


@transaction.atomic
def join(*, arrival_id: int, visit: str, by: Actor, at: datetime) -> None:
    """Tie an arrival to its visit; what the leader took in charge is then told to the matter."""
    receptions.link_visit(arrival_id=arrival_id, visit=visit, by=by, at=at)
    if (row := LeaderNote.objects.select_for_update().filter(arrival_id=arrival_id).first()) is not None:
        _tell(row, locked_arrival(arrival_id), by, at)


@transaction.atomic
def rejoin(*, arrival_id: int, visit: str, reason: str, by: Actor, at: datetime) -> None:
    """Tie an arrival to another visit, or to none; what the leader took in charge is told to that matter."""
    stands = receptions.rejoin(arrival_id=arrival_id, visit=visit, reason=reason, by=by, at=at)
    if (row := LeaderNote.objects.select_for_update().filter(arrival_id=stands).first()) is not None:
        arrival, row.told = locked_arrival(stands), False
        row.save(update_fields=["told"])
        if row.takes and arrival.matter is not None and not arrival.matter.confined:
            queue_many(notices.taken(arrival, at), at=at)  # of the wrong one it was done with
        _tell(row, arrival, by, at)


@transaction.atomic
def strike(*, arrival_id: int, kind: str, reason: str, by: Actor, at: datetime) -> None:
    """Strike an arrival out; refused while a note says that the leader has seen them."""
    receptions.strike(arrival_id=arrival_id, kind=kind, reason=reason, by=by, at=at)
    if has_note(arrival_id):
        raise Refusal(_("这一批有领导备注，说明接待过，不能划去；备注记错了号的，请先更正备注。"))


def _set_right(row: LeaderNote, words: str, takes: bool, reason: str, by: Actor, at: datetime) -> bool:
    """The note as it is to stand, with what stood kept; whether the mark is new."""
    newly = takes and not row.takes
    why = refuse_long(reason, "reason", LONGEST)
    if newly and words == row.note:  # nothing that stood is set right
        with translation.override(settings.LANGUAGE_CODE):  # it is kept, whoever reads it
            why = why or _("领导提出包案")
    else:
        refuse_short(why, "reason", _("请写明为什么更正，至少 %(n)d 个字。"))
    stood, stands = {"note": row.note, "takes": row.takes}, {"note": words, "takes": takes}
    LeaderNoteChange.objects.create(row=row, at=at, by=by.label, reason=why, before=stood, after=stands)
    row.note, row.takes = words, takes
    row.told = row.told and takes  # taken anew, it is told anew
    row.at = at if newly else row.at  # since when it waits to be listed
    row.save(update_fields=["note", "takes", "told", "at"])
    return newly


def _tell(row: LeaderNote, arrival: Arrival, by: Actor, at: datetime) -> None:
    """The matter's timeline says once who takes it in charge; never that of an accusation."""
    matter = arrival.matter
    if not row.takes or row.told or matter is None or matter.confined:
        return
    line = building.act(matter.pk, "takes_charge", by, at, data={"leader": arrival.reception.post})
    copy_in(TimelineEntry, [line])
    row.told = True
    row.save(update_fields=["told"])
