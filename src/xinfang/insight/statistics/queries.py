"""Figures and the cases behind them. A figure is a query: it opens exactly the cases that it counts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.db.models import Count, Min, QuerySet, Sum
from django.db.models.functions import ExtractMonth
from django.utils.translation import gettext as _

from xinfang.casework.petitions.models import Channel, Petition
from xinfang.insight.statistics.aggregates import matter_values, rounded, summed
from xinfang.insight.statistics.books import ARRIVALS, BOOKS, RECEPTION_DAYS
from xinfang.insight.statistics.coverage import unsaid
from xinfang.insight.statistics.dimensions import DIMENSIONS, Dimension, Part, placed
from xinfang.insight.statistics.handled import below, called
from xinfang.insight.statistics.periods import Period
from xinfang.insight.statistics.registry import (
    COUNT,
    MATTERS,
    MEAN,
    PETITIONS,
    QUANTILE,
    RATE,
    Measure,
    fields_of,
    load,
    of_groups,
)
from xinfang.insight.statistics.rows import counted, one_look, openable, rows
from xinfang.insight.statistics.sources import of_its_time
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.scope import Scope

__all__ = [
    "before_the_register",
    "Figure",
    "LeaderRow",
    "cases",
    "divisible",
    "figures",
    "first_year",
    "known",
    "months_by_channel",
    "openable_cases",
    "parts",
    "receptions_by_leader",
    "receptions_by_post",
    "register_is_empty",
    "value_in",
    "value_of",
]


@dataclass(frozen=True)
class Figure:
    """A value with all that must be printed beside it. `share` is value / base_value, None without a base."""

    key: str
    name: str
    value: int | float | None  # None: a rate or a mean of nothing
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
    kind: str = COUNT
    counted: int | None = None  # of a rate: its numerator
    untold: bool = False  # others should have told it, and have not told of the whole period


@dataclass
class LeaderRow:
    """What one leader did, under the post held last."""

    post: str
    times: int = 0
    batches: int = 0
    persons: int = 0


@one_look()
def figures(
    scope: Scope, period: Period, unit_id: int | None = None, keys: Collection[str] | None = None
) -> list[Figure]:
    """Every measure of a period in the actor's reach, in the registry's order: a query for petitions and one
    for each date that measures of matters go by. `keys`: these alone, and what they stand on."""
    measures = _with_bases(load(), keys)
    values: dict[str, int | float | None] = {}
    if any(each.subject == PETITIONS for each in measures.values()):
        values |= _petition_values(measures, rows(scope, period, PETITIONS, unit_id))
    for dated in dict.fromkeys(each.dated for each in measures.values() if each.subject == MATTERS):
        asked = [each for each in measures.values() if each.subject == MATTERS and each.dated == dated]
        values |= matter_values(asked, rows(scope, period, MATTERS, unit_id, dated))
    untold: set[str] = set()
    for subject in BOOKS:
        asked = [each for each in measures.values() if each.subject == subject]
        if asked:
            in_book = partial(rows, scope, subject=subject, unit_id=unit_id)
            values |= _book_values(asked, in_book(period))
            untold |= unsaid(asked, values, period, in_book)
    values |= dict.fromkeys(key for key in untold if not values[key])
    part = below(scope, unit_id)
    measures = {key: called(each, part=part) for key, each in measures.items()}
    found = [_figure(each, values, measures) for each in measures.values()]
    return [
        replace(each, untold=each.key in untold, source=of_its_time(each.source, period)) for each in found
    ]


def _with_bases(measures: dict[str, Measure], keys: Collection[str] | None) -> dict[str, Measure]:
    """The measures asked for with those that they are a share of, in the registry's order."""
    if keys is None:
        return measures
    asked = list(keys)
    for key in asked:  # grows while it is read
        asked += [each for each in (measures[key].base, measures[key].of) if each and each not in asked]
    return {key: each for key, each in measures.items() if key in asked}


def _book_values(asked: Sequence[Measure], found: QuerySet[Any]) -> dict[str, int]:
    """The figures over the rows of one book, in one query."""
    wanted = {each.key: summed(each) for each in asked if each.kind == COUNT}
    return dict(found.order_by().aggregate(**wanted)) if wanted else {}


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


