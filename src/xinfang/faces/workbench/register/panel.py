"""The live panel: who this is, what it may repeat, which clock starts, which unit."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from xinfang.casework.deadlines.preview import Preview, preview
from xinfang.casework.intake import queries, rules
from xinfang.faces.workbench.register.arriving import Reading
from xinfang.faces.workbench.register.forms import ArrivalForm
from xinfang.kernel import clock
from xinfang.kernel.audit.actions import Record, record
from xinfang.registers.petitioners.entries import PersonEntry
from xinfang.registers.staff.scope import Scope

__all__ = ["Panel", "panel", "receipt_shown"]

SHOWN_FOR = 12 * 3600  # seconds: a receipt comes up for the clerk who wrote it, on that day


@dataclass(frozen=True)
class Panel:
    """What the panel says of the form as it stands. `linkable`: the person's matters that this may repeat in
    other words, without those that are alike, which say so themselves."""

    known: queries.Known | None = None
    alike: tuple[queries.Alike, ...] = ()
    linked: queries.MatterLine | None = None
    linked_kind: str = ""
    linkable: frozenset[int] = frozenset()
    clock: Preview | None = None
    unit: str = ""
    listed: int = 0
    heads: int | None = None
    representatives: int = 0

    @property
    def missing(self) -> int:
        """How many of the heads are not on the list."""
        return max(0, (self.heads or 0) - self.listed) if self.listed else 0


def panel(form: ArrivalForm, reading: Reading | None, scope: Scope) -> Panel:
    """The panel for a form as read; for an empty one the clock that would start now."""
    if reading is None:
        return Panel(clock=preview("route", clock.now()))
    arrival = reading.arrival
    person_id = _person(arrival.people[:1], scope)
    text = f"{arrival.title} {arrival.facts}".strip()
    found: list[queries.Alike] = []
    if reading.linked is None:
        found = queries.alike(scope, text, person_id=person_id, class_id=arrival.class_id, but=reading.aside)
    known = queries.known(scope, person_id) if person_id else None
    return Panel(
        known=known,
        alike=tuple(found),
        linked=reading.linked,
        linked_kind=arrival.raising_kind,
        linkable=_linkable(scope, known, found) if reading.linked is None else frozenset(),
        clock=_clock(arrival.received_at),
        unit=_unit(form, arrival.to_unit_id),
        listed=len(arrival.people) if "sheet" in form.fields and arrival.people else 0,
        heads=rules.heads(arrival),
        representatives=sum(person.role == "representative" for person in arrival.people),
    )


def _linkable(scope: Scope, known: queries.Known | None, alike: list[queries.Alike]) -> frozenset[int]:
    theirs = {each.pk for each in known.matters} if known else set()
    return frozenset(queries.linkable(scope, theirs - {each.matter.pk for each in alike}))


def _person(first: tuple[PersonEntry, ...], scope: Scope) -> int | None:
    """The person in the form: picked, or recognised by what is typed, which is a look-up and recorded."""
    for person in first:
        if person.person_id:
            return person.person_id
        found = queries.recognised(scope, person)
        if found:
            told = Record("people.searched", "people", None, after={"kind": "recognised", "found": 1})
            record(told, by=scope.actor, at=clock.now())
            return found
    return None


def _unit(form: ArrivalForm, unit_id: int | None) -> str:
    field = form.fields.get("to_unit_id")
    return str(dict(field.choices).get(str(unit_id), "")).strip() if field and unit_id else ""  # type: ignore[attr-defined]


def _clock(received_at: datetime | None) -> Preview | None:
    return preview("route", received_at) if received_at else None


def receipt_shown(scope: Scope, number: str) -> dict[str, Any] | None:
    """The receipt that comes up after saving: the clerk's own, of today."""
    found = queries.receipt(scope, number) if number else None
    if found is None or found.registered_by != scope.actor.user_id:
        return None
    if (clock.now() - found.registered_at).total_seconds() > SHOWN_FOR:
        return None
    return {"slip": found, "clock": preview("route", found.received_at)}
