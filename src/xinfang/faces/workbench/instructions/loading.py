"""An instruction in the actor's scope, and what its page shows."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.compartment import note_reading
from xinfang.casework.instructions import queries
from xinfang.casework.instructions.queries import Instruction
from xinfang.faces.workbench.instructions.forms import (
    AnswerForm,
    GiveForm,
    PostponeForm,
    ReaddressForm,
    SendBackForm,
    Units,
)
from xinfang.kernel import clock
from xinfang.kernel.notices.queries import told_about
from xinfang.registers.staff.scope import Scope

__all__ = ["context_of", "could", "load", "may", "was_told", "where"]


def load(request: HttpRequest, pk: int) -> Instruction:
    """The instruction in scope; whether it exists outside is not told."""
    found = queries.instruction_in(request.scope, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def was_told(request: HttpRequest, pk: int) -> queries.Gone | None:
    """Where an instruction went of which the actor was told, if it is another unit's since."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    gone = queries.went_on(scope, pk)
    return gone if gone and told_about(scope.actor.user_id or 0, "instruction", pk) else None


def where(gone: queries.Gone) -> str:
    """The sentence of it."""
    day = timezone.localtime(gone.at).strftime("%Y-%m-%d %H:%M")
    if gone.recalled:
        return _("这件批示 %(day)s 起不由你单位办理，不用再由你单位答复。") % {"day": day}
    if not gone.unit:
        return _("这件批示 %(day)s 改送了别的单位，不用再由你单位答复。") % {"day": day}
    return _("这件批示 %(day)s 改送了%(unit)s，不用再由你单位答复。") % {"day": day, "unit": gone.unit}


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


def _forms(scope: Scope, found: Instruction, handler: int | None, wrong: dict[str, Any]) -> dict[str, Any]:
    """The forms by name, those found wrong as they were filled in; with the units that the actor may name."""
    day = clock.today()
    given = {"text": "", "unit": found.unit_id or handler}
    if found.due_on:
        given["due_on"] = found.due_on  # type: ignore[assignment]
    made = {
        "give_form": GiveForm(day=day, near=(found.unit_id, handler), initial=given),
        "answer_form": AnswerForm(),
        "send_back_form": SendBackForm(),
        "postpone_form": PostponeForm(day=day, stands=found.due_on),
        "readdress_form": ReaddressForm(day=day, initial=_term(found, day)),
    } | wrong
    reach = queries.units_for(found, scope.actor.user_id, day)
    for form in made.values():
        if isinstance(form, Units):
            form.within(reach)
    return made


def context_of(request: HttpRequest, found: Instruction, **forms: Any) -> dict[str, Any]:
    """The page; `forms`: those found wrong. Reading an accusation, or an answer on one, is on record."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    day, matter = clock.today(), queries.readable(scope, found)
    note_reading([found.matter], by=scope.actor, at=clock.now())
    context = {
        "one": found,
        "called": queries.called(scope, found),
        "matter": matter,
        "opens_matter": queries.opens_matter(scope, found),
        "today": day,
        "may": may(scope, found),
        "dictated": queries.may_give(scope, found) == "dictated",
        "withdrawn_on": queries.withdrawn_on(matter),
        "reader_apart": queries.reader_apart(found, day),
        "story": queries.story(found),
        "form_has_errors": bool(forms),
    }
    return context | _forms(scope, found, matter.unit_id if matter else None, forms)
