"""Lists of instructions, one of them, and a new one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from xinfang.casework.instructions import queries
from xinfang.casework.petitions import queries as petitions
from xinfang.faces.workbench.asking import attempt, done, not_now
from xinfang.faces.workbench.instructions.doing import DOES, FORMS, enter, give_on
from xinfang.faces.workbench.instructions.forms import GiveForm, NewForm
from xinfang.faces.workbench.instructions.loading import context_of, could, load, may, was_told, where
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope, acting_unit

__all__ = ["act", "instructions", "new", "on_matter", "one"]

TABS = {
    "mine": gettext_lazy("等我办"),
    "open": gettext_lazy("未答复"),
    "answered": gettext_lazy("待审阅"),
    "done": gettext_lazy("已办结"),
}


@door("see_matters")
def instructions(request: HttpRequest) -> HttpResponse:
    """What waits for me, what is open by age, what was answered, what is done."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    counts = queries.counts(scope)
    wanted = request.GET.get("list", "")
    on = wanted if wanted in TABS else ("mine" if counts["mine"] else "open")
    shown = [key for key in TABS if key != "mine" or scope.may("instruct")]
    context = {
        "tabs": [(key, TABS[key], counts[key], key == on) for key in shown],
        "on": on,
        "label": TABS[on],
        "lines": queries.lines(scope, on, clock.today()),
        "may_new": scope.may("receive"),
    }
    return render(request, "workbench/instructions/instructions.html", context)


@door("see_matters")
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """What it says, what became of it, and what may be done; or that it is no longer the actor's."""
    if gone := was_told(request, pk):
        return render(request, "workbench/instructions/gone.html", {"gone": where(gone)}, status=410)
    return render(request, "workbench/instructions/one.html", context_of(request, load(request, pk)))


@require_POST
@door("see_matters")
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Give, answer, send back, be done with it, postpone, give to another unit."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if verb in DOES and (gone := was_told(request, pk)):
        why = where(gone) + _("您写的没有报送。")
        return not_now(request, why, reverse("workbench:instructions"), FORMS[verb](request.POST))
    found = load(request, pk)
    if verb not in DOES or not could(scope, found, verb):
        raise Http404
    form = FORMS[verb](request.POST)
    if verb not in may(scope, found):
        why = _("这件批示现在是“%(state)s”，不能这样办。") % {"state": found.get_state_display()}
        return not_now(request, why, reverse("workbench:instructions_one", args=[pk]), form)
    if done(request, form, lambda data: DOES[verb](scope, found, data, clock.now())):
        return redirect("workbench:instructions_one", pk)
    return render(
        request, "workbench/instructions/one.html", context_of(request, found, **{f"{verb}_form": form})
    )


@door("receive")
def new(request: HttpRequest) -> HttpResponse:
    """Put something before a leader, or write down what was instructed."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    initial = {"number": request.GET.get("number", ""), "source": "matter"}
    posted = request.POST if request.method == "POST" else None
    form = NewForm(posted, scope=scope, day=clock.today(), initial=initial)
    kept_by = acting_unit(scope, "receive")
    form.within(queries.units_written(form.leader_ids(), kept_by, scope.actor.user_id, clock.today()))
    if form.is_bound and form.is_valid():
        number = form.cleaned_data["number"].strip()
        case = petitions.case(scope, number) if number else None
        if number and case is None:
            form.add_error("number", _("没有这个编号的事项，请核对。"))
        else:
            about = case.matter.pk if case else None
            if pk := attempt(form, lambda: enter(scope, form.cleaned_data, about, clock.now())):
                messages.success(request, _("已经记下。"))
                return redirect("workbench:instructions_one", pk)
    context = {"form": form, "form_has_errors": bool(form.errors)}
    return render(request, "workbench/instructions/new.html", context)


@door("see_matters")
def on_matter(request: HttpRequest, number: str) -> HttpResponse:
    """A leader instructs on a matter without being asked."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    case = petitions.case(scope, number, "instruct")
    if case is None:
        raise Http404
    matter, day = case.matter, clock.today()
    posted = request.POST if request.method == "POST" else None
    form = GiveForm(posted, day=day, near=[matter.unit_id], initial={"unit": matter.unit_id})
    me = scope.actor.user_id
    form.within(queries.units_near(me, matter.registered_unit_id, me, day))
    if form.is_bound and form.is_valid():
        unit = matter.registered_unit_id
        if pk := attempt(form, lambda: give_on(scope, form.cleaned_data, matter.pk, unit, clock.now())):
            messages.success(request, _("已批示。"))
            return redirect("workbench:instructions_one", pk)
    context = {"form": form, "matter": matter, "form_has_errors": bool(form.errors)}
    return render(request, "workbench/instructions/on_matter.html", context)
