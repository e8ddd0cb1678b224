"""Acts of the workflow: the one place that moves a matter from state to state."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import concerned, refuse_unfit
from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.events import MattersMoved, Moved, Terms
from xinfang.casework.petitions.models import Hold, Matter, Petition, TimelineEntry
from xinfang.casework.workflow import Transition, row_for
from xinfang.kernel import events
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record_many
from xinfang.kernel.bulk import change_many, copy_in, reserve_keys
from xinfang.kernel.errors import Refusal

__all__ = ["UNDO_SECONDS", "perform"]

UNDO_SECONDS = 15  # ten on the screen, and five for the way there

NOW = object()
# matter id -> (somebody can be told, urgent, when it was received)
_Facts = Mapping[int, tuple[bool, bool, datetime]]
# A matter that waits for routing again is decided upon anew, by whoever gets it then.
ANEW: dict[str, Any] = {
    "unit_id": None,
    "sent_by_unit_id": None,
    "procedure": "ordinary",
    "legal_route": None,
    "result": "",
    "extended": False,
    "accepted_at": None,
    "served_at": None,
    "concluded_at": None,
}
# What a verb writes on the matter beside its state; NOW stands for the moment of the act.
STAMPS: dict[str, dict[str, Any]] = {
    "accept": {"accepted_at": NOW, "procedure": "ordinary", "legal_route": 6},
    "accept_simply": {"accepted_at": NOW, "procedure": "simple", "legal_route": 6},
    "turn_ordinary": {"procedure": "ordinary"},
    "extend": {"extended": True},
    "serve": {"served_at": NOW},
    "serve_agreement": {"served_at": NOW},
    "conclude": {"concluded_at": NOW},
    "reply": {"concluded_at": NOW},
    "feed_back": {"concluded_at": NOW},
    "record_answer": {"concluded_at": NOW},
    "redo": {"concluded_at": None, "served_at": None, "settled_at": None, "result": "", "extended": False},
    "settle": {"settled_at": NOW},
    "unsettle": {"settled_at": None},
    "request_review": {"settled_at": None},  # who asks on does not accept it
    "request_rereview": {"settled_at": None},
    "correct": {"result": ""},
    "take_back": ANEW,
    "reopen": ANEW | {"other_units": []},
    "call_in": ANEW,
}
# What an auditor, who sees no petition, is not told of an act: the timeline keeps it.
UNTOLD = frozenset({"accused", "accused_unit_id"})


@transaction.atomic
def perform(
    *,
    verb: str,
    matter_ids: Sequence[int],
    by: Actor,
    at: datetime,
    note: str = "",
    data: Mapping[str, object] | None = None,
    sets: Mapping[str, Any] | None = None,
    terms: Terms | None = None,
    moments: Mapping[int, datetime] | None = None,
    import_batch: int | None = None,
    on_paper: bool = False,
) -> list[int]:
    """Do an act of the workflow to matters; returns the ids of the acts, in ascending order of matters.

    `sets`: columns of the matter (by attribute) that the act fixes; `data`: what the timeline keeps; `terms`:
    what the act fixes for a clock; `moments`: when it was done to each, if not now; `on_paper`: it was done
    and told on paper long ago, so nobody is written to. Rooms above call it with what their own rules allow.
    Raises Refusal, changing nothing, when the table has no such row for one of the matters, its own state
    speaks against it, or a hold is pinned on one that would be concluded.
    """
    locked = Matter.objects.select_for_update().filter(pk__among=list(matter_ids)).order_by("pk")
    matters = list(locked.defer("facts", "demand", "title", "place"))
    when = {matter.pk: (moments or {}).get(matter.pk, at) for matter in matters}
    rows = _rows(matters, verb, when)
    _refuse_held([each.pk for each in matters if _concludes(rows[each.pk])])
    stamps = {pk: {**_stamps(row), **(sets or {})} for pk, row in rows.items()}
    keys = reserve_keys(TimelineEntry, len(matters))
    told = _facts(matters) if any("start notify" in row.clock for row in rows.values()) else {}
    lines, records, moved = [], [], []
    for key, matter in zip(keys, matters, strict=True):
        before = _change(matter, rows[matter.pk], stamps[matter.pk], when[matter.pk])
        kept = {**(data or {}), **_before(matter, rows[matter.pk], before), **building.mark_of(import_batch)}
        lines.append(building.act(matter.pk, verb, by, when[matter.pk], note=note, data=kept, key=key))
        records.append(_record(matter, verb, before, stamps[matter.pk]))
        moved.append(_moved(matter, key, when[matter.pk], before["state"], told, terms or Terms()))
    written = sorted({name.removesuffix("_id") for each in stamps.values() for name in each})
    change_many(Matter, matters, ["state", *written])
    copy_in(TimelineEntry, lines)
    record_many(records, by=by, at=at)
    imported = import_batch is not None or on_paper
    events.publish(MattersMoved(verb, tuple(moved), at, by.user_id, by.unit_id, imported=imported))
    return keys


def _rows(matters: Sequence[Matter], verb: str, when: Mapping[int, datetime]) -> dict[int, Transition]:
    asked, rows = concerned(matters, verb), {}
    for matter in matters:
        day = timezone.localdate(when[matter.pk])
        rows[matter.pk] = row_for(matter.state, verb, matter.purpose, day)
        if matter.pk in asked:
            refuse_unfit(matter, rows[matter.pk], day)
    return rows


def _stamps(row: Transition) -> Mapping[str, Any]:
    if row.verb == "correct" and row.next == "registered":
        return ANEW
    return STAMPS.get(row.verb, {})


def _concludes(row: Transition) -> bool:
    return row.next == "concluded" and row.state != "reviewing"


def _refuse_held(ids: Sequence[int]) -> None:
    if not ids:
        return
    held = Hold.objects.filter(matter_id__among=list(ids), released_at=None).select_related("matter").first()
    if held:
        raise Refusal(
            _("%(number)s 暂时不能办结：%(reason)s。") % {"number": held.matter.number, "reason": held.reason}
        )


def _change(matter: Matter, row: Transition, stamps: Mapping[str, Any], moment: datetime) -> dict[str, Any]:
    """Change the row in memory; returns what stood there before."""
    before = {"state": matter.state} | {name: getattr(matter, name) for name in stamps}
    matter.state = row.next
    for name, value in stamps.items():
        setattr(matter, name, moment if value is NOW else value)
    return before


def _moved(
    matter: Matter,
    act: int,
    moment: datetime,
    state: str,
    told: _Facts,
    terms: Terms,
) -> Moved:
    answerable, urgent, received_at = told.get(matter.pk, (True, False, None))
    return Moved(
        matter.pk, act, moment, state, matter.purpose,
        answerable=answerable,
        urgent=urgent,
        simple=matter.procedure == "simple",
        terms=terms,
        direct_at=received_at if matter.unit_id == matter.registered_unit_id else None,
    )  # fmt: skip


def _before(matter: Matter, row: Transition, before: Mapping[str, Any]) -> dict[str, object]:
    """What an act that can be undone keeps of what was there; and the unit that a matter leaves."""
    kept: dict[str, object] = {} if row.legal else {"before": dict(before)}
    if "unit_id" in before:
        kept |= {"unit_id": matter.unit_id, "from": before["unit_id"]}
    return kept


def _record(matter: Matter, verb: str, before: Mapping[str, Any], stamps: Mapping[str, Any]) -> Record:
    after = {"state": matter.state} | {name: getattr(matter, name) for name in stamps}
    told = [{name: value for name, value in each.items() if name not in UNTOLD} for each in (before, after)]
    return Record(f"matter.{verb}", "matter", matter.pk, matter.number, *map(_plain, told))


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()
    }


def _facts(matters: Sequence[Matter]) -> _Facts:
    """Of the petition that raised each matter first."""
    first = Petition.objects.filter(raisings__matter__in=matters, raisings__kind="first").distinct()
    named = first.filter(anonymous=False, participants__isnull=False).values_list("pk", flat=True)
    answerable = set(named)
    rows = first.values_list("raisings__matter_id", "pk", "urgent", "received_at")
    return {matter_id: (pk in answerable, urgent, received) for matter_id, pk, urgent, received in rows}
