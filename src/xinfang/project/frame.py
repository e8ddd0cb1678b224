"""What the frame around every page shows: the rail, the bell, the unit, the person."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from xinfang.kernel.addresses import page_here
from xinfang.kernel.notices.queries import unread_count
from xinfang.project.rail import RAIL, RailItem, waiting

__all__ = ["frame"]

FOOT = 4  # doors at the foot of a telephone; the fifth opens the rest


@dataclass(frozen=True)
class Door:
    """An item of the rail as one person sees it on one page."""

    label: Promise | str
    icon: str
    href: str
    on: bool
    count: int


@dataclass(frozen=True)
class Rail:
    """All doors in sections; on a telephone some at the foot, the others behind one more."""

    sections: list[tuple[Promise | str, list[Door]]]

    def __bool__(self) -> bool:
        """Whether there is any door; who has none is shown a bare page."""
        return bool(self.sections)

    @property
    def doors(self) -> list[Door]:
        """All in order."""
        return [door for _name, found in self.sections for door in found]

    @property
    def foot(self) -> list[Door]:
        """Those that a telephone shows."""
        return self.doors[:FOOT]

    @property
    def rest(self) -> list[Door]:
        """Those behind one more."""
        return self.doors[FOOT:]

    @property
    def rest_on(self) -> bool:
        """Whether the page is behind one of the rest."""
        return any(door.on for door in self.rest)

    @property
    def rest_count(self) -> int:
        """How much waits behind the rest."""
        return sum(door.count for door in self.rest)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for base.html; nothing for those who have not signed in."""
    scope = getattr(request, "scope", None)
    if scope is None:
        bare = {"theme": _theme(request), "text_size": _size(request)}
        return bare | {"page_here": partial(page_here, request)}
    here = (request.resolver_match.url_name or "") if request.resolver_match else ""
    counted = waiting(scope)
    rail = [
        (name, [_door(item, here, counted) for item in items if scope.may(item.permission)])
        for name, items in RAIL
    ]
    return {
        "rail": Rail([(name, found) for name, found in rail if found]),
        "scope": scope,
        "may_search": scope.may("see_matters"),
        "unread_notices": partial(unread_count, scope.actor.user_id),  # asked when the bar is drawn
        "theme": _theme(request),
        "text_size": _size(request),
        "page_here": partial(page_here, request),
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
