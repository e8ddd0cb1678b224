"""An order is given; and pressed on with: urging, interview, on the spot, together with others."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions import pin
from xinfang.casework.acts.guards import SHORTEST, refuse_short
from xinfang.casework.letters import actions as letters
from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Hold, Matter
from xinfang.casework.supervision.actions.steps import held, refuse_closed, stepped
from xinfang.casework.supervision.models import OPEN, Cause, Means, Order, OrderState, Step
from xinfang.casework.supervision.rules import FAULTS, against_ordering
from xinfang.kernel.actor import Actor
from xinfang.kernel.clock.reason import far_problems
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.organisations.models import Unit

__all__ = ["LETTER", "Ordered", "drop", "enforce", "order", "press", "refuse_past", "set_down"]

LETTER = "supervision_letter"
PRESSING = (Step.URGE, Step.INTERVIEW, Step.ON_SITE, Step.JOINT)


@dataclass(frozen=True)
class Ordered:
    """What is ordered: of which unit, why, how, and by when it answers. `partner_ids`: who supervises with
    the office, for a joint one."""

    unit_id: int
    cause: str
    means: str
    found: str
    demand: str
    due_on: date
    partner_ids: tuple[int, ...] = ()


@transaction.atomic
def order(
    *,
    matter_id: int,
    ordered: Ordered,
    by: Actor,
    at: datetime,
    document_id: int | None = None,
    on_paper: bool = False,
) -> int:
    """Order a unit to put something right by a day; returns the order's id. The matter is held until then.

    By letter (督办函) its draft is begun; the order is in force once the head has sealed it, see `enforce`.
    `document_id`: one sealed already.
    Refuses at the fields that lack something, a unit that has nothing to do with the matter, a second order
    to the same unit while one is open.
    """
    matter = Matter.objects.select_for_update().get(pk=matter_id)
    refuse_past(matter)
    if found := _problems(matter, ordered, at):
        raise Refusal(problems=found)
    if Order.objects.filter(
        matter=matter, unit_id=ordered.unit_id, state__in=(*OPEN, OrderState.DRAFTED)
    ).exists():
        raise Refusal(_("对这个单位已有一件督办没有结束，请在那一件里催办。"))
    made = set_down(matter, ordered, by, at, document_id)
    if made.state == OrderState.DRAFTED:
        made.document = _begin(made, by, at)
        made.save(update_fields=["document"])
        return made.pk
    stepped(made, Step.ORDER, made.demand, by, at, made.due_on, on_paper=on_paper)
    return made.pk


def refuse_past(matter: Matter) -> None:
    """Refuse to supervise what nothing is left to be done about."""
    if sentence := against_ordering(matter):
        raise Refusal(sentence)


def set_down(
    matter: Matter, ordered: Ordered, by: Actor, at: datetime, document_id: int | None = None
) -> Order:
    """The order's row and the hold on its matter, of what has been found right. By letter it waits for the
    seal, and holds nothing yet."""
    by_letter = ordered.means == Means.DOCUMENT and document_id is None
    return Order.objects.create(
        state=OrderState.DRAFTED if by_letter else OrderState.RUNNING,
        matter=matter,
        unit_id=ordered.unit_id,
        cause=ordered.cause,
        means=ordered.means,
        found=ordered.found.strip(),
        demand=ordered.demand.strip(),
        due_on=ordered.due_on,
        partners=list(ordered.partner_ids) if ordered.means == Means.JOINT else [],
        hold=None if by_letter else _pinned(matter, by, at),
        document_id=document_id,
        ordered_at=at,
        ordered_by=by.label,
    )


@transaction.atomic
def enforce(*, order_id: int, sealed: Ordered, by: Actor, at: datetime) -> None:
    """The letter of an order is sealed: from now on the order runs, and says what the letter says."""
    found = held(order_id)
    if found.state != OrderState.DRAFTED:
        return
    if (
        FAULTS[found.cause] != FAULTS[sealed.cause]
    ):  # the letter's faults are fewer: told apart only if changed
        found.cause = sealed.cause
    found.found, found.demand, found.due_on = sealed.found.strip(), sealed.demand.strip(), sealed.due_on
    found.state, found.ordered_at, found.ordered_by = OrderState.RUNNING, at, by.label
    found.hold = _pinned(found.matter, by, at)
    found.save()
    stepped(found, Step.ORDER, found.demand, by, at, found.due_on)


@transaction.atomic
def drop(*, order_id: int, by: Actor, at: datetime) -> None:
    """The letter of an order was given up before it was sealed: nothing was ordered."""
    found = held(order_id)
    if found.state == OrderState.DRAFTED:
        found.state, found.closed_at = OrderState.WITHDRAWN, at
        found.save(update_fields=["state", "closed_at"])
        stepped(found, Step.WITHDRAW, _("督办函没有签发，已作废。"), by, at)


def _pinned(matter: Matter, by: Actor, at: datetime) -> Hold:
    return pin(
        matter_id=matter.pk, reason=_("正在督办，回复还没有审核通过"), room="supervision", by=by, at=at
    )


@transaction.atomic
def press(
    *, order_id: int, kind: str, text: str, by: Actor, at: datetime, due_on: date | None = None
) -> None:
    """Urge the unit, or record an interview, a visit on the spot, a joint one; perhaps with a new day."""
    found = held(order_id)
    refuse_closed(found)
    if kind not in PRESSING:
        raise Refusal(problems=[Problem("kind", _("请选择催办、约谈、实地或者联合督办。"))])
    words = refuse_short(text, "text", _("请写明说了什么、要求什么，至少 %(n)d 个字。"))
    if due_on is not None:
        if due_on < timezone.localdate(at):
            raise Refusal(problems=[Problem("due_on", _("新的期限不能早于今天。"))])
        if far := far_problems("due_on", due_on, on=timezone.localdate(at)):
            raise Refusal(problems=far)
        found.due_on = due_on
        found.save(update_fields=["due_on"])
    stepped(found, Step(kind), words, by, at, due_on)


def _problems(matter: Matter, ordered: Ordered, at: datetime) -> list[Problem]:
    near = ordered.unit_id in {matter.unit_id, *matter.other_units} - {None}
    by_letter = ordered.means == Means.DOCUMENT and ordered.unit_id != matter.unit_id
    short = _("请写清楚，至少 %(n)d 个字。") % {"n": SHORTEST}
    checks = (
        ("unit", near, _("督办只能发给承办、协办或者复查复核这件事项的单位。")),
        (
            "unit",
            not (near and by_letter),
            _("督办函发给承办单位；其他单位请用电话、约谈或者实地督办。"),
        ),
        ("cause", ordered.cause in Cause.values, _("请选择督办的理由。")),
        ("means", ordered.means in Means.values, _("请选择督办的方式。")),
        ("found", len("".join(ordered.found.split())) >= SHORTEST, short),
        ("demand", len("".join(ordered.demand.split())) >= SHORTEST, short),
        ("due_on", ordered.due_on > timezone.localdate(at), _("回复的期限要在今天以后。")),
    )
    found = [Problem(field, sentence) for field, right, sentence in checks if not right]
    found += far_problems("due_on", ordered.due_on, on=timezone.localdate(at))
    return found + _partners(matter, ordered)


def _partners(matter: Matter, ordered: Ordered) -> list[Problem]:
    if ordered.means != Means.JOINT:
        return []
    if matter.confined:
        return [Problem("means", _("检举控告单独保密，不能同别的单位联合督办。"))]
    partners = set(ordered.partner_ids)
    known = Unit.objects.filter(pk__in=partners).count()
    if not partners or known < len(partners) or ordered.unit_id in partners:
        return [Problem("partners", _("联合督办要选一起督办的单位，被督办的单位不在其中。"))]
    return []


def _begin(made: Order, by: Actor, at: datetime) -> Document:
    """The letter's draft, with everything that the order says."""
    matter = made.matter
    office = matter.registered_unit
    empty = Document(matter=matter, kind=LETTER, unit=office, to_unit=matter.unit, drafter=by.label)
    said = {"fault": FAULTS[made.cause], "found": made.found, "demand_made": made.demand}
    said |= {"due": made.due_on.isoformat()}
    return letters.begin(empty=empty, said=said, by=by, at=at)
