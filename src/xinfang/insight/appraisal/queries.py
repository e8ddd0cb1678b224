"""Schemes, cards and checks in scope."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import MD5, Concat

from xinfang.casework.petitions.models import Matter
from xinfang.insight.appraisal.counting import base_of, reached, short_of
from xinfang.insight.appraisal.models import (
    APPRAISED,
    CardLine,
    Objection,
    ObjectionState,
    OpinionCheck,
    Scheme,
    Stage,
    Target,
)
from xinfang.insight.appraisal.rules import CRITERIA, WHOLE, Sum, earned, total
from xinfang.insight.statistics import periods
from xinfang.insight.statistics.queries import known
from xinfang.insight.statistics.rounding import whole_percent
from xinfang.kernel.keyset import Keyset, Slice
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.scope import Scope

__all__ = [
    "CRITERIA",
    "WHOLE",
    "Card",
    "CardLine",
    "Objection",
    "OpinionCheck",
    "Scheme",
    "Shown",
    "cards",
    "checks",
    "draft_in",
    "draft_of",
    "drawn",
    "line_in",
    "lines_now",
    "may_appraise",
    "may_object",
    "measures",
    "scheme_in",
    "schemes",
    "short",
    "shown",
    "targets",
    "waiting",
]

DRAWN, SHOWN = 10, 50
CHECKED, RECEIVED = Keyset("checked_on", days=True), Keyset("received_at")


@dataclass(frozen=True)
class Shown:
    """A line with its measure and points; `percent` and `points` are None of a base of nought."""

    line: CardLine
    target: Target
    name: str
    counted: int
    base: int
    percent: int | None
    points: Decimal | None
    corrected: bool
    objected: bool


@dataclass(frozen=True)
class Card:
    """A unit's lines, in the order of the targets, and their sum."""

    unit: Unit
    lines: Sequence[Shown]
    total: Sum


def measures() -> list[tuple[str, str, str]]:
    """What may be a target: key, name, definition."""
    return [(key, str(known(key).name), str(known(key).definition)) for key in APPRAISED]


def schemes(scope: Scope) -> Sequence[Scheme]:
    """Those of the actor's district, the newest first; a draft only for who writes it."""
    return list(_seen(scope).select_related("unit").order_by("-year", "unit__path"))


def scheme_in(scope: Scope, pk: int) -> Scheme | None:
    """One of them; None for all others, whether they exist or not."""
    return _seen(scope).select_related("unit").filter(pk=pk).first()


def draft_in(scope: Scope, asked: str) -> Scheme | None:
    """The draft of an address that the actor may write on; None for all else."""
    known = asked.isascii() and asked.isdigit() and len(asked) < 10
    found = scheme_in(scope, int(asked)) if known else None
    return found if found and found.stage == Stage.DRAFT and may_appraise(scope, found) else None


def draft_of(scope: Scope, unit_id: int, year: int) -> Scheme | None:
    """The draft of a unit and a year, as it is now."""
    return _seen(scope).filter(unit_id=unit_id, year=year, stage=Stage.DRAFT).first()


def targets(scheme: Scheme) -> list[tuple[Target, str, str]]:
    """Each target with the name and the definition of its measure."""
    found = scheme.targets.order_by("pk")
    return [(each, str(known(each.measure).name), str(known(each.measure).definition)) for each in found]


def may_appraise(scope: Scope, scheme: Scheme) -> bool:
    """Whether the actor sets targets, works out and answers at the scheme's unit."""
    reach = scope.reach("appraise")
    return reach is None or scheme.unit_id in reach


def cards(scope: Scope, scheme: Scheme) -> list[Card]:
    """The cards of the units in reach, in the order of the tree: cards are read, not ranked."""
    found: dict[int, list[Shown]] = {}
    units: dict[int, Unit] = {}
    for line in _lines(scope).filter(target__scheme=scheme).order_by("unit__path", "target_id"):
        units[line.unit_id] = line.unit
        found.setdefault(line.unit_id, []).append(shown(line))
    return [
        Card(units[pk], lines, total((each.points, each.target.points) for each in lines))
        for pk, lines in found.items()
    ]


