"""Registering arrivals: one by one from a form, by thousands from a table, under the same rules."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import IO
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from xinfang.casework.acts import actions as acts
from xinfang.casework.acts.compartment import Way, closed
from xinfang.casework.intake import rules
from xinfang.casework.intake.arrivals import Already, Arrival, Outcome, Refused, Registered
from xinfang.casework.intake.channels import CELLS
from xinfang.casework.intake.events import RaisedAgain
from xinfang.casework.intake.known import known
from xinfang.casework.intake.models import Draft
from xinfang.casework.intake.repeats import Repeats
from xinfang.casework.petitions import actions as petitions
from xinfang.casework.petitions.entries import Entered, MatterEntry, PetitionEntry
from xinfang.casework.petitions.models import Accused, Petition, Purpose
from xinfang.kernel import events
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.locks import one_at_a_time
from xinfang.kernel.secrets import digest
from xinfang.registers.documents.actions import store
from xinfang.registers.organisations.models import Unit
from xinfang.registers.petitioners.actions import admit_many
from xinfang.registers.petitioners.entries import PersonEntry
from xinfang.registers.petitioners.matching import Known, settle

__all__ = ["attach_files", "discard_draft", "register", "register_many", "save_draft"]

AGAINST_THE_DISTRICT = gettext_noop(
    "检举控告区一级机关的，本区没有人可以查看、办理；请选“不是本区单位”，登记后移送上一级。"
)
DRAFT_LIMIT = 200_000  # characters of a draft's fields


@transaction.atomic
def register(arrival: Arrival, *, unit_id: int, by: Actor, at: datetime) -> Registered | Already:
    """Register one arrival at a unit. The same form posted twice gives the first receipt again.

    Raises Refusal with the problems by field, or when the same form comes again with another content.
    """
    outcome = register_many([arrival], unit_id=unit_id, by=by, at=at)[0]
    if isinstance(outcome, Refused):
        raise Refusal(problems=[Problem(field, sentence) for field, sentence in outcome.problems])
    if isinstance(outcome, Already):
        first = Petition.objects.get(pk=outcome.petition_id)
        if bytes(first.form_digest) != _form_digest(arrival):
            sentence = _(
                "这张表已经登记为 %(number)s，但内容和这次不同。请打开新表登记，或到 %(number)s 补充。"
            )
            raise Refusal(sentence % {"number": first.number})
    return outcome


@transaction.atomic
def register_many(
    arrivals: Sequence[Arrival],
    *,
    unit_id: int,
    by: Actor,
    at: datetime,
    find_repeats: bool = False,
    within: frozenset[int] | None = None,
    import_batch: int | None = None,
) -> list[Outcome]:
    """Register arrivals in one transaction; outcomes in the order given.

    A refused arrival changes nothing and does not hinder the others. With `find_repeats` a message of the
    same person with nearly the same text is linked to the earlier matter (筛重) and opens none of its own, to
    none that came later;
    `within` names the units whose matters may be linked to, None for all. Accusations are never linked.
    """
    _hold_forms(arrival.form_key for arrival in arrivals)
    before = known([arrival.form_key for arrival in arrivals])
    outcomes: list[Outcome | None] = [_before_writing(arrival, before, unit_id, at) for arrival in arrivals]
    _refuse_doubles(arrivals, outcomes)
    fresh = [index for index, outcome in enumerate(outcomes) if outcome is None]
    persons = settle([person for index in fresh for person in _named(arrivals[index])])
    for index in fresh:
        outcomes[index] = _disputed(arrivals[index], persons)
    fresh = [index for index in fresh if outcomes[index] is None]
    arriving = [_named(arrivals[index]) for index in fresh]
    met = {found for group in arriving for person in group if (found := persons.find(person))}
    repeats = Repeats(met, within) if find_repeats else None  # asked before anything is on its way
    people = _admit(arriving, persons, at)
    entries: list[PetitionEntry] = []
    for index, group in zip(fresh, people, strict=True):
        entries.append(_entry(arrivals[index], group, repeats, len(entries), import_batch))
    entered = petitions.enter_many(entries, unit_id=unit_id, by=by, at=at) if entries else []
    for place, (index, told) in enumerate(zip(fresh, entered, strict=True)):
        outcomes[index] = Registered(**vars(told), before_known=bool(repeats and place in repeats.overtaken))
    _route(entries, entered, by, at)
    if again := tuple(told.petition_id for told in entered if told.kind != "first"):
        events.publish(RaisedAgain(again, at))
    if not import_batch:
        Draft.objects.filter(form_key__in=[arrivals[index].form_key for index in fresh]).delete()
    return [outcome for outcome in outcomes if outcome is not None]


@transaction.atomic
def attach_files(
    petition_id: int, *, files: Sequence[tuple[str, IO[bytes]]], by: Actor, at: datetime
) -> None:
    """Keep the files, given as (name, open file), that came with a petition.

    Raises Refusal (field `files`) for the first that is not taken; then none is attached.
    """
    petition = Petition.objects.get(pk=petition_id)
    for name, file in files:
        try:
            petitions.attach(
                petition=petition, stored_file=store(name=name, file=file, by=by, at=at), by=by, at=at
            )
        except Refusal as refusal:
            raise Refusal(problems=[Problem("files", str(refusal))]) from refusal


@transaction.atomic
def save_draft(
    *, form_key: UUID, cell: str, fields: Mapping[str, str], revision: int, by: Actor, at: datetime
) -> int:
    """Keep what has been typed into a form; returns the new revision.

    `revision` is the one that the window knows, 0 for a form never saved. Raises Refusal, changing nothing,
    when another window has saved a newer one, when the form is registered already, or when it is too long.
    """
    _hold_forms([form_key])
    payload = json.dumps(dict(fields), ensure_ascii=False)
    if cell not in CELLS or len(payload) > DRAFT_LIMIT:
        raise Refusal(_("草稿太长，没有保存；请先登记，长的名单可以放在附件里。"))
    registered = known([form_key]).get(form_key)
    if registered:
        raise Refusal(_("这张表已经登记为 %(number)s，不再保存草稿。") % {"number": registered.number})
    found = Draft.objects.select_for_update().filter(form_key=form_key).first()
    if found and found.owner_id != by.user_id:
        raise Refusal(_("这份草稿属于另一位登记员。"))
    if (found.revision if found else 0) != revision:
        raise Refusal(_newer(found))
    values = {"cell": cell, "payload": payload, "revision": revision + 1, "updated_at": at}
    Draft.objects.update_or_create(form_key=form_key, owner_id=by.user_id, defaults=values)
    return revision + 1


def _newer(found: Draft | None) -> str:
    if found is None:
        return _("这份草稿已在另一个窗口里丢弃，没有再保存。")
    time = timezone.localtime(found.updated_at).strftime("%H:%M")
    return _("另一个窗口在 %(time)s 保存了更新的草稿，这里没有覆盖它。请在那个窗口继续。") % {"time": time}


@transaction.atomic
def discard_draft(*, form_key: UUID, by: Actor, at: datetime) -> None:
    """Throw away one of the actor's own drafts; nothing happens to others'. No trace is left."""
    Draft.objects.filter(form_key=form_key, owner_id=by.user_id).delete()


def _route(entries: Sequence[PetitionEntry], entered: Sequence[Entered], by: Actor, at: datetime) -> None:
    """Forward the matters that were opened with a unit named, all for one unit at once."""
    routes: dict[tuple[int, int | None], list[int]] = {}
    for entry, told in zip(entries, entered, strict=True):
        if entry.to_unit_id and told.kind == "first":
            routes.setdefault((entry.to_unit_id, entry.import_batch), []).append(told.matter_id)
    for (to_unit, batch), ids in routes.items():
        acts.route(matter_ids=ids, to_unit_id=to_unit, by=by, at=at, import_batch=batch)


def _hold_forms(form_keys: Iterable[UUID]) -> None:
    """The same form or row sent twice in one moment: the second waits, and then finds the first."""
    one_at_a_time("forms", (key.bytes for key in form_keys))


def _before_writing(
    arrival: Arrival, before: dict[UUID, Already], unit_id: int, at: datetime
) -> Outcome | None:
    if arrival.form_key in before:
        return before[arrival.form_key]
    wrong = rules.problems(arrival, at) or _unread(arrival) or _unhandled(arrival, unit_id, at)
    return Refused(tuple((problem.field, problem.sentence) for problem in wrong)) if wrong else None


def _unread(arrival: Arrival) -> list[Problem]:
    """An accusation against the district itself could be opened by nobody of it: it goes to the higher."""
    if arrival.purpose != Purpose.ACCUSATION or arrival.accused_unit_id is None:
        return []
    if not Unit.objects.filter(pk=arrival.accused_unit_id, depth=1).exists():
        return []
    return [Problem("accused_unit_id", _(AGAINST_THE_DISTRICT))]


def _unhandled(arrival: Arrival, unit_id: int, at: datetime) -> list[Problem]:
    """An accusation that goes where nobody could handle it is refused by itself, not with its whole table."""
    if arrival.purpose != Purpose.ACCUSATION or not arrival.to_unit_id:
        return []
    unit, office = (Unit.objects.get(pk=pk) for pk in (arrival.to_unit_id, unit_id))
    house = Unit.objects.filter(pk=arrival.accused_unit_id).first()
    way = Way(office.path, house.path if house else "", arrival.accused == Accused.UNKNOWN)
    told = closed(unit, way, timezone.localdate(at))
    return [Problem("to_unit_id", told)] if told else []


def _refuse_doubles(arrivals: Sequence[Arrival], outcomes: list[Outcome | None]) -> None:
    seen: set[UUID] = set()
    for index, arrival in enumerate(arrivals):
        if outcomes[index] is None and arrival.form_key in seen:
            outcomes[index] = Refused((("", _("与本次导入的另一行完全相同，只登记一次。")),))
        seen.add(arrival.form_key)


def _named(arrival: Arrival) -> list[PersonEntry]:
    return [person for person in arrival.people if person.name or person.person_id]


def _disputed(arrival: Arrival, persons: Known) -> Refused | None:
    """A number typed wrong must not make one person of two: a document stands under one name."""
    named = [place for place, person in enumerate(arrival.people) if person.name or person.person_id]
    places = [named[each] for each in persons.disputed(_named(arrival))]
    if not places:
        return None
    sentence = _("这个证件号码已登记在另一个姓名下，请核对号码；如果是同一个人，请从查找框选中他。")
    fields = (f"people-{place}-id_number" if place else "id_number" for place in places)
    return Refused(tuple((field, sentence) for field in fields))


def _admit(
    groups: Sequence[Sequence[PersonEntry]], persons: Known, at: datetime
) -> list[list[tuple[int, str]]]:
    ids = iter(admit_many([person for group in groups for person in group], at=at, known=persons))
    return [[(next(ids), person.role) for person in group] for group in groups]


def _entry(
    arrival: Arrival,
    people: list[tuple[int, str]],
    repeats: Repeats | None,
    index: int,
    import_batch: int | None,
) -> PetitionEntry:
    cell = CELLS[arrival.cell]
    matter_id, entry, kind = arrival.repeats_matter_id, None, arrival.raising_kind
    if repeats and matter_id is None:
        persons = [person for person, _role in people]
        matter_id, entry = repeats.match(arrival, persons)
        if matter_id is None and entry is None:
            repeats.take(index, arrival, persons)
        else:
            kind = "repeat"
    assert arrival.received_at
    return PetitionEntry(
        form_key=arrival.form_key,
        form_digest=_form_digest(arrival),
        channel=cell.channel,
        form=cell.form,
        received_at=arrival.received_at,
        head_count=rules.heads(arrival),
        matter=_matter(arrival),
        people=tuple(people),
        sent_on=arrival.sent_on,
        addressee=arrival.addressee,
        affected_count=arrival.affected_count,
        page_count=arrival.page_count,
        anonymous=arrival.anonymous,
        urgent=arrival.urgent,
        counted=arrival.counted,
        source_number=arrival.source_number,
        import_batch=import_batch,
        raises_matter_id=matter_id,
        raises_entry=entry,
        raising_kind=kind,
        to_unit_id=arrival.to_unit_id,
        by_text=arrival.by_text,
    )


def _matter(arrival: Arrival) -> MatterEntry:
    return MatterEntry(
        title=arrival.title.strip(),
        facts=arrival.facts,
        demand=arrival.demand,
        class_id=arrival.class_id,
        purpose=arrival.purpose,
        place=arrival.place,
        place_unit_id=arrival.place_unit_id,
        accused_unit_id=arrival.accused_unit_id,
        accused=arrival.accused,
        complained_unit_id=arrival.complained_unit_id,
    )


def _form_digest(arrival: Arrival) -> bytes:
    return digest(repr(arrival), "form")
