"""The only writers of petitions, matters and their timelines."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.petitions import events as told
from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.compartment import refuse_closed
from xinfang.casework.petitions.entries import Entered, PetitionEntry
from xinfang.casework.petitions.models import (
    Attachment,
    Hold,
    Matter,
    Participant,
    Petition,
    Raising,
    TimelineEntry,
)
from xinfang.casework.petitions.queries.people import FullPerson, full_people
from xinfang.casework.petitions.workflow import next_state
from xinfang.kernel import events
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record, record_many
from xinfang.kernel.bulk import change_many, copy_in, reserve_keys
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.documents.models import StoredFile
from xinfang.registers.organisations.models import Unit

__all__ = ["attach", "conclude_many", "enter_many", "reveal", "revert_batch", "route", "route_each"]

REASON_LENGTH = 4


@transaction.atomic
def enter_many(entries: Sequence[PetitionEntry], *, unit_id: int, by: Actor, at: datetime) -> list[Entered]:
    """Write checked petitions with numbers, matters, participants, timeline and audit; outcomes in order.

    Routes those that name a unit. Called by intake alone, which checks the rules first. Raises Refusal,
    writing nothing, when a matter that is raised again has been reverted or is an accusation.
    """
    opening = sum(1 for entry in entries if entry.raises_matter_id is None and entry.raises_entry is None)
    supply = building.Supply(
        petition_keys=reserve_keys(Petition, len(entries)),
        matter_keys=reserve_keys(Matter, opening),
        first_serial=take_serials(building.years(entries)),
        known_numbers=_raised_again(entries),
    )
    rows = building.build(entries, supply, unit_id=unit_id, by=by, at=at)
    copy_in(Petition, rows.petitions)
    copy_in(Matter, rows.matters)
    copy_in(Raising, rows.raisings, keys=False)
    copy_in(Participant, rows.participants, keys=False)
    copy_in(TimelineEntry, rows.timeline, keys=False)
    record_many(rows.records, by=by, at=at)
    if rows.matters:
        events.publish(
            told.MattersOpened(tuple((matter.pk, matter.received_at) for matter in rows.matters), at)
        )
    routes: dict[tuple[int, int | None], list[int]] = {}
    for index, matter_id in rows.opened.items():
        to_unit = entries[index].to_unit_id
        if to_unit:
            routes.setdefault((to_unit, entries[index].import_batch), []).append(matter_id)
    for (to_unit, batch), ids in routes.items():
        route(matter_ids=ids, to_unit_id=to_unit, by=by, at=at, import_batch=batch)
    return rows.entered


def _raised_again(entries: Sequence[PetitionEntry]) -> dict[int, str]:
    """The numbers of the earlier matters, locked: nobody takes them back while they are raised again."""
    wanted = {entry.raises_matter_id for entry in entries if entry.raises_matter_id is not None}
    earlier = Matter.objects.select_for_update(no_key=True).filter(pk__among=wanted).order_by("pk")
    live = earlier.exclude(state="reverted").filter(confined=False)
    numbers = dict(live.values_list("pk", "number")) if wanted else {}
    if len(numbers) < len(wanted):
        raise Refusal(_("要并入的事项已经撤销，或者不能并入；请重新选择，或另立事项登记。"))
    return numbers


def take_serials(needs: dict[int, int], series: str = "petition") -> dict[int, int]:
    """The first free serial of each year, after taking as many as needed.

    The counter's row stays locked to the end of the transaction, so that a number is never given twice and a
    rolled back one leaves no gap.
    """
    found: dict[int, int] = {}
    with connection.cursor() as cursor:
        for year in sorted(needs):
            cursor.execute(
                "INSERT INTO casework_numbercounter (series, year, last) VALUES (%s, %s, %s) "
                "ON CONFLICT (series, year) DO UPDATE SET last = casework_numbercounter.last + EXCLUDED.last "
                "RETURNING last",
                [series, year, needs[year]],
            )
            row = cursor.fetchone()
            assert row
            found[year] = row[0] - needs[year] + 1
    return found


@transaction.atomic
def route(
    *,
    matter_ids: Sequence[int],
    to_unit_id: int,
    by: Actor,
    at: datetime,
    reason: str = "",
    import_batch: int | None = None,
) -> int:
    """Send matters to the unit with the power to decide (条例 2022, 22). Returns how many.

    Refuses, changing nothing, when a matter's state does not allow it, the unit is the accused one,
    or nobody could open an accusation there.
    """
    matters = list(Matter.objects.select_for_update().filter(pk__in=matter_ids).order_by("pk"))
    unit = Unit.objects.get(pk=to_unit_id)
    refuse_closed(matters, unit, timezone.localdate(at))
    lines, records = [], []
    for matter in matters:
        following = next_state(matter.state, "route")
        data = {"unit_id": unit.pk, "to": unit.name, "from": matter.unit_id, **building.mark_of(import_batch)}
        lines.append(building.act(matter.pk, "route", by, at, note=reason, data=data))
        before = {"state": matter.state, "unit": matter.unit_id}
        records.append(
            Record(
                "matter.routed",
                "matter",
                matter.pk,
                matter.number,
                before,
                {"state": following, "unit": unit.pk},
            )
        )
        matter.state, matter.unit = following, unit
    change_many(Matter, matters, ["state", "unit"])
    copy_in(TimelineEntry, lines)
    record_many(records, by=by, at=at)
    events.publish(told.MattersRouted(tuple(matter.pk for matter in matters), at))
    return len(matters)


@transaction.atomic
def route_each(
    *, matter_ids: Sequence[int], to_unit_id: int, by: Actor, at: datetime, reason: str = ""
) -> tuple[int, list[str]]:
    """Route what can be routed; the number done and the sentences of those refused, which stay as they were.

    Halves are tried apart until the refused ones stand alone: n good ones cost one call, not n.
    """
    try:
        with transaction.atomic():
            how = {"to_unit_id": to_unit_id, "by": by, "at": at, "reason": reason}
            return route(matter_ids=matter_ids, **how), []  # type: ignore[arg-type]
    except Refusal as refusal:
        if len(matter_ids) == 1:
            number = Matter.objects.values_list("number", flat=True).get(pk=matter_ids[0])
            sentence = str(refusal)
            return 0, [sentence if number in sentence else f"{number} {sentence}"]
    middle = len(matter_ids) // 2
    done = 0
    refused: list[str] = []
    for half in (matter_ids[:middle], matter_ids[middle:]):
        count, sentences = route_each(matter_ids=half, to_unit_id=to_unit_id, by=by, at=at, reason=reason)
        done, refused = done + count, refused + sentences
    return done, refused


@transaction.atomic
def attach(*, petition: Petition, stored_file: StoredFile, by: Actor, at: datetime) -> None:
    """Add a stored file to a petition. Its name may hold a person's: timeline and audit name the key only."""
    place = Attachment.objects.filter(petition=petition).count()
    Attachment.objects.create(petition=petition, file=stored_file, position=place)
    data = {"file": stored_file.pk, "number": petition.number}
    raised = Matter.objects.filter(raisings__petition=petition).order_by("pk")
    copy_in(TimelineEntry, [building.act(matter.pk, "attach", by, at, data=data) for matter in raised])
    after = {"file": stored_file.pk, "media_type": stored_file.media_type, "bytes": stored_file.size}
    record(
        Record("petition.file_attached", "petition", petition.pk, petition.number, after=after), by=by, at=at
    )


