"""The columns of the worklist: which there are, which a person has chosen, in which order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.petitions.queries import Row

__all__ = ["CHOSEN", "COLUMNS", "Column", "chosen", "people_words"]


@dataclass(frozen=True)
class Column:
    """A column between the number and the time left, which always stand first and last."""

    key: str
    label: Promise | str
    words: Callable[[Row], str]
    width: int  # in characters, for the exported sheet


def people_words(row: Row) -> str:
    """Who came, masked: 王**, 王** 等 7 人, 匿名."""
    if row.anonymous and not row.people_first:
        return _t("匿名")
    name = row.people_first or "—"
    return _t("%(name)s 等 %(n)d 人") % {"name": name, "n": row.heads} if row.heads > 1 else name


# What a state calls for, in a few words; a state that ended calls for nothing.
STEPS: dict[str, Promise | str] = {
    "registered": _("登记并分送"),
    "routed": _("告知是否受理"),
    "objected": _("核实异议"),
    "disputed": _("裁定承办单位"),
    "accepted": _("出具处理意见"),
    "studying": _("研究并回复"),
    "examining": _("核查并反馈"),
    "opined": _("送达处理意见"),
    "served": _("办结"),
    "concluded": _("已答复"),
    "reviewing": _("作出复查意见"),
    "review_opined": _("送达复查意见"),
    "review_concluded": _("已答复"),
    "rereviewing": _("作出复核意见"),
    "rereview_hearing": _("复核听证"),
    "rereview_opined": _("送达复核意见"),
}


def _next_step(row: Row) -> str:
    return str(STEPS.get(row.state, ""))


def _unit(row: Row) -> str:
    return row.unit or (_t("未分送") if row.state == "registered" else "—")


def _received(row: Row) -> str:
    return timezone.localtime(row.received_at).strftime("%Y-%m-%d")


def _form(row: Row) -> str:
    return f"{row.form} {row.heads}" if row.heads_counted else row.form


COLUMNS: dict[str, Column] = {
    column.key: column
    for column in (
        Column("people", _("信访人"), people_words, 16),
        Column("title", _("事项"), lambda row: row.title, 48),
        Column("step", _("下一步"), _next_step, 16),
        Column("unit", _("承办单位"), _unit, 20),
        Column("received", _("收到"), _received, 12),
        Column("state", _("状态"), lambda row: row.state_label, 16),
        Column("channel", _("来的方式"), lambda row: row.channel, 10),
        Column("form", _("件的形式"), _form, 12),
        Column("topic", _("内容分类"), lambda row: row.class_name, 20),
        Column("purpose", _("目的"), lambda row: row.purpose, 10),
        Column("place", _("问题属地"), lambda row: row.place, 20),
        Column("complained_unit", _("被投诉单位"), lambda row: row.complained_unit, 20),
        Column("registered_unit", _("登记单位"), lambda row: row.registered_unit, 20),
        Column("repeats", _("重复次数"), lambda row: str(row.repeats), 8),
    )
}
CHOSEN = ("people", "title", "step", "unit", "received")


def chosen(keys: Iterable[object]) -> list[Column]:
    """The columns a person asked for, unknown ones left out; the usual ones when nothing is left."""
    known = [COLUMNS[key] for key in dict.fromkeys(str(key) for key in keys) if key in COLUMNS]
    return known or [COLUMNS[key] for key in CHOSEN]
