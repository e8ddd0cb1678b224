"""The only writers of assignments."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions import perform
from xinfang.casework.assignments.models import Assignment, AssignmentKind, AssignmentState
from xinfang.casework.assignments.rules import PUTS, TAKES, refuse_short, refuse_unit
from xinfang.casework.petitions.compartment import refuse_closed
from xinfang.casework.petitions.events import Moved
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.bulk import change_many, copy_in, unsaved
from xinfang.kernel.errors import Refusal
from xinfang.registers.organisations.models import Unit

__all__ = [
    "contribute",
    "escalate",
    "forget",
    "involve",
    "keep",
    "keep_books",
    "object_to",
    "report_back",
    "return_report",
    "rule",
    "take_back",
]

LIVE = (AssignmentState.RUNNING, AssignmentState.OBJECTED)


@transaction.atomic
def keep_books(moved: Sequence[Moved], *, verb: str, at: datetime) -> int:
    """Write down who has the matters after an act; returns how many assignments it began or ended."""
    if verb not in PUTS and verb not in TAKES:
        return 0
    ids = [each.matter_id for each in moved]
    live = Assignment.objects.filter(matter_id__among=ids, state__in=LIVE)
    ended = list(live.exclude(kind=AssignmentKind.HELP))
    for each in ended:
        each.state = TAKES.get(verb, AssignmentState.PASSED_ON)
    change_many(Assignment, ended, ["state"])
    if verb not in PUTS:
        return len(ended)
    units = dict(Matter.objects.filter(pk__among=ids).values_list("pk", "unit_id"))
    begun = [
        unsaved(Assignment)(
            matter_id=each.matter_id,
            unit_id=units[each.matter_id],
            kind=AssignmentKind.ASSIGN if verb == "assign" else AssignmentKind.FORWARD,
            act=each.act_id,
            sent_at=each.moment,
            due_on=each.terms.until,
        )
        for each in moved
    ]
    copy_in(Assignment, begun)
    return len(ended) + len(begun)


@transaction.atomic
def forget(act_ids: Sequence[int], *, at: datetime) -> int:
    """What an act that was taken back began is undone, and whoever had the matter before has it again."""
    undone = list(Assignment.objects.select_for_update().filter(act__in=list(act_ids)))
    for each in undone:
        each.state = AssignmentState.UNDONE
        each.save(update_fields=["state"])
        if each.kind != AssignmentKind.HELP:
            before = Assignment.objects.filter(matter_id=each.matter_id, state=AssignmentState.PASSED_ON)
            last = before.filter(pk__lt=each.pk).order_by("-pk").first()
            if last and Matter.objects.filter(pk=each.matter_id, unit_id=last.unit_id).exists():
                last.state = AssignmentState.RUNNING
                last.save(update_fields=["state"])
    return len(undone)


@transaction.atomic
def object_to(
    *, matter_id: int, reason: str, by: Actor, at: datetime, suggested_unit_id: int | None = None
) -> int:
    """The unit objects that it is not the one (提出异议, 条例 2022, 23), within five working days.

    The papers stay with it until the sender agrees. Returns the id of the act.
    """
    why = refuse_short(reason, "reason", _("请写明异议的理由和依据，至少 %(n)d 个字。"))
    running = _running(matter_id)
    act = perform(verb="object", matter_ids=[matter_id], by=by, at=at, note=why)[0]
    running.state, running.objection = AssignmentState.OBJECTED, why
    running.suggested_unit_id = suggested_unit_id
    running.save(update_fields=["state", "objection", "suggested_unit"])
    return act


@transaction.atomic
def take_back(*, matter_id: int, by: Actor, at: datetime, reason: str = "") -> int:
    """The sender agrees: the matter waits for routing again, its fifteen days running on from receipt."""
    return perform(verb="take_back", matter_ids=[matter_id], by=by, at=at, note=reason)[0]


@transaction.atomic
def keep(*, matter_id: int, reason: str, by: Actor, at: datetime) -> int:
    """The sender does not agree: the unit goes on; it may ask the common superior."""
    why = refuse_short(reason, "reason", _("请写明不同意退回的理由，至少 %(n)d 个字。"))
    act = perform(verb="keep", matter_ids=[matter_id], by=by, at=at, note=why)[0]
    running = _running(matter_id)
    running.state = AssignmentState.RUNNING
    running.save(update_fields=["state"])
    return act


@transaction.atomic
def escalate(*, matter_id: int, reason: str, by: Actor, at: datetime) -> int:
    """Ask the common superior to name the unit (条例 2022, 24; 2005, 24)."""
    why = refuse_short(reason, "reason", _("请写明争议的由来，至少 %(n)d 个字。"))
    return perform(verb="escalate", matter_ids=[matter_id], by=by, at=at, note=why)[0]


@transaction.atomic
def rule(*, matter_id: int, to_unit_id: int, reason: str, by: Actor, at: datetime) -> int:
    """The common superior decides which unit handles it; nobody may object again to that."""
    why = refuse_short(reason, "reason", _("请写明裁定的理由，至少 %(n)d 个字。"))
    unit = Unit.objects.get(pk=to_unit_id)
    matters = Matter.objects.select_for_update().filter(pk=matter_id)
    refuse_closed(matters, unit, timezone.localdate(at))
    data: dict[str, object] = {"to": unit.name}
    sets = {"unit_id": unit.pk}
    return perform(verb="rule", matter_ids=[matter_id], by=by, at=at, note=why, sets=sets, data=data)[0]


@transaction.atomic
def involve(*, matter_id: int, unit_id: int, reason: str, by: Actor, at: datetime) -> int:
    """Add a unit that helps (协办); the leading unit still owes notice and opinion. Returns the act's id."""
    matter = Matter.objects.select_for_update().get(pk=matter_id)
    unit = Unit.objects.get(pk=unit_id)
    refuse_unit(matter, unit)
    refuse_closed([matter], unit, timezone.localdate(at))
    act = perform(
        verb="involve",
        matter_ids=[matter.pk],
        by=by,
        at=at,
        note=reason,
        sets={"other_units": [*matter.other_units, unit.pk]},
        data={"to": unit.name},
    )[0]
    Assignment.objects.create(
        matter=matter, unit=unit, kind=AssignmentKind.HELP, act=act, sent_at=at, sent_by_unit_id=by.unit_id
    )
    return act


