"""The tabs of the worklist: filters that everybody has, then one's own and the unit's."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from django.http import QueryDict
from django.utils.translation import gettext as _

from xinfang.casework.petitions.queries import capped_counts
from xinfang.faces.workbench.worklist.filters import Options, filtered
from xinfang.registers.staff import queries as staff
from xinfang.registers.staff.scope import Scope

__all__ = ["Tab", "tabs_of"]


@dataclass(frozen=True)
class Tab:
    """A named filter with the number of matters in it, "999+" from a thousand on."""

    name: str
    query: str
    count: str
    on: bool
    uid: str = ""  # of a saved view
    mine: bool = False
    shared: bool = False


def tabs_of(scope: Scope, here: str, options: Options) -> list[Tab]:
    """All tabs; the one whose filter is `here` is on."""
    built_in = [
        (_("全部"), ""),
        (_("待分送"), "state=registered"),
        (_("快到期"), "light=soon&order=due"),
        (_("已超期"), "light=late&order=due"),
    ]
    if scope.may("route"):
        built_in.append((_("有异议"), "state=objected"))
    if scope.actor.unit_id in (scope.reach("see_matters") or ()):
        built_in.append((_("本单位承办"), f"state=routed&unit={scope.actor.unit_id}"))
    views = staff.views_of(scope)
    queries = [query for _name, query in built_in] + [view.query for view in views]
    counts = _counts(queries, scope, options)
    found = [_tab(name, query, here, counts[query]) for name, query in built_in]
    for view in views:
        tab = _tab(view.name, view.query, here, counts[view.query])
        mine = view.owner_id == scope.actor.user_id
        found.append(replace(tab, uid=str(view.uid), mine=mine, shared=view.unit_id is not None))
    return found


def _tab(name: str, query: str, here: str, count: str) -> Tab:
    return Tab(name, query, count, sorted(parse_qsl(query)) == sorted(parse_qsl(here)))


def _counts(queries: list[str], scope: Scope, options: Options) -> dict[str, str]:
    """The count of each filter in words; "—" for a kept one that names a unit or class that is gone."""
    lists = {query: filtered(QueryDict(query), scope, options=options) for query in queries}
    whole = {query: listed.matters for query, listed in lists.items() if not listed.form.errors}
    counts = dict(zip(whole, capped_counts(list(whole.values())), strict=True))
    return {query: _words(counts[query]) if query in counts else "—" for query in queries}


def _words(count: int) -> str:
    return "999+" if count >= 1000 else str(count)
