"""Who has given a petition's code, or has just sent the petition, keeps it open for half an hour.

The code itself stands in one page only: the receipt of a letter written on the web, in the browser that
sent it.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from xinfang.casework.intake.queries import Followed, follow_on
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.kernel.requests import origin_of

__all__ = ["SENT", "behind_code", "citizen", "keep_open", "knows", "leave", "note_factor"]

SENT = "written"  # in the session: the number of the petition just sent from here, until when
KEY = "followed"  # in the session: petition's key -> [version of its code, until when, factor given]
HALF_AN_HOUR = timedelta(minutes=30)
MOST = 8  # petitions open in one browser
View = Callable[..., HttpResponseBase]


def keep_open(request: HttpRequest, followed: Followed, *, anew: bool = True) -> None:
    """Remember that the code was right. The session gets a new key, so that none can be laid beforehand;
    not where it got one for this very purpose before: a second click may be under way with it."""
    if anew:
        request.session.cycle_key()
    _write(request, followed, factor=False)


def behind_code(view: View) -> View:
    """A page of one petition, for whoever has given its code: the view is handed what is followed.

    Everybody else is asked for the code in its place; whether there is such a petition is not told.
    """

    @wraps(view)
    def opened(request: HttpRequest, number: str, **kwargs: Any) -> HttpResponseBase:
        followed = _still_open(request, number)
        if followed is None:
            shown = {"number": number[:40], "closed": True}
            return render(request, "portal/follow.html", shown, status=404)
        return view(request, followed, **kwargs)

    return login_not_required(opened)


def knows(request: HttpRequest, followed: Followed) -> bool:
    """Whether the second factor was given as well."""
    return bool(_kept(request).get(str(followed.petition_id), [0, 0, False])[2])


def note_factor(request: HttpRequest, followed: Followed) -> None:
    """Remember that the second factor was right."""
    _write(request, followed, factor=True)


def leave(request: HttpRequest, followed: Followed) -> None:
    """Close it again, for browsers that many people use."""
    kept = _kept(request)
    kept.pop(str(followed.petition_id), None)
    request.session[KEY] = kept
    request.session.pop(SENT, None)


def citizen(request: HttpRequest) -> Actor:
    """Who acts on these pages, as timeline and audit name it: never a name."""
    with translation.override(settings.LANGUAGE_CODE):  # what is kept is in the office's language
        label = _("信访人")
    return Actor(None, label, origin=origin_of(request), request_id=str(getattr(request, "id", "")))


def _still_open(request: HttpRequest, number: str) -> Followed | None:
    now = clock.now().timestamp()
    for petition, (version, until, factor) in _kept(request).items():
        if until < now:
            continue
        followed = follow_on(number, int(petition), version)
        if followed is not None:
            _write(request, followed, factor=factor)
            return followed
    return None


def _write(request: HttpRequest, followed: Followed, *, factor: bool) -> None:
    now = clock.now()
    kept = {key: row for key, row in _kept(request).items() if row[1] >= now.timestamp()}
    kept.pop(str(followed.petition_id), None)
    while len(kept) >= MOST:
        kept.pop(next(iter(kept)))
    kept[str(followed.petition_id)] = [followed.version, (now + HALF_AN_HOUR).timestamp(), factor]
    request.session[KEY] = kept


def _kept(request: HttpRequest) -> dict[str, list[Any]]:
    return dict(request.session.get(KEY, {}))
