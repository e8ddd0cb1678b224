"""What a text may hold that goes up, the clock of an urgent report, and what a report lacks: pure."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.engines.masking import mask_id, mask_name, mask_phone
from xinfang.engines.mentions import Mention, numbers, titled
from xinfang.kernel.clock.reason import past_problems
from xinfang.kernel.errors import Problem

__all__ = ["READ_WITHIN", "VERBS", "mentions_told", "personal_problems", "report_problems"]

# An urgent report goes up at once (条例 2022, 25; 2005, 26). The law names no minutes: half an hour to the
# read-receipt is the office's own target.
READ_WITHIN = timedelta(minutes=30)
LEAST = 10  # characters that say what happened

_KINDS: dict[str, Promise | str] = {"id": _("证件或者银行卡号码"), "phone": _("电话号码"), "name": _("人名")}
_MASKS = {"id": mask_id, "phone": mask_phone, "name": mask_name}

# What happened to a report, in words.
VERBS: dict[str, Promise | str] = {
    "file": _("上报"),
    "read": _("签收紧急信息"),
    "pass_up": _("审核后上报上一级"),
    "return": _("退回补充"),
    "resend": _("补充后再报"),
    "merge": _("归并"),
    "note": _("了解情况，不再上报"),
    "take": _("编入信息"),
    "let_go": _("信息没有编发，退回待审核"),
    "send": _("信息已报送上级"),
    "receive": _("上级已收到信息"),
    "answer": _("上级对信息有反馈"),
}


def personal_problems(texts: Mapping[str, tuple[Promise | str, str]], known: Iterable[str]) -> list[Problem]:
    """Numbers of people, and names that stand as names, in texts by field: (label, text), each told where.

    `known`: words that are no names, such as those of units.
    """
    words = list(known)
    found = []
    for field, (label, text) in texts.items():
        told = sorted([*numbers(text), *titled(text, words)], key=lambda each: each.start)
        found += mentions_told(field, label, text, told)
    return found


def mentions_told(field: str, label: Promise | str, text: str, found: Iterable[Mention]) -> list[Problem]:
    """Where in a text something personal stands; what stands there is told masked."""
    sentence = _t(
        "“%(label)s”第 %(place)d 个字起有%(kind)s（%(masked)s）。"
        "信息里不能有个人的姓名、证件号码和电话，请删去或者改写。"
    )
    return [
        Problem(
            field,
            sentence
            % {
                "label": label,
                "place": each.start + 1,
                "kind": _KINDS[each.kind],
                "masked": _MASKS[each.kind](text[each.start : each.end]),
            },
        )
        for each in found
    ]


def report_problems(*, what: str, place: str, heads: int, since: date, today: date) -> list[Problem]:
    """What a report lacks."""
    found = []
    if len("".join(what.split())) < LEAST:
        found.append(Problem("what", _t("请写清楚是什么情况，至少 %(n)d 个字。") % {"n": LEAST}))
    if not place.strip():
        found.append(Problem("place", _t("请写明在哪里。")))
    if not 1 <= heads <= 1_000_000:
        found.append(Problem("heads", _t("请写大约多少人，至少 1 人。")))
    return found + past_problems("since", since, today=today)
