"""The registry of measures: a condition, a weight, and everything that must be printed beside a figure."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pkgutil import iter_modules

from django.db.models import Case, F, Q, Value, When
from django.utils.functional import Promise

__all__ = [
    "BATCHES",
    "COUNT",
    "HEADS",
    "MATTERS",
    "MEAN",
    "ONE",
    "ONE_OR_HEADS",
    "PETITIONS",
    "QUANTILE",
    "RATE",
    "Measure",
    "Weight",
    "fields_of",
    "load",
    "measure",
    "of_groups",
    "rate",
]

Text = Promise | str

# What is counted: 件 and 批 count rows, 人次 adds heads; rule A adds letters and the heads of visits.
ONE = Value(1)
HEADS = F("head_count")
BATCHES = F("batches")  # of rows that are counts themselves, as in a notice from above
ONE_OR_HEADS = Case(When(channel="visit", then=F("head_count")), default=Value(1))
Weight = Value | F | Case


# Each weight, and the same over groups of petitions that carry `ones` (how many) and `heads`.
GROUPED: tuple[tuple[Weight, F | Case], ...] = (
    (ONE, F("ones")),
    (HEADS, F("heads")),
    (BATCHES, F("batches")),
    (ONE_OR_HEADS, Case(When(channel="visit", then=F("heads")), default=F("ones"))),
)


def of_groups(weight: Weight) -> F | Case:
    """A weight over groups of petitions. Raises ValueError for one that has no line in GROUPED."""
    for known, grouped in GROUPED:
        if weight is known:
            return grouped
    raise ValueError("This weight is not known; give it a name and a line in GROUPED.")


def fields_of(where: Q) -> set[str]:
    """The fields that a condition over petitions asks for."""
    found: set[str] = set()
    for child in where.children:
        found |= fields_of(child) if isinstance(child, Q) else {str(child[0]).split("__")[0]}  # type: ignore[index]
    return found


PETITIONS, MATTERS = "petitions", "matters"
COUNT, RATE, MEAN, QUANTILE = "count", "rate", "mean", "quantile"


@dataclass(frozen=True)
class Measure:
    """A measure. `where` says which petitions (or matters) count; each counts with `weight`.

    `base` is the key of the denominator; `parts` are keys of measures that add up to this one; a change
    of a definition raises `version`. `dated`: which day of a matter must lie in the period (rows.DATES).

    Subjects other than petitions and matters are books (books.py), each with its own rows and date. With
    `distinct` it counts how many different values a field of the rows has. A rate that is `at_least` is
    rounded down, as it is printed as a lower bound.

    What others tell us is not known to be none because nobody told: `told_by` names what must be told of for
    the whole period (keys of the book's `told`) before a nought is a nought; until then the value is None.

    A rate is the measure `of` in whole percent of its base and opens the cases of `of`; a mean is that of
    `days` (two dates of rows.DATES, in calendar days) over the cases it opens, to one decimal.
    """

    key: str
    name: Text
    unit: Text
    section: Text
    definition: Text
    source: Text
    where: Callable[[], Q]
    weight: Weight = ONE
    base: str | None = None
    parts: tuple[str, ...] = ()
    subject: str = PETITIONS
    version: int = 1
    dated: str = "received_at"
    kind: str = COUNT
    of: str = ""
    days: tuple[str, str] = ("", "")
    distinct: str = ""
    at_least: bool = False
    told_by: tuple[tuple[str, str], ...] = ()
    quantile: float = 0


_measures: dict[str, Measure] = {}


def measure(
    key: str,
    name: Text,
    unit: Text,
    *,
    section: Text,
    definition: Text,
    source: Text,
    weight: Weight = ONE,
    base: str | None = None,
    parts: tuple[str, ...] = (),
    subject: str = PETITIONS,
    version: int = 1,
    dated: str = "received_at",
    days: tuple[str, str] | None = None,
    distinct: str = "",
    told_by: tuple[tuple[str, str], ...] = (),
    quantile: float = 0,
) -> Callable[[Callable[[], Q]], Callable[[], Q]]:
    """Register the decorated function as a measure; it returns the condition under which a row counts.

    With `days` it is their mean between two dates; with `quantile` too, what that share does not exceed.
    """

    def put(where: Callable[[], Q]) -> Callable[[], Q]:
        if key in _measures:
            raise ValueError(f"Two measures are called {key}; rename one.")
        if not any(weight is known for known, _grouped in GROUPED):
            raise ValueError(f"The weight of {key} is not known; give it a name and a line in GROUPED.")
        _measures[key] = Measure(
            key, name, unit, section, definition, source, where, weight, base, parts, subject, version, dated,
            kind=QUANTILE if quantile else MEAN if days else COUNT,
            days=days or ("", ""),
            distinct=distinct,
            told_by=told_by,
            quantile=quantile,
        )  # fmt: skip
        return where

    return put


def rate(
    key: str,
    name: Text,
    *,
    of: str,
    base: str,
    definition: Text,
    version: int = 1,
    at_least: bool = False,
    section: Text = "",
) -> None:
    """Register a rate: the measure `of` in whole percent of the measure `base`, both registered before. It
    stands in the section of `of`, unless another one is told."""
    counted = _measures[of]
    if key in _measures or base not in _measures:
        raise ValueError(f"The rate {key} is there already, or its base {base} is not.")
    _measures[key] = replace(
        counted,
        key=key,
        name=name,
        unit="%",
        section=section or counted.section,
        definition=definition,
        base=base,
        parts=(),
        version=version,
        kind=RATE,
        of=of,
        at_least=at_least,
    )


def load() -> dict[str, Measure]:
    """All measures by key, in the order in which they are printed: that of the modules' names."""
    package = import_module("xinfang.insight.measures")
    for module in sorted(entry.name for entry in iter_modules(package.__path__)):
        import_module(f"{package.__name__}.{module}")
    return _measures
