"""A run of rows goes into the register, with the answers that stand in them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from xinfang.casework.desks.papers import opinions
from xinfang.casework.intake.actions import register_many
from xinfang.casework.intake.arrivals import Already, Outcome, Refused, Registered
from xinfang.casework.intake.known import opened_by
from xinfang.casework.letters.actions import Answer, record_answers
from xinfang.casework.petitions.queries import matters
from xinfang.faces.exchange.reading import Row
from xinfang.kernel.actor import Actor
from xinfang.registers.staff.scope import Scope

__all__ = ["Told", "register_rows"]


@dataclass
class Told:
    """What became of the rows. Each row is counted once: registered, linked, already or refused."""

    counts: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    refused: list[tuple[int, list[str], str]] = field(default_factory=list)  # line, cells, reason


def register_rows(
    rows: Sequence[Row],
    *,
    batch_id: int,
    unit_id: int,
    repeats: bool,
    scope: Scope,
    by: Actor,
    at: datetime,
) -> Told:
    """Register what can be, keep the rest with its reasons. The same row twice is one petition.

    Answers come to earlier matters only within `scope`, and never to a confined one.
    """
    told = Told()
    first: dict[UUID, Row] = {}
    for row in rows:
        if row.arrival is not None:
            first.setdefault(row.arrival.form_key, row)
    arrivals = [row.arrival for row in first.values() if row.arrival is not None]
    outcomes = register_many(
        arrivals,
        unit_id=unit_id,
        by=by,
        at=at,
        find_repeats=repeats,
        within=scope.reach("see_matters"),
        import_batch=batch_id,
    )
    became = dict(zip(first, outcomes, strict=True))
    shut = _shut(scope, outcomes)
    answered: list[tuple[Row, Registered | Already]] = []
    for row in rows:
        outcome = _outcome(row, first, became)
        if isinstance(outcome, Already) and row.given and outcome.matter_id in shut:
            outcome = outcome if row.given.issued_at in shut[outcome.matter_id] else _refusal()
        _count(told, row, outcome)
        if row.given and isinstance(outcome, Registered | Already):
            answered.append((row, outcome))
    _answers(told, answered, batch_id, by, at)
    return told


def _shut(scope: Scope, outcomes: Sequence[Outcome]) -> dict[int, set[datetime]]:
    """Of the matters registered earlier those that take no answer from here -> the answers they have.

    A confined one takes none from any import, whosoever it is: accusations are answered one by one.
    """
    earlier = {outcome.matter_id for outcome in outcomes if isinstance(outcome, Already)}
    reached = matters(scope).filter(pk__in=earlier, confined=False).values_list("pk", flat=True)
    shut = earlier.difference(reached)
    return {**{matter_id: set() for matter_id in shut}, **opinions(shut)}


def _refusal() -> Refused:
    """Nothing was written for the row, so it can still be refused."""
    sentence = _("这一件登记过，它的事项不在您的范围内或单独保密，导入时不能补答复；请由承办单位登记。")
    return Refused((("", sentence),))


def _outcome(row: Row, first: dict[UUID, Row], became: dict[UUID, Outcome]) -> Outcome:
    if row.arrival is None:
        return Refused(tuple(("", reason) for reason in row.reasons))
    outcome = became[row.arrival.form_key]
    if first[row.arrival.form_key] is not row and isinstance(outcome, Registered):
        return Already(outcome.petition_id, outcome.number, outcome.matter_id)
    return outcome


def _count(told: Told, row: Row, outcome: Outcome) -> None:
    if isinstance(outcome, Refused):
        told.counts["refused"] += 1
        reason = " ".join(sentence for _field, sentence in outcome.problems)
        told.refused.append((row.line, row.cells, reason))
        return
    if row.notes:
        told.notes.update(row.notes)
    if isinstance(outcome, Already):
        told.counts["already"] += 1
    else:
        told.counts["registered" if outcome.kind == "first" else "linked"] += 1
        told.notes["earlier_than_known"] += outcome.before_known


def _answers(
    told: Told,
    answered: Sequence[tuple[Row, Registered | Already]],
    batch_id: int,
    by: Actor,
    at: datetime,
) -> None:
    """Record the answers. One that stands in the register with its moment already is not recorded again."""
    earlier = {outcome.matter_id for _row, outcome in answered if not _opens(outcome)}
    issued = opinions(earlier)
    elsewhere = earlier - issued.keys() - opened_by(batch_id, earlier)
    taken: set[tuple[int, datetime]] = set()
    answers = []
    for row, outcome in answered:
        assert row.given
        mark = (outcome.matter_id, row.given.issued_at)
        again = mark in taken or row.given.issued_at in issued.get(outcome.matter_id, ())
        if isinstance(outcome, Already) and again:
            continue
        taken.add(mark)
        answers.append(Answer(outcome.matter_id, row.given.body, row.given.issued_at, row.given.issued_by))
    if answers:
        told.counts["answers"] = record_answers(answers, by=by, at=at, import_batch=batch_id)
    told.counts["answers_elsewhere"] = len(elsewhere & {answer.matter_id for answer in answers})


def _opens(outcome: Registered | Already) -> bool:
    return isinstance(outcome, Registered) and outcome.kind == "first"
