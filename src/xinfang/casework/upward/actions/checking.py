"""Each notice asks one thing of us: was the matter here handled as it should have been?"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import SHORTEST
from xinfang.casework.petitions.models import Matter
from xinfang.casework.upward.models import HandlingCheck, NoticeState, UpwardNotice, Verdict
from xinfang.casework.upward.rules import refuse_people
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["Checked", "check_handling"]


@dataclass(frozen=True)
class Checked:
    """When our handling was looked at, what was found, and of which matter, where the notice says it."""

    on: date
    verdict: str
    found: str
    matter_id: int | None = None


@transaction.atomic
def check_handling(*, notice_id: int, checked: Checked, by: Actor, at: datetime) -> int:
    """Write down what the look at our own handling found; returns its id. A notice that tells of several
    may be answered several times. Nothing is written on the matter's own timeline.

    Refuses a notice that is withdrawn or tells of none, a day before it came, what points at a person, and a
    matter that is an accusation.
    """
    notice = UpwardNotice.objects.select_for_update().get(pk=notice_id)
    if notice.state == NoticeState.WITHDRAWN:
        raise Refusal(_("这份通报已经撤销，不用查看。"))
    if not notice.counts.filter(batches__gt=0).exists():
        raise Refusal(_("这份通报说没有走访，不用查看。"))
    today = timezone.localdate(at)
    checks = (
        ("on", notice.received_on <= checked.on <= today, _("查看的日期要在收到通报以后、今天或以前。")),
        ("verdict", checked.verdict in Verdict.values, _("请选择查看的结果。")),
        ("found", len("".join(checked.found.split())) >= SHORTEST, _short()),
        ("matter", _fits(checked), _matter_said(checked)),
    )
    if found := [Problem(field, sentence) for field, right, sentence in checks if not right]:
        raise Refusal(problems=found)
    refuse_people({"found": checked.found}, by=by, at=at)
    made = HandlingCheck.objects.create(
        notice=notice,
        matter_id=checked.matter_id,
        checked_on=checked.on,
        verdict=checked.verdict,
        found=checked.found.strip(),
        checked_at=at,
        checked_by=by.label,
    )
    # The row names the notice, not the matter: whoever reads the audit of a matter learns of no visit.
    after = {"verdict": made.verdict}
    record(Record("upward.checked", "upward", notice.pk, notice.number, after=after), by=by, at=at)
    return made.pk


def _fits(checked: Checked) -> bool:
    if checked.verdict == Verdict.UNTOLD:
        return checked.matter_id is None
    if checked.matter_id is None:
        return True
    return Matter.objects.filter(pk=checked.matter_id, confined=False).exists()


def _matter_said(checked: Checked) -> str:
    if checked.verdict == Verdict.UNTOLD:
        return _("写明了是哪件事项，就请查看它办得怎样。")
    return _("没有这件事项，请检查编号。")


def _short() -> str:
    return _("请写明怎样查看的、办理上缺什么，至少 %(n)d 个字。") % {"n": SHORTEST}
