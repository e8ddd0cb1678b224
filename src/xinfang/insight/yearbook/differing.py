"""A report against what the register says today: each figure and table that would be printed otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinfang.insight.composition.composing import LEADERS
from xinfang.insight.composition.facts import PARTS_OF, Asked, Fact, Facts, PartTold, gather, thaw
from xinfang.insight.statistics.dimensions import DIMENSIONS
from xinfang.insight.statistics.rows import one_look
from xinfang.insight.yearbook.counting import counted, thawed_scope
from xinfang.insight.yearbook.kinds import kind_of
from xinfang.insight.yearbook.models import FiguresReport
from xinfang.insight.yearbook.naming import undated, words_of
from xinfang.insight.yearbook.queries import period_of_report
from xinfang.kernel.moments import one_moment
from xinfang.registers.staff.scope import Scope

__all__ = ["Difference", "differences", "moved"]

BESIDE: dict[str, Promise | str] = {
    "before": gettext_lazy("上年同期的数变了"),
    "previous": gettext_lazy("上一期的数变了"),
    "base_value": gettext_lazy("基数变了"),
    "counted": gettext_lazy("分子变了"),
    "untold": gettext_lazy("通报变了"),
    "untold_before": gettext_lazy("上年的通报变了"),
}


@dataclass(frozen=True)
class Difference:
    """A figure, or a table, that the register would print otherwise today. `came`, `went`: rows counted
    since, no more; None where the report kept no list. `beside`: what else has changed, in words."""

    fact: Fact
    now: float | None
    came: int | None
    went: int | None
    redefined: bool
    beside: tuple[str, ...] = ()


@one_look()
def differences(scope: Scope, report: FiguresReport) -> list[Difference]:
    """What has changed since the report's cut-off, in the scope that it was counted in; compared with the
    same days of other periods as the report itself."""
    asked = _asked(scope, report)
    with translation.override("zh-hans"), one_moment():
        kept, now = thaw(report.facts), gather(asked)
        fresh = counted(asked, kept.figures)
        words = words_of(kind_of(report.kind), asked)
    found = [_difference(report, fact, now, fresh) for fact in kept.figures.values()]
    told = [each for each in found if each is not None]
    return [*told, *_came(kept, now), *_of_tables(kept, now), *_of_words(report, words)]


def moved(scope: Scope, report: FiguresReport, key: str, today: date) -> bool:
    """Whether a figure counts other rows today than those that the report counted."""
    was, asked = report.counted.get(key), _asked(scope, report)
    now = counted(replace(asked, period=asked.period.as_of(today)), [key] if was else [])
    return was is not None and key in now and was["digest"] != now[key]["digest"]


def _asked(scope: Scope, report: FiguresReport) -> Asked:
    counted_in = thawed_scope(report.scope, scope, report.unit)
    return Asked(counted_in, report.unit, period_of_report(report), report.cut_off, report.topic)


def _difference(
    report: FiguresReport, fact: Fact, now: Facts, fresh: dict[str, dict[str, Any]]
) -> Difference | None:
    today = now.figures.get(fact.key)
    was, then = report.counted.get(fact.key), fresh.get(fact.key)
    same_rows = was is None or then is None or was["digest"] == then["digest"]
    if today == fact and same_rows:
        return None
    came, went = _moved(was, then)
    before, after = asdict(fact), asdict(today) if today else {}
    beside = tuple(str(words) for name, words in BESIDE.items() if today and before[name] != after[name])
    redefined = today is None or any(
        before[name] != after[name] for name in ("version", "name", "unit", "definition", "source")
    )
    return Difference(fact, today.value if today else None, came, went, redefined, beside)


def _came(kept: Facts, now: Facts) -> Iterator[Difference]:
    """Figures that the report has none of, such as what others have published since."""
    for key, fact in now.figures.items():
        if key not in kept.figures:
            nothing = replace(fact, value=None)
            yield Difference(nothing, fact.value, None, None, redefined=False, beside=(_("报告里没有"),))


def _of_words(report: FiguresReport, words: dict[str, str]) -> Iterator[Difference]:
    """The title, the place, the office."""
    if undated({**report.words, "title": report.title}) != undated(words):
        fact = Fact("words", _("题目和单位的名称"), None, "")
        yield Difference(fact, None, None, None, redefined=False, beside=(_("名称变了"),))


def _moved(was: dict[str, Any] | None, then: dict[str, Any] | None) -> tuple[int | None, int | None]:
    if was is None or then is None or was["ids"] is None or then["ids"] is None:
        return None, None
    before, after = set(was["ids"]), set(then["ids"])
    return len(after - before), len(before - after)


def _of_tables(kept: Facts, now: Facts) -> Iterator[Difference]:
    """The tables, each by its key: leaders, topics, parts, months."""
    was, then = _tables(kept), _tables(now)
    for key, (name, table) in {**then, **was}.items():
        if key not in was or key not in then or then[key][1] != table:
            fact = Fact(key, name, None, "")
            yield Difference(fact, None, None, None, redefined=False, beside=(_("这张表变了"),))


def _without_keys(parts: list[PartTold]) -> list[tuple[str, int]]:
    """As it is printed: what was kept before parts had keys is compared, too."""
    return [(part.name, part.value) for part in parts]


def _tables(facts: Facts) -> Mapping[str, tuple[str, Any]]:
    told: dict[str, tuple[str, Any]] = {LEADERS: (_("领导干部接访"), facts.leaders)}
    for topic in facts.topics:
        told[f"topic:{topic.pk}"] = (topic.name, {**vars(topic), "problems": _without_keys(topic.problems)})
    for key, parts in facts.parts.items():
        name = str(DIMENSIONS[key].name) if key in DIMENSIONS else key
        named = _("信访件，按%(name)s") % {"name": name} if key not in PARTS_OF else name
        told[f"parts:{key}"] = (named, _without_keys(parts))
    told["months"] = (_("各月信访件"), facts.months)
    return told