@transaction.atomic
def contribute(*, matter_id: int, unit_id: int, text: str, by: Actor, at: datetime) -> int:
    """A helping unit hands in what it found and proposes; it may do so again, the last counts."""
    words = refuse_short(text, "text", _("请写明协办意见，至少 %(n)d 个字。"))
    helping = Assignment.objects.select_for_update().filter(
        matter_id=matter_id, unit_id=unit_id, kind=AssignmentKind.HELP, state=AssignmentState.RUNNING
    )
    mine = helping.first()
    if mine is None:
        raise Refusal(_("您的单位不是这件事项的协办单位。"))
    mine.contribution, mine.reported_at = words, at
    mine.save(update_fields=["contribution", "reported_at"])
    data: dict[str, object] = {"unit": str(mine.unit)}
    return perform(verb="contribute", matter_ids=[matter_id], by=by, at=at, note=words, data=data)[0]


@transaction.atomic
def report_back(*, matter_id: int, by: Actor, at: datetime, text: str = "") -> int:
    """The unit reports the result of an assigned matter to whoever assigned it (反馈办理结果)."""
    running = _running(matter_id)
    if running.kind != AssignmentKind.ASSIGN:
        raise Refusal(_("这件事项是转送的，不用报送办理结果。"))
    running.reported_at = at
    running.save(update_fields=["reported_at"])
    return perform(verb="report_back", matter_ids=[matter_id], by=by, at=at, note=text)[0]


@transaction.atomic
def return_report(*, matter_id: int, reason: str, by: Actor, at: datetime) -> int:
    """The assigning office is not satisfied with the report: it is owed again, by the same day."""
    why = refuse_short(reason, "reason", _("请写明报告缺什么，至少 %(n)d 个字。"))
    running = _running(matter_id)
    if running.reported_at is None:
        raise Refusal(_("还没有收到办理结果报告，不能退回。"))
    running.reported_at = None
    running.save(update_fields=["reported_at"])
    return perform(verb="return_report", matter_ids=[matter_id], by=by, at=at, note=why)[0]


def _running(matter_id: int) -> Assignment:
    live = Assignment.objects.select_for_update().filter(matter_id=matter_id, state__in=LIVE)
    found = live.exclude(kind=AssignmentKind.HELP).first()
    if found is None:
        raise Refusal(_("这件事项现在没有交给任何单位。"))
    return found
