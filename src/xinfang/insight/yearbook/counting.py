"""Which rows a figure counted: kept with a report, so that what came later can be told apart."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg, StringAgg
from django.db.models import Case, Count, Func, Q, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.db.models.lookups import LessThanOrEqual

from xinfang.insight.composition.facts import Asked
from xinfang.insight.statistics.registry import Measure, load
from xinfang.insight.statistics.rows import one_look, rows
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.scope import Scope

__all__ = ["checksum", "counted", "digest_of", "frozen_scope", "thawed_scope"]

MOST = 5000  # rows of a figure whose ids are kept; of more only the digest


@one_look()
def counted(asked: Asked, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
    """For each measure: `rows`, `digest` of their sorted ids, and `ids` (None when there are too many). One
    query for all measures that are taken from the same rows."""
    known = load()
    found: dict[str, dict[str, Any]] = {}
    measures = [known[key] for key in keys if key in known]
    for subject, dated in dict.fromkeys((each.subject, each.dated) for each in measures):
        alike = [each for each in measures if (each.subject, each.dated) == (subject, dated)]
        taken = rows(asked.scope, asked.period, subject, asked.unit.pk, dated).order_by()
        # `distinct` (no row comes twice) makes a query within, so that each row is asked once a measure.
        marked = taken.annotate(**{_mark(each): _counts(each) for each in alike})
        told = (
            marked.values("pk", *map(_mark, alike))
            .distinct()
            .aggregate(**{name: by for each in alike for name, by in _asked_for(each).items()})
        )
        found |= {each.key: _kept(told, each.key) for each in alike}
    return {each.key: found[each.key] for each in measures}


def digest_of(ids: Iterable[int]) -> str:
    """SHA-256 over ids, in their order, as a list in JSON."""
    return hashlib.sha256(json.dumps(sorted(ids)).encode()).hexdigest()


class _Sha256(Func):
    """SHA-256 of a text, worked out where its pieces are."""

    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = TextField()


def _mark(measure: Measure) -> str:
    return f"{measure.key}__counts"


def _counts(measure: Measure) -> Case:
    where = measure.where()
    return Case(When(where, then=True), default=False) if where else Case(default=True)


def _asked_for(measure: Measure) -> dict[str, Any]:
    """How many rows a measure counts, the digest_of their ids, and these unless they are too many."""
    where = Q(**{_mark(measure): True})
    count = Count("pk", filter=where)
    begin, nothing, end = (Value(text, TextField()) for text in ("[", "", "]"))
    told = StringAgg(Cast("pk", TextField()), ", ", filter=where, order_by="pk")
    ids = ArrayAgg("pk", filter=where, order_by="pk")
    return {
        f"{measure.key}__rows": count,
        f"{measure.key}__digest": _Sha256(Concat(begin, Coalesce(told, nothing), end)),
        f"{measure.key}__ids": Case(When(LessThanOrEqual(count, MOST), then=ids)),
    }


def _kept(told: Mapping[str, Any], key: str) -> dict[str, Any]:
    count, ids = told[f"{key}__rows"], told[f"{key}__ids"]
    return {"rows": count, "digest": told[f"{key}__digest"], "ids": ids if count else []}


def frozen_scope(scope: Scope) -> dict[str, Any]:
    """What of a scope decides what is counted: the units, and whose accusations are not shown."""
    reach = scope.reach("see_figures")
    return {"units": None if reach is None else sorted(reach), "house": sorted(scope.posted_under)}


def thawed_scope(plain: Mapping[str, Any], reader: Scope, unit: Unit) -> Scope:
    """The scope in which a report about a unit was counted, in the hands of who reads it now; with what has
    come below the unit since, for a scope that holds a unit holds all below it."""
    below = Unit.objects.filter(path__startswith=unit.path).values_list("pk", flat=True)
    units = None if plain["units"] is None else {"see_figures": frozenset({*plain["units"], *below})}
    return Scope(reader.actor, units, (), frozenset(plain["house"]))


def checksum(parts: Mapping[str, Any]) -> str:
    """SHA-256 over everything that decides what is printed."""
    return hashlib.sha256(
        json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str).encode()
    ).hexdigest()
