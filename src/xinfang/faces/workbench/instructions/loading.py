"""An instruction in the actor's scope, and what its page shows."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest

from xinfang.casework.acts.compartment import note_reading
from xinfang.casework.instructions import queries
from xinfang.casework.instructions.queries import Instruction
from xinfang.faces.workbench.instructions.forms import (
    AnswerForm,
    GiveForm,
    PostponeForm,
    ReaddressForm,
    SendBackForm,
)
from xinfang.kernel import clock
from xinfang.kernel.notices.queries import told_about
from xinfang.registers.staff.scope import Scope

__all__ = ["context_of", "could", "load", "may", "was_told"]


def load(request: HttpRequest, pk: int) -> Instruction:
    """The instruction in scope; whether it exists outside is not told."""
    found = queries.instruction_in(request.scope, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def was_told(request: HttpRequest, pk: int) -> bool:
    """Whether the actor was told of an instruction that went to another unit since."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    me = scope.actor.user_id or 0
    return queries.went_on(scope, pk) and told_about(me, "instruction", pk)


def may(scope: Scope, found: Instruction) -> set[str]:
    """What the actor may do with it now."""
    allowed = {"give"} if queries.may_give(scope, found) else set()
    if queries.may_answer(scope, found):
        allowed.add("answer")
    if queries.may_follow(scope, found):
        allowed |= {"answered": {"send_back", "finish"}, "open": {"postpone", "readdress"}}.get(
            found.state, set()
        )
    return allowed


def could(scope: Scope, found: Instruction, verb: str) -> bool:
    """Whether the actor may do it at one time or another."""
    if verb == "answer":
        reach = scope.reach("handle")
        return reach is None or found.unit_id in reach
    return queries.may_follow(scope, found)


def _term(found: Instruction, day: date) -> dict[str, date]:
    """The term as it was given; a usual one when that is over."""
    return {"due_on": found.due_on} if found.due_on and found.due_on >= day else {}


def context_of(request: HttpRequest, found: Instruction, **forms: Any) -> dict[str, Any]:
    """The page; `forms`: those found wrong. Reading an accusation, or an answer on one, is on record."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    day, matter = clock.today(), queries.readable(scope, found)
    note_reading([found.matter], by=scope.actor, at=clock.now())
    handler = matter.unit_id if matter else None
    given = {"text": "", "unit": found.unit_id or handler}
    if found.due_on:
        given["due_on"] = found.due_on  # type: ignore[assignment]
    context = {
        "one": found,
        "called": queries.called(scope, found),
        "matter": matter,
        "opens_matter": queries.opens_matter(scope, found),
        "today": day,
        "may": may(scope, found),
        "dictated": queries.may_give(scope, found) == "dictated",
        "story": queries.story(found),
        "give_form": GiveForm(day=day, near=(found.unit_id, handler), initial=given),
        "answer_form": AnswerForm(),
        "send_back_form": SendBackForm(),
        "postpone_form": PostponeForm(day=day),
        "readdress_form": ReaddressForm(day=day, initial=_term(found, day)),
    }
    return context | forms | {"form_has_errors": bool(forms)}
