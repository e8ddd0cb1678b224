"""Writing what arrives: petitions and matters with numbers, timeline and audit."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.entries import Entered, PetitionEntry
from xinfang.casework.petitions.events import MattersMoved, Moved
from xinfang.casework.petitions.models import (
    Consent,
    Matter,
    Participant,
    Petition,
    Raising,
    TimelineEntry,
)
from xinfang.kernel import events
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import record_many
from xinfang.kernel.bulk import copy_in, reserve_keys
from xinfang.kernel.errors import Refusal

__all__ = ["enter_many", "take_serials"]


@transaction.atomic
def enter_many(entries: Sequence[PetitionEntry], *, unit_id: int, by: Actor, at: datetime) -> list[Entered]:
    """Write checked petitions with numbers, matters, participants, timeline and audit; outcomes in order.

    Called by intake alone, which checks the rules first and routes those that name a unit. Raises Refusal,
    writing nothing, when a matter that is raised again has been reverted or is an accusation.
    """
    opening = sum(1 for entry in entries if entry.raises_matter_id is None and entry.raises_entry is None)
    supply = building.Supply(
        petition_keys=reserve_keys(Petition, len(entries)),
        matter_keys=reserve_keys(Matter, opening),
        line_keys=reserve_keys(TimelineEntry, len(entries)),
        first_serial=take_serials(building.years(entries)),
        known_numbers=_raised_again(entries),
    )
    rows = building.build(entries, supply, unit_id=unit_id, by=by, at=at)
    copy_in(Petition, rows.petitions)
    copy_in(Matter, rows.matters)
    copy_in(Raising, rows.raisings, keys=False)
    copy_in(Participant, rows.participants, keys=False)
    copy_in(Consent, rows.consents, keys=False)
    copy_in(TimelineEntry, rows.timeline)
    record_many(rows.records, by=by, at=at)
    if rows.opened:
        events.publish(MattersMoved("register", _opened(entries, rows), at, by.user_id))
    return rows.entered


def _opened(entries: Sequence[PetitionEntry], rows: building.Rows) -> tuple[Moved, ...]:
    """Every matter that the call opened, as the event tells it."""
    lines = rows.timeline
    return tuple(
        Moved(
            matter_id=matter_id,
            act_id=lines[index].pk,
            moment=entries[index].received_at,
            state="",
            purpose=entries[index].matter.purpose,
            urgent=entries[index].urgent,
        )
        for index, matter_id in rows.opened.items()
    )


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
