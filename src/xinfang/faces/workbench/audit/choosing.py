"""What the audit's filter offers: every act once, by the room it belongs to."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinfang.faces.workbench.audit.sentences import LABELS

__all__ = ["choices", "events_of"]

# Room: what its events begin with. An event of none of them stands last, so that none is lost.
ROOMS: dict[Promise | str, tuple[str, ...]] = {
    gettext_lazy("登记和办理"): ("petition", "matter", "proposal", "clock", "worklist", "receipt", "view"),
    gettext_lazy("文书"): ("document", "file", "text_module", "word_template"),
    gettext_lazy("复查复核"): ("review",),
    gettext_lazy("督办和积案"): ("supervision", "backlog", "outreach"),
    gettext_lazy("领导批示"): ("instruction",),
    gettext_lazy("接访"): ("reception_plan", "reception_day", "reception_notice", "reception", "campaign"),
    gettext_lazy("信息、排查和通报"): ("report", "item", "sweep", "circular", "upward"),
    gettext_lazy("专题和会议"): ("topic", "meeting", "decision"),
    gettext_lazy("统计和考核"): ("figures_report", "report_text", "appraisal", "indicator", "analysis"),
    gettext_lazy("导入和导出"): ("import", "prepared"),
    gettext_lazy("查看个人信息"): ("people", "accusation"),
    gettext_lazy("账号、单位和日历"): ("account", "posting", "unit", "calendar", "notice"),
}


def choices() -> list[tuple[str, str | list[tuple[str, str]]]]:
    """For a select: each room with its acts; two events of one name are one choice."""
    rooms: dict[str, list[tuple[str, str]]] = {str(room): [] for room in ROOMS}
    of = {start: str(room) for room, starts in ROOMS.items() for start in starts}
    told: set[str] = set()
    for event, label in LABELS.items():
        if str(label) not in told:
            told.add(str(label))
            rooms.setdefault(of.get(event.split(".")[0], _("其他")), []).append((event, str(label)))
    return [("", _("全部")), *((room, acts) for room, acts in rooms.items() if acts)]


def events_of(event: str, labels: Mapping[str, Promise | str] = LABELS) -> tuple[str, ...]:
    """All events that bear the same name as this one; none for none."""
    if event not in labels:
        return ()
    return tuple(each for each, label in labels.items() if str(label) == str(labels[event]))
