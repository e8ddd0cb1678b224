"""Which draft this browser is writing, and which petition it has just sent: its session alone knows."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from xinfang.casework.intake.actions import LEFT
from xinfang.casework.intake.queries import Written, written
from xinfang.faces.portal.entering import SENT
from xinfang.kernel import clock

__all__ = ["begun", "begin", "end", "forget", "just_sent", "writing"]

KEY = "writing"
RECEIPT = timedelta(minutes=30)  # in which the code is shown again, after a reload or a step back
View = Callable[..., HttpResponseBase]


def begun(request: HttpRequest) -> Written | None:
    """What this browser has written and not yet sent."""
    kept = request.session.get(KEY)
    return written(UUID(kept)) if kept else None


def begin(request: HttpRequest) -> UUID:
    """A new draft. The session gets a new key, so that none can be laid beforehand."""
    key = uuid.uuid4()
    request.session.cycle_key()
    if not request.user.is_authenticated:
        request.session.set_expiry(int(LEFT.total_seconds()))  # as long as the draft itself
    request.session[KEY] = key.hex
    return key


def forget(request: HttpRequest) -> None:
    """This browser writes nothing any more."""
    request.session.pop(KEY, None)


def end(request: HttpRequest, number: str) -> None:
    """It is sent: for half an hour this browser may see its code."""
    request.session.pop(KEY, None)
    request.session[SENT] = [number, (clock.now() + RECEIPT).timestamp()]


def just_sent(request: HttpRequest) -> str:
    """The number of the petition that this browser has just sent; '' when it has not."""
    number, until = request.session.get(SENT) or ("", 0)
    return number if clock.now().timestamp() < until else ""


def writing(view: View) -> View:
    """A page of a draft, handed to the view. Who has none begins at the beginning; who has just sent it, by a
    second click perhaps, comes to the receipt."""

    @wraps(view)
    def opened(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        found = begun(request)
        if found is not None:
            return view(request, found, **kwargs)
        number = just_sent(request)
        return redirect("portal:written", number) if number else redirect("portal:write")

    return login_not_required(opened)
