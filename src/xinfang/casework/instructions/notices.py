"""Who is told inside of an instruction: the leader asked or spoken for, the unit that owes an answer."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.instructions.models import Instruction
from xinfang.casework.instructions.queries import reader_apart
from xinfang.casework.petitions.models import Matter
from xinfang.casework.telling.readers import readers
from xinfang.casework.telling.units import About, told_somebody
from xinfang.kernel.actor import Actor
from xinfang.kernel.notices.actions import Message
from xinfang.registers.staff.models import User
from xinfang.registers.staff.queries import nearest
from xinfang.registers.staff.scope import scope_of

__all__ = ["KINDS", "messages", "withdrawn"]

LEADER, UNIT, OFFICE, FORMER = "leader", "unit", "office", "former"
# What happened -> (who is told, the kind, its name, the sentence). No sentence says what it is about.
ROWS: dict[str, tuple[tuple[str, str, Promise | str, Promise | str], ...]] = {
    "ask": ((LEADER, "instruction.asked", _("等您批示"), _("有一件呈您批示")),),
    "ask_anew": ((LEADER, "instruction.asked", _("等您批示"), _("您的一件批示要由您重新批示给别的单位")),),
    "give": ((UNIT, "instruction.given", _("收到批示"), _("收到领导批示，请在 %(day)s前答复")),),
    "dictate": (
        (UNIT, "instruction.given", _("收到批示"), _("收到领导批示，请在 %(day)s前答复")),
        (LEADER, "instruction.dictated", _("代记了您的批示"), _("有人代您记下一件批示，请核对")),
    ),
    "answer": (
        (LEADER, "instruction.answered", _("批示有了答复"), _("您的批示有了答复，请审阅")),
        (OFFICE, "instruction.answered", _("批示有了答复"), _("一件批示有了答复，请报领导审阅")),
    ),
    "send_back": ((UNIT, "instruction.returned", _("批示的答复被退回"), _("批示的答复被退回，请再答复")),),
    "postpone": ((UNIT, "instruction.postponed", _("批示改期"), _("一件批示改在 %(day)s前答复")),),
    "reopen": ((UNIT, "instruction.returned", _("批示重新打开"), _("一件批示重新打开，请在 %(day)s前答复")),),
    "leave": ((UNIT, "instruction.unbound", _("批示的事项更正"), _("一件批示归错了事项，不用再答复")),),
    "unbind": (
        (UNIT, "instruction.unbound", _("批示的事项更正"), _("一件批示归错了事项，已经更正，请核对")),
        (LEADER, "instruction.unbound", _("批示的事项更正"), _("您的一件批示归错了事项，已经更正")),
    ),
    "readdress": (
        (UNIT, "instruction.given", _("收到批示"), _("收到领导批示，请在 %(day)s前答复")),
        (LEADER, "instruction.readdressed", _("批示改送"), _("您的一件批示改送了别的单位，请核对")),
        (FORMER, "instruction.readdressed", _("批示改送"), _("一件批示改送了别的单位，不用再由你单位答复")),
    ),
}
KINDS: dict[str, Promise | str] = {kind: label for rows in ROWS.values() for _who, kind, label, _s in rows}
WITHDRAWN = "instruction.matter_withdrawn"
KINDS[WITHDRAWN] = _("批示的事项撤回了")


def messages(
    found: Instruction, verb: str, line_id: int, by: Actor, at: datetime, *, was: int | None = None
) -> list[Message]:
    """The notices of one act; never for who acts, and of an accusation only for who may open it.

    What the office that keeps it answers itself, at a reception, is news to nobody there. `was`: the unit
    that had it before, which opens it no more.
    """
    if verb == "answer" and by.unit_id == found.registered_unit_id:
        return []
    told: dict[int, Message] = {}
    for who, kind, _label, sentence in ROWS.get(verb, ()):
        pk = 0 if who == FORMER else found.pk  # no page to open
        about = About(kind, "instruction", pk, sentence, _number(found.matter))
        day = found.due_on.isoformat() if found.due_on else ""
        for user in _people(found, who, timezone.localdate(at), was):
            if user != by.user_id:
                told.setdefault(user, told_somebody(about, str(line_id), user, day=day))
    return list(told.values())


def withdrawn(found: Instruction, act_id: int, at: datetime) -> list[Message]:
    """To the leader, that the petitioner took the matter back; of an accusation that the leader reads nothing
    of, nothing."""
    if found.leader is None or reader_apart(found, timezone.localdate(at)):
        return []
    sentence = _("您批示的一件事项，信访人撤回了")
    about = About(WITHDRAWN, "instruction", found.pk, sentence, _number(found.matter))
    return [told_somebody(about, f"{found.pk}:{act_id}", found.leader.pk)]


def _number(matter: Matter | None) -> str:
    """The matter's number; that of an accusation stands in no bell."""
    return matter.number if matter is not None and not matter.confined else ""


def _people(found: Instruction, who: str, day: date, was: int | None) -> Iterable[int]:
    if who == LEADER:
        return [found.leader_id] if found.leader_id and _open_to(found, found.leader, day) else []
    owes = was if who == FORMER else found.unit_id
    unit, right = (found.registered_unit_id, "receive") if who == OFFICE else (owes, "handle")
    if unit is None:
        return []
    if found.matter is not None:
        return [user for user, _mine in readers([found.matter], [(unit, right)], day)]
    return [user.pk for user in nearest([unit], right, day)[unit]]


def _open_to(found: Instruction, leader: User | None, day: date) -> bool:
    """Whether the leader named still sees it: not when it turned out to be against the own house."""
    matter: Matter | None = found.matter
    if matter is None or leader is None or not matter.confined:
        return True
    return matter.accused_unit_id not in scope_of(leader, day).posted_under
