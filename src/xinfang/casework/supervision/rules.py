"""What calls for supervision, and how it is found: the table of R22 40 and R05 36 over clocks and events."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.deadlines.owing import OWED
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.casework.reviews.models import Outcome, Review
from xinfang.casework.supervision.models import Cause
from xinfang.casework.workflow.states import STATES

__all__ = ["CLOCKS", "EVENTS", "FAULTS", "PAST", "TRIGGERS", "TriggerRule", "against_ordering", "cause_of"]

Lines = QuerySet[TimelineEntry]
MENDED = (Outcome.CHANGE, Outcome.REVOKE, Outcome.REDO)
# Taken back, merged into another, registered by mistake: nothing is left for a unit to put right. What was
# concluded or declined can be: an opinion is not carried out, a petition was wrongly declined.
PAST = frozenset({"withdrawn", "merged", "reverted"})
REPORTS = ("feedback",)  # families that owe a report rather than an answer


@dataclass(frozen=True)
class TriggerRule:
    """One row: the cause, how it is found, and its articles of 2005 and 2022.

    `families`: clocks whose last day passes; `verbs` and `which`: lines of the timeline. A row without either
    is not found by counting: a person sees it and orders.
    """

    key: str
    cause: Cause
    found: Promise | str
    articles: tuple[str, str]
    families: frozenset[str] = frozenset()
    verbs: tuple[str, ...] = ()
    which: Callable[[Lines], Lines] | None = None


def _again(lines: Lines) -> Lines:
    """A report that was sent back before, and now again."""
    before = TimelineEntry.objects.filter(
        matter=OuterRef("matter"), verb="return_report", pk__lt=OuterRef("pk")
    )
    return lines.filter(Exists(before))


def _wrong_procedure(lines: Lines) -> Lines:
    found = Review.objects.filter(outcome__in=MENDED, grounds__contains=["procedure"])
    return lines.filter(matter_id__in=found.values("matter_id"))


def _undone(lines: Lines) -> Lines:
    return lines.filter(data__said="undone")


TRIGGERS: tuple[TriggerRule, ...] = (
    TriggerRule(
        "late",
        Cause.LATE,
        _("法定的一步过了最后一天"),
        ("36(1)", "40(1)"),
        families=frozenset(OWED) - frozenset(REPORTS),
    ),
    TriggerRule(
        "silent",
        Cause.SILENT,
        _("交办的事项到期没有报结果"),
        ("36(2)", "40(1)"),
        families=frozenset(REPORTS),
    ),
    TriggerRule(
        "procedure",
        Cause.PROCEDURE,
        _("复查、复核因违反法定程序改变了原意见"),
        ("36(3)", "40(1)"),
        verbs=("serve_review", "serve_rereview", "redo"),
        which=_wrong_procedure,
    ),
    TriggerRule(
        "returned",
        Cause.SHIRKING,
        _("报告第二次被退回"),
        ("36(4)", "40(2)"),
        verbs=("return_report",),
        which=_again,
    ),
    TriggerRule(
        "unexecuted",
        Cause.UNEXECUTED,
        _("回访时信访人说没有落实"),
        ("36(5)", "40(3)"),
        verbs=("call_back",),
        which=_undone,
    ),
    TriggerRule("false", Cause.FALSE, _("由人看出来，直接发督办"), ("36(6)", "40(2)")),
    TriggerRule("other", Cause.OTHER, _("由人看出来，直接发督办"), ("36(6)", "40")),
)
CLOCKS: dict[str, TriggerRule] = {family: row for row in TRIGGERS for family in row.families}
EVENTS: tuple[TriggerRule, ...] = tuple(row for row in TRIGGERS if row.verbs)

# What the letter (督办函) calls each cause.
FAULTS: dict[str, str] = {cause.value: cause.value for cause in Cause} | {Cause.FALSE: "shirking"}


def cause_of(fault: str) -> Cause:
    """The cause that a letter names; other when it names none."""
    return Cause(fault) if fault in Cause.values else Cause.OTHER


def against_ordering(matter: Matter) -> str:
    """Why nothing is ordered about a matter: nothing is left to be done; '' while there is."""
    if matter.state not in PAST:
        return ""
    told = _t("这件事项%(state)s，没有要办的，不能再督办。")
    return told % {"state": STATES[matter.state].label}
