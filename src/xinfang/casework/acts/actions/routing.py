"""Sending matters to the unit with the power to decide."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Literal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions.performing import perform
from xinfang.casework.acts.compartment import refuse_closed
from xinfang.casework.acts.simple import why_not_simple
from xinfang.casework.petitions.events import Terms
from xinfang.casework.petitions.models import Matter
from xinfang.casework.workflow import row_for
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.organisations.models import Unit

__all__ = ["Manner", "route", "route_each"]

Manner = Literal["forward", "assign"]
LONGEST = 366  # days until a result is reported; a later day is a wrong year


@transaction.atomic
def route(
    *,
    matter_ids: Sequence[int],
    to_unit_id: int,
    by: Actor,
    at: datetime,
    reason: str = "",
    import_batch: int | None = None,
    manner: Manner = "forward",
    due_on: date | None = None,
    report_form: str = "",
    simple: bool = False,
    on_paper: bool = False,
    done_at: datetime | None = None,
    more: Mapping[str, object] | None = None,
) -> list[int]:
    """Forward (转送) or assign (交办) matters (条例 2022, 22). Returns the acts' ids, in order of matters.

    An assignment names the day by which the result is reported. `simple` proposes the simplified procedure;
    `on_paper`: its slip was written before this register; `done_at`: when it was, if not now; `more`: what
    the timeline keeps of that.
    Refuses, changing nothing, when a matter's state does not allow it, the unit is the accused one, nobody
    could open an accusation there, the day is missing or past, or what is not open to it would be `simple`.
    """
    day = timezone.localdate(done_at or at)
    if manner == "assign":
        _refuse_day(due_on, day)
    unit = Unit.objects.get(pk=to_unit_id)
    matters = Matter.objects.select_for_update().filter(pk__among=list(matter_ids)).order_by("pk")
    refuse_closed(matters, unit, timezone.localdate(at))
    _refuse_simple(matters if simple else (), unit, manner, day)
    data = {"to": unit.name, **(more or {})}
    data |= {"due_on": str(due_on), "report_form": report_form} if manner == "assign" else {}
    return perform(
        verb=manner,
        matter_ids=matter_ids,
        by=by,
        at=at,
        note=reason,
        sets={
            "unit_id": unit.pk,
            "sent_by_unit_id": by.unit_id,
            "procedure": "simple" if simple else "ordinary",
        },
        data=data,
        terms=Terms(until=due_on) if manner == "assign" else Terms(),
        import_batch=import_batch,
        on_paper=on_paper,
        moments=dict.fromkeys(matter_ids, done_at) if done_at else None,
    )


def _refuse_simple(matters: Iterable[Matter], unit: Unit, manner: Manner, day: date) -> None:
    known = {each.pk: each.number for each in matters}
    told = why_not_simple(matters, unit, day, assigned=manner == "assign") if known else {}
    if told:
        raise Refusal(problems=[Problem("simple", f"{known[pk]} {why}") for pk, why in told.items()])


def _refuse_day(due_on: date | None, today: date) -> None:
    if due_on is None:
        raise Refusal(problems=[Problem("due_on", _("交办要写明什么时候报结果，请选一个日期。"))])
    if due_on <= today:
        raise Refusal(problems=[Problem("due_on", _("报结果的日期要在今天之后，请另选一个日期。"))])
    if due_on > today + timedelta(days=LONGEST):
        raise Refusal(problems=[Problem("due_on", _("报结果的日期最晚是一年以内，请核对年份。"))])


@transaction.atomic
def route_each(
    *,
    matter_ids: Sequence[int],
    to_unit_id: int,
    by: Actor,
    at: datetime,
    reason: str = "",
    manner: Manner = "forward",
    due_on: date | None = None,
    report_form: str = "",
    simple: bool = False,
) -> tuple[list[int], list[str]]:
    """Route what can be routed; the acts done and the sentences of those refused, which stay as they were.

    Raises Refusal when the day of an assignment is missing or past, which would refuse them all.
    """
    if manner == "assign":
        _refuse_day(due_on, timezone.localdate(at))
    once = partial(
        route, to_unit_id=to_unit_id, by=by, at=at, reason=reason, manner=manner, due_on=due_on,
        report_form=report_form, simple=simple,
    )  # fmt: skip
    ready, barred = _sorted_out(matter_ids, manner, timezone.localdate(at))
    done, refused = _halved(ready, once)
    return done, barred + refused


def _sorted_out(matter_ids: Sequence[int], manner: Manner, day: date) -> tuple[list[int], list[str]]:
    """Those whose state allows it, and the sentences of the others: told by the table, not tried."""
    ready, barred = [], []
    rows = Matter.objects.filter(pk__among=list(matter_ids)).order_by("pk")
    for pk, number, state, purpose in rows.values_list("pk", "number", "state", "purpose"):
        try:
            row_for(state, manner, purpose, day)
            ready.append(pk)
        except Refusal as refusal:
            barred.append(f"{number} {refusal}")
    return ready, barred


def _halved(ids: Sequence[int], once: Callable[..., list[int]]) -> tuple[list[int], list[str]]:
    """Halves are tried apart until the refused ones stand alone: n good ones cost one call, not n."""
    if not ids:
        return [], []
    try:
        with transaction.atomic():
            return once(matter_ids=ids), []
    except Refusal as refusal:
        if len(ids) == 1:
            number = Matter.objects.values_list("number", flat=True).get(pk=ids[0])
            sentence = str(refusal)
            return [], [sentence if number in sentence else f"{number} {sentence}"]
    middle = len(ids) // 2
    done: list[int] = []
    refused: list[str] = []
    for half in (ids[:middle], ids[middle:]):
        acts, sentences = _halved(half, once)
        done, refused = done + acts, refused + sentences
    return done, refused
