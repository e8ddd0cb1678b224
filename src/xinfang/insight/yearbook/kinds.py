"""The kinds of report: what each is called, which period it has, and the text that is shipped with it."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.insight.statistics import periods
from xinfang.insight.statistics.periods import Period
from xinfang.kernel.errors import Refusal

__all__ = ["KINDS", "Kind", "kind_of", "period_of", "shipped"]

TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class Kind:
    """`title` is filled with place, period and topic; `stretch`: year, quarter or month."""

    key: str
    name: Promise | str
    stretch: str
    title: str
    help: Promise | str
    of_topic: bool = False


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            "chapter", _("年鉴稿"), "year", "来信来访", _("年鉴里的“来信来访”分目：文字稿，每个数都能打开。")
        ),
        Kind(
            "year",
            _("年度报告"),
            "year",
            "{place}{period}信访情况年度报告",
            _("《信访工作条例》第四十一条：数据、领域和被投诉单位，转送交办督办，三项建议及采纳情况。"),
        ),
        Kind("quarter", _("季报"), "quarter", "{place}{period}信访情况季报", _("一个季度，带同比和环比。")),
        Kind("month", _("月报"), "month", "{place}{period}信访情况月报", _("一个月，带同比和环比。")),
        Kind(
            "topic",
            _("专题报告"),
            "year",
            "{place}{period}“{topic}”信访专题报告",
            _("一个专题在一年里的事项、问题和答复。"),
            of_topic=True,
        ),
    )
}


def kind_of(key: str) -> Kind:
    """The kind; raises Refusal for an unknown one."""
    if key not in KINDS:
        known = "、".join(f"{kind.name}（{kind.key}）" for kind in KINDS.values())
        raise Refusal(_t("没有“%(key)s”这种报告；可以是%(known)s。") % {"key": key[:20], "known": known})
    return KINDS[key]


def period_of(kind: Kind, year: int, part: int | None) -> Period:
    """The period; raises Refusal for one that does not exist, or that the kind does not have."""
    if kind.stretch == "year":
        if part is not None:
            raise Refusal(_t("%(name)s按年出，不用写季度或者月份。") % {"name": kind.name})
        return periods.year(year)
    if part is None:
        raise Refusal(_t("%(name)s要写明哪个季度或者哪个月。") % {"name": kind.name})
    return periods.quarter(year, part) if kind.stretch == "quarter" else periods.month(year, part)


def shipped(key: str) -> str:
    """The text that comes with the programme."""
    return (TEXTS / f"{key}.txt").read_text("utf-8")
