"""Which rows a figure counted: kept with a report, so that what came later can be told apart."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Aggregate, BigIntegerField, Count, QuerySet, TextField

from xinfang.insight.composition.facts import Asked
from xinfang.insight.statistics import queries
from xinfang.insight.statistics.registry import load
from xinfang.registers.staff.scope import Scope

__all__ = ["checksum", "counted", "digest_of", "frozen_scope", "thawed_scope"]

MOST = 5000  # rows of a figure whose ids are kept; of more only the digest


def counted(asked: Asked, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
    """For each measure: `rows`, `digest` of their sorted ids, and `ids` (None when there are too many)."""
    found: dict[str, dict[str, Any]] = {}
    known = load()
    for key in keys:
        if key in known:
            found[key] = _kept(queries.cases(asked.scope, key, asked.period, asked.unit.pk))
    return found


def digest_of(ids: Iterable[int]) -> str:
    """SHA-256 over ids, in their order, as a list in JSON."""
    return hashlib.sha256(json.dumps(sorted(ids)).encode()).hexdigest()


class _Digest(Aggregate):
    """digest_of the ids, worked out where they are."""

    template = (
        "encode(sha256(convert_to("
        "'[' || coalesce(string_agg(%(expressions)s::text, ', ' ORDER BY %(expressions)s), '') || ']'"
        ", 'UTF8')), 'hex')"
    )
    output_field = TextField()


class _Few(Aggregate):
    """The ids in their order, unless there are too many to keep."""

    template = f"CASE WHEN count(*) <= {MOST} THEN array_agg(%(expressions)s ORDER BY %(expressions)s) END"
    output_field = ArrayField(BigIntegerField())


def _kept(cases: QuerySet[Any]) -> dict[str, Any]:
    told = cases.order_by().aggregate(rows=Count("pk"), digest=_Digest("pk"), ids=_Few("pk"))
    return told if told["rows"] else {**told, "ids": []}


def frozen_scope(scope: Scope) -> dict[str, Any]:
    """What of a scope decides what is counted: the units, and whose accusations are not shown."""
    reach = scope.reach("see_figures")
    return {"units": None if reach is None else sorted(reach), "house": sorted(scope.posted_under)}


def thawed_scope(plain: Mapping[str, Any], reader: Scope) -> Scope:
    """The scope in which a report was counted, in the hands of who reads it now."""
    units = None if plain["units"] is None else {"see_figures": frozenset(plain["units"])}
    return Scope(reader.actor, units, (), frozenset(plain["house"]))


def checksum(parts: Mapping[str, Any]) -> str:
    """SHA-256 over everything that decides what is printed."""
    return hashlib.sha256(
        json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str).encode()
    ).hexdigest()
