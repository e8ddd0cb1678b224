"""Supervised matters, the backlog, and visits down to a place with a case."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xinfang.insight.statistics.registry import MATTERS, measure, rate

__all__: list[str] = []

SECTION = _("督办、积案与下访")
SUPERVISE = _("《信访工作条例》（2022）第四十条；《信访条例》（2005）第三十六条")
LEAD = _("《信访工作条例》（2022）第二十七条；领导包案制度")
VISIT = _("《信访条例》（2005）第十条；机关干部下访制度")


def _done(dated: str) -> Q:
    """All that there was until the end of the period is done: what comes later changes nothing in it."""
    return Q(**{f"{dated}_done": True, f"{dated}_owed": False})


DEFINED = (
    ("matters_supervised", _("督办"), "supervised_at", SUPERVISE, None,
     _("本期发出督办的事项，按本期最近一次督办的日期计；撤回的不计。领导接访时纳入督办的计在“领导接访”里，不在这里重复计。"),
     Q),
    ("matters_supervised_answered", _("督办已销号"), "supervised_at", SUPERVISE, "matters_supervised",
     _("本期发出督办的事项中，回复已经审核通过的，截至统计时。"),
     lambda: _done("supervised_at")),
    ("backlog_matters", _("信访积案"), "backlog_listed", LEAD, None,
     _("本期列入积案清单的事项，按本期最近一次列入的日期计；移出的不计。"),
     Q),
    ("backlog_concluded", _("积案办结"), "backlog_listed", LEAD, "backlog_matters",
     _("本期列入清单的积案中已经办结的，截至统计时。"),
     lambda: _done("backlog_listed")),
    ("outreach_cases", _("带案下访"), "visited_on", VISIT, None,
     _("本期带案下访过的事项，按本期最近一次下访的日期计。"),
     Q),
    ("outreach_concluded", _("下访办结"), "visited_on", VISIT, "outreach_cases",
     _("本期带案下访的事项中，约定的都已落实的，截至统计时。"),
     lambda: _done("visited_on")),
    ("outreach_settled", _("下访后息诉息访"), "visited_on", VISIT, "outreach_cases",
     _("本期带案下访的事项中，信访人接受处理并确认不再信访的，截至统计时。"),
     lambda: Q(settled_at__isnull=False)),
)  # fmt: skip

for _key, _name, _dated, _law, _base, _words, _where in DEFINED:
    measure(
        _key,
        _name,
        _("件"),
        section=SECTION,
        definition=_words,
        source=_law,
        base=_base,
        subject=MATTERS,
        version=2,  # a matter is dated by what lies in the period, whatever comes after it
        dated=_dated,
    )(_where)

rate(
    "backlog_conclusion_rate",
    _("积案结案率"),
    of="backlog_concluded",
    base="backlog_matters",
    definition=_("积案办结数占本期列入清单的积案数的百分比，四舍五入到整数。"),
)
rate(
    "outreach_settlement_rate",
    _("下访息诉息访率"),
    of="outreach_settled",
    base="outreach_cases",
    definition=_("下访后息诉息访数占本期带案下访数的百分比，四舍五入到整数。"),
)
