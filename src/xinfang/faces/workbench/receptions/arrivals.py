"""One arrival: call it, the leader's instruction, what it came to, and what the petitioner says later."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xinfang.casework.acts.compartment import note_reading
from xinfang.casework.backlog.queries import case_in, cases_of, may_keep
from xinfang.casework.charge import actions as charge
from xinfang.casework.charge.queries import LeaderNote, note_of
from xinfang.casework.instructions.actions import Told
from xinfang.casework.instructions.queries import units_near
from xinfang.casework.receptions import actions
from xinfang.casework.receptions.actions import Result
from xinfang.casework.receptions.queries import DISPOSITIONS, Arrival, Shown, shown, why_unordered
from xinfang.faces.workbench.asking import done, refused_as
from xinfang.faces.workbench.receptions.arrival_rights import may, own, why_not
from xinfang.faces.workbench.receptions.correcting_forms import (
    AidForm,
    CorrectForm,
    HeadsForm,
    NoteForm,
    RejoinForm,
    StrikeForm,
    first_of,
)
from xinfang.faces.workbench.receptions.desk_forms import (
    CallForm,
    DisposeForm,
    InstructForm,
    ViewForm,
    VisitForm,
    usual_due,
)
from xinfang.faces.workbench.receptions.loading import arrival_of, by_script, holds, refuse_unseen
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["act", "arrival"]

Do = Callable[[Scope, Arrival, dict[str, Any], datetime], str]


@require_safe
@door("see_matters")
def arrival(request: HttpRequest, pk: int) -> HttpResponse:
    """What they came for, and what is to be done."""
    found = arrival_of(request, pk)
    return render(request, "workbench/receptions/arrival.html", context_of(request, found))


@require_POST
@door("see_matters")
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One act on an arrival."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    found = arrival_of(request, pk)
    if verb not in STEPS or not (own(scope, found) or holds(scope, "receive", found.reception.plan.unit_id)):
        raise Http404
    make, do = STEPS[verb]
    form = make(request.POST)
    if verb not in may(scope, found):
        if by_script(request) and written_already(found, verb, form):
            return HttpResponse(status=204)
        more = {"why": why_not(found, verb), "kept": form}
        return render(
            request, "workbench/receptions/arrival.html", context_of(request, found, **more), status=409
        )
    if done(request, form, lambda data: do(scope, found, data, clock.now())):
        return _onward(request, found, verb)
    context = context_of(request, found, **{f"{verb}_form": form})
    return render(request, "workbench/receptions/arrival.html", context, status=refused_as(form))


def _onward(request: HttpRequest, found: Arrival, verb: str) -> HttpResponse:
    if by_script(request):
        return HttpResponse(status=204)
    if request.POST.get("back") == "day" or verb in ("strike", "rejoin"):
        return redirect("workbench:receptions_day", found.reception_id)
    return redirect("workbench:receptions_arrival", found.pk)


def written_already(found: Arrival, verb: str, form: forms.Form) -> bool:
    """Whether just this was written down before: the answer to it was lost, and the desk sends it again."""
    if not form.is_valid():
        return False
    data = form.cleaned_data
    if verb == "dispose":
        return (found.result, found.result_note) == (data["result"], data["note"].strip())
    told = found.instruction
    return verb == "instruct" and told is not None and told.text == data["text"].strip()


def context_of(request: HttpRequest, found: Arrival, **more: Any) -> dict[str, Any]:
    """The arrival with its matter, where it may be read, and the forms."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    today, read = clock.today(), shown(scope, found)
    note_reading([read.matter], by=scope.actor, at=clock.now())
    context = {
        "one": found,
        "day": found.reception,
        "shown": read,
        "matter": read.matter,
        "may": may(scope, found),
        "own": own(scope, found),
        "call_form": CallForm(place=found.reception.place),
        "instruct_form": _instruct_form(scope, found, read, today),
        "dispose_form": DisposeForm(),
        "visit_form": VisitForm(),
        "view_form": ViewForm(initial={"asked_on": today}),
        **_setting_right(found),
        "aid_form": AidForm(initial={"seen_on": today}),
        "unordered": why_unordered(found),
        "dispositions": DISPOSITIONS,
    }
    context |= more | _noted(scope, found, read, more.get("note_form"))
    return context | {"form_has_errors": bool(more)}


def _setting_right(found: Arrival) -> dict[str, forms.Form]:
    """The forms of what was written down wrong."""
    return {
        "correct_form": CorrectForm(initial=first_of(found), auto_id="correct_%s"),
        "heads_form": HeadsForm(initial={"head_count": found.head_count}, auto_id="heads_%s"),
        "rejoin_form": RejoinForm(auto_id="rejoin_%s"),
        "strike_form": StrikeForm(auto_id="strike_%s"),
    }


def _visit_heads(found: Arrival) -> int:
    """How many its visit says, where that is not what the arrival says; else 0."""
    heads = found.petition.head_count if found.petition else found.head_count
    return 0 if heads == found.head_count else heads


def _instruct_form(scope: Scope, found: Arrival, read: Shown, today: date) -> InstructForm:
    """The unit that handles the matter first; of the others those that the leader's word binds."""
    unit, day = read.matter.unit_id if read.matter else None, found.reception
    form = InstructForm(day=today, near=[unit], initial={"due_on": usual_due(today), "unit": unit})
    form.within(units_near(day.leader_id, day.plan.unit_id, scope.actor.user_id, today, "reception"))
    return form


