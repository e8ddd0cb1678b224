"""Recording that a petitioner accepts and stops, on a proof; and that this does not hold any more."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import IO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions import perform
from xinfang.casework.acts.guards import refuse_short
from xinfang.casework.petitions import actions as petitions
from xinfang.casework.petitions.models import Matter, Petition
from xinfang.casework.satisfaction.models import CallBack, Proof, Said, Settlement
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.documents.actions import store

__all__ = ["Settled", "settle", "unsettle"]


@dataclass(frozen=True)
class Settled:
    """When, on what proof, and in what words. `file`: (name, open file)."""

    settled_on: date
    proof: str
    statement: str
    file: tuple[str, IO[bytes]]
    callback_id: int | None = None


@transaction.atomic
def settle(*, matter_id: int, settled: Settled, by: Actor, at: datetime) -> int:
    """Record 息诉息访 with its proof, which is kept with the case's files; returns the id of the act.

    Refuses a day before the answer or in the future, a proof without a file, and a recorded call that is not
    among the matter's call-backs as one in which the petitioner accepted the result.
    """
    matter = Matter.objects.select_for_update().get(pk=matter_id)
    if found := _problems(matter, settled, timezone.localdate(at)):
        raise Refusal(problems=found)
    name, content = settled.file
    file = store(name=name, file=content, by=by, at=at)
    first = Petition.objects.get(raisings__matter=matter, raisings__kind="first")
    petitions.attach(petition=first, stored_file=file, matter_id=matter_id, by=by, at=at)
    day = timezone.make_aware(datetime.combine(settled.settled_on, time.min))
    act = perform(
        verb="settle",
        matter_ids=[matter.pk],
        by=by,
        at=at,
        note=settled.statement.strip(),
        sets={"settled_at": day},
        data={"proof": settled.proof, "file": file.pk},
    )[0]
    Settlement.objects.create(
        matter=matter,
        settled_on=settled.settled_on,
        proof=settled.proof,
        file=file,
        callback_id=settled.callback_id if settled.proof == Proof.CALL else None,
        statement=settled.statement.strip(),
        act=act,
        recorder=by.label,
    )
    return act


@transaction.atomic
def unsettle(*, matter_id: int, reason: str, by: Actor, at: datetime) -> int:
    """It does not hold (any more); the record stays with the reason. Returns the id of the act."""
    why = refuse_short(reason, "reason", _("请写明为什么不再成立，至少 %(n)d 个字。"))
    act = perform(verb="unsettle", matter_ids=[matter_id], by=by, at=at, note=why)[0]
    standing = Settlement.objects.filter(matter_id=matter_id, undone_at=None)
    standing.update(undone_at=at, undone_why=why)
    return act


def _problems(matter: Matter, settled: Settled, today: date) -> list[Problem]:
    found = []
    answered = timezone.localdate(matter.concluded_at) if matter.concluded_at else None
    if settled.settled_on > today:
        found.append(Problem("settled_on", _("息诉息访的日期还没有到，请改正。")))
    elif answered and settled.settled_on < answered:
        found.append(Problem("settled_on", _("息诉息访的日期早于办结的日期，请改正。")))
    if settled.proof not in Proof.values:
        found.append(Problem("proof", _("请选择凭据的种类。")))
    if settled.proof == Proof.CALL and not _accepted(matter, settled.callback_id):
        found.append(Problem("callback", _("请先登记回访，并选一次信访人认可处理结果的回访。")))
    if not settled.statement.strip():
        found.append(Problem("statement", _("请写明信访人是怎么表示的。")))
    return found


def _accepted(matter: Matter, callback_id: int | None) -> bool:
    if callback_id is None:
        return False
    return CallBack.objects.filter(pk=callback_id, matter=matter, said=Said.ACCEPTS).exists()
