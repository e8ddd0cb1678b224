"""What must hold before anything is written; every sentence says which field, what is wrong, what to do."""

import re
from datetime import date, datetime, timedelta, tzinfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinfang.casework.intake.arrivals import Arrival
from xinfang.casework.intake.channels import CELLS, Cell
from xinfang.casework.petitions.models import Accused, Purpose, RaisingKind
from xinfang.engines.identity import is_mobile, without_invisible
from xinfang.kernel.errors import Problem
from xinfang.registers.petitioners import rules as people_rules

__all__ = ["heads", "problems"]

TITLE_LIMIT = 200
TEXT_LIMIT = 20_000
SHORT_TEXTS = {"source_number": 40, "place": 120, "addressee": 60}  # as long as their columns
EARLIEST = date(1949, 10, 1)
CLOCK_SLACK = timedelta(minutes=5)
_TEXTS = (
    ("title", gettext_lazy("事项"), TITLE_LIMIT),
    ("facts", gettext_lazy("事实和理由"), TEXT_LIMIT),
    ("demand", gettext_lazy("请求"), TEXT_LIMIT),
)
_SHORT = (
    ("place", gettext_lazy("问题发生地")),
    ("addressee", gettext_lazy("写给谁")),
    ("source_number", gettext_lazy("原平台编号")),
)
_PURPOSES = frozenset(Purpose.values)
_RAISINGS = frozenset(RaisingKind.values)
_UNSTORABLE = re.compile("[\\x00\\ud800-\\udfff]")  # NUL and halves of characters: PostgreSQL takes neither


def heads(arrival: Arrival) -> int:
    """人次 of an arrival: as said, or as many as are listed, at least one."""
    return arrival.head_count if arrival.head_count is not None else max(1, len(arrival.people))


def problems(arrival: Arrival, at: datetime) -> list[Problem]:
    """All that is wrong with an arrival, in the order of the form; empty when it may be registered."""
    cell = CELLS.get(arrival.cell)
    if cell is None:
        return [Problem("cell", _("没有“%(cell)s”这种来件方式。") % {"cell": arrival.cell})]
    zone = timezone.get_default_timezone()  # the office's own; asked for each of thousands of rows
    found = _times(arrival, at, zone)
    found += _people(arrival, cell, at.astimezone(zone).date(), zone)
    found += _counts(arrival, cell)
    found += _texts(arrival)
    found += _telling(arrival)
    return found + _choices(arrival)


def _times(arrival: Arrival, at: datetime, zone: tzinfo) -> list[Problem]:
    if arrival.received_at is None:
        return [Problem("received_at", _("请填写收到日期，例如 2008-10-16 09:30。"))]
    day = arrival.received_at.astimezone(zone).date()
    if arrival.received_at > at + CLOCK_SLACK:
        return [Problem("received_at", _("收到日期 %(day)s 还没有到，请改正。") % {"day": day.isoformat()})]
    if day < EARLIEST:
        return [Problem("received_at", _("收到日期 %(day)s 太早，请改正。") % {"day": day.isoformat()})]
    if arrival.sent_on and arrival.sent_on > day:
        return [Problem("sent_on", _("写信日期晚于收到日期，请改正其中一个。"))]
    return []


def _people(arrival: Arrival, cell: Cell, today: date, zone: tzinfo) -> list[Problem]:
    found: list[Problem] = []
    named = [person for person in arrival.people if person.name or person.person_id]
    if not named and not arrival.anonymous:
        found.append(Problem("name", _("请填写信访人姓名；没有署名的，选“匿名”。")))
    if arrival.anonymous and not cell.anonymous_allowed:
        found.append(Problem("anonymous", _("%(cell)s不能匿名，请填写至少一人。") % {"cell": cell.name}))
    elif arrival.anonymous and named:
        found.append(Problem("anonymous", _("已经填了姓名，就不是匿名；请去掉姓名或不选“匿名”。")))
    came = min(today, arrival.received_at.astimezone(zone).date()) if arrival.received_at else today
    for place, person in enumerate(arrival.people):
        found += people_rules.problems(person, today, "" if place == 0 else f"people-{place}-", came)
    representatives = sum(person.role == "representative" for person in arrival.people)
    if cell.representatives and representatives > cell.representatives:
        sentence = _("代表最多 %(most)d 人（《信访工作条例》第二十条），现在是 %(count)d 人。")
        found.append(Problem("people", sentence % {"most": cell.representatives, "count": representatives}))
    return found


def _counts(arrival: Arrival, cell: Cell) -> list[Problem]:
    found: list[Problem] = []
    count = heads(arrival)
    if not cell.min_heads <= count <= cell.max_heads:
        found.append(Problem("head_count", _too_few_or_many(cell, count)))
    if arrival.head_count is not None and len(arrival.people) > count:
        sentence = _("名单上有 %(listed)d 人，多于填写的 %(count)d 人，请核对。")
        found.append(Problem("head_count", sentence % {"listed": len(arrival.people), "count": count}))
    if arrival.affected_count is not None and not count <= arrival.affected_count <= 10_000_000:
        found.append(Problem("affected_count", _("涉及人数不能少于来的人数。")))
    return found


