"""Asking the petitioner afterwards, on record."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.casework.satisfaction.models import CallBack, Outcome, Said, Way
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.bulk import copy_in
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["Called", "call_back"]


@dataclass(frozen=True)
class Called:
    """A call-back as whoever made it tells it."""

    called_at: datetime
    caller: str
    way: str
    reached: bool
    outcome: str
    said: str = ""
    words: str = ""


@transaction.atomic
def call_back(*, matter_id: int, called: Called, by: Actor, at: datetime) -> int:
    """Record a call-back (回访) on a matter that has been answered; returns its id.

    It changes no state and is no rating: only petitioners rate. Refuses what contradicts itself, what lies
    before the answer or in the future.
    """
    matter = Matter.objects.select_for_update().get(pk=matter_id)
    if matter.concluded_at is None:
        raise Refusal(_("还没有办结，不用回访。"))
    if found := _problems(called, matter.concluded_at, at):
        raise Refusal(problems=found)
    row = CallBack.objects.create(
        matter=matter,
        called_at=called.called_at,
        caller=called.caller.strip(),
        way=called.way,
        reached=called.reached,
        said=called.said if called.reached else "",
        words=called.words.strip(),
        outcome=called.outcome,
        recorded_at=at,
        recorded_by=by.user_id,
    )
    data: dict[str, object] = {"way": row.way, "said": row.said, "outcome": row.outcome}
    copy_in(TimelineEntry, [building.act(matter.pk, "call_back", by, at, data=data)])
    record(Record("matter.called_back", "matter", matter.pk, matter.number, after=data), by=by, at=at)
    return row.pk


def _problems(called: Called, concluded_at: datetime, at: datetime) -> list[Problem]:
    found = []
    if called.called_at > at:
        found.append(Problem("called_at", _("回访的时间还没有到，请改正。")))
    if called.called_at < concluded_at:
        found.append(Problem("called_at", _("回访的时间早于办结的时间，请改正。")))
    if not called.caller.strip():
        found.append(Problem("caller", _("请写明是谁回访的。")))
    if called.way not in Way.values:
        found.append(Problem("way", _("请选择回访的方式。")))
    if called.reached and called.said not in Said.values:
        found.append(Problem("said", _("联系上了的，请选信访人怎么说。")))
    if called.reached and not called.words.strip():
        found.append(Problem("words", _("请记下信访人说了什么。")))
    if called.outcome not in Outcome.values:
        found.append(Problem("outcome", _("请选择接下来怎么办。")))
    return found
