"""Which rows a figure counted: kept with a report, so that what came later can be told apart."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg

from xinfang.insight.composition.facts import Asked
from xinfang.insight.statistics.registry import Measure, load
from xinfang.insight.statistics.rows import one_look, rows
from xinfang.registers.staff.scope import Scope

__all__ = ["checksum", "counted", "frozen_scope", "thawed_scope"]

MOST = 5_000  # rows of a figure whose ids are kept; of more only the digest


@one_look()
def counted(asked: Asked, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
    """For each measure: `rows`, `digest` of their sorted ids, and `ids` (None when there are too many)."""
    known = load()
    measures = [known[key] for key in keys if key in known]
    found = _ids(asked, measures)
    return {each.key: _told(found[each.key]) for each in measures}


def _told(ids: list[int]) -> dict[str, Any]:
    digest = hashlib.sha256(json.dumps(ids).encode()).hexdigest()
    return {"rows": len(ids), "digest": digest, "ids": ids if len(ids) <= MOST else None}


def _ids(asked: Asked, measures: list[Measure]) -> dict[str, list[int]]:
    """The rows of each measure: one query for all that are taken from the same rows."""
    found: dict[str, list[int]] = {}
    for subject, dated in dict.fromkeys((each.subject, each.dated) for each in measures):
        alike = [each for each in measures if (each.subject, each.dated) == (subject, dated)]
        taken = rows(asked.scope, asked.period, subject, asked.unit.pk, dated)
        wanted = {each.key: ArrayAgg("pk", filter=each.where() or None, order_by="pk") for each in alike}
        found |= {key: ids or [] for key, ids in taken.order_by().aggregate(**wanted).items()}
    return found


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
