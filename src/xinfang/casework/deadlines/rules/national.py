"""The terms of the two national regulations and of the measures on simplified handling, as one table.

Columns: family - label - start event - length - unit - who owes it (or has the right) - articles (2005, 2022;
"": that regulation has no such term) - what else differs. docs/policy says each duty in words.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from xinfang.casework.deadlines.rules.rule import (
    LAST_2005,
    LAW_2005,
    LAW_2022,
    SINCE_2005,
    ClockRule,
    Text,
    Unit,
)
from xinfang.casework.workflow import IN_FORCE_2022

__all__ = ["NATIONAL"]

OFFICE, UNIT, REVIEWER, PETITIONER = _("信访局"), _("承办单位"), _("复查、复核机关"), _("信访人")
RECEIVED, ACCEPTED, ANSWERED = _("%(day)s收到"), _("%(day)s受理"), _("%(day)s收到书面答复")
ASSIGNED, ORDERED, PROPOSED = _("%(day)s交办"), _("%(day)s责令重新办理"), _("%(day)s收到建议")
ASKED = _("%(day)s收到请求")

SIMPLE_2016 = _("《信访事项简易办理办法（试行）》（国信发〔2016〕8号）")
SIMPLE_2022 = _("《信访事项简易办理办法》（国信办发〔2022〕17号）")
NOT_READ_2016 = _("天数见新华社 2016 年 7 月 9 日的报道；条款序号和施行日期没有核对原文。")
NOT_READ_2022 = _("2022 年办法的天数没有核对原文，暂按 2016 年试行办法的天数计算。")
NO_NUMBER = _("条例没有规定重新办理的天数；复查、复核机关没有指定日期的，按六十日计算。")


def _both(
    family: str,
    label: Text,
    begins: Text,
    length: int,
    unit: Unit,
    owed_by: Text,
    articles: tuple[Text, Text],
    *,
    duty: bool = True,
    settable: bool = False,
    extension_days: int = 0,
    caution: Text = "",
) -> Iterator[ClockRule]:
    """The rule under each of the two regulations that knows the term."""
    old = ("2005", LAW_2005, articles[0], SINCE_2005, LAST_2005)
    new = ("2022", LAW_2022, articles[1], IN_FORCE_2022, None)
    for year, law, article, first, last in (old, new):
        if article:
            yield ClockRule(
                key=f"{family}_{year}",
                family=family,
                label=label,
                begins=begins,
                length=length,
                unit=unit,
                owed_by=owed_by,
                law=law,
                article=article,
                valid_from=first,
                valid_to=last,
                duty=duty,
                settable=settable,
                extension_days=extension_days,
                caution=caution,
            )


def _simple(
    family: str, label: Text, begins: Text, length: int, owed_by: Text, article: Text
) -> Iterator[ClockRule]:
    """Working days of the simplified procedure, under the measures on trial and those that replaced them."""
    old = ("2016", SIMPLE_2016, date(2016, 7, 1), date(2022, 7, 16), NOT_READ_2016)
    new = ("2022", SIMPLE_2022, date(2022, 7, 17), None, NOT_READ_2022)
    for year, law, first, last, caution in (old, new):
        yield ClockRule(
            key=f"{family}_{year}",
            family=family,
            label=label,
            begins=begins,
            length=length,
            unit="working_days",
            owed_by=owed_by,
            law=law,
            article=article,
            valid_from=first,
            valid_to=last,
            caution=caution,
        )


# fmt: off
NATIONAL: tuple[ClockRule, ...] = (
    # --- receive, route, tell -------------------------------------------------------------------------------
    *_both("route", _("登记并分送"), RECEIVED, 15, "days", OFFICE, (_("第二十一条"), _("第二十二条"))),
    *_both("report_up", _("重大、紧急事项上报"), RECEIVED, 0, "at_once", OFFICE, (_("第二十六条"), _("第二十五条"))),
    *_both("notify", _("决定是否受理并书面告知"), RECEIVED, 15, "days", UNIT, (_("第二十一条、第二十二条"), "")),
    *_both("notify", _("书面告知接收情况和处理途径"), RECEIVED, 15, "days", UNIT, ("", _("第二十三条"))),
    *_both("object", _("提出异议"), RECEIVED, 5, "working_days", UNIT, ("", _("第二十三条")), duty=False),
    *_both("feedback", _("反馈办理结果"), ASSIGNED, 0, "days", UNIT, (_("第二十一条"), _("第二十二条")), settable=True),
    # --- handle ---------------------------------------------------------------------------------------------
    *_both("handle", _("办结"), ACCEPTED, 60, "days", UNIT, (_("第三十三条"), _("第三十四条")), extension_days=30),
    *_both("redo", _("重新办理"), ORDERED, 60, "days", UNIT, (_("第三十三条"), _("第三十四条")), settable=True, extension_days=30, caution=NO_NUMBER),
    # --- review and re-review -------------------------------------------------------------------------------
    *_both("review_request", _("申请复查"), ANSWERED, 30, "days", PETITIONER, (_("第三十四条"), _("第三十五条")), duty=False),
    *_both("review", _("提出复查意见"), ASKED, 30, "days", REVIEWER, (_("第三十四条"), _("第三十五条"))),
    *_both("rereview_request", _("申请复核"), ANSWERED, 30, "days", PETITIONER, (_("第三十五条"), _("第三十六条")), duty=False),
    *_both("rereview", _("提出复核意见"), ASKED, 30, "days", REVIEWER, (_("第三十五条"), _("第三十六条"))),
    # --- supervise; 2022 asks for an answer in writing without a number of days -----------------------------
    *_both("proposal", _("反馈改进建议的采纳情况"), PROPOSED, 30, "days", UNIT, (_("第三十六条"), "")),
    *_both("proposal", _("反馈建议的采纳情况"), PROPOSED, 0, "days", UNIT, ("", _("第四十条")), settable=True),
    # --- simplified handling --------------------------------------------------------------------------------
    *_simple("simple_accept", _("决定是否受理（简易办理）"), RECEIVED, 3, UNIT, _("关于受理时限的规定")),
    *_simple("simple_opinion", _("作出处理意见（简易办理）"), ACCEPTED, 10, UNIT, _("关于办理时限的规定")),
    *_simple("pass_on", _("转送下一级（简易办理）"), RECEIVED, 1, _("中间层级单位"), _("关于转送时限的规定")),
)
# fmt: on
