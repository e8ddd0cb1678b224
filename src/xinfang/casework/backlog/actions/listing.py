"""A list is made, and matters are put on it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import refuse_short
from xinfang.casework.backlog.actions.events import happened
from xinfang.casework.backlog.models import BacklogCase, BacklogList, CaseState, Reason
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["Listed", "make_list", "put_on"]


@dataclass(frozen=True)
class Listed:
    """Why and since when a matter is on a list."""

    reason: str
    on: date
    why: str = ""


@transaction.atomic
def make_list(*, name: str, listed_on: date, unit_id: int, by: Actor, at: datetime, aim: str = "") -> int:
    """Make a dated list; returns its id. Refuses a name that is taken, and a day to come."""
    title = name.strip()
    found = []
    if not title:
        found.append(Problem("name", _("请写清单的名称。")))
    elif BacklogList.objects.filter(name=title).exists():
        found.append(Problem("name", _("已有同名的清单，请换一个名称。")))
    if listed_on > timezone.localdate(at):
        found.append(Problem("listed_on", _("清单的日期不能在今天以后。")))
    if found:
        raise Refusal(problems=found)
    made = BacklogList.objects.create(
        name=title, listed_on=listed_on, aim=aim.strip(), made_at=at, made_by=by.label, unit_id=unit_id
    )
    record(Record("backlog.list_made", "backlog_list", made.pk, title), by=by, at=at)
    return made.pk


@transaction.atomic
def put_on(*, list_id: int, matter_id: int, listed: Listed, by: Actor, at: datetime) -> int:
    """Put a matter on a list; returns the case's id. A leader who was in charge of it before keeps it.

    Refuses a matter that is on the list already, or open on another one; accusations, which are handled in
    their own compartment; a day before the list's own or before the matter came, or to come.
    """
    chosen = BacklogList.objects.get(pk=list_id)
    matter = Matter.objects.select_for_update().get(pk=matter_id)
    _refuse(chosen, matter, listed, at)
    why = listed.why.strip()
    if listed.reason == Reason.OTHER:
        why = refuse_short(why, "why", _("选“其他”的，请写明理由，至少 %(n)d 个字。"))
    before = BacklogCase.objects.filter(matter=matter, leader__isnull=False).order_by("-pk").first()
    made = BacklogCase.objects.create(
        list=chosen,
        matter=matter,
        reason=listed.reason,
        why=why,
        listed_on=listed.on,
        unit=matter.unit,
        leader=before.leader if before else None,
        post=before.post if before else "",
    )
    happened(made, "listed", why or str(Reason(listed.reason).label), by, at)
    return made.pk


def _refuse(chosen: BacklogList, matter: Matter, listed: Listed, at: datetime) -> None:
    if matter.confined:
        raise Refusal(_("检举控告单独保密，不列入积案清单。"))
    cases = BacklogCase.objects.filter(matter=matter)
    if cases.filter(list=chosen).exists():
        raise Refusal(_("%(number)s 已经在这份清单上。") % {"number": matter.number})
    if cases.filter(state=CaseState.OPEN).exists():
        raise Refusal(_("%(number)s 在另一份清单上还没有办结。") % {"number": matter.number})
    if listed.reason not in Reason.values:
        raise Refusal(problems=[Problem("reason", _("请选择列为积案的理由。"))])
    first = max(chosen.listed_on, timezone.localdate(matter.received_at))
    if not first <= listed.on <= timezone.localdate(at):
        sentence = _("列入的日期要在清单和来件的日期以后、今天或以前。")
        raise Refusal(problems=[Problem("on", sentence)])
