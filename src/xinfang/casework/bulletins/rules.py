"""The clock of an urgent report, what happened to one, and what a report lacks: pure."""

from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.kernel.clock.reason import past_problems
from xinfang.kernel.errors import Problem

__all__ = ["READ_WITHIN", "VERBS", "report_problems"]

# An urgent report goes up at once (条例 2022, 25; 2005, 26). The law names no minutes: half an hour to the
# read-receipt is the office's own target.
READ_WITHIN = timedelta(minutes=30)
LEAST = 10  # characters that say what happened
MOST = 1_000_000  # heads

# What happened to a report, in words.
VERBS: dict[str, Promise | str] = {
    "file": _("上报"),
    "read": _("签收紧急信息"),
    "pass_up": _("审核后上报上一级"),
    "return": _("退回补充"),
    "resend": _("补充后再报"),
    "recall": _("报送的人取回"),
    "merge": _("归并"),
    "note": _("了解情况，不再上报"),
    "take": _("编入信息"),
    "let_go": _("信息没有编发，退回待审核"),
    "send": _("信息已报送上级"),
    "receive": _("上级已收到信息"),
    "answer": _("上级对信息有反馈"),
}


def report_problems(*, what: str, place: str, heads: int, since: date, today: date) -> list[Problem]:
    """What a report lacks."""
    found = []
    if len("".join(what.split())) < LEAST:
        found.append(Problem("what", _t("请写清楚是什么情况，至少 %(n)d 个字。") % {"n": LEAST}))
    if not place.strip():
        found.append(Problem("place", _t("请写明在哪里。")))
    if not 1 <= heads <= MOST:
        found.append(Problem("heads", _t("请写大约多少人，从 1 人到 %(n)d 人。") % {"n": MOST}))
    return found + past_problems("since", since, today=today)
