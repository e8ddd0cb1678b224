"""One matter of two, two of one: merging (并案) and splitting (分案)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions.performing import perform
from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.entries import MatterEntry
from xinfang.casework.petitions.events import MattersMoved, Moved
from xinfang.casework.petitions.models import Matter, Petition, Raising, TimelineEntry
from xinfang.kernel import events
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.bulk import copy_in
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["merge", "split", "unmerge"]


@transaction.atomic
def merge(*, matter_id: int, into_id: int, by: Actor, at: datetime, reason: str = "") -> int:
    """Handle a matter together with another; its petitions stay its own. Returns the id of the act.

    Refuses a matter into itself, into one that was merged or has ended, and across the compartment.
    """
    pair = Matter.objects.select_for_update().filter(pk__in=[matter_id, into_id]).order_by("pk")
    both = {each.pk: each for each in pair}
    matter, into = both[matter_id], both.get(into_id)
    if into is None or into.pk == matter.pk:
        raise Refusal(problems=[Problem("into", _("请写明并入哪一件，不能并入它自己。"))])
    if into.confined or matter.confined:
        raise Refusal(problems=[Problem("into", _("检举控告单独保密，不能与别的事项合并。"))])
    if into.state not in {"registered", "routed", "accepted", "studying"}:
        sentence = _("%(number)s 已经办完或不在办理，不能并入；请作为重复信访登记。")
        raise Refusal(problems=[Problem("into", sentence % {"number": into.number})])
    data = {"into": into.number}
    sets = {"merged_into_id": into.pk}
    act = perform(verb="merge", matter_ids=[matter.pk], by=by, at=at, note=reason, data=data, sets=sets)[0]
    line = building.act(into.pk, "merged_here", by, at, data={"number": matter.number})
    copy_in(TimelineEntry, [line])
    return act


@transaction.atomic
def unmerge(*, matter_id: int, by: Actor, at: datetime, reason: str = "") -> int:
    """Handle it by itself again; its time for routing runs on from receipt. Returns the id of the act."""
    sets = {"merged_into_id": None, "unit_id": None}
    return perform(verb="unmerge", matter_ids=[matter_id], by=by, at=at, note=reason, sets=sets)[0]


@transaction.atomic
def split(*, matter_id: int, parts: Sequence[MatterEntry], by: Actor, at: datetime) -> list[str]:
    """Open further matters out of one petition that asks for several things (一件多事); their numbers.

    Each is raised by the same petition, is registered the same day and has its own clocks and unit. The
    number is the petition's with a stroke and a count: 〔2026〕12-2 is the second matter of the twelfth.
    """
    matter = Matter.objects.select_for_update().get(pk=matter_id)
    if not parts or not all(part.title.strip() for part in parts):
        raise Refusal(problems=[Problem("title", _("请写明分出的事项，每件写一个标题。"))])
    first = Petition.objects.get(raisings__matter=matter, raisings__kind="first")
    taken = Matter.objects.filter(number__startswith=f"{first.number}-").count()
    made = [_part(matter, first, part, taken + place) for place, part in enumerate(parts, start=2)]
    numbers = [each.number for each in made]
    perform(verb="split", matter_ids=[matter.pk], by=by, at=at, data={"numbers": numbers})
    lines = []
    for each in made:
        each.save(force_insert=True)
        Raising.objects.create(petition=first, matter=each, kind="first")
        data: dict[str, object] = {"number": first.number, "from": matter.number}
        lines.append(building.act(each.pk, "split_off", by, at, petition_id=first.pk, data=data))
        after = {"title": each.title, "from": matter.number}
        record(Record("matter.split_off", "matter", each.pk, each.number, after=after), by=by, at=at)
    copy_in(TimelineEntry, lines)
    moved = tuple(
        Moved(each.pk, line.pk, each.received_at, "", each.purpose, urgent=first.urgent)
        for each, line in zip(made, lines, strict=True)
    )
    events.publish(MattersMoved("register", moved, at, by.user_id))
    return numbers


def _part(matter: Matter, first: Petition, part: MatterEntry, place: int) -> Matter:
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
        confined=matter.confined or part.purpose == "accusation",
        accused_unit_id=part.accused_unit_id or matter.accused_unit_id,
        received_at=matter.received_at,
        split_from=matter,
    )
