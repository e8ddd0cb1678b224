"""Instructions that wait, that are open, and one of them whole."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.instructions.models import (
    Instruction,
    InstructionLine,
    InstructionState,
    Source,
)
from xinfang.casework.instructions.reach import houses
from xinfang.casework.petitions.models import Matter
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.queries import holders
from xinfang.registers.staff.scope import Scope, scope_of

__all__ = [
    "LISTS",
    "SOURCES",
    "Gone",
    "Instruction",
    "Line",
    "asked_of",
    "called",
    "counts",
    "instruction_in",
    "leaders",
    "lines",
    "may_answer",
    "may_follow",
    "may_give",
    "of_matter",
    "opens_matter",
    "owed_to",
    "readable",
    "reader_apart",
    "story",
    "units_for",
    "units_near",
    "units_written",
    "waiting",
    "went_on",
    "withdrawn_on",
]

SOURCES = [(source.value, source.label) for source in Source]
LISTS = ("mine", "open", "answered", "done")
NEWEST = 200
RECALLS = ("ask_anew", "unbind")  # what takes it from a unit that may not have the matter it is about now


@dataclass(frozen=True)
class Line:
    """One instruction in a list. `age`: days since it was given or asked for; `late`: days past its day."""

    pk: int
    number: str
    subject: str
    leader: str
    unit: str
    text: str
    state: str
    state_label: str
    due_on: date | None
    age: int
    late: int


@dataclass(frozen=True)
class Gone:
    """To which unit an instruction went, and when; `unit` is '' for who may not know: of an accusation.
    `recalled`: to none, it was taken back from the one that had it."""

    unit: str
    at: datetime
    recalled: bool = False


def _seen(scope: Scope) -> QuerySet[Instruction]:
    return Instruction.objects.visible_to(scope).select_related("matter", "unit")


def _of(scope: Scope, which: str) -> QuerySet[Instruction]:
    """mine: what waits for the leader; open: without answer, oldest first; answered: to be read; done."""
    found = _seen(scope)
    if which == "mine":
        waits = (InstructionState.ASKED, InstructionState.ANSWERED)
        return found.filter(leader_id=scope.actor.user_id, state__in=waits).order_by("state", "pk")
    if which == "open":
        return found.filter(state__in=(InstructionState.ASKED, InstructionState.OPEN)).order_by(
            "given_at", "pk"
        )
    order = "answered_at" if which == "answered" else "-done_at"
    return found.filter(state=which).order_by(order, "pk")


def lines(scope: Scope, which: str, today: date) -> list[Line]:
    """One of LISTS; open ones by age, the oldest first."""
    return _lines(scope, _of(scope, which)[:NEWEST], today)


def counts(scope: Scope) -> dict[str, int]:
    """How many are in each of LISTS."""
    return {which: _of(scope, which).count() for which in LISTS}


def waiting(scope: Scope) -> int:
    """How many wait for the actor: as the leader named, or as the unit that owes an answer."""
    mine = _of(scope, "mine").count()
    handled = scope.reach("handle")
    owed = Instruction.objects.visible_to(scope).filter(state=InstructionState.OPEN)
    return mine + (owed.filter(unit_id__in=handled).count() if handled else 0)


def asked_of(scope: Scope, today: date) -> list[Line]:
    """What waits for this leader's hand: to be instructed, answers to be read."""
    return lines(scope, "mine", today)


def owed_to(scope: Scope, today: date, *, most: int = 50) -> list[Line]:
    """What this leader instructed and no unit has answered yet, the oldest first."""
    mine = _seen(scope).filter(leader_id=scope.actor.user_id, state=InstructionState.OPEN)
    return _lines(scope, mine.order_by("given_at", "pk")[:most], today)


def instruction_in(scope: Scope, pk: int) -> Instruction | None:
    """One in scope; None for all others, whether they exist or not."""
    return _seen(scope).select_related("matter", "unit", "leader", "registered_unit").filter(pk=pk).first()


def went_on(scope: Scope, pk: int) -> Gone | None:
    """Where one that the actor does not see was given to, or that it was taken back; not for the leader
    named, who loses sight of it for a reason of its own."""
    if instruction_in(scope, pk) is not None:
        return None
    moved = InstructionLine.objects.filter(instruction_id=pk, verb__in=("readdress", *RECALLS))
    moved = moved.exclude(instruction__leader_id=scope.actor.user_id)
    last = moved.select_related("instruction__unit", "instruction__matter").order_by("-at", "-pk").first()
    if last is None:
        return None
    found, reach = last.instruction, scope.reach("handle")
    if last.verb in RECALLS:
        owed = found.state == InstructionState.OPEN and (reach is None or found.unit_id in reach)
        return None if owed else Gone("", last.at, recalled=True)
    apart = found.matter is not None and found.matter.confined and not opens_matter(scope, found)
    return Gone("" if apart or found.unit is None else found.unit.name, last.at)


def reader_apart(found: Instruction, day: date) -> bool:
    """Whether the leader who reads the answer may not open the accusation that it is about."""
    return found.leader is not None and bool(_apart(scope_of(found.leader, day), [found]))


def story(found: Instruction) -> list[InstructionLine]:
    """What happened to it, in order."""
    return list(InstructionLine.objects.filter(instruction=found).order_by("at", "pk"))


def of_matter(scope: Scope, matter_id: int, today: date) -> list[Line]:
    """The instructions on a matter that the actor may see, newest first."""
    return _lines(scope, _seen(scope).filter(matter_id=matter_id).order_by("-pk"), today)


