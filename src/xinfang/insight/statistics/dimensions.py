"""Dimensions: how a figure over petitions falls into parts. Every petition is in exactly one part of each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, Expression, F, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce, ExtractMonth, Left
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinfang.casework.petitions.models import Channel, Raising
from xinfang.insight.statistics.registry import Weight
from xinfang.registers.organisations.models import Unit
from xinfang.registers.topics.models import ContentClass

__all__ = ["DIMENSIONS", "Dimension", "Part"]


@dataclass(frozen=True)
class Part:
    """One part: its key as it stands in links, its name, its value."""

    key: str
    name: str
    value: int


@dataclass(frozen=True)
class Dimension:
    """A way to divide. `by` gives each petition's part; `through_matter` when it hangs on the matter.

    A petition that raises several matters is counted under the one it raised first.
    """

    key: str
    name: Promise | str
    by: Expression | F
    names: Callable[[list[str]], dict[str, str]]
    through_matter: bool = False

    def _placed(self, found: QuerySet[Any]) -> QuerySet[Any]:
        if self.through_matter:
            earlier = Raising.objects.filter(petition=OuterRef("pk"), pk__lt=OuterRef("raisings__pk"))
            found = found.filter(~Exists(earlier), raisings__isnull=False)
        return found.annotate(part=Coalesce(Cast(self.by, CharField()), Value("")))

    def divide(self, found: QuerySet[Any], weight: Weight) -> list[Part]:
        """The parts of counted petitions, largest first (months in their order); their sum is the figure."""
        tallied = self._placed(found).order_by().values("part").annotate(value=Sum(weight))
        values = {row["part"]: int(row["value"]) for row in tallied}
        names = self.names(list(values))
        parts = [Part(key, names.get(key, key), value) for key, value in values.items()]
        if self.key == "month":
            return sorted(parts, key=lambda part: int(part.key))
        return sorted(parts, key=lambda part: (-part.value, part.key))

    def narrow(self, found: QuerySet[Any], part: str) -> QuerySet[Any]:
        """The counted petitions of one part."""
        return self._placed(found).filter(Q(part=part))


def _channels(keys: list[str]) -> dict[str, str]:
    return {key: str(label) for key, label in Channel.choices}


def _months(keys: list[str]) -> dict[str, str]:
    return {str(number): _("%(number)d月") % {"number": number} for number in range(1, 13)}


def _classes(keys: list[str]) -> dict[str, str]:
    known = ContentClass.objects.filter(level=1, code__in=keys).order_by("listing__valid_from", "pk")
    return {"": _("未分类"), **dict(known.values_list("code", "name"))}


def _units(keys: list[str]) -> dict[str, str]:
    ids = [int(key) for key in keys if key]
    named = {str(unit.pk): str(unit) for unit in Unit.objects.filter(pk__in=ids)}
    return {"": _("未分送"), **named}


DIMENSIONS: dict[str, Dimension] = {
    dimension.key: dimension
    for dimension in (
        Dimension("channel", gettext_lazy("来件方式"), F("channel"), _channels),
        Dimension("month", gettext_lazy("月份"), ExtractMonth("received_at"), _months),
        Dimension(
            "class",
            gettext_lazy("内容分类"),
            Left("raisings__matter__content_class__code", 2),
            _classes,
            through_matter=True,
        ),
        Dimension("registered_unit", gettext_lazy("登记单位"), F("registered_unit_id"), _units),
        Dimension(
            "unit",
            gettext_lazy("承办单位"),
            F("raisings__matter__unit_id"),
            _units,
            through_matter=True,
        ),
    )
}
