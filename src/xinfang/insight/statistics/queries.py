"""Figures and the cases behind them. A figure is a query: it opens exactly the cases that it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, QuerySet, Sum
from django.db.models.functions import ExtractMonth
from django.utils.translation import gettext as _

from xinfang.casework.petitions.models import Channel, Petition
from xinfang.insight.statistics.dimensions import DIMENSIONS, Part
from xinfang.insight.statistics.periods import Period
from xinfang.insight.statistics.registry import MATTERS, PETITIONS, Measure, fields_of, load, of_groups
from xinfang.insight.statistics.rows import counted, openable, rows
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.scope import Scope

__all__ = [
    "Figure",
    "cases",
    "figures",
    "first_year",
    "known",
    "months_by_channel",
    "openable_cases",
    "parts",
    "register_is_empty",
    "value_of",
]


@dataclass(frozen=True)
class Figure:
    """A value with all that must be printed beside it. `share` is value / base_value, None without a base."""

    key: str
    name: str
    value: int
    unit: str
    section: str
    definition: str
    source: str
    version: int
    base: str | None
    base_name: str
    base_value: int | None
    share: float | None
    parts: tuple[str, ...]


def figures(scope: Scope, period: Period, unit_id: int | None = None) -> list[Figure]:
    """Every measure of a period in the actor's reach, in the registry's order: two grouped queries in all."""
    measures = load()
    values = {
        **_petition_values(measures, rows(scope, period, PETITIONS, unit_id)),
        **_matter_values(measures, rows(scope, period, MATTERS, unit_id)),
    }
    return [_figure(each, values, measures) for each in measures.values()]


def _petition_values(measures: dict[str, Measure], found: QuerySet[Any]) -> dict[str, int]:
    """Two steps in one query: petitions are grouped by the marks that measures ask for, then the few groups
    are summed a measure. Ten times as quick as asking every petition for every measure."""
    asked = {key: each for key, each in measures.items() if each.subject == PETITIONS}
    marks = sorted({"channel"}.union(*(fields_of(each.where()) for each in asked.values())))
    groups = found.order_by().values(*marks).annotate(ones=Count("pk"), heads=Sum("head_count"))
    sums = {
        key: Sum(of_groups(each.weight), filter=each.where() or None, default=0)
        for key, each in asked.items()
    }
    return dict(groups.aggregate(**sums))


def _matter_values(measures: dict[str, Measure], found: QuerySet[Any]) -> dict[str, int]:
    asked = {key: each for key, each in measures.items() if each.subject == MATTERS}
    return dict(
        found.aggregate(**{key: Count("pk", filter=each.where() or None) for key, each in asked.items()})
    )


def _figure(each: Measure, values: dict[str, int], measures: dict[str, Measure]) -> Figure:
    base_value = values[each.base] if each.base else None
    return Figure(
        key=each.key,
        name=str(each.name),
        value=values[each.key],
        unit=str(each.unit),
        section=str(each.section),
        definition=str(each.definition),
        source=str(each.source),
        version=each.version,
        base=each.base,
        base_name=str(measures[each.base].name) if each.base else "",
        base_value=base_value,
        share=values[each.key] / base_value if base_value else None,
        parts=each.parts,
    )


def known(key: str) -> Measure:
    """The measure of a key; raises Refusal for an unknown one."""
    found = load().get(key)
    if found is None:
        raise Refusal(_("没有“%(key)s”这个指标。") % {"key": key})
    return found


def cases(
    scope: Scope,
    key: str,
    period: Period,
    unit_id: int | None = None,
    part: tuple[str, str] | None = None,
) -> QuerySet[Any]:
    """Exactly the petitions (or matters) that a figure counts. `part` is (dimension, key of the part)."""
    measure = known(key)
    found = counted(scope, measure, period, unit_id)
    if part is None:
        return found
    if part[0] not in DIMENSIONS or measure.subject == MATTERS:
        raise Refusal(_("“%(name)s”不能按“%(by)s”细分。") % {"name": measure.name, "by": part[0]})
    return DIMENSIONS[part[0]].narrow(found, part[1])


def openable_cases(scope: Scope, found: QuerySet[Any]) -> QuerySet[Any]:
    """Those of a figure's cases that the actor may open; the rest is told as a number."""
    return openable(scope, found)


def value_of(key: str, found: QuerySet[Any]) -> int:
    """The figure's value over the cases given."""
    return int(found.order_by().aggregate(value=Sum(known(key).weight, default=0))["value"])


def parts(
    scope: Scope, key: str, period: Period, dimension: str, unit_id: int | None = None
) -> Sequence[Part]:
    """How a figure over petitions falls into the parts of a dimension; their sum is the figure."""
    return DIMENSIONS[dimension].divide(cases(scope, key, period, unit_id), known(key).weight)


def months_by_channel(scope: Scope, year: Period, unit_id: int | None = None) -> dict[str, list[int]]:
    """件 received in each of the twelve months, by channel key: lists of twelve."""
    found: dict[str, list[int]] = {}
    for channel in Channel.values:
        found[channel] = [0] * 12
    petitions = rows(scope, year, PETITIONS, unit_id).annotate(month=ExtractMonth("received_at"))
    tallied = petitions.order_by().values("channel", "month").annotate(count=Count("pk"))
    for row in tallied:
        found[row["channel"]][row["month"] - 1] = row["count"]
    return found


def register_is_empty() -> bool:
    """Whether no petition was ever registered."""
    return not Petition.objects.exists()


def first_year() -> int | None:
    """The year of the earliest arrival in the register; None while it is empty."""
    return Petition.objects.filter(reverted_at=None).aggregate(first=Min("year"))["first"]
