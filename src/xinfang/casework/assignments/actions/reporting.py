"""The result of an assigned matter: reported to whoever assigned it, and returned when it says too little."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions import perform
from xinfang.casework.acts.guards import refuse_short
from xinfang.casework.assignments.guards import refuse_against
from xinfang.kernel.actor import Actor

__all__ = ["report_back", "return_report"]


@transaction.atomic
def report_back(*, matter_id: int, by: Actor, at: datetime, text: str = "") -> int:
    """The unit reports the result of a matter to whoever assigned it (反馈办理结果). Returns the act's id."""
    refuse_against(matter_id, "report_back", at)
    return perform(verb="report_back", matter_ids=[matter_id], by=by, at=at, note=text)[0]


@transaction.atomic
def return_report(*, matter_id: int, reason: str, by: Actor, at: datetime) -> int:
    """The assigning office is not satisfied with the report: it is owed again, by the same day."""
    why = refuse_short(reason, "reason", _("请写明报告缺什么，至少 %(n)d 个字。"))
    refuse_against(matter_id, "return_report", at)
    return perform(verb="return_report", matter_ids=[matter_id], by=by, at=at, note=why)[0]
