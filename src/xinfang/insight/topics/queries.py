"""A special topic's page: how much by place and week, what is asked, who handles it, what was answered."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.petitions.models import Matter, Result
from xinfang.casework.themes.models import TieState, TopicTie
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.scope import Scope
from xinfang.registers.topics.models import SpecialTopic

__all__ = ["Asked", "Handler", "Overview", "PlaceRow", "overview"]

WEEKS, EXAMPLES = 53, 3


@dataclass(frozen=True)
class PlaceRow:
    """A place (a street, or what is known) with its matters by week, and in all."""

    name: str
    weeks: list[int]
    total: int


@dataclass(frozen=True)
class Asked:
    """One problem: how many matters, some of what is asked, how many are answered, and with what result."""

    name: str
    total: int
    demands: list[str]
    answered: int
    results: list[tuple[str, int]]


@dataclass(frozen=True)
class Handler:
    """A unit that handles matters of the topic."""

    name: str
    total: int
    answered: int


@dataclass(frozen=True)
class Overview:
    """What was confirmed of a topic, over the matters that the actor sees."""

    total: int
    weeks: list[date]
    places: list[PlaceRow]
    asked: list[Asked]
    handlers: list[Handler]


def overview(scope: Scope, topic: SpecialTopic) -> Overview:
    """Everything the page shows; a handful of queries, whatever the number of matters."""
    ties = TopicTie.objects.filter(topic=topic, state=TieState.CONFIRMED)
    matters = Matter.objects.visible_to(scope).filter(pk__in=ties.values("matter_id"))
    problems = dict(ties.values_list("matter_id", "problem__name"))
    rows = list(_rows(matters))
    weeks = _weeks(rows)
    return Overview(len(rows), weeks, _places(rows, weeks), _asked(topic, rows, problems), _handlers(rows))


def _rows(matters: "QuerySet[Matter]") -> Iterable[dict[str, Any]]:
    columns = (
        "pk",
        "received_at",
        "place_unit__path",
        "unit__name",
        "result",
        "concluded_at",
        "demand",
        "title",
    )
    for row in matters.order_by("received_at", "pk").values(*columns):
        day = timezone.localdate(row["received_at"])
        yield {**row, "week": day - timedelta(days=day.weekday())}


def _weeks(rows: Sequence[dict[str, Any]]) -> list[date]:
    """The Mondays of the weeks between the first and the last that have anything, the newest first: it stands
    where a page begins; at most a year of them."""
    if not rows:
        return []
    first, last = (edge(row["week"] for row in rows) for edge in (min, max))
    count = min((last - first).days // 7 + 1, WEEKS)
    return [last - timedelta(days=7 * back) for back in range(count)]


def _places(rows: Sequence[dict[str, Any]], weeks: Sequence[date]) -> list[PlaceRow]:
    """By street (or department): the second level of the tree; what has no place comes last."""
    streets = dict(Unit.objects.filter(depth=2).values_list("path", "name"))
    by_place: dict[str, Counter[date]] = {}
    for row in rows:
        path = (row["place_unit__path"] or "")[: 2 * Unit.steplen]
        by_place.setdefault(streets.get(path, ""), Counter())[row["week"]] += 1
    found = [
        PlaceRow(name or _("地点不详或者全区"), [tally[week] for week in weeks], tally.total())
        for name, tally in by_place.items()
    ]
    return sorted(found, key=lambda row: (-row.total, row.name))


def _asked(
    topic: SpecialTopic, rows: Sequence[dict[str, Any]], problems: Mapping[int, str | None]
) -> list[Asked]:
    names = list(topic.problems.order_by("position").values_list("name", flat=True))
    found = []
    for name in (*names, None):
        mine = [row for row in rows if problems.get(row["pk"]) == name]
        if mine or name:
            found.append(_one(name or _("其他"), mine))
    return found


def _one(name: str, rows: Sequence[dict[str, Any]]) -> Asked:
    demands = Counter(row["demand"] or row["title"] for row in rows)
    results = Counter(row["result"] for row in rows if row["result"])
    return Asked(
        name=name,
        total=len(rows),
        demands=[text for text, _count in demands.most_common(EXAMPLES)],
        answered=sum(1 for row in rows if row["concluded_at"]),
        results=[(str(Result(key).label), count) for key, count in results.most_common()],
    )


def _handlers(rows: Sequence[dict[str, Any]]) -> list[Handler]:
    total: Counter[str] = Counter(row["unit__name"] or "" for row in rows)
    answered: Counter[str] = Counter(row["unit__name"] or "" for row in rows if row["concluded_at"])
    return [Handler(name or _("未分送"), count, answered[name]) for name, count in total.most_common()]
