"""What happened, in words: one row a verb. An unknown verb is shown as it is stored, never hidden."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.deadlines.rules import rule
from xinfang.casework.intake.channels import CELLS
from xinfang.casework.petitions.queries import TimelineRow
from xinfang.casework.workflow import TRANSITIONS

__all__ = ["Happened", "happened"]

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Verb:
    """How a verb is told: the sentence, and its icon."""

    icon: str
    words: Callable[[Data], Promise | str]


@dataclass(frozen=True)
class Happened:
    """One line of the timeline. `system` marks what no person did."""

    at: datetime
    words: str
    icon: str
    who: str
    unit: str
    note: str
    system: bool


def _arrival(data: Data) -> str:
    """来访 1 批 7 人; 来信; 联名信 14 人."""
    cell = next(
        (
            each
            for each in CELLS.values()
            if (each.channel, each.form) == (data.get("channel"), data.get("form"))
        ),
        None,
    )
    name = str(cell.name) if cell else str(data.get("channel", ""))
    heads = data.get("heads", 1)
    if data.get("channel") == "visit":
        return _t("%(name)s 1 批 %(n)d 人") % {"name": name, "n": heads}
    return _t("%(name)s %(n)d 人") % {"name": name, "n": heads} if heads > 1 else name


def _with_arrival(sentence: Promise | str) -> Callable[[Data], str]:
    return lambda data: str(sentence) % {"what": _arrival(data), "number": data.get("number", "")}


def _routed(data: Data) -> str:
    sentence = _t("改送%(to)s") if data.get("from") else _t("分送%(to)s")
    return sentence % {"to": data.get("to", "")}


# Acts without words of their own are told in the table's.
LABELS: dict[str, Promise | str] = {row.verb: row.label for row in TRANSITIONS}


def _assigned(data: Data) -> str:
    return _t("交办%(to)s，%(day)s前报结果") % {"to": data.get("to", ""), "day": data.get("due_on", "")}


def _recounted(data: Data) -> str:
    """The calendar moved a date, or a year in it was confirmed or opened again."""
    before, after = (
        date_format(date.fromisoformat(data[name]), _t("Y年n月j日")) for name in ("before", "after")
    )
    told = {"clock": rule(data["rule"]).label, "before": before, "after": after}
    if before != after:
        return _t("放假安排有变，“%(clock)s”的期满日从 %(before)s改为 %(after)s") % told
    if data.get("provisional"):
        return _t("放假安排还没有确认，“%(clock)s”的期满日 %(after)s可能变动") % told
    return _t("放假安排已经确认，“%(clock)s”的期满日仍是 %(after)s") % told


VERBS: dict[str, Verb] = {
    "register": Verb("pencil-square", _with_arrival(_("登记：%(what)s"))),
    "repeat": Verb("arrow-repeat", _with_arrival(_("同一人再次反映：%(what)s，%(number)s"))),
    "joined": Verb("people", _with_arrival(_("他人反映同一事项，并入：%(what)s，%(number)s"))),
    "forward": Verb("send", _routed),
    "assign": Verb("send-check", _assigned),
    "rule": Verb("signpost", _routed),
    "record_answer": Verb("check2-circle", lambda data: _("答复信访人")),
    "revert": Verb("arrow-counterclockwise", lambda data: _("撤销导入")),
    "attach": Verb("paperclip", lambda data: _("添加附件")),
    "add_information": Verb("paperclip", lambda data: _("信访人补充了材料")),
    "ask_withdrawal": Verb("arrow-counterclockwise", lambda data: _("信访人要求撤回，签字后才能办理")),
    "consent": Verb("bell", lambda data: _("信访人选择了短信或邮件告知")),
    "withdraw_consent": Verb("bell", lambda data: _("信访人取消了短信和邮件告知")),
    "rate": Verb("star", lambda data: _("信访人作了评价")),
    "call_back": Verb("telephone", lambda data: _("回访")),
    "clock_recounted": Verb("calendar-check", _recounted),
}


# What petitioners did themselves on the portal: nobody of the office, and not the system either.
CITIZENS = {"add_information", "ask_withdrawal", "consent", "withdraw_consent", "rate"}


def happened(row: TimelineRow) -> Happened:
    """A stored line in words."""
    verb = VERBS.get(row.verb)
    return Happened(
        at=row.at,
        words=str(verb.words(row.data)) if verb else str(LABELS.get(row.verb, row.verb)),
        icon=verb.icon if verb else "dot",
        who=row.actor,
        unit=row.unit,
        note=row.note,
        system=row.actor_id is None and row.verb not in CITIZENS,
    )
