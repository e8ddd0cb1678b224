"""How a figure is said in a sentence; None when it cannot be said."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.engines.letterpress import chinese_date
from xinfang.insight.composition.facts import Fact, LeaderTold, TopicTold
from xinfang.insight.statistics.rounding import whole_percent

__all__ = [
    "COMPARES",
    "FORMS",
    "OF_THE_DISTRICT",
    "number",
    "pieces_of_leaders",
    "pieces_of_topic",
    "said",
    "said_of_topic",
    "topic_value",
]


# What the words of a report say that is not about a unit, or was kept before it could say otherwise.
OF_THE_DISTRICT = {"registers": "登记", "receives": "处理接待"}
# Forms of a field that say a change -> the figure of a fact with which they compare.
COMPARES = {"同比": "before", "环比": "previous"}


def number(value: float) -> str:
    """As a report prints it: no point where there is nothing behind it."""
    return str(int(value)) if float(value).is_integer() else str(value)


def _unit(unit: str) -> str:
    return unit.replace("(", "（").replace(")", "）")


def _usual(fact: Fact) -> str | None:
    if fact.value is None:
        return None
    if fact.changes:
        return _changed(fact.value, fact.unit)
    base = f"（{fact.counted}/{fact.base_value}）" if fact.kind == "rate" else ""
    return f"{number(fact.value)}{_unit(fact.unit)}{base}"


def _bare(fact: Fact) -> str | None:
    return None if fact.value is None else number(fact.value)


def _changed(more: float, unit: str = "%") -> str:
    if more == 0:
        return "持平"
    return f"{'增长' if more > 0 else '下降'}{number(abs(more))}{_unit(unit)}"


def _one_place(fact: Fact) -> str | None:
    """A share to one place, with what it is a share of."""
    part = fact.value if fact.counted is None else fact.counted
    if part is None or not fact.base_value:
        return None
    exact = Decimal(100) * Decimal(str(part)) / fact.base_value
    rounded = exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return f"{rounded}%（{number(part)}/{fact.base_value}）"


def _against(word: str, which: str) -> Callable[[Fact], str | None]:
    """Compared with another period: counts in percent, percentages in points, means in their unit."""

    def told(fact: Fact) -> str | None:
        other = getattr(fact, which)
        if fact.value is None or other is None or fact.half_told(which):
            return None
        more = round(fact.value - other, 1)
        if more == 0:
            return f"{word}持平"
        turn = "上升" if more > 0 else "下降"
        if fact.kind == "count":
            percent = whole_percent(more, other) if other else None
            return None if percent is None else f"{word}{_changed(percent)}"
        unit = "个百分点" if fact.unit == "%" else _unit(fact.unit)
        return f"{word}{turn}{number(abs(more))}{unit}"

    return told


def _last_year(fact: Fact) -> str | None:
    if fact.before is None:
        return None
    return _changed(fact.before, fact.unit) if fact.changes else f"{number(fact.before)}{_unit(fact.unit)}"


FORMS: dict[str, tuple[Callable[[Fact], str | None], Promise | str]] = {
    "": (_usual, _("数和单位；百分比带分子、分母")),
    "数": (_bare, _("只写数")),
    "一位": (_one_place, _("占基数的百分比，一位小数，带分子、分母")),
    "同比": (_against("同比", "before"), _("与上年同期比")),
    "环比": (_against("环比", "previous"), _("与上一个月、上一季度比")),
    "上年": (_last_year, _("上年同期的数和单位")),
}


def said(fact: Fact, form: str) -> str | None:
    """The figure in a form of FORMS."""
    return FORMS[form][0](fact)


def said_of_topic(topic: TopicTold, key: str) -> str:
    """A topic's own fields."""
    known = {
        "topic": topic.name,
        "topic_since": chinese_date(date.fromisoformat(topic.since)),
        "topic_matters": f"{topic.total}件",
        "topic_answered": f"{topic.answered}件",
    }
    return known[key]


def pieces_of_topic(topic: TopicTold) -> Iterator[tuple[str, str]]:
    """住房维修2件、其他1件: each piece, and the key under which a page finds its cases."""
    for place, part in enumerate(topic.problems):
        if place:
            yield "、", ""
        yield f"{part.name}{part.value}件", topic.opens(part)
    if not topic.problems:
        yield "没有分类", ""


def pieces_of_leaders(leaders: Sequence[LeaderTold]) -> Iterator[tuple[str, str]]:
    """党工委书记5次，接待群众44批78人次；…: each piece, and the key under which a page finds its rows."""
    for place, one in enumerate(leaders):
        times, batches, persons = one.opens
        yield f"；{one.post}" if place else one.post, ""
        yield f"{one.times}次", times
        yield "，接待群众", ""
        yield f"{one.batches}批", batches
        yield f"{one.persons}人次", persons


def topic_value(topic: TopicTold, key: str) -> int:
    """What a claim about a topic tests."""
    return topic.answered if key == "topic_answered" else topic.total