def may_give(scope: Scope, found: Instruction) -> str:
    """'own' for the leader who is asked, 'dictated' for who writes down for the leader, '' for others."""
    if found.state != InstructionState.ASKED:
        return ""
    if found.leader_id is not None and found.leader_id == scope.actor.user_id:
        return "own"
    return "dictated" if _holds(scope, "receive", found.registered_unit_id) else ""


def units_for(found: Instruction, by_user: int | None, day: date) -> set[int] | None:
    """The units that an instruction may be addressed to by an account; None: all. See `reach.houses`."""
    if (near := houses(found, by_user, day)) is None:
        return None
    below = Q()
    for unit in near:
        below |= Q(path__startswith=unit.path)
    return set(Unit.objects.filter(below).values_list("pk", flat=True))


def units_near(
    leader_id: int | None, registered_unit_id: int, by_user: int | None, day: date, source: str = ""
) -> set[int] | None:
    """The same of one that is not written down yet."""
    row = Instruction(leader_id=leader_id, registered_unit_id=registered_unit_id, source=source)
    return units_for(row, by_user, day)


def units_written(
    leader_ids: Iterable[int], registered_unit_id: int, by_user: int | None, day: date
) -> set[int] | None:
    """All units that an office may write down for these leaders, or for a higher level; None: all. Which of
    them the one named may not, the action says."""
    found: set[int] = set()
    for leader_id in (None, *leader_ids):
        if (near := units_near(leader_id, registered_unit_id, by_user, day)) is None:
            return None
        found |= near
    return found


def may_answer(scope: Scope, found: Instruction) -> bool:
    """Whether the actor works where the answer is owed."""
    return found.state == InstructionState.OPEN and _holds(scope, "handle", found.unit_id)


def may_follow(scope: Scope, found: Instruction) -> bool:
    """Whether the actor reads the answer: the leader named, or the office that keeps it."""
    named = found.leader_id is not None and found.leader_id == scope.actor.user_id
    return named or _holds(scope, "receive", found.registered_unit_id)


def _holds(scope: Scope, permission: str, unit_id: int | None) -> bool:
    return scope.holds(permission, unit_id)


def _lines(scope: Scope, rows: Iterable[Instruction], today: date) -> list[Line]:
    found = list(rows)
    apart = _apart(scope, found)
    return [_line(row, today, apart=row.pk in apart) for row in found]


def _apart(scope: Scope, rows: Iterable[Instruction]) -> set[int]:
    """Which are about an accusation that the actor reads nothing of: it may not be opened, and the office did
    not put it before this leader, nor write down for this leader what was instructed on it. Whoever only
    spoke at a reception on what was tied to an accusation was not let in by anybody (条例 2022, 30)."""
    confined = [(row, row.matter) for row in rows if row.matter is not None and row.matter.confined]
    if not confined:
        return set()
    opened = Matter.objects.visible_to(scope).filter(pk__in=[matter.pk for _row, matter in confined])
    seen = set(opened.values_list("pk", flat=True))
    return {row.pk for row, matter in confined if matter.pk not in seen and not _named_on(scope, row, matter)}


def _named_on(scope: Scope, row: Instruction, matter: Matter) -> bool:
    """Whether the office named the actor on the matter itself, which is not against the actor's own house."""
    mine = row.leader_id is not None and row.leader_id == scope.actor.user_id
    return mine and row.source != Source.RECEPTION and matter.accused_unit_id not in scope.posted_under


def called(scope: Scope, found: Instruction) -> str:
    """What it is called for one reader: of an accusation closed to them, only that it is one."""
    return _("检举控告（保密）") if _apart(scope, [found]) else found.subject


def _line(row: Instruction, today: date, *, apart: bool) -> Line:
    began = row.given_at or row.asked_at
    owed = row.state == InstructionState.OPEN and row.due_on is not None
    return Line(
        pk=row.pk,
        number=row.matter.number if row.matter and not apart else "",
        subject=_("检举控告（保密）") if apart else row.subject,
        leader=row.leader_name,
        unit=row.unit.name if row.unit else "",
        text="" if row.matter and row.matter.confined else row.text or row.proposal,  # read on its page alone
        state=row.state,
        state_label=str(InstructionState(row.state).label),
        due_on=row.due_on,
        age=(today - timezone.localdate(began)).days if began else 0,
        late=max(0, (today - row.due_on).days) if owed and row.due_on else 0,
    )


def readable(scope: Scope, found: Instruction) -> Matter | None:
    """The matter it is about, for who may read it: whoever may open it, the leader named, and the unit that
    is to act on it. An accusation: only who may open it, and a leader whom the office named on it."""
    if found.matter is None or _apart(scope, [found]):
        return None
    named = found.leader_id is not None and found.leader_id == scope.actor.user_id
    acts = found.given_at is not None and _holds(scope, "see_matters", found.unit_id)
    return found.matter if found.matter.confined or named or acts or opens_matter(scope, found) else None


def withdrawn_on(matter: Matter | None) -> date | None:
    """When the petitioner took back a matter that the actor reads; None where it was not taken back."""
    if matter is None or matter.state != "withdrawn":
        return None
    act = matter.timeline.filter(verb="withdraw").order_by("-at", "-pk").first()
    return timezone.localdate(act.at) if act else None


def opens_matter(scope: Scope, found: Instruction) -> bool:
    """Whether the actor may open the whole matter, and not only read what the instruction is about."""
    return Matter.objects.visible_to(scope).filter(pk=found.matter_id or 0).exists()


def leaders(day: date, units: Collection[int] | None) -> list[tuple[int, str]]:
    """The accounts that may instruct on a day and are posted in one of the units (None: in any), by id.

    Who writes down for a leader hands in the own reach: what is dictated binds a unit in the leader's name.
    """
    return [(user.pk, str(user)) for user in holders("instruct", day, units)]
