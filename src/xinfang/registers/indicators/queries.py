"""Indicators with their values; public figures of other offices, which everybody with figures may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from xinfang.registers.indicators.models import Indicator, IndicatorValue

__all__ = [
    "Choice",
    "Indicator",
    "IndicatorValue",
    "choices",
    "history",
    "indicator",
    "indicators",
    "values_within",
]


@dataclass(frozen=True)
class Choice:
    """An indicator to be chosen."""

    pk: int
    label: str


def indicators() -> Sequence[Indicator]:
    """All of them by name, each with `in_force`: its values, the newest period first."""
    ordered = IndicatorValue.objects.filter(replaced_at=None).order_by("-last", "-first", "pk")
    prefetched = Prefetch("values", queryset=ordered, to_attr="in_force")
    return list(Indicator.objects.prefetch_related(prefetched).order_by("name"))


def indicator(pk: int) -> Indicator | None:
    """One of them; None where there is none."""
    return Indicator.objects.filter(pk=pk).first()


def history(of: Indicator) -> Sequence[IndicatorValue]:
    """Every value that it ever had, the newest period first; what was replaced stands below its successor."""
    return list(of.values.order_by("-last", "-first", "-pk"))


def choices() -> list[Choice]:
    """For a form."""
    return [Choice(each.pk, f"{each.name}（{each.unit}）") for each in Indicator.objects.order_by("name")]


def values_within(first: date, last: date) -> Sequence[IndicatorValue]:
    """The values in force whose period lies in a stretch of days and begins with it, by name."""
    found = IndicatorValue.objects.filter(replaced_at=None, first=first, last__lte=last)
    return list(found.select_related("indicator").order_by("indicator__name", "last", "pk"))
