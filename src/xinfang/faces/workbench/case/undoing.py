"""Taking an act without legal effect back, within the ten seconds that its message stands."""

from collections.abc import Sequence

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xinfang.casework.acts import actions
from xinfang.faces.workbench.moving import back_home
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.doors import OWN, door

__all__ = ["told_with_undo", "undo"]

SALT = "undo"


def told_with_undo(request: HttpRequest, sentence: str, acts: Sequence[int]) -> None:
    """Say what was done, with a button beside it that takes it back."""
    messages.success(request, sentence, extra_tags=f"undo:{signing.dumps(list(acts), salt=SALT)}")


@require_POST
@door(OWN)
def undo(request: HttpRequest) -> HttpResponse:
    """Only who did it can take it back, and only while nothing happened since (the action checks)."""
    try:
        acts = signing.loads(request.POST.get("acts", ""), salt=SALT, max_age=60)
        count = actions.undo(act_ids=acts, by=request.scope.actor, at=clock.now())  # type: ignore[attr-defined]
        messages.success(request, _("已撤销 %(n)d 件的操作，恢复原样。") % {"n": count})
    except signing.BadSignature:
        messages.error(request, _("已经不能撤销：时间已过。请用改送等办法更正。"))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(back_home(request))
