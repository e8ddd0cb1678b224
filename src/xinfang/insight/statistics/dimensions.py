"""Dimensions: how a figure over petitions or matters falls into parts. Unless a dimension says why not, every
row is in exactly one part of it, and the parts add up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Concat, ExtractMonth, ExtractQuarter, Left
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.models import Raising, RaisingKind
from xinfang.insight.statistics import partnames as named
from xinfang.insight.statistics.books import ARRIVALS, RECEPTION_DAYS
from xinfang.insight.statistics.registry import MATTERS, PETITIONS, Measure
from xinfang.registers.organisations.models import Unit

__all__ = ["DIMENSIONS", "SIZES", "Dimension", "Part", "placed"]

STREET = 2  # the level of the tree on which streets and departments stand


@dataclass(frozen=True)
class Part:
    """One part: its key as it stands in links, its name, its value."""

    key: str
    name: str
    value: int


@dataclass(frozen=True)
class Dimension:
    """A way to divide. `petition`, `matter`: what gives a row its part, the latter by the date that the
    measure goes by; None where rows of that kind have no such part.

    `through_matter`: of a petition the part hangs on the matter that it raised first. `ordered`: parts stand
    in the order of their names' table, not the largest first. `overlapping` says why parts do not add up.
    `books`: what gives a row of another book its part, by the book. `only`: the one measure that it divides,
    where dividing others by it would be wrong.
    """

    key: str
    name: Promise | str
    petition: Combinable | None
    matter: Callable[[str], Combinable] | None
    names: Callable[[list[str], date | None], dict[str, str]]
    through_matter: bool = False
    ordered: bool = False
    overlapping: Promise | str = ""
    books: Mapping[str, Combinable] = field(default_factory=dict)
    only: str = ""

    def divides(self, measure: Measure) -> bool:
        """Whether rows of the measure have such a part."""
        if self.only and measure.key != self.only:
            return False
        if measure.subject == PETITIONS:
            return self.petition is not None
        return measure.subject in self.books or (measure.subject == MATTERS and self.matter is not None)

    def divide(self, found: QuerySet[Any], measure: Measure, day: date | None = None) -> list[Part]:
        """The parts of counted rows, named as of a day; their sum is the figure."""
        tallied = placed(found, measure, part=self).order_by().values("part")
        values = {row["part"]: int(row["value"]) for row in tallied.annotate(value=Sum(measure.weight))}
        return self.sorted({key: value for key, value in values.items() if value}, day)

    def sorted(self, values: dict[str, int], day: date | None = None) -> list[Part]:
        """Parts of these values, in the dimension's order."""
        names = self.names(list(values), day)
        parts = [Part(key, names.get(key, key), value) for key, value in values.items()]
        if self.ordered:
            order = {key: place for place, key in enumerate(names)}
            return sorted(parts, key=lambda part: order.get(part.key, len(order)))
        return sorted(parts, key=lambda part: (-part.value, part.key))


def placed(found: QuerySet[Any], measure: Measure, **dimensions: Dimension) -> QuerySet[Any]:
    """Counted rows with their part of each dimension, under the names given; '' where there is none.

    A petition that raises several matters is counted under the one it raised first.
    """
    if measure.subject == MATTERS:
        # Every matter has one petition that raised it first.
        found = found.annotate(
            beginning=FilteredRelation("raisings", condition=Q(raisings__kind=RaisingKind.FIRST))
        )
    elif any(each.through_matter for each in dimensions.values()):
        earlier = Raising.objects.filter(petition=OuterRef("pk"), pk__lt=OuterRef("raisings__pk"))
        found = found.filter(
            ~Exists(earlier), raisings__isnull=False, **_tied(dimensions, "raisings__matter__")
        )
    if measure.subject == MATTERS and (tied := _tied(dimensions, "")):
        found = found.filter(**tied)
    parts = {name: _part(each, measure) for name, each in dimensions.items()}
    return found.annotate(**{name: Coalesce(Cast(by, CharField()), Value("")) for name, by in parts.items()})


def _tied(dimensions: dict[str, Dimension], to_matter: str) -> dict[str, Any]:
    """Only what belongs to a topic stands in the division by topics and their problems."""
    asked = any(each.key in {"topic", "problem"} for each in dimensions.values())
    return {f"{to_matter}topic_ties__state": "confirmed"} if asked else {}


def _part(dimension: Dimension, measure: Measure) -> Combinable:
    by = dimension.books.get(measure.subject) or dimension.petition
    if measure.subject == MATTERS and dimension.matter:
        by = dimension.matter(measure.dated)
    assert by is not None  # whoever asks has asked divides() before
    return by


