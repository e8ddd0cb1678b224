"""On whose desk letters lie: waiting for a signature, sent back to me, under way about a matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from xinfang.casework.acts.guards import fits
from xinfang.casework.acts.queries import allowed, holds_seat
from xinfang.casework.desks.rules import PAST
from xinfang.casework.letters.models import OPEN, Document, DocumentState
from xinfang.casework.letters.queries.rights import rights, signing_units
from xinfang.casework.letters.rules import others_draft
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.casework.wording.kinds import KINDS
from xinfang.casework.workflow import TRANSITIONS, Transition, possible
from xinfang.registers.staff.queries import nearest
from xinfang.registers.staff.scope import Scope

__all__ = [
    "Lying",
    "UnderWay",
    "desk",
    "enterable",
    "last_act",
    "sent_back",
    "under_way",
    "unserved",
    "waiting_for",
]

ACTS = {row.verb for row in TRANSITIONS} - {"register"}  # the arrival is as old as the receipt
# A desk, and the state of what lies on it.
DESKS: dict[str, str] = {"sign": DocumentState.SUBMITTED, "returned": DocumentState.RETURNED}
SHOWN = 200
RECENT = timedelta(days=60)  # what was sealed before is nobody's work of today


@dataclass(frozen=True)
class Lying:
    """A document on a desk, with its matter in short."""

    pk: int
    kind: Promise | str
    number: str
    matter: str
    title: str
    state: str
    state_label: str
    unit: str
    drafter: str
    at: datetime | None
    remark: str


@dataclass(frozen=True)
class UnderWay:
    """A document that somebody works on. `holders`: who has it now; `rights`: what the reader may do."""

    pk: int
    verb: str
    kind: Promise | str
    state: str
    state_label: Promise | str
    holders: tuple[str, ...]
    remark: str
    at: datetime | None
    rights: frozenset[str]


def waiting_for(scope: Scope, day: date) -> int:
    """How many documents wait for the actor's signature."""
    return _on(scope, "sign", day).count() if scope.may("approve") else 0


def desk(scope: Scope, key: str, day: date) -> list[Lying]:
    """The documents on a desk, those that wait longest first."""
    found = _on(scope, key, day).select_related("matter", "unit").order_by("submitted_at", "saved_at", "pk")
    return [_lying(each) for each in found[:SHOWN]]


def unserved(scope: Scope, today: date) -> list[Lying]:
    """Letters to petitioners that were sealed of late and whose receipt the actor is to prove, the oldest
    first: a term may wait for it."""
    kinds = [key for key, kind in KINDS.items() if kind.to == "petitioner"]
    found = Document.objects.filter(state=DocumentState.ISSUED, reverted_at=None, kind__in=kinds)
    found = found.exclude(pdf="").filter(issued_at__date__gte=today - RECENT, unit__isnull=False)
    mine = found.filter(matter__in=Matter.objects.visible_to(scope)).select_related("matter", "unit")
    reach = scope.reach("see_matters")
    if reach is not None:
        mine = mine.filter(unit_id__in=reach)
    rows = mine.order_by("issued_at", "pk")[:SHOWN]
    return [_lying(each) for each in rows if "serve" in rights(scope, each, today)]


def sent_back(scope: Scope) -> Q:
    """The matters with a letter that was sent back to the actor to be written better, as a condition.

    They are few, and asked for by themselves: a list joins the condition to others by "or".
    """
    mine = Document.objects.filter(_mine(scope), state=DocumentState.RETURNED, reverted_at=None)
    return Q(pk__in=list(mine.values_list("matter_id", flat=True)))