@transaction.atomic
def reveal(*, matter: Matter, reason: str, by: Actor, at: datetime) -> list[FullPerson]:
    """The people of a matter in full, recorded one by one with the reason and without any value.

    Raises Refusal for a reason of fewer than four characters (个人信息保护法 6, 28: a definite purpose).
    """
    why = " ".join(reason.split())
    if len(why) < REASON_LENGTH:
        sentence = _("请写明查看理由，至少 %(n)d 个字。") % {"n": REASON_LENGTH}
        raise Refusal(problems=[Problem("reason", sentence)])
    live = Raising.objects.filter(matter=matter, petition__reverted_at=None).order_by("pk")
    numbers = dict(live.values_list("petition_id", "petition__number"))
    people = full_people(list(numbers))
    after = {"reason": why, "matter": matter.number}
    records = [
        Record("people.revealed", "person", each.person_id, numbers[each.petition_id], after=after)
        for each in people
    ]
    record_many(records, by=by, at=at)
    return people


@transaction.atomic
def conclude_many(
    answers: Sequence[tuple[int, datetime]], *, by: Actor, at: datetime, import_batch: int | None = None
) -> int:
    """Conclude matters, each at the moment of its answer. Refuses all when a hold is pinned on one."""
    when = dict(answers)
    locked = Matter.objects.select_for_update().filter(pk__among=when).order_by("pk")
    matters = list(locked.only("number", "state"))
    held = Hold.objects.filter(matter_id__among=when, released_at=None).select_related("matter").first()
    if held:
        raise Refusal(
            _("%(number)s 暂时不能办结：%(reason)s。") % {"number": held.matter.number, "reason": held.reason}
        )
    lines, records = [], []
    for matter in matters:
        before = matter.state
        matter.state = next_state(before, "conclude")
        matter.concluded_at = when[matter.pk]
        lines.append(
            building.act(matter.pk, "conclude", by, when[matter.pk], data=building.mark_of(import_batch))
        )
        after = {"state": matter.state, "concluded_at": when[matter.pk].isoformat()}
        records.append(
            Record("matter.concluded", "matter", matter.pk, matter.number, {"state": before}, after)
        )
    change_many(Matter, matters, ["state", "concluded_at"])
    copy_in(TimelineEntry, lines, keys=False)
    record_many(records, by=by, at=at)
    events.publish(told.MattersConcluded(tuple((pk, moment) for pk, moment in when.items()), at))
    return len(matters)


