"""Going on with a session: asked for two minutes before it ends, and after signing in again elsewhere."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token

from xinfang.registers.staff.doors import OWN, door

__all__ = ["settings_session_ping"]


@door(OWN)
def settings_session_ping(request: HttpRequest) -> HttpResponse:
    """Any request prolongs the session; the answer gives the page a token that holds after a new sign-in."""
    return JsonResponse({"seconds": settings.SESSION_COOKIE_AGE, "token": get_token(request)})