def _noted(scope: Scope, found: Arrival, read: Shown, wrong: Any) -> dict[str, Any]:
    """The leader's note, for who may read the arrival, whether the actor may list the case, and the case that
    it was listed as. `wrong`: the note's form as it was refused."""
    noted = None if read.apart else note_of(found.pk)
    takes = read.matter if noted and noted.takes else None
    running = [each.pk for each in cases_of(takes.pk, clock.today()) if each.state == "open"] if takes else []
    case = case_in(scope, running[0]) if running else None
    may_list = takes and not running and may_keep(scope, takes)
    return {
        "noted": noted,
        "note_form": _note_form(noted, found, wrong),
        "wrong_form": wrong,
        "changes": read.changes,
        "may_list": may_list,
        "listed_case": case,
        "visit_heads": 0 if read.apart else _visit_heads(found),
    }


def _call(scope: Scope, found: Arrival, data: dict[str, Any], at: datetime) -> str:
    actions.call(arrival_id=found.pk, room=data["room"], by=scope.actor, at=at)
    return _("请 %(n)d 号到%(room)s。") % {"n": found.number, "room": data["room"]}


def _instruct(scope: Scope, found: Arrival, data: dict[str, Any], at: datetime) -> str:
    words = Told(data["text"], data["unit"], data["due_on"])
    actions.instruct(arrival_id=found.pk, told=words, by=scope.actor, at=at, dictated=not own(scope, found))
    return _("已批示。")


def _dispose(scope: Scope, found: Arrival, data: dict[str, Any], at: datetime) -> str:
    given = {name: data[name] for name in ("aid_what", "aid_by", "aid_until")}
    result = Result(data["result"], data["note"], at, **given)
    actions.dispose(arrival_id=found.pk, result=result, by=scope.actor, at=at)
    return _("结果已登记。")


def _visit(scope: Scope, found: Arrival, data: dict[str, Any], at: datetime) -> str:
    refuse_unseen(scope, visit=data["visit"])
    charge.join(arrival_id=found.pk, visit=data["visit"], by=scope.actor, at=at)
    return _("已归入来访登记。")


def _view(scope: Scope, found: Arrival, data: dict[str, Any], at: datetime) -> str:
    actions.record_view(arrival_id=found.pk, by=scope.actor, at=at, **data)
    return _("意见已登记。")


def _correct(scope: Scope, found: Arrival, data: dict[str, Any], at: datetime) -> str:
    given = {name: data[name] for name in ("aid_what", "aid_by", "aid_until")}
    result = Result(data["result"], data["note"], found.result_at or at, **given)
    actions.correct_result(arrival_id=found.pk, result=result, reason=data["reason"], by=scope.actor, at=at)
    return _("结果已更正，原来的留在记录里。")


def _heads(scope: Scope, found: Arrival, data: dict[str, Any], at: datetime) -> str:
    actions.correct_heads(arrival_id=found.pk, by=scope.actor, at=at, **data)
    return _("人数已更正。")


def _rejoin(scope: Scope, found: Arrival, data: dict[str, Any], at: datetime) -> str:
    refuse_unseen(scope, visit=data["visit"])
    charge.rejoin(arrival_id=found.pk, by=scope.actor, at=at, **data)
    return _("归入的来访已更正。")


def _strike(scope: Scope, found: Arrival, data: dict[str, Any], at: datetime) -> str:
    charge.strike(arrival_id=found.pk, by=scope.actor, at=at, **data)
    return _("%(n)d 号已划去，留在这一天的记录里。") % {"n": found.number}


def _note(scope: Scope, found: Arrival, data: dict[str, Any], at: datetime) -> str:
    charge.keep_note(arrival_id=found.pk, by=scope.actor, at=at, **data)
    return _("备注已登记。")


def _note_form(noted: LeaderNote | None, found: Arrival, wrong: NoteForm | None) -> NoteForm:
    """The note as it stands, or as it was refused; only what stands already is set right for a reason."""
    stands = {"note": noted.note, "takes": noted.takes} if noted else {}
    form = wrong or NoteForm(initial=stands, auto_id="note_%s")
    if noted is None:
        del form.fields["reason"]
    if found.matter is not None and found.matter.confined:
        del form.fields["takes"]
    return form


def _aid(scope: Scope, found: Arrival, data: dict[str, Any], at: datetime) -> str:
    actions.record_aid(arrival_id=found.pk, by=scope.actor, at=at, **data)
    return _("已登记帮扶的落实。")


STEPS: dict[str, tuple[Callable[[Any], forms.Form], Do]] = {
    "call": (CallForm, _call),
    "instruct": (lambda data: InstructForm(data, day=clock.today()), _instruct),
    "dispose": (DisposeForm, _dispose),
    "visit": (VisitForm, _visit),
    "view": (ViewForm, _view),
    "correct": (lambda data: CorrectForm(data, auto_id="correct_%s"), _correct),
    "heads": (lambda data: HeadsForm(data, auto_id="heads_%s"), _heads),
    "rejoin": (lambda data: RejoinForm(data, auto_id="rejoin_%s"), _rejoin),
    "strike": (lambda data: StrikeForm(data, auto_id="strike_%s"), _strike),
    "aid": (AidForm, _aid),
    "note": (lambda data: NoteForm(data, auto_id="note_%s"), _note),
}
