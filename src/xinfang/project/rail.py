"""The rail: its doors in sections, and how much waits behind each for one person."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import caches
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.backlog import queries as backlog
from xinfang.casework.bulletins import queries as bulletins
from xinfang.casework.desks import queries as desks
from xinfang.casework.instructions import queries as instructions
from xinfang.casework.meetings import queries as meetings
from xinfang.casework.outreach import queries as outreach
from xinfang.casework.reviews import queries as reviews
from xinfang.casework.rota import queries as rota
from xinfang.casework.supervision import queries as supervision
from xinfang.casework.upward import queries as upward
from xinfang.faces.workbench.disputes.waiting import count as undecided
from xinfang.insight.appraisal import queries as appraisal
from xinfang.kernel import clock
from xinfang.kernel.audit.queries import newest
from xinfang.registers.staff.scope import Scope

__all__ = ["RAIL", "RailItem", "waiting"]

KEPT = 60  # seconds


@dataclass(frozen=True)
class RailItem:
    """One door in the rail; hidden from those who lack the right. `count`: how much waits behind it."""

    label: Promise | str
    icon: str
    view: str
    permission: str
    group: str | tuple[str, ...]  # the url names that light it up begin with this
    count: Callable[[Scope], int] | None = None  # what waits behind it


def _to_sign(scope: Scope) -> int:
    return desks.waiting_for(scope, clock.today())


def _plans(scope: Scope) -> int:
    return rota.waiting(scope, clock.today())


def _to_report(scope: Scope) -> int:
    """Sweeps wait behind their own door for those who have it."""
    sweeps = 0 if scope.may("see_matters") else outreach.count_to_report(scope)
    return bulletins.waiting(scope) + meetings.owed(scope) + sweeps


def _to_answer(scope: Scope) -> int:
    objections = appraisal.waiting(scope) if scope.may("appraise") else 0
    return upward.waiting(scope) + objections


# Section -> its doors. Whoever may enter none of a section's does not see its name.
RAIL: tuple[tuple[Promise | str, tuple[RailItem, ...]], ...] = (
    (
        "",
        (
            RailItem(_("领导"), "phone", "workbench:leader", "instruct", "leader"),
            RailItem(_("今天"), "house", "workbench:today", "see_matters", "today"),
            RailItem(_("登记"), "pencil-square", "workbench:register", "register", "register"),
            RailItem(_("办件"), "inbox", "workbench:worklist", "see_matters", "worklist"),
        ),
    ),
    (
        _("接访批示"),
        (
            RailItem(
                _("接访"),
                "calendar2-week",
                "workbench:receptions",
                "see_receptions",
                ("receptions", "campaigns"),
                _plans,
            ),
            RailItem(
                _("批示"),
                "pen",
                "workbench:instructions",
                "see_matters",
                "instructions",
                instructions.waiting,
            ),
        ),
    ),
    (
        _("审定复查"),
        (
            RailItem(
                _("审签"),
                "vector-pen",
                "workbench:approvals",
                "approve",
                ("approvals", "letter_sign"),
                _to_sign,
            ),
            RailItem(
                _("异议与争议"),
                "sign-turn-right",
                "workbench:disputes",
                "decide_dispute",
                "disputes",
                undecided,
            ),
            RailItem(
                _("复查复核"), "arrow-up-circle", "workbench:reviews", "review", "reviews", reviews.waiting
            ),
            RailItem(_("评价"), "star", "workbench:ratings", "see_ratings", "ratings"),
        ),
    ),
    (
        _("督促化解"),
        (
            RailItem(
                _("督办"),
                "flag",
                "workbench:supervision_orders",
                "see_matters",
                "supervision",
                supervision.waiting,
            ),
            RailItem(
                _("积案"), "list-check", "workbench:backlog", "see_matters", "backlog", backlog.count_mine
            ),
            RailItem(
                _("下访排查"),
                "geo-alt",
                "workbench:outreach",
                "see_matters",
                ("outreach", "sweeps"),
                outreach.count_to_report,
            ),
        ),
    ),
    (
        _("报送统计"),
        (
            RailItem(
                _("报送"),
                "broadcast",
                "workbench:bulletins",
                "see_information",
                ("bulletins", "topics", "meetings"),
                _to_report,
            ),
            RailItem(
                _("统计"),
                "bar-chart-line",
                "workbench:figures",
                "see_figures",
                ("figures", "analysis", "upward", "indicators", "appraisal"),
                _to_answer,
            ),
            RailItem(_("报告"), "file-earmark-bar-graph", "workbench:reports", "see_figures", "reports"),
        ),
    ),
    (
        _("管理"),
        (
            RailItem(_("导入"), "file-earmark-arrow-up", "exchange:imports", "import", "import"),
            RailItem(_("发送"), "send", "workbench:deliveries", "see_deliveries", "deliveries"),
            RailItem(_("设置"), "gear", "workbench:settings", "manage_units", "settings"),
            RailItem(_("审计"), "shield-check", "workbench:audit", "read_audit", "audit"),
        ),
    ),
)


def waiting(scope: Scope) -> dict[str, int]:
    """View -> how much waits behind it, for the doors that this person may enter and that count.

    Counting asks a dozen questions, more than most pages do. Whatever changes an answer is on record, so the
    answers are kept until the next record; what only the passing of time makes late shows within a minute.
    """
    kept = caches["near"]
    actor = scope.actor
    key = f"waiting:{actor.user_id}:{actor.unit_id}:{clock.today()}:{newest()}"
    found: dict[str, int] | None = kept.get(key)
    if found is None:
        items = [item for _name, items in RAIL for item in items if item.count and scope.may(item.permission)]
        found = {item.view: item.count(scope) for item in items if item.count}
        kept.set(key, found, KEPT)
    return found
