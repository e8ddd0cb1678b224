"""An instruction given before its matter was known, as at a reception, is tied to it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.sight import opens, refuse_receiver
from xinfang.casework.instructions.actions.answering import reopen
from xinfang.casework.instructions.actions.giving import refuse_leader, title_of
from xinfang.casework.instructions.actions.telling import tell, tell_instructed
from xinfang.casework.instructions.models import Instruction, InstructionState
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Refusal

__all__ = ["bind", "leave", "unbind"]


@transaction.atomic
def bind(*, instruction_id: int, matter_id: int, by: Actor, at: datetime) -> None:
    """From now on it is about the matter: told on its page, and of an accusation read by nobody else.

    Refuses a leader of the accused house. A unit that may not have the accusation owes no answer any more:
    the leader is asked anew, and what was said to it stays on record.
    """
    row = Instruction.objects.select_for_update(of=("self",)).select_related("unit", "leader")
    found = row.get(pk=instruction_id)
    if found.matter_id == matter_id:
        return
    if found.matter_id is not None:
        raise Refusal(_("这件批示说的是另一件事项。"))
    matter = Matter.objects.select_related("accused_unit", "registered_unit").get(pk=matter_id)
    day = timezone.localdate(at)
    if found.leader is not None:
        refuse_leader(matter, found.leader, day, knows=opens(matter, by, at))
    found.matter, found.subject = matter, title_of(matter)[:200]
    found.save(update_fields=["matter", "subject"])
    tell_instructed(found, _who_gave(found, by))
    tell(found, "bind", "", by, at)
    record(Record("instruction.bound", "instruction", found.pk, str(found.pk)), by=by, at=at)
    if found.unit is not None and found.state == InstructionState.OPEN:
        try:
            refuse_receiver(matter, found.unit, day, knows=False)
        except Refusal:  # read by the leader and the unit: not why, which tells who is accused
            why = _("%(unit)s不能办理这件事项，请重新批示。") % {"unit": found.unit.name}
            _ask_anew(found, why, by, at)


@transaction.atomic
def unbind(*, instruction_id: int, subject: str, reason: str, settled: bool, by: Actor, at: datetime) -> None:
    """It was tied to the wrong matter: it goes along, without one until it is tied to the right one; the unit
    and the leader are told. Not from an accusation: what was said of it there stays there, see `leave`.

    A unit's answer was about the wrong matter and is owed again, unless the reception itself `settled` it.
    """
    found = Instruction.objects.select_for_update().get(pk=instruction_id)
    if found.state in (InstructionState.ANSWERED, InstructionState.DONE) and not settled:
        reopen(instruction_id=found.pk, reason=reason, by=by, at=at)
        found.refresh_from_db()
    found.matter, found.subject = None, subject[:200]
    found.save(update_fields=["matter", "subject"])
    tell(found, "unbind", reason, by, at)
    record(Record("instruction.unbound", "instruction", found.pk, str(found.pk)), by=by, at=at)


@transaction.atomic
def leave(*, instruction_id: int, reason: str, by: Actor, at: datetime) -> None:
    """It was given at a reception that was not about this accusation: it stays in its compartment with all
    that was said of it (条例 2022, 30), and nobody owes an answer to it any more."""
    found = Instruction.objects.select_for_update().get(pk=instruction_id)
    if found.state == InstructionState.OPEN:
        found.answer, found.state = reason, InstructionState.DONE
        found.answered_at = found.done_at = at
        found.save(update_fields=["answer", "state", "answered_at", "done_at"])
    tell(found, "leave", reason, by, at)
    record(Record("instruction.unbound", "instruction", found.pk, str(found.pk)), by=by, at=at)


def _who_gave(found: Instruction, by: Actor) -> Actor:
    """Whoever gave it or wrote it down for the leader: the matter's history does not name who tied it."""
    line = found.lines.filter(verb__in=("give", "dictate")).order_by("-pk").first()
    return Actor(line.actor_id, line.actor, unit=line.unit) if line else by


def _ask_anew(found: Instruction, why: str, by: Actor, at: datetime) -> None:
    found.proposal, found.asked_at, found.state = found.text, at, InstructionState.ASKED
    found.text, found.unit, found.due_on, found.given_at, found.dictated = "", None, None, None, False
    found.save()
    tell(found, "ask_anew", why, by, at)
