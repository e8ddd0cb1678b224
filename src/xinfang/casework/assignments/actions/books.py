"""Who has the matters, written down after every act that puts them with a unit or takes them away."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from xinfang.casework.assignments.models import Assignment, AssignmentKind, AssignmentState
from xinfang.casework.assignments.rules import LIVE, PUTS, REPORTS, TAKES, stays
from xinfang.casework.petitions.events import Moved
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.kernel.bulk import change_many, copy_in, unsaved

__all__ = ["forget", "keep_books"]


@transaction.atomic
def keep_books(moved: Sequence[Moved], *, verb: str, at: datetime, by_unit: int | None = None) -> int:
    """Write down who has the matters after an act; returns how many assignments it began or ended.

    `by_unit`: whose act it was; nobody's own (the system's) is the office's.
    A result that was ordered and not yet reported is owed by whoever has the matter next.
    """
    if verb in REPORTS:
        return _reported(moved, verb)
    if verb not in PUTS and verb not in TAKES:
        return 0
    acts = {each.matter_id: each.act_id for each in moved if not stays(verb, each.state)}
    ended = _leading(acts) if verb in PUTS else _live(acts)
    for each in ended:
        each.state = TAKES.get(verb, AssignmentState.PASSED_ON)
        each.ended_act = acts[each.matter_id]
    change_many(Assignment, ended, ["state", "ended_act"])
    if verb not in PUTS:
        return len(ended)
    owed = {each.matter_id: each for each in ended if each.due_on and each.reported_at is None}
    begun = _begun(moved, verb, owed, by_unit)
    copy_in(Assignment, begun)
    return len(ended) + len(begun)


@transaction.atomic
def forget(act_ids: Sequence[int], *, at: datetime) -> int:
    """What an act that was taken back began is undone, and whoever had the matter before has it again."""
    undone = list(Assignment.objects.select_for_update().filter(act__in=list(act_ids)))
    for each in undone:
        each.state = AssignmentState.UNDONE
    change_many(Assignment, undone, ["state"])
    before = list(Assignment.objects.select_for_update().filter(ended_act__in=list(act_ids)))
    for each in before:
        each.state, each.ended_act = AssignmentState.RUNNING, None
    change_many(Assignment, before, ["state", "ended_act"])
    return len(undone) + len(before)


def _begun(
    moved: Sequence[Moved], verb: str, owed: dict[int, Assignment], by_unit: int | None
) -> list[Assignment]:
    ids = [each.matter_id for each in moved]
    units = dict(Matter.objects.filter(pk__among=ids).values_list("pk", "unit_id"))
    forms = _forms([each.act_id for each in moved]) if verb == "assign" else {}
    begun = []
    for each in moved:
        earlier = owed.get(each.matter_id)
        begun.append(
            unsaved(Assignment)(
                matter_id=each.matter_id,
                unit_id=units[each.matter_id],
                kind=PUTS[verb],
                act=each.act_id,
                sent_at=each.moment,
                sent_by_unit_id=by_unit,
                due_on=each.terms.until or (earlier.due_on if earlier else None),
                report_form=forms.get(each.act_id) or (earlier.report_form if earlier else ""),
            )
        )
    return begun


def _reported(moved: Sequence[Moved], verb: str) -> int:
    """The result is in, or owed again."""
    when = {each.matter_id: each.moment if verb == "report_back" else None for each in moved}
    running = _leading({each.matter_id: each.act_id for each in moved})
    for each in running:
        each.reported_at = when[each.matter_id]
    change_many(Assignment, running, ["reported_at"])
    return len(running)


def _forms(act_ids: Sequence[int]) -> dict[int, str]:
    """In which form the result of each assignment is reported."""
    told = TimelineEntry.objects.filter(pk__among=list(act_ids)).values_list("pk", "data__report_form")
    return {pk: str(form or "") for pk, form in told}


def _live(acts: dict[int, int]) -> list[Assignment]:
    return list(Assignment.objects.filter(matter_id__among=list(acts), state__in=LIVE))


def _leading(acts: dict[int, int]) -> list[Assignment]:
    return [each for each in _live(acts) if each.kind != AssignmentKind.HELP]
