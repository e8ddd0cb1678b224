"""The worklist: what is to be done, filtered, paged, chosen."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from xinfang.casework.petitions import queries as petitions
from xinfang.faces.workbench.rights import WORKS_ON_CASES
from xinfang.faces.workbench.worklist.columns import COLUMNS, Column, chosen
from xinfang.faces.workbench.worklist.filters import WHOLE_LIST, Filtered, Options, filtered
from xinfang.faces.workbench.worklist.limits import LIMIT
from xinfang.faces.workbench.worklist.listing import lines
from xinfang.faces.workbench.worklist.tabs import tabs_of
from xinfang.kernel import clock
from xinfang.registers.staff.doors import door
from xinfang.registers.staff.scope import Scope

__all__ = ["columns_of", "page_of", "worklist"]

PAGE_SIZE = 50


@door("see_matters")
def worklist(request: HttpRequest) -> HttpResponse:
    """One page of the list that the address describes."""
    return page_of(request, request.GET)


def page_of(request: HttpRequest, asked: QueryDict, keep: forms.Form | None = None) -> HttpResponse:
    """A page of a list; `keep`: the name under which it was to be kept, when that is refused."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    options = Options(scope)
    listed = filtered(asked, scope, options=options)
    columns, rights = columns_of(request), _rights(scope)
    turned = {side: asked.get(side, "") for side in ("newer", "older")}
    shown = petitions.page(listed.matters, listed.order, size=PAGE_SIZE, **turned)
    tabs = tabs_of(scope, listed.query, options)
    total = next((tab.count for tab in tabs if tab.on and tab.count != "—"), "") or _total(listed)
    context = {
        "listed": listed,
        "list_query": listed.query or WHOLE_LIST,
        "tabs": tabs,
        "page": shown,
        "lines": lines(shown.matters, columns, clock.today(), scope if options.marks[1:] else None),
        "total": total,
        "everything": _everything(listed, total) if rights["may_select"] else "",
        "keep": keep,
        "form_has_errors": bool(listed.form.errors or keep),
    }
    context |= _choices(columns) | rights | {"mark_choices": options.marks[1:]}
    return render(request, "workbench/worklist/worklist.html", context, status=422 if keep else 200)


def _choices(columns: list[Column]) -> dict[str, Any]:
    """The columns shown, and all of them in the order in which they are offered."""
    keys = [column.key for column in columns]
    others = [column for key, column in COLUMNS.items() if key not in keys]
    return {"columns": columns, "column_choices": columns + others, "chosen_keys": keys}


def _rights(scope: Scope) -> dict[str, bool]:
    rights = {f"may_{right}": scope.may(right) for right in ("route", "export", "register")}
    rights["may_mark"] = scope.may(WORKS_ON_CASES)
    return rights | {"may_select": any(rights[f"may_{act}"] for act in ("route", "export", "mark"))}


def columns_of(request: HttpRequest) -> list[Column]:
    """The columns that the person has chosen."""
    kept = request.user.preferences.get("worklist_columns", [])  # type: ignore[union-attr]
    return chosen(kept if isinstance(kept, list) else [])


def _total(listed: Filtered) -> str:
    count = petitions.capped_count(listed.matters)
    return "999+" if count >= 1000 else str(count)


def _everything(listed: Filtered, total: str) -> str:
    """What ticking all of them means, in a number that an act reaches; the list's own where it is exact."""
    if total != "999+":
        return _("全部 %(n)s 件（符合当前条件）") % {"n": total}
    count = petitions.capped_count(listed.matters, LIMIT + 1)
    if count > LIMIT:
        return _("%(n)d 件以上（符合当前条件；一次办最新的 %(n)d 件）") % {"n": LIMIT}
    return _("全部 %(n)s 件（符合当前条件）") % {"n": count}
