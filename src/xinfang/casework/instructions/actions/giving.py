"""An instruction is asked for, and given: by the leader's own hand, or dictated to a clerk."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.sight import opens, refuse_receiver
from xinfang.casework.instructions.actions.telling import tell, tell_instructed, tell_matter
from xinfang.casework.instructions.models import Instruction, InstructionState, Source
from xinfang.casework.instructions.reach import refuse_far
from xinfang.casework.petitions.models import Accused, Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.clock.reason import due_problems, far_problems
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.longest import refuse_long
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.models import Posting, User

__all__ = ["Asking", "Told", "ask", "give", "instruct", "refuse_leader", "title_of"]

SHORTEST = 2  # characters: 同意


@dataclass(frozen=True)
class Asking:
    """What an instruction is about and who is to give it; `leader_name` alone for a higher level."""

    source: str
    registered_unit_id: int
    leader_id: int | None = None
    leader_name: str = ""
    matter_id: int | None = None
    subject: str = ""


@dataclass(frozen=True)
class Told:
    """What is instructed: the words, the unit they go to, and by when it answers."""

    text: str
    unit_id: int | None
    due_on: date | None


@transaction.atomic
def ask(
    *, asking: Asking, proposal: str, unit_id: int | None, due_on: date | None, by: Actor, at: datetime
) -> int:
    """Put something before a leader (呈批), with what the office suggests; returns the instruction's id."""
    if len(proposal.strip()) < SHORTEST:
        raise Refusal(problems=[Problem("proposal", _("请写明拟办意见。"))])
    if asking.leader_id is None:
        raise Refusal(problems=[Problem("leader", _("请选择呈给哪位领导。"))])
    if due_on is not None and (wrong := due_problems("due_on", due_on, on=timezone.localdate(at))):
        raise Refusal(problems=wrong)
    row = _begun(asking, at, knows=True)
    _refuse_other_office(row, timezone.localdate(at))
    proposed = Unit.objects.filter(pk=unit_id).first() if unit_id else None
    refuse_far(row, proposed, row.leader_id, timezone.localdate(at))  # the leader is to give it by own hand
    row.proposal, row.asked_at = proposal.strip(), at
    row.unit_id, row.due_on = unit_id, due_on
    row.save(force_insert=True)
    tell(row, "ask", row.proposal, by, at)
    tell_matter(row, "ask_instruction", "", {"leader": row.leader_name}, by, at)
    record(Record("instruction.asked", "instruction", row.pk, str(row.pk)), by=by, at=at)
    return row.pk


@transaction.atomic
def give(*, instruction_id: int, told: Told, by: Actor, at: datetime, dictated: bool = False) -> None:
    """The leader who was asked gives the instruction; `dictated`: somebody writes it down for the leader."""
    row = Instruction.objects.select_for_update().get(pk=instruction_id)
    if row.state != InstructionState.ASKED:
        raise Refusal(_("这一件已经批示过了。"))
    if not dictated and row.leader_id != by.user_id:
        raise Refusal(_("这一件呈给了%(leader)s，只能由本人批示。") % {"leader": row.leader_name})
    if row.matter is not None and row.leader is not None:  # whom it is against may be known only since
        refuse_leader(row.matter, row.leader, timezone.localdate(at), knows=opens(row.matter, by, at))
    _give(row, told, by, at, dictated=dictated)


@transaction.atomic
def instruct(
    *,
    asking: Asking,
    told: Told,
    by: Actor,
    at: datetime,
    dictated: bool = False,
    given_at: datetime | None = None,
) -> int:
    """Record an instruction that nobody asked for: on a file, at a reception, from a higher level.

    `given_at`: when it was given, if not now. Returns its id.
    """
    if not dictated and asking.leader_id != by.user_id:
        raise Refusal(_("只有领导本人可以批示；代记的，请注明是口授。"))
    row = _begun(asking, given_at or at, knows=False)
    if dictated:
        _refuse_other_office(row, timezone.localdate(given_at or at))
    row.save(force_insert=True)
    _give(row, told, by, at, dictated=dictated, given_at=given_at)
    return row.pk


def _begun(asking: Asking, at: datetime, *, knows: bool) -> Instruction:
    """A row in state `asked`, with its matter's title and its leader's post. `knows`: as of refuse_leader."""
    matter = Matter.objects.filter(pk=asking.matter_id).first() if asking.matter_id else None
    leader = User.objects.filter(pk=asking.leader_id).first() if asking.leader_id else None
    subject = title_of(matter) if matter is not None else asking.subject.strip()
    problems = []
    if asking.source not in Source.values:
        problems.append(Problem("source", _("请选择批示的来历。")))
    if not subject:
        problems.append(Problem("subject", _("请写明批示的是什么事。")))
    name = str(leader) if leader else asking.leader_name.strip()
    if not name:
        problems.append(Problem("leader", _("请写明是哪位领导、哪个机关批示的。")))
    if problems:
        raise Refusal(problems=problems)
    if matter is not None and leader is not None:
        refuse_leader(matter, leader, timezone.localdate(at), knows=knows)
    return Instruction(
        source=asking.source,
        state=InstructionState.ASKED,
        matter=matter,
        subject=refuse_long(subject, "subject", 200),
        registered_unit_id=asking.registered_unit_id,
        leader=leader,
        leader_name=name,
    )