def line_in(scope: Scope, pk: int) -> CardLine | None:
    """A line in reach; None for all others, whether they exist or not."""
    return _lines(scope).filter(pk=pk).first()


def shown(line: CardLine) -> Shown:
    """The line as it stands: corrected where it was."""
    corrected = line.corrected_counted is not None
    counted = line.corrected_counted if line.corrected_counted is not None else line.counted
    base = line.corrected_base if line.corrected_base is not None else line.base
    return Shown(
        line=line,
        target=line.target,
        name=str(known(line.target.measure).name),
        counted=counted,
        base=base,
        percent=whole_percent(counted, base) if base else None,
        points=earned(counted, base, line.target.least, line.target.points),
        corrected=corrected,
        objected=any(each.state == ObjectionState.OPEN for each in line.objections.all()),
    )


def may_object(scope: Scope, line: CardLine) -> bool:
    """Whether the actor speaks for the unit itself: its head, not one of a unit above it."""
    return line.unit_id in (scope.units or {}).get("approve", frozenset()) & scope.posted_under


def lines_now(scope: Scope, line: CardLine) -> tuple[int, int]:
    """The same count as of now: what was entered late shows as a difference."""
    period = periods.year(line.target.scheme.year)
    key, unit = line.target.measure, line.unit
    return reached(scope, key, period, unit).count(), base_of(scope, key, period, unit).count()


def short(scope: Scope, line: CardLine, *, newer: str = "", older: str = "") -> Slice:
    """A page of the matters of the base that do not count, as far as the actor may open them."""
    found = short_of(scope, line.target.measure, periods.year(line.target.scheme.year), line.unit)
    ids = found.values("matter_id") if found.model is OpinionCheck else found.values("pk")
    matters = Matter.objects.visible_to(scope).filter(pk__in=ids)
    return RECEIVED.page(matters, size=SHOWN, newer=newer, older=older)


def waiting(scope: Scope) -> int:
    """How many objections wait for the actor's answer."""
    reach = scope.reach("appraise")
    found = Objection.objects.filter(state=ObjectionState.OPEN)
    return found.count() if reach is None else found.filter(line__target__scheme__unit_id__in=reach).count()


def checks(scope: Scope, *, newer: str = "", older: str = "") -> Slice:
    """A page of checks of opinions on matters in reach, the newest first."""
    found = OpinionCheck.objects.filter(matter__in=Matter.objects.visible_to(scope))
    return CHECKED.page(found.select_related("matter", "unit"), size=SHOWN, newer=newer, older=older)


def drawn(scope: Scope, year: int) -> Sequence[Matter]:
    """Answered matters of a year to be checked next: drawn by a digest of their number, so that nobody
    picks them and the same are drawn again tomorrow."""
    start, end = periods.year(year).bounds()
    found = Matter.objects.visible_to(scope).filter(
        confined=False, unit__isnull=False, concluded_at__gte=start, concluded_at__lt=end
    )
    lot = MD5(Concat("number", Value(str(year)), output_field=TextField()))
    left = found.exclude(pk__in=OpinionCheck.objects.values("matter_id")).annotate(lot=lot)
    return list(left.select_related("unit").order_by("lot", "pk")[:DRAWN])


def _seen(scope: Scope) -> QuerySet[Scheme]:
    """Those that the actor sets, and those, once issued, that are about a unit of the actor's."""
    sets, sees = scope.reach("appraise"), scope.reach("see_figures")
    if sets is None or sees is None:
        return Scheme.objects.all()
    above = Unit.objects.filter(pk__in=scope.posted_under).values("pk") if sees else Unit.objects.none()
    issued = Scheme.objects.filter(unit_id__in=above).exclude(stage=Stage.DRAFT)
    return issued | Scheme.objects.filter(unit_id__in=sets)


def _lines(scope: Scope) -> QuerySet[CardLine]:
    reach = scope.reach("see_figures")
    found = CardLine.objects.select_related("target__scheme__unit", "unit").prefetch_related("objections")
    return found if reach is None else found.filter(unit_id__in=reach)
