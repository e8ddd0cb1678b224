"""What the frame around every page shows: the rail, the bell, the unit, the person."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from xinfang.kernel.notices.queries import unread_count
from xinfang.project.rail import RAIL, RailItem, waiting

__all__ = ["frame"]

TABS = 4  # on a telephone; the fifth opens the rest


@dataclass(frozen=True)
class Door:
    """An item of the rail as one person sees it on one page."""

    label: Promise | str
    icon: str
    href: str
    on: bool
    count: int


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for base.html; nothing for those who have not signed in."""
    scope = getattr(request, "scope", None)
    if scope is None:
        return {"theme": _theme(request), "text_size": _size(request)}
    here = (request.resolver_match.url_name or "") if request.resolver_match else ""
    counted = waiting(scope)
    rail = [
        (name, [_door(item, here, counted) for item in items if scope.may(item.permission)])
        for name, items in RAIL
    ]
    doors = [door for _name, found in rail for door in found]
    more = doors[TABS:]
    return {
        "rail": [(name, found) for name, found in rail if found],
        "rail_tabs": doors[:TABS],
        "rail_more": more,
        "rail_more_on": any(door.on for door in more),
        "rail_more_count": sum(door.count for door in more),
        "scope": scope,
        "may_search": scope.may("see_matters"),
        "unread_notices": partial(unread_count, scope.actor.user_id),  # asked when the bar is drawn
        "theme": _theme(request),
        "text_size": _size(request),
    }


def _door(item: RailItem, here: str, counted: dict[str, int]) -> Door:
    return Door(
        item.label, item.icon, reverse(item.view), here.startswith(item.group), counted.get(item.view, 0)
    )


def _theme(request: HttpRequest) -> str:
    chosen = request.COOKIES.get("theme", "")
    return chosen if chosen in {"light", "dark"} else ""


def _size(request: HttpRequest) -> str:
    return "elder" if request.COOKIES.get("size") == "elder" else ""
