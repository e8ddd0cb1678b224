"""Which rows a figure counted: kept with a report, so that what came later can be told apart."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from xinfang.insight.composition.facts import Asked
from xinfang.insight.statistics import queries
from xinfang.insight.statistics.registry import load
from xinfang.registers.staff.scope import Scope

__all__ = ["checksum", "counted", "frozen_scope", "thawed_scope"]

MOST = 5_000  # rows of a figure whose ids are kept; of more only the digest


def counted(asked: Asked, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
    """For each measure: `rows`, `digest` of their sorted ids, and `ids` (None when there are too many)."""
    found: dict[str, dict[str, Any]] = {}
    known = load()
    for key in keys:
        if key in known:
            ids = _ids(asked, key)
            digest = hashlib.sha256(json.dumps(ids).encode()).hexdigest()
            found[key] = {"rows": len(ids), "digest": digest, "ids": ids if len(ids) <= MOST else None}
    return found


def _ids(asked: Asked, key: str) -> list[int]:
    cases = queries.cases(asked.scope, key, asked.period, asked.unit.pk)
    return sorted(cases.order_by().values_list("pk", flat=True))


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