SIZES = (
    ("1", 1, 1),
    ("2-4", 2, 4),
    ("5-29", 5, 29),
    ("30-49", 30, 49),
    ("50-99", 50, 99),
    ("100-", 100, None),
)


def _size(heads: str) -> Case:
    """The class of size that a number of heads falls into."""
    whens = [When(**{f"{heads}__gte": least}, then=Value(key)) for key, least, _most in reversed(SIZES)]
    return Case(*whens, default=Value(""), output_field=CharField())


def _of(field: str) -> Callable[[str], Combinable]:
    return lambda dated: F(field)


_THROUGH = "raisings__matter__"


def _own(
    key: str,
    name: Promise,
    by: Combinable | None,
    matter: Callable[[str], Combinable] | None,
    names: Any,
    **more: Any,
) -> Dimension:
    return Dimension(key, name, by, matter, names, **more)


def _hung(key: str, name: Promise, field: str, names: Any, **more: Any) -> Dimension:
    """On a column of the matter."""
    return Dimension(key, name, F(_THROUGH + field), _of(field), names, through_matter=True, **more)


def _cut(key: str, name: Promise, field: str, length: int, names: Any) -> Dimension:
    """On the beginning of a code or path of the matter."""
    return Dimension(
        key,
        name,
        Left(_THROUGH + field, length),
        lambda dated: Left(field, length),
        names,
        through_matter=True,
    )


def _problem(to_matter: str) -> Combinable:
    """Topic and problem, such as 7-12; 7- of what fits none of the topic's problems."""
    topic, problem = (Cast(f"{to_matter}topic_ties__{name}_id", CharField()) for name in ("topic", "problem"))
    return Concat(topic, Value("-"), Coalesce(problem, Value("")))


OVERLAPPING = _("只列归入专题的；一件可以属于几个专题，所以各专题相加可以多于合计。")
_FIRST = "beginning__petition__"
DIMENSIONS: dict[str, Dimension] = {
    dimension.key: dimension
    for dimension in (
        _own("channel", _("来件方式"), F("channel"), _of(_FIRST + "channel"), named.channels),
        _own("form", _("个人与联名、集体"), F("form"), _of(_FIRST + "form"), named.forms, ordered=True),
        _own(
            "size",
            _("人数规模"),
            _size("head_count"),
            lambda dated: _size(_FIRST + "head_count"),
            named.sizes,
            ordered=True,
        ),
        _own("turn", _("初次与重复"), F("turn"), None, named.turns, ordered=True),
        _own("month", _("月份"), ExtractMonth("received_at"), ExtractMonth, named.months, ordered=True),
        _own(
            "quarter", _("季度"), ExtractQuarter("received_at"), ExtractQuarter, named.quarters, ordered=True
        ),
        _cut("class", _("内容分类"), "content_class__code", 2, named.classes),
        _cut("subclass", _("内容分类（二级）"), "content_class__code", 4, named.subclasses),
        _hung("purpose", _("信访目的"), "purpose", named.purposes),
        _own(
            "registered_unit",
            _("登记单位"),
            F("registered_unit_id"),
            _of("registered_unit_id"),
            named.units,
        ),
        _own(
            "level",
            _("到哪一级"),
            F("registered_unit__kind"),
            _of("registered_unit__kind"),
            named.levels,
            ordered=True,
        ),
        _hung("unit", _("承办单位"), "unit_id", named.units),
        # No unit is measured by how people came, or how often, or to whom they went (ADR 14, ADR 15).
        _own(
            "complained_unit",
            _("被投诉单位"),
            None,
            _of("complained_unit_id"),
            named.complained,
            only="matters_with_complained_unit",
        ),
        _cut("street", _("发生地"), "place_unit__path", STREET * Unit.steplen, named.streets),
        _hung("result", _("处理结果"), "result", named.results),
        _hung(
            "topic",
            _("专题"),
            "topic_ties__topic_id",
            named.topics,
            overlapping=OVERLAPPING,
        ),
        _own(
            "problem",
            _("专题里的问题"),
            _problem(_THROUGH),
            lambda dated: _problem(""),
            named.problems,
            through_matter=True,
            overlapping=OVERLAPPING,
        ),
        Dimension(
            "post",
            _("接访领导的职务"),
            None,
            None,
            named.posts,
            books={RECEPTION_DAYS: F("post"), ARRIVALS: F("reception__post")},
        ),
    )
}
