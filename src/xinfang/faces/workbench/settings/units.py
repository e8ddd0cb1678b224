"""The unit tree: list, add, rename, merge, close, doors, import."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from xinfang.engines.tabular import TableRefused, read_table
from xinfang.faces.workbench.settings import forms
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.organisations import actions, queries
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["settings_unit", "settings_units_import", "units"]


@door("manage_units")
def units(request: HttpRequest) -> HttpResponse:
    """The tree in force, ended units on demand, and the form that adds one."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    form = forms.AddUnitForm(request.POST or None, units=_choices(scope), initial={"kind": "community"})
    if request.method == "POST" and forms.taken(form, lambda data: _add(scope, data)):
        messages.success(request, _("已新增单位“%(name)s”。") % {"name": form.cleaned_data["name"]})
        return redirect("workbench:settings")
    ended = "ended" in request.GET
    today = clock.today()
    found = queries.tree(scope, None) if ended else queries.standing(scope, today)
    top = min((unit.depth for unit in found), default=1)
    context = {
        "tab": "units",
        "form": form,
        "form_has_errors": bool(form.errors),
        "units": [(unit, range(unit.depth - top)) for unit in found],
        "ended": ended,
        "today": clock.today(),
    }
    return render(request, "workbench/settings/units.html", context)


@door("manage_units")
def settings_unit(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit with its acts, each a small form."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    unit = queries.unit_in(scope, pk)
    if unit is None:
        raise Http404
    act = request.POST.get("act", "")
    sheet = _forms(scope, unit, act, request.POST)
    if act in sheet and forms.taken(sheet[act], lambda data: _act(scope, unit, act, data)):
        messages.success(request, _("已保存。"))
        return redirect("workbench:settings_unit", pk=unit.pk)
    form = sheet.get(act)
    context = {
        "tab": "units",
        "unit": queries.unit_in(scope, pk),
        "forms": sheet,
        "form": form,
        "form_has_errors": bool(form and form.errors),
        "ended": unit.valid_to is not None and unit.valid_to < clock.today(),
    }
    return render(request, "workbench/settings/unit.html", context)


@door("manage_units")
def settings_units_import(request: HttpRequest) -> HttpResponse:
    """A sheet of units: first what it would do, row errors named; then the same sheet for good."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    form = forms.SheetForm(request.POST or None, request.FILES or None)
    report = None
    if request.method == "POST" and not queries.holds_district(scope):
        form.add_error(None, _("整棵单位树由全区管理员导入。"))
    elif request.method == "POST" and form.is_valid():
        report = _import(form, scope, dry_run=request.POST.get("act") != "take")
        if report and not report.dry_run:
            messages.success(request, _("导入完成：新增 %(a)s，更新 %(c)s，未变 %(s)s。") % _counts(report))
    context = {"tab": "units", "form": form, "report": report, "form_has_errors": bool(form.errors)}
    return render(request, "workbench/settings/units_import.html", context)


def _counts(report: actions.Report) -> dict[str, int]:
    return {"a": report.added, "c": report.changed, "s": report.same}


def _import(form: Any, scope: Scope, *, dry_run: bool) -> actions.Report | None:
    file = form.cleaned_data["sheet"]
    try:
        table = read_table(file.read(), file.name, max_rows=5_000, max_bytes=4 * 1024 * 1024)
        return actions.import_units(table, by=scope.actor, at=clock.now(), dry_run=dry_run)
    except TableRefused as refused:
        form.add_error("sheet", _(refused.message_id) % refused.params)
    except Refusal as refusal:
        form.add_error("sheet", str(refusal))
    return None


def _choices(scope: Scope) -> list[tuple[int, str]]:
    return [(choice.id, choice.label) for choice in queries.choices(clock.today(), scope)]


def _add(scope: Scope, data: dict[str, Any]) -> None:
    parent = queries.unit_in(scope, int(data.pop("parent")))
    actions.add_unit(parent=parent, by=scope.actor, at=clock.now(), **data)


def _forms(scope: Scope, unit: Any, act: str, posted: Any) -> dict[str, Any]:
    today = clock.today()
    door_now = {"address": unit.address, "hours": unit.hours, "telephone": unit.telephone}
    peers = [
        (choice.id, choice.name)
        for choice in queries.choices(today, scope)
        if choice.kind == unit.kind and choice.id != unit.pk
    ]
    made: dict[str, tuple[Any, dict[str, Any]]] = {
        "door": (forms.DoorForm, {"initial": door_now}),
        "letters": (forms.LetterCodeForm, {"initial": {"letter_code": unit.letter_code}}),
        "rename": (
            forms.RenameForm,
            {"initial": {"name": unit.name, "short_name": unit.short_name, "on": today}},
        ),
        "merge": (forms.MergeForm, {"units": peers, "initial": {"on": today}}),
        "close": (forms.CloseForm, {"initial": {"last_day": today}}),
    }
    return {
        name: form(posted if name == act else None, auto_id=f"{name}_%s", **options)
        for name, (form, options) in made.items()
    }


def _act(scope: Scope, unit: Any, act: str, data: dict[str, Any]) -> None:
    who: dict[str, Any] = {"by": scope.actor, "at": clock.now()}
    if act == "door":
        actions.change_door(unit=unit, **data, **who)
    elif act == "letters":
        actions.change_letter_code(unit=unit, **data, **who)
    elif act == "rename":
        actions.rename_unit(unit=unit, **data, **who)
    elif act == "close":
        actions.close_unit(unit=unit, **data, **who)
    else:
        into = queries.unit_in(scope, int(data["into"]))
        assert into is not None  # the choices are in scope
        actions.merge_units(unit=unit, into=into, on=data["on"], **who)