def under_way(scope: Scope, matter: Matter, day: date) -> list[UnderWay]:
    """What is being written about a matter that the actor may see, the oldest first, and who has it."""
    found = Document.objects.filter(matter=matter, state__in=OPEN, reverted_at=None, unit__isnull=False)
    return [
        UnderWay(
            pk=each.pk,
            verb=each.verb,
            kind=KINDS[each.kind].label,
            state=each.state,
            state_label=DocumentState(each.state).label,
            holders=tuple(_holders(each, day)),
            remark=each.remark if each.state == DocumentState.RETURNED else "",
            at=each.submitted_at
            if each.state == DocumentState.SUBMITTED
            else each.signed_at or each.saved_at,
            rights=rights(scope, each, day),
        )
        for each in found.select_related("matter", "unit").order_by("pk")
    ]


def _holders(document: Document, day: date) -> Sequence[str]:
    """Who signs, of a document that waits for it; else who writes it, and will put the seal to it."""
    if document.state != DocumentState.SUBMITTED or document.unit_id is None:
        return [document.drafter]
    heads = nearest([document.unit_id], "approve", day).get(document.unit_id, [])
    return [str(user) for user in heads if user.pk not in {document.drafted_by, document.submitted_by}]


def _mine(scope: Scope) -> Q:
    me = scope.actor.user_id
    return Q(drafted_by=me) | Q(submitted_by=me)


def _on(scope: Scope, key: str, day: date) -> "QuerySet[Document]":
    """Of matters that the actor may see; to sign: of the units whose head the actor is, and not of the own
    hand where letters.rules.refuse_own_hand refuses that; else the own work."""
    found = Document.objects.filter(state=DESKS[key], reverted_at=None, unit__isnull=False)
    found = found.filter(matter__in=Matter.objects.visible_to(scope))
    if key == "sign":
        units, me = signing_units(scope, day), scope.actor.user_id
        if isinstance(units, frozenset):
            found = found.filter(unit_id__in=units)
        if me is None:
            return found
        own = found.filter(_mine(scope) | Q(written_by__contains=[me]))
        refused = others_draft(set(own.values_list("unit_id", flat=True)), me, day)
        return found.exclude(pk__in=own.filter(unit_id__in=refused).values("pk"))
    return found.filter(_mine(scope))


def _lying(document: Document) -> Lying:
    return Lying(
        pk=document.pk,
        kind=KINDS[document.kind].label,
        number=document.number,
        matter=document.matter.number,
        title=document.matter.title,
        state=document.state,
        state_label=str(DocumentState(document.state).label),
        unit=str(document.unit or ""),
        drafter=document.drafter,
        at=document.submitted_at or document.issued_at or document.saved_at,
        remark=document.remark,
    )


def last_act(matter: Matter) -> datetime:
    """When the last act of the workflow was done on a matter; before the first one, when it was received."""
    lines = list(TimelineEntry.objects.filter(matter=matter).values_list("pk", "verb", "at", "data"))
    undone = {data.get("act") for _pk, verb, _at, data in lines if verb == "undo"}
    done = [at for pk, verb, at, _data in lines if verb in ACTS and pk not in undone]
    return max([matter.received_at, *done])


def enterable(scope: Scope, matter: Matter) -> list[Transition]:
    """What the actor may enter that was done on paper: by the rules of the day of the act before it.

    It takes the right to enter registers (`import`) where the matter was registered, and the right to the act
    itself, in the act's own seat. Of a matter that was sent on paper, what its unit did is entered by the
    office too, as the answers of a register are: what was sent here is the unit's to do here.
    """
    if not holds_seat(scope, matter, "import", "office"):
        return []
    day = timezone.localdate(last_act(matter))
    own = {row.verb for row in allowed(scope, matter, day)}
    units = {"unit"} if _sent_on_paper(matter) else set()
    found: dict[str, Transition] = {}
    for row in possible(matter.state, matter.purpose, day):
        if row.verb in PAST and fits(matter, row, day) and (row.verb in own or row.seat in units):
            found.setdefault(row.verb, row)
    return list(found.values())


def _sent_on_paper(matter: Matter) -> bool:
    lines = TimelineEntry.objects.filter(matter=matter, verb__in=("forward", "assign", "rule")).order_by(
        "-pk"
    )
    return bool((lines.values_list("data", flat=True).first() or {}).get("on_paper"))
