"""Taking back, within seconds, what has no legal effect."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions.performing import UNDO_SECONDS
from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.events import ActsUndone
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.kernel import events
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record_many
from xinfang.kernel.bulk import copy_in
from xinfang.kernel.errors import Refusal

__all__ = ["undo"]


@transaction.atomic
def undo(*, act_ids: Sequence[int], by: Actor, at: datetime) -> int:
    """Take back acts without legal effect, within seconds and by who did them. Returns how many.

    What the act changed is as before; the timeline keeps both. Raises Refusal when it is too late, the act
    has legal effect, is another's, or something happened to one of the matters since.
    """
    acts = list(TimelineEntry.objects.filter(pk__in=act_ids).order_by("matter_id"))
    locked = Matter.objects.select_for_update().filter(pk__in=[act.matter_id for act in acts])
    matters = {each.pk: each for each in locked.order_by("pk")}
    lines, records, undone = [], [], []
    for act in acts:
        _refuse_late(act, by, at)
        matter = matters[act.matter_id]
        parts = _parts(matter, act)
        other = matter.merged_into_id if act.verb == "merge" else None
        records += [_restored(matter, act), *(_gone(part) for part, _line in parts)]
        lines.append(building.act(matter.pk, "undo", by, at, data={"act": act.pk, "verb": act.verb}))
        if other:
            lines.append(building.act(other, "left_here", by, at, data={"number": matter.number}))
        undone += [(matter.pk, act.pk), *((part.pk, line) for part, line in parts)]
    copy_in(TimelineEntry, lines)
    record_many(records, by=by, at=at)
    events.publish(ActsUndone(tuple(undone), at))
    return len(acts)


def _restored(matter: Matter, act: TimelineEntry) -> Record:
    """Put back what the act changed."""
    before = {name: getattr(matter, name) for name in act.data["before"]}
    for name, value in act.data["before"].items():
        setattr(matter, name, value)
    matter.save(update_fields=[name.removesuffix("_id") for name in act.data["before"]])
    return Record("matter.undone", "matter", matter.pk, matter.number, before, act.data["before"])


def _parts(matter: Matter, act: TimelineEntry) -> list[tuple[Matter, int]]:
    """What a splitting opened, each with the line that began it; refuses when one was worked on since."""
    if act.verb != "split":
        return []
    opened = Matter.objects.select_for_update().filter(split_from=matter, number__in=act.data["numbers"])
    found = []
    for part in opened.order_by("pk"):
        lines = list(TimelineEntry.objects.filter(matter=part).values_list("pk", flat=True))
        if len(lines) > 1:
            raise _too_late()
        found.append((part, lines[0]))
    return found


def _gone(part: Matter) -> Record:
    """A part leaves lists and figures; the row stays, and so does its number."""
    before = {"state": part.state}
    part.state = "reverted"
    part.save(update_fields=["state"])
    return Record("matter.undone", "matter", part.pk, part.number, before, {"state": part.state})


def _refuse_late(act: TimelineEntry, by: Actor, at: datetime) -> None:
    late = at - act.at > timedelta(seconds=UNDO_SECONDS)
    later = TimelineEntry.objects.filter(matter_id=act.matter_id, pk__gt=act.pk).exists()
    if "before" not in act.data or act.actor_id != by.user_id or late or later:
        raise _too_late()


def _too_late() -> Refusal:
    return Refusal(_("已经不能撤销：时间已过，或者这件事项后来又有了新的办理。"))
