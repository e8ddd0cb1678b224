"""What a report may say: every figure of its period with all that stands behind it, taken once and kept."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.themes.models import TieState, TopicTie
from xinfang.insight.statistics import changes, queries
from xinfang.insight.statistics.dimensions import DIMENSIONS
from xinfang.insight.statistics.outside import outside
from xinfang.insight.statistics.periods import Period
from xinfang.insight.statistics.queries import Figure
from xinfang.insight.statistics.registry import MATTERS, load
from xinfang.insight.statistics.rows import one_look, rows
from xinfang.insight.statistics.sources import of_its_time
from xinfang.registers.organisations.models import Unit
from xinfang.registers.organisations.queries import names_on
from xinfang.registers.staff.scope import Scope
from xinfang.registers.topics.models import SpecialTopic

__all__ = [
    "ELEVEN_MONTHS",
    "INDICATORS",
    "PARTS_OF",
    "Asked",
    "Fact",
    "Facts",
    "LeaderTold",
    "PartTold",
    "TopicTold",
    "gather",
    "thaw",
]

ELEVEN_MONTHS, ELEVEN_NAME, ELEVEN_DEFINITION, ELEVEN_SOURCE = changes.ELEVEN_MONTHS
# What the parts of a dimension are parts of, where that is not what was received (件).
PARTS_OF = {key: each.only for key, each in DIMENSIONS.items() if each.only}
# What a line of leaders says of a post, in its order.
RECEIVED = ("reception_leader_days", "reception_batches", "reception_persons")
# Published by others and typed in: who has not typed one in has no figure, and that is no fault of the text.
INDICATORS = {"gdp_change_jan_nov": "1—11月地区生产总值同比"}


@dataclass(frozen=True)
class Asked:
    """Whose figures of which period, taken at which moment. `topic`: the one that the report is about."""

    scope: Scope
    unit: Unit
    period: Period
    at: datetime
    topic: SpecialTopic | None = None


@dataclass(frozen=True)
class Fact:
    """A figure, with that of a year before and of the period before (None: not to be had)."""

    key: str
    name: str
    value: float | None
    unit: str
    kind: str = "count"
    base: str = ""
    base_name: str = ""
    base_value: int | None = None
    counted: int | None = None
    before: float | None = None
    previous: float | None = None
    definition: str = ""
    source: str = ""
    version: int = 1
    untold: bool = False  # others have not told of the whole period, or (before) of the one a year before
    untold_before: bool = False

    @property
    def changes(self) -> bool:
        """Whether the figure itself says how much something changed."""
        return self.kind == "change"

    def half_told(self, which: str = "before") -> bool:
        """Whether others have told of a part only, here or there: the two are not to be compared."""
        return self.untold or (which == "before" and self.untold_before)


@dataclass(frozen=True)
class LeaderTold:
    """What one post did in receptions."""

    post: str
    times: int
    batches: int
    persons: int

    @property
    def opens(self) -> tuple[str, str, str]:
        """The keys under which a page finds the days, and the arrivals by batch and by head."""
        first, second, third = (f"of:{measure}:post:{self.post}" for measure in RECEIVED)
        return first, second, third


class PartTold(NamedTuple):
    """A part of a figure. `key`: by which its cases are found; None in what was kept before parts had one."""

    name: str
    value: int
    key: str | None = None

    def of(self, measure: str, by: str) -> str:
        """The key under which a page finds its cases; '' in what was kept without."""
        return "" if self.key is None else f"of:{measure}:{by}:{self.key}"


@dataclass(frozen=True)
class TopicTold:
    """A special topic of the period: matters confirmed, those answered, and by problem, most first."""

    pk: int
    name: str
    since: str
    total: int
    answered: int
    problems: list[PartTold]

    def opens(self, part: PartTold) -> str:
        """The key under which a page finds the cases of one problem; '' in what was kept without."""
        return "" if part.key is None else f"of:matters_opened:problem:{self.pk}-{part.key}"


@dataclass(frozen=True)
class Facts:
    """All of it. `months`: 件 by month, this year and the year before, of a report of a whole year."""

    figures: dict[str, Fact]
    leaders: list[LeaderTold] = field(default_factory=list)
    topics: list[TopicTold] = field(default_factory=list)
    parts: dict[str, list[PartTold]] = field(default_factory=dict)
    months: dict[str, list[int]] = field(default_factory=dict)

    def of(self, key: str) -> Fact | None:
        """The figure of a key; None when nobody has registered one."""
        if key in INDICATORS and key not in self.figures:
            return Fact(key, INDICATORS[key], None, "%", "change")
        return self.figures.get(key)

    def frozen(self) -> dict[str, Any]:
        """As plain JSON, in lists: the database keeps their order, that of names it does not."""
        plain = asdict(self)
        return {**plain, "figures": list(plain["figures"].values()), "parts": [*plain["parts"].items()]}

    def versions(self) -> dict[str, int]:
        """The version of each definition that was used."""
        return {key: fact.version for key, fact in self.figures.items()}


def thaw(plain: Mapping[str, Any]) -> Facts:
    """The facts that were frozen."""
    return Facts(
        figures={told["key"]: Fact(**told) for told in plain["figures"]},
        leaders=[LeaderTold(**told) for told in plain["leaders"]],
        topics=[TopicTold(**{**told, "problems": _parts_told(told["problems"])}) for told in plain["topics"]],
        parts={key: _parts_told(told) for key, told in plain["parts"]},
        months=dict(plain["months"]),
    )


def _parts_told(told: Iterable[Sequence[Any]]) -> list[PartTold]:
    return [PartTold(*each) for each in told]


@one_look()
def gather(asked: Asked) -> Facts:
    """Take every figure now. Late entries change what is taken later, never what was taken."""
    period = asked.period
    today = timezone.localdate(asked.at)
    before = _by_key(_figures(asked, period.a_year_before(today)))
    earlier = period.previous(today)
    previous = _by_key(_figures(asked, earlier)) if earlier else {}
    found = {each.key: _fact(each, before, previous) for each in _figures(asked, period)}
    if period.kind == "year":
        found[ELEVEN_MONTHS] = _eleven_months(asked)
    if asked.unit.depth == 1:  # by others, of the whole district: in no sum of ours, in no place of ours
        last_year = _by_key(outside(period.a_year_before()))
        for each in outside(period):
            found.setdefault(each.key, _fact(each, last_year, {}))
    return Facts(found, _leaders(asked), _topics(asked), _parts(asked), _months(asked))


def _figures(asked: Asked, period: Period) -> list[Figure]:
    return queries.figures(asked.scope, period, asked.unit.pk)


def _by_key(figures: Sequence[Figure]) -> dict[str, Figure]:
    return {each.key: each for each in figures}


def _fact(each: Figure, before: Mapping[str, Figure], previous: Mapping[str, Figure]) -> Fact:
    a_year_before, one_before = before.get(each.key), previous.get(each.key)
    return Fact(
        key=each.key,
        name=each.name,
        value=each.value,
        unit=each.unit,
        kind=each.kind,
        base=each.base or "",
        base_name=each.base_name,
        base_value=each.base_value,
        counted=each.counted,
        before=a_year_before.value if a_year_before else None,
        previous=one_before.value if one_before and not one_before.untold else None,
        definition=each.definition,
        source=each.source,
        version=each.version,
        untold=each.untold,
        untold_before=bool(a_year_before and a_year_before.untold),
    )


def _eleven_months(asked: Asked) -> Fact:
    change = changes.eleven_months(asked.scope, asked.period, asked.unit.pk, timezone.localdate(asked.at))
    whole = load()["received_letters_and_persons"]
    return Fact(
        key=ELEVEN_MONTHS,
        name=str(ELEVEN_NAME),
        value=change.percent if change and change.now else None,  # of a year without entries nothing is said
        unit="%",
        kind="change",
        base=whole.key,
        base_name=_("上年同期%(name)s") % {"name": whole.name},
        base_value=int(change.before or 0) if change else None,
        counted=int(change.now or 0) if change else None,
        definition=str(ELEVEN_DEFINITION),
        source=of_its_time(str(ELEVEN_SOURCE), asked.period),
    )


def _leaders(asked: Asked) -> list[LeaderTold]:
    found = queries.receptions_by_post(asked.scope, asked.period, asked.unit.pk)
    return [LeaderTold(row.post, row.times, row.batches, row.persons) for row in found]


def _topics(asked: Asked) -> list[TopicTold]:
    """Those that last in the period and have a matter in it, or the one that was asked for."""
    period, chosen = asked.period, SpecialTopic.objects.order_by("since", "pk")
    if asked.topic is not None:
        chosen = chosen.filter(pk=asked.topic.pk)
    else:
        chosen = chosen.filter(since__lte=period.last).exclude(until__lt=period.first)
    told = [_topic(asked, each) for each in chosen]
    return told if asked.topic is not None else [each for each in told if each.total]


def _topic(asked: Asked, topic: SpecialTopic) -> TopicTold:
    ties = TopicTie.objects.filter(topic=topic, state=TieState.CONFIRMED)
    counted = rows(asked.scope, asked.period, MATTERS, asked.unit.pk).filter(pk__in=ties.values("matter_id"))
    closed = {pk: concluded is not None for pk, concluded in counted.values_list("pk", "concluded_at")}
    tied = ties.filter(matter_id__in=closed).values_list("problem_id", "problem__name")
    tally = Counter((name or _("其他"), str(pk or "")) for pk, name in tied)
    problems = [PartTold(name, count, key) for (name, key), count in tally.items()]
    problems.sort(key=lambda part: (not part.key, -part.value, part.name))
    return TopicTold(
        topic.pk, topic.name, topic.since.isoformat(), len(closed), sum(closed.values()), problems
    )


def _parts(asked: Asked) -> dict[str, list[PartTold]]:
    """What was received (件) in its parts, by dimension, units under their names of the period's last day."""
    names = names_on(min(asked.period.last, timezone.localdate(asked.at)))
    found = {}
    measures = load()
    for key, each in DIMENSIONS.items():
        whole = each.only or "received"
        if not each.divides(measures[whole]):
            continue
        parts = queries.parts(asked.scope, whole, asked.period, key, asked.unit.pk)
        named = {part.key: names.get(int(part.key)) if part.key.isdigit() else None for part in parts}
        by_unit = key in {"unit", "registered_unit", "complained_unit"}
        found[key] = [
            PartTold(by_unit and named[part.key] or part.name, part.value, part.key) for part in parts
        ]
    return found


def _months(asked: Asked) -> dict[str, list[int]]:
    if asked.period.kind != "year":
        return {}
    years = {"now": asked.period, "before": asked.period.a_year_before()}
    return {name: _by_month(asked, year) for name, year in years.items()}


def _by_month(asked: Asked, year: Period) -> list[int]:
    found = queries.months_by_channel(asked.scope, year, asked.unit.pk)
    return [sum(column) for column in zip(*found.values(), strict=True)]
