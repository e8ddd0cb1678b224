"""Outside indicators: the list with the values in force, one with its history, entering."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xinfang.casework.themes.naming import points_at_a_person
from xinfang.engines.tabular import TableRefused, read_table
from xinfang.faces.workbench.asking import done
from xinfang.faces.workbench.indicators.forms import IndicatorForm, SheetForm, ValueForm
from xinfang.insight.composition.facts import ELEVEN_MONTHS
from xinfang.insight.statistics.outside import takes_the_place
from xinfang.insight.statistics.registry import load
from xinfang.kernel import clock
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.indicators import actions, queries
from xinfang.registers.organisations.queries import holds_district
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["indicator", "indicators", "new", "sheet", "value"]

MOST_ROWS, MOST_BYTES = 2000, 1024 * 1024


@require_safe
@door("see_figures")
def indicators(request: HttpRequest) -> HttpResponse:
    """Each with its values in force, and where they are from."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    context = {
        "rows": queries.indicators(),
        "keeps": holds_district(scope, "keep_outside"),
        "here": "indicators",
    }
    return render(request, "workbench/indicators/indicators.html", context)


@require_safe
@door("see_figures")
def indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """Every value that it ever had, with who entered it."""
    found = queries.indicator(pk)
    if found is None:
        raise Http404
    scope: Scope = request.scope  # type: ignore[attr-defined]
    context = {
        "indicator": found,
        "values": queries.history(found),
        "keeps": holds_district(scope, "keep_outside"),
    }
    return render(request, "workbench/indicators/one.html", context)


@door("keep_outside")
def new(request: HttpRequest) -> HttpResponse:
    """Name an indicator; its key may not be that of a measure of ours."""
    scope = _keeper(request)
    form = IndicatorForm(request.POST or None)

    def act(data: dict[str, Any]) -> None:
        if takes_the_place(data["key"], [*load(), ELEVEN_MONTHS]):
            raise Refusal(problems=[Problem("key", _("这个键是本系统的指标，请换一个。"))])
        _refuse_people(scope, {"name": data["name"], "unit": data["unit"]})
        actions.add_indicator(**data, by=scope.actor, at=clock.now())

    return _asked(request, form, act, _("指标已建立。"), _("新建指标"))


@door("keep_outside")
def value(request: HttpRequest) -> HttpResponse:
    """A value, or one that corrects an earlier one of the same period."""
    scope = _keeper(request)
    first = {"indicator": request.GET.get("indicator", "")}
    form = ValueForm(request.POST or None, initial=first)

    def act(data: dict[str, Any]) -> None:
        _refuse_people(scope, {"source": data["source"]})
        entry = actions.ValueEntry(indicator_id=data.pop("indicator"), **data)
        actions.enter_value(entry=entry, by=scope.actor, at=clock.now())

    return _asked(request, form, act, _("已登记。"), _("登记一个数"))


@door("keep_outside")
def sheet(request: HttpRequest) -> HttpResponse:
    """Values from a sheet, all or none; each wrong row is told."""
    scope = _keeper(request)
    form = SheetForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    told: list[actions.Report] = []

    def act(data: dict[str, Any]) -> None:
        told.append(_read(scope, data["sheet"]))
        if told[0].problems:
            raise Refusal(_("表里有 %(n)d 行不能登记，一行也没有登记。") % {"n": len(told[0].problems)})

    return _asked(request, form, act, _("已登记。"), _("从表格登记"), report=told)


def _keeper(request: HttpRequest) -> Scope:
    """The scope of one who keeps what is published of the district; a street's right is not enough."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if not holds_district(scope, "keep_outside"):
        raise Http404
    return scope


def _refuse_people(scope: Scope, texts: dict[str, str]) -> None:
    """Refuse what names a petitioner whom the writer may know; the action asks no register of names."""
    by, at = scope.actor, clock.now()
    if named := [field for field, text in texts.items() if points_at_a_person(text, by=by, at=at)]:
        raise Refusal(problems=[Problem(field, str(actions.ABOUT_SOMEBODY)) for field in named])


def _read(scope: Scope, file: Any) -> actions.Report:
    try:
        table = read_table(file.read(), file.name, max_rows=MOST_ROWS, max_bytes=MOST_BYTES)
    except TableRefused as refused:
        raise Refusal(problems=[Problem("sheet", _(refused.message_id) % refused.params)]) from None
    # Days and values are no telephone numbers: names are looked for among the words alone.
    words = ("".join(sign for sign in cell if not sign.isascii()) for row in table.rows for cell in row)
    _refuse_people(scope, {"sheet": "\n".join(words)})
    return actions.import_values(table=table, by=scope.actor, at=clock.now())


def _asked(
    request: HttpRequest, form: Any, act: Any, told: str, title: str, report: list[Any] | None = None
) -> HttpResponse:
    """Do what a form says and go back to the list, or show it again."""
    if done(request, form, act, told):
        return redirect("workbench:indicators")
    context = {"form": form, "title": title, "form_has_errors": bool(form.errors)}
    context["report"] = report[0] if report else None
    return render(request, "workbench/indicators/ask.html", context)
