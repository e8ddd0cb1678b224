"""The year's grid: rest days, make-up days, and whether the announcement is confirmed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from xinfang.engines.tabular import TableRefused, read_table
from xinfang.faces.workbench.settings import forms
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.calendars import actions, queries
from xinfang.registers.organisations.queries import holds_district
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["settings_calendar"]

FORMS: dict[str, Any] = {"day": forms.DayForm, "confirm": forms.ConfirmForm, "import": forms.SheetForm}


@door("manage_units")
def settings_calendar(request: HttpRequest, year: int = 0) -> HttpResponse:
    """Twelve months; a day is changed, a sheet is taken, the year is confirmed."""
    year = year or clock.today().year
    if not 1950 <= year <= 2100:
        raise Http404
    scope: Scope = request.scope  # type: ignore[attr-defined]
    act = request.POST.get("act", "")
    sheet = _forms(request, act)
    told: list[Any] = []
    done = act in sheet and forms.taken(sheet[act], lambda data: told.append(_act(scope, year, act, data)))
    if done and not getattr(told[0], "problems", None):
        messages.success(request, _("已保存。"))
        return redirect("workbench:settings_calendar_year", year=year)
    context = {
        "tab": "calendar",
        "year": year,
        "state": queries.year_state(year),
        "months": [(month, queries.month_view(year, month)) for month in range(1, 13)],
        "forms": sheet,
        "form": sheet.get(act),
        "form_has_errors": bool(act in sheet and sheet[act].errors),
        "report": told[0] if told else None,
    }
    return render(request, "workbench/settings/calendar.html", context)


def _forms(request: HttpRequest, act: str) -> dict[str, Any]:
    posted = (request.POST, request.FILES)
    return {
        name: form(*(posted if name == act else ()), auto_id=f"{name}_%s") for name, form in FORMS.items()
    }


def _act(scope: Scope, year: int, act: str, data: dict[str, Any]) -> Any:
    if not holds_district(scope):
        raise Refusal(_("日历是全区共用的，由全区管理员维护。"))
    who: dict[str, Any] = {"by": scope.actor, "at": clock.now()}
    if act == "day":
        actions.change_day(day=data["day"], working=data["working"] == "1", name=data["name"], **who)
        return None
    if act == "confirm":
        actions.confirm_year(year=year, source=data["source"], **who)
        return None
    try:
        table = read_table(data["sheet"].read(), data["sheet"].name, max_rows=400, max_bytes=1024 * 1024)
    except TableRefused as refused:
        raise Refusal(_(refused.message_id) % refused.params) from None
    return actions.import_year(table=table, **who)