def refuse_leader(matter: Matter, leader: User, day: date, *, knows: bool) -> None:
    """An accusation is not put before a leader of the accused house, nor, while nobody knows which house that
    is, before one of any house below the district (条例 2022, 30).

    Why is told only to who may open it (`knows`): the leader must not learn from a refusal who is accused.
    """
    posts = Posting.objects.in_force(day).filter(user=leader)
    house, sentence = matter.accused_unit, ""
    if house and posts.filter(unit__path__startswith=house.path).exists():
        sentence = _("检举的正是这位领导所在的单位，不能呈给这位领导。")
    elif matter.confined and matter.accused == Accused.UNKNOWN and not posts.filter(unit__depth=1).exists():
        sentence = _("还没有写明检举的是哪个单位，只能呈给区领导：它可能正是这位领导所在的单位。")
    if sentence:
        blind = _("这件事项单独保密，不由这位领导批示，请交信访部门。")
        raise Refusal(problems=[Problem("leader", sentence if knows else blind)])


def title_of(matter: Matter) -> str:
    """What an instruction on a matter is called: the title of an accusation stays in its compartment."""
    return _("单独保密的事项 %(number)s") % {"number": matter.number} if matter.confined else matter.title


def _refuse_other_office(row: Instruction, day: date) -> None:
    """An office writes down and puts forward for the leaders of its own unit and of those below: what is
    written down binds whom it names. On a day of reception the plan says who receives."""
    if row.leader is None or row.source == Source.RECEPTION:
        return
    posts = Posting.objects.in_force(day).filter(user=row.leader)
    if not posts.filter(unit__path__startswith=row.registered_unit.path).exists():
        sentence = _("%(leader)s不在%(unit)s和下级单位任职，请由这位领导所在单位的办公室呈批、代记。")
        told = {"leader": row.leader_name, "unit": row.registered_unit.name}
        raise Refusal(problems=[Problem("leader", sentence % told)])


def _give(
    row: Instruction,
    told: Told,
    by: Actor,
    at: datetime,
    *,
    dictated: bool,
    given_at: datetime | None = None,
) -> None:
    moment = given_at or at
    unit = _refuse_untold(row, told, moment, at, by)
    row.text, row.unit, row.due_on = told.text.strip(), unit, told.due_on
    row.given_at, row.dictated, row.state = moment, dictated, InstructionState.OPEN
    row.save(update_fields=["text", "unit", "due_on", "given_at", "dictated", "state"])
    tell(row, "dictate" if dictated else "give", row.text, by, moment)
    tell_instructed(row, by)
    after = {"unit": unit.code, "due_on": str(row.due_on), "dictated": dictated}
    record(Record("instruction.given", "instruction", row.pk, str(row.pk), after=after), by=by, at=at)


def _refuse_untold(row: Instruction, told: Told, moment: datetime, at: datetime, by: Actor) -> Unit:
    """The unit it goes to; raises Refusal with all that is missing or cannot be."""
    day = timezone.localdate(moment)
    unit = Unit.objects.in_force(day).filter(pk=told.unit_id).first() if told.unit_id else None
    problems = []
    if len(told.text.strip()) < SHORTEST:
        problems.append(Problem("text", _("请写明批示的内容，至少两个字。")))
    if unit is None:
        problems.append(Problem("unit", _("请选择批示给哪个单位。")))
    if told.due_on is None:
        problems.append(Problem("due_on", _("请写明答复的最后日期。")))
    elif told.due_on < day:
        problems.append(Problem("due_on", _("答复的最后日期不能早于批示的日期。")))
    else:
        problems += far_problems("due_on", told.due_on, on=day)
    problems += _moment_problems(row, moment, at)
    if problems or unit is None:
        raise Refusal(problems=problems)
    refuse_far(row, unit, by.user_id, day)
    if row.matter is not None:
        refuse_receiver(row.matter, unit, day, knows=opens(row.matter, by, at))
    return unit


def _moment_problems(row: Instruction, moment: datetime, at: datetime) -> list[Problem]:
    if moment > at:
        return [Problem("given_at", _("批示的时间还没有到，请改正。"))]
    received = row.matter.received_at if row.matter is not None else moment
    if timezone.localdate(received) > timezone.localdate(moment):
        return [Problem("given_at", _("批示的时间早于收到这件事项的时间，请改正。"))]
    return []
