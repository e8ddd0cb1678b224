"""Taking an act without legal effect back, within the ten seconds that its message stands."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xinfang.casework.acts import actions
from xinfang.casework.acts.queries import mended_by
from xinfang.casework.marks import actions as marks
from xinfang.faces.workbench.moving import back_home
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.doors import OWN, door
from xinfang.registers.staff.scope import Scope

__all__ = ["told_with_undo", "undo", "undo_mark", "undo_unmark"]

SALT = "undo"
SECONDS = 60  # a page that was left open is no licence


def told_with_undo(request: HttpRequest, sentence: str, acts: Sequence[int]) -> None:
    """Say what was done, with a button beside it that takes it back."""
    _told(request, sentence, {"acts": list(acts)})


def undo_mark(request: HttpRequest, sentence: str, mark_id: int, matter_ids: Sequence[int]) -> None:
    """Say which matters were marked, with the button that takes the mark from them."""
    _told(request, sentence, {"unmark": mark_id, "matters": list(matter_ids)})


def undo_unmark(request: HttpRequest, sentence: str, name: str, matter_ids: Sequence[int]) -> None:
    """Say from which matters a mark was taken, with the button that puts it back."""
    _told(request, sentence, {"mark": name, "matters": list(matter_ids)})


@require_POST
@door(OWN)
def undo(request: HttpRequest) -> HttpResponse:
    """Only who did it can take it back, and only while nothing happened since (the action checks)."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    told: dict[str, Any] = {}
    try:
        told = signing.loads(request.POST.get("acts", ""), salt=SALT)
        signing.loads(request.POST["acts"], salt=SALT, max_age=SECONDS)
        if told["by"] != scope.actor.user_id:
            raise signing.BadSignature
        messages.success(request, _("已撤销 %(n)d 件的操作，恢复原样。") % {"n": _undone(told, scope)})
    except signing.BadSignature:
        messages.error(request, _("已经不能撤销：时间已过。") + _instead(told, scope))
    except Refusal as refusal:
        messages.error(request, str(refusal) + _instead(told, scope))
    return redirect(back_home(request))


def _instead(told: dict[str, Any], scope: Scope) -> str:
    """How what cannot be undone is set right, by what the actor can do now and by nothing else."""
    if "acts" not in told:
        return _("标记可以随时重新加上或者去掉。") if told else ""
    acts = told["acts"]
    rows = mended_by(scope, acts[0], clock.today()) if len(acts) == 1 else []
    if not rows:
        return _("要更正的，请打开这件事项，看现在可以办什么。")
    return _("要更正的，请打开这件事项，办理：%(acts)s。") % {
        "acts": _("、").join(str(row.label) for row in rows)
    }


def _undone(told: dict[str, Any], scope: Scope) -> int:
    by, at = scope.actor, clock.now()
    if "acts" in told:
        return actions.undo(act_ids=told["acts"], by=by, at=at)
    ids = told["matters"]
    if "unmark" in told:
        return len(marks.unmark(matter_ids=ids, mark_id=told["unmark"], by=by, at=at))
    return len(marks.mark(matter_ids=ids, name=told["mark"], by=by, at=at)[1])


def _told(request: HttpRequest, sentence: str, what: dict[str, Any]) -> None:
    by = request.scope.actor.user_id  # type: ignore[attr-defined]
    signed = signing.dumps(what | {"by": by}, salt=SALT, compress=True)
    messages.success(request, sentence, extra_tags=f"undo:{signed}")