def _too_few_or_many(cell: Cell, count: int) -> str:
    if count < cell.min_heads:
        sentence = _("%(cell)s至少 %(least)d 人，现在是 %(count)d 人；人数不够的请改用%(other)s登记。")
        other = {"joint_letter": _("来信"), "group_visit": _("来访")}.get(cell.key, "")
        if not other:
            sentence = _("%(cell)s至少 %(least)d 人，现在是 %(count)d 人；请改正人数，或不填。")
        told = {"cell": cell.name, "least": cell.min_heads, "count": count, "other": other}
        return sentence % told
    other = {"letter": _("联名信"), "visit": _("集体访")}.get(cell.key, "")
    sentence = _("%(cell)s最多 %(most)d 人，现在是 %(count)d 人；请改用%(other)s登记。")
    return sentence % {"cell": cell.name, "most": cell.max_heads, "count": count, "other": other}


def _texts(arrival: Arrival) -> list[Problem]:
    found: list[Problem] = []
    if not arrival.title.strip():
        found.append(Problem("title", _("请用一句话写明反映的是什么事。")))
    for field, label, limit in _TEXTS:
        value = getattr(arrival, field)
        if len(value) > limit:
            sentence = _("%(label)s最多 %(limit)d 个字，现在有 %(count)d 个。")
            found.append(Problem(field, sentence % {"label": label, "limit": limit, "count": len(value)}))
        if _UNSTORABLE.search(value):
            found.append(Problem(field, _("%(label)s里有无法保存的字符，请重新输入。") % {"label": label}))
    for field, label in (*((field, label) for field, label, _limit in _TEXTS), *_SHORT):
        value = getattr(arrival, field)
        if hidden := len(value) - len(without_invisible(value)):
            sentence = _("%(label)s里有 %(count)d 个看不见的字符（方向控制符、零宽字符等），请重新输入。")
            found.append(Problem(field, sentence % {"label": label, "count": hidden}))
    return found


def _choices(arrival: Arrival) -> list[Problem]:
    found: list[Problem] = []
    if arrival.purpose not in _PURPOSES:
        found.append(Problem("purpose", _("请从列表中选择信访目的。")))
    found += _linking(arrival)
    return found + (_accusing(arrival) if arrival.purpose == Purpose.ACCUSATION else [])


def _accusing(arrival: Arrival) -> list[Problem]:
    """Against whom it is must be said, so that it never reaches the accused unit (条例 2022, 30)."""
    named = arrival.accused_unit_id is not None
    if arrival.complained_unit_id is not None:
        sentence = _(
            "检举控告不填“被投诉单位”，请填“被检举的单位”：它单独保密，不进统计（《信访工作条例》第三十条）。"
        )
        return [Problem("complained_unit_id", sentence)]
    if named == bool(arrival.accused) or arrival.accused not in ("", *Accused.values):
        sentence = _("请选择被检举的单位；来件没有写明的选“不详”，不归本区管的选“不是本区单位”。")
        return [Problem("accused_unit_id", sentence)]
    if named and arrival.to_unit_id == arrival.accused_unit_id:
        return [Problem("to_unit_id", _("不能把检举控告转给被检举的单位（《信访工作条例》第三十条）。"))]
    return []


def _telling(arrival: Arrival) -> list[Problem]:
    """A text message goes to a mobile number that was given, and never tells of an accusation unasked."""
    if not arrival.by_text:
        return []
    if arrival.purpose == Purpose.ACCUSATION:
        sentence = _("检举控告不在窗口登记短信告知；信访人要求的，可以凭查询码在网上自己选择。")
        return [Problem("by_text", sentence)]
    if not arrival.people:
        return [Problem("by_text", _("匿名的没有人可以告知，请去掉“同意短信告知”。"))]
    if any(person.person_id or is_mobile(person.phone) for person in arrival.people):
        return []
    return [Problem("by_text", _("没有手机号码，不能短信告知；请填写手机号码，或去掉“同意短信告知”。"))]


def _linking(arrival: Arrival) -> list[Problem]:
    """To raise a matter again: it is named, this is no accusation, and there is nothing to route."""
    linked = arrival.repeats_matter_id is not None
    if linked and arrival.raising_kind == RaisingKind.FIRST:
        sentence = _("选了要并入的事项，却记为初次；请按“记为重复”或“并入原件”，或取消并入。")
        return [Problem("repeats_matter_id", sentence)]
    if arrival.raising_kind not in _RAISINGS or (arrival.raising_kind != RaisingKind.FIRST) != linked:
        return [Problem("repeats_matter_id", _("请指明这一件重复的是哪一个事项。"))]
    if linked and arrival.purpose == Purpose.ACCUSATION:
        sentence = _("检举控告单独保密，要另立事项，不能并入其他事项；请取消并入，或更改信访目的。")
        return [Problem("purpose", sentence)]
    if linked and arrival.complained_unit_id:
        sentence = _("已并入原件，被投诉单位记在原件上；请清空，或取消并入。")
        return [Problem("complained_unit_id", sentence)]
    if linked and arrival.to_unit_id:
        return [Problem("to_unit_id", _("已并入原件，不另行分送；请清空分送单位，或取消并入。"))]
    return []
