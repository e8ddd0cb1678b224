"""An opinion is read and checked, once."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import refuse_short
from xinfang.casework.petitions.models import Matter
from xinfang.engines.mentions import speaks_of_people
from xinfang.insight.appraisal.models import OpinionCheck
from xinfang.insight.appraisal.rules import CRITERIA
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["check_opinion"]


@transaction.atomic
def check_opinion(*, matter_id: int, has: Mapping[str, bool], note: str, by: Actor, at: datetime) -> int:
    """Write down which of the five things an opinion has; returns the check's id. What it lacks is said.

    Refuses a matter that is not answered or is an accusation, a second check, a note that names somebody.
    """
    matter = Matter.objects.select_for_update(of=("self",)).get(pk=matter_id)
    if matter.confined or matter.unit_id is None or matter.concluded_at is None:
        raise Refusal(_("这件事项没有可以评查的处理意见。"))
    if OpinionCheck.objects.filter(matter=matter).exists():
        raise Refusal(_("这件事项的处理意见已经评查过。"))
    found = {key: bool(has.get(key)) for key in CRITERIA}
    said = note.strip()
    if not all(found.values()):
        said = refuse_short(note, "note", _("请写明缺什么，至少 %(n)d 个字。"))
    if speaks_of_people(said):
        told_so = _("这里写到了人（姓名、号码或者称呼）：评查的是文书，请删去。")
        raise Refusal(problems=[Problem("note", told_so)])
    made = OpinionCheck.objects.create(
        matter=matter,
        unit_id=matter.unit_id,
        checked_on=timezone.localdate(at),
        note=said,
        checked_at=at,
        checked_by=by.label,
        **found,
    )
    after = {"has": sum(found.values())}
    record(Record("matter.opinion_checked", "matter", matter.pk, matter.number, after=after), by=by, at=at)
    return made.pk
