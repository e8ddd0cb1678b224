"""Several matters of one: splitting a petition that asks for several things (分案, 一件多事)."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions.performing import perform
from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.entries import MatterEntry
from xinfang.casework.petitions.events import MattersMoved, Moved
from xinfang.casework.petitions.models import Accused, Matter, Petition, Raising, TimelineEntry
from xinfang.kernel import events
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.bulk import copy_in
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["Split", "split"]


class Split(NamedTuple):
    """The act, by which it is undone, and the numbers of the matters that it opened."""

    act: int
    numbers: tuple[str, ...]


@transaction.atomic
def split(*, matter_id: int, parts: Sequence[MatterEntry], by: Actor, at: datetime) -> Split:
    """Open further matters out of one petition that asks for several things.

    Each is raised by the same petition, is registered the same day and has its own clocks and unit. The
    number is the petition's with a stroke and a count: 〔2026〕12-2 is the second matter of the twelfth.
    """
    matter = Matter.objects.select_for_update().get(pk=matter_id)
    if not parts or not all(part.title.strip() for part in parts):
        raise Refusal(problems=[Problem("title", _("请写明分出的事项，每件写一个标题。"))])
    petitions = Petition.objects.select_for_update(of=("self",))
    first = petitions.get(raisings__matter=matter, raisings__kind="first")
    taken = Matter.objects.filter(number__startswith=f"{first.number}-").count()
    made = [_part(matter, first, part, taken + place) for place, part in enumerate(parts, start=2)]
    numbers = [each.number for each in made]
    act = perform(verb="split", matter_ids=[matter.pk], by=by, at=at, data={"numbers": numbers})[0]
    _open(made, matter, first, by, at)
    return Split(act, tuple(numbers))


def _open(made: Sequence[Matter], matter: Matter, first: Petition, by: Actor, at: datetime) -> None:
    """Write the parts, each with its line, its audit row and its clocks."""
    lines = []
    for each in made:
        each.save(force_insert=True)
        Raising.objects.create(petition=first, matter=each, kind="first")
        data: dict[str, object] = {"number": first.number, "from": matter.number}
        lines.append(building.act(each.pk, "split_off", by, at, petition_id=first.pk, data=data))
        after = {"from": matter.number}  # a title may hold a name
        record(Record("matter.split_off", "matter", each.pk, each.number, after=after), by=by, at=at)
    copy_in(TimelineEntry, lines)
    moved = tuple(
        Moved(each.pk, line.pk, each.received_at, "", each.purpose, urgent=first.urgent)
        for each, line in zip(made, lines, strict=True)
    )
    events.publish(MattersMoved("register", moved, at, by.user_id))


def _part(matter: Matter, first: Petition, part: MatterEntry, place: int) -> Matter:
    accused = part.accused_unit_id or matter.accused_unit_id
    confined = matter.confined or part.purpose == "accusation"
    return Matter(
        number=f"{first.number}-{place}",
        title=part.title.strip(),
        facts=part.facts,
        demand=part.demand,
        content_class_id=part.class_id or matter.content_class_id,
        purpose=matter.purpose if matter.confined else part.purpose,
        place=part.place or matter.place,
        place_unit_id=part.place_unit_id or matter.place_unit_id,
        registered_unit_id=matter.registered_unit_id,
        confined=confined,
        accused_unit_id=accused,
        accused="" if accused or not confined else part.accused or matter.accused or Accused.UNKNOWN,
        received_at=matter.received_at,
        split_from=matter,
    )