def _figure(each: Measure, values: dict[str, int | float | None], measures: dict[str, Measure]) -> Figure:
    base_value = int(values[each.base] or 0) if each.base else None
    counted = int(values[each.of] or 0) if each.kind == RATE else None
    value = values.get(each.key)
    if counted is not None and base_value:
        value = rounded(each, counted, base_value)
    share = (
        None if each.kind in (MEAN, QUANTILE) or not base_value else (value if counted is None else counted)
    )
    return Figure(
        key=each.key,
        name=str(each.name),
        value=value,
        unit=str(each.unit),
        section=str(each.section),
        definition=str(each.definition),
        source=str(each.source),
        version=each.version,
        base=each.base,
        base_name=str(measures[each.base].name) if each.base else "",
        base_value=base_value,
        share=share / base_value if share is not None and base_value else None,
        parts=each.parts,
        kind=each.kind,
        counted=counted,
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
    within: Sequence[tuple[str, str]] = (),
) -> QuerySet[Any]:
    """Exactly the petitions (or matters) that a figure counts. `within`: only those of these parts, each a
    dimension and the key of its part."""
    measure = known(key)
    found = counted(scope, measure, period, unit_id)
    if not within:
        return found
    asked = {f"part{n}": divisible(measure, by) for n, (by, _part) in enumerate(within)}
    found = placed(found, measure, **asked)
    return found.filter(**{f"part{n}": part for n, (_by, part) in enumerate(within)})


def divisible(measure: Measure, by: str) -> Dimension:
    """The dimension of a key, by which the measure can be divided; raises Refusal where it cannot."""
    dimension = DIMENSIONS.get(by)
    if dimension is None or not dimension.divides(measure):
        name = dimension.name if dimension else by[:20]
        raise Refusal(_("“%(name)s”不能按“%(by)s”细分。") % {"name": measure.name, "by": name})
    return dimension


def openable_cases(scope: Scope, found: QuerySet[Any]) -> QuerySet[Any]:
    """Those of a figure's cases that the actor may open; the rest is told as a number."""
    return openable(scope, found)


def value_of(key: str, found: QuerySet[Any]) -> int:
    """What the cases given count for; of a rate or a mean: how many there are."""
    measure = known(key)
    if measure.distinct:
        return found.order_by().values(measure.distinct).distinct().count()
    return int(found.order_by().aggregate(value=Sum(measure.weight, default=0))["value"])


def value_in(
    scope: Scope, key: str, period: Period, unit_id: int | None = None, within: Sequence[tuple[str, str]] = ()
) -> int | float | None:
    """The figure over what `cases` gives for the same: of a rate the percentage, of a mean the days;
    None where it is not to be had."""
    if not within:
        return next(each.value for each in figures(scope, period, unit_id, [key]) if each.key == key)
    measure, found = known(key), cases(scope, key, period, unit_id, within)
    if measure.kind in (MEAN, QUANTILE):
        return matter_values([measure], found)[key]
    if measure.kind != RATE:
        return value_of(key, found)
    base = value_of(measure.base or "", cases(scope, measure.base or "", period, unit_id, within))
    return rounded(measure, value_of(key, found), base) if base else None


def parts(
    scope: Scope, key: str, period: Period, dimension: str, unit_id: int | None = None
) -> Sequence[Part]:
    """How a figure falls into the parts of a dimension, named as of the period's end; unless the dimension
    says why not, their sum is the figure."""
    measure = known(key)
    return divisible(measure, dimension).divide(cases(scope, key, period, unit_id), measure, period.last)


def receptions_by_leader(scope: Scope, period: Period, unit_id: int | None = None) -> list[LeaderRow]:
    """Each leader who received in the period, in the order of the plan's posts: times, batches, persons."""
    found: dict[int, LeaderRow] = {}
    days = rows(scope, period, RECEPTION_DAYS, unit_id).order_by("pk")
    for leader_id, post in days.values_list("leader_id", "post"):
        row = found.setdefault(leader_id, LeaderRow(post))
        row.post, row.times = post, row.times + 1
    tallied = rows(scope, period, ARRIVALS, unit_id).order_by().values("reception__leader_id")
    for told in tallied.annotate(count=Count("pk"), heads=Sum("head_count")):
        row = found[told["reception__leader_id"]]
        row.batches, row.persons = told["count"], told["heads"]
    return list(found.values())


def receptions_by_post(scope: Scope, period: Period, unit_id: int | None = None) -> list[LeaderRow]:
    """The same by the post borne on the day, whoever bore it."""
    days = rows(scope, period, RECEPTION_DAYS, unit_id).order_by().values("post")
    times = days.annotate(times=Count("pk"), first=Min("pk")).order_by("first")
    found = {row["post"]: LeaderRow(row["post"], row["times"]) for row in times}
    tallied = rows(scope, period, ARRIVALS, unit_id).order_by().values("reception__post")
    for told in tallied.annotate(count=Count("pk"), heads=Sum("head_count")):
        row = found.setdefault(told["reception__post"], LeaderRow(told["reception__post"]))
        row.batches, row.persons = told["count"], told["heads"]
    return list(found.values())


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


def before_the_register(year: int) -> str:
    """Why a year has no figures: the register begins later. '' for all others, and while it is empty."""
    first = first_year()
    if first is None or year >= first:
        return ""
    return _("登记从 %(first)d 年开始，没有 %(year)d 年的统计。") % {"first": first, "year": year}


def first_year() -> int | None:
    """The year of the earliest arrival in the register; None while it is empty."""
    return Petition.objects.filter(reverted_at=None).aggregate(first=Min("year"))["first"]
