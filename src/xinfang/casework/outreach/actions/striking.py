"""What a finding tells of somebody is taken out for good; the place and the problem may be written anew."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import refuse_short
from xinfang.casework.outreach.actions.sweeping import refuse_people
from xinfang.casework.outreach.models import STRUCK, Disposition, Finding
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Refusal

__all__ = ["strike"]


@transaction.atomic
def strike(*, finding_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Take the texts out of a finding that speaks of a person (ADR 4): no earlier version of them is kept.
    What was watched is watched no more. That it was done, when, by whom and why is on record."""
    rows = Finding.objects.select_for_update(of=("self",)).select_related("task__sweep")
    found = rows.get(pk=finding_id)
    if found.struck:
        raise Refusal(_("这一项写到人的内容已经删去。"))
    why = refuse_short(reason, "reason", _("请写明为什么删去，至少 %(n)d 个字。"))
    refuse_people({"reason": why}, by, at)
    found.place = found.topic = found.what = STRUCK
    found.outcome = STRUCK if found.outcome else ""
    if found.disposition == Disposition.WATCHED and found.ended_on is None:
        found.ended_on = timezone.localdate(at)
    found.struck_at, found.struck_by, found.struck_why = at, by.label, why
    found.save()
    sweep = found.task.sweep
    record(Record("sweep.struck", "sweep", sweep.pk, sweep.name, after={"reason": why}), by=by, at=at)