@transaction.atomic
def revert_batch(*, import_batch: int, by: Actor, at: datetime) -> int:
    """Take an import back: its petitions and matters leave lists and figures; nothing is deleted.

    Their form keys are given up, so that the same file can be imported again. Refuses when a person has
    worked on one of the matters, or a later petition raised one again. Returns the number of petitions.
    """
    petitions = list(Petition.objects.select_for_update().filter(import_batch=import_batch, reverted_at=None))
    opened = Raising.objects.filter(petition__in=petitions, kind="first").values_list("matter_id", flat=True)
    matters = list(Matter.objects.select_for_update().filter(pk__among=list(opened)).order_by("pk"))
    _refuse_touched(matters, import_batch)
    records = []
    for petition in petitions:
        petition.reverted_at, petition.form_key = at, uuid.uuid4()
        records.append(Record("petition.reverted", "petition", petition.pk, petition.number))
    lines = []
    for matter in matters:
        matter.state = next_state(matter.state, "revert")
        lines.append(building.act(matter.pk, "revert", by, at))
    lines += _taken_from_others(petitions, matters, by, at)
    change_many(Petition, petitions, ["reverted_at", "form_key"])
    change_many(Matter, matters, ["state"])
    copy_in(TimelineEntry, lines)
    record_many(records, by=by, at=at)
    events.publish(told.MattersReverted(tuple(matter.pk for matter in matters), at))
    return len(petitions)


def _taken_from_others(
    petitions: Sequence[Petition], matters: Sequence[Matter], by: Actor, at: datetime
) -> list[TimelineEntry]:
    """A line for each other matter that loses a petition; it has a petition, so is nobody's work."""
    numbers = {petition.pk: petition.number for petition in petitions}
    linked = Raising.objects.filter(petition_id__among=numbers).exclude(kind="first").order_by("pk")
    own = {matter.pk for matter in matters}
    return [
        building.act(matter, "revert", by, at, petition_id=petition, data={"number": numbers[petition]})
        for matter, petition in linked.values_list("matter_id", "petition_id")
        if matter not in own
    ]


def _refuse_touched(matters: Sequence[Matter], import_batch: int) -> None:
    raised = Raising.objects.filter(matter__in=matters, petition__reverted_at=None)
    later = raised.exclude(petition__import_batch=import_batch).select_related("matter").first()
    if later:
        raise Refusal(_("不能撤销：%(number)s 已有后来的信访件并入。") % {"number": later.matter.number})
    # A missing key compares as unknown in SQL: said twice, or every person's work would be overlooked.
    anothers = ~Q(data__import_batch=import_batch) | Q(data__import_batch__isnull=True)
    worked = TimelineEntry.objects.filter(anothers, matter__in=matters, petition=None)
    touched = worked.select_related("matter").first()
    if touched:
        raise Refusal(_("不能撤销：%(number)s 导入后已有人办理。") % {"number": touched.matter.number})
