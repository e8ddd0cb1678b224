"""One matter of two: merging (并案), and handling it by itself again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions.performing import perform
from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.models import Matter, TimelineEntry
from xinfang.casework.workflow import STATES, cited
from xinfang.kernel.actor import Actor
from xinfang.kernel.bulk import copy_in
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["MERGEABLE", "merge", "unmerge"]

MERGEABLE = ("registered", "routed", "accepted", "studying")  # into what is being handled


@transaction.atomic
def merge(*, matter_id: int, into_id: int, by: Actor, at: datetime, reason: str = "") -> int:
    """Handle a matter together with another; its petitions stay its own. Returns the id of the act.

    Refuses a matter into itself, into one that was merged or has ended, and across the compartment.
    """
    pair = Matter.objects.select_for_update().filter(pk__in=[matter_id, into_id]).order_by("pk")
    both = {each.pk: each for each in pair}
    matter, into = both[matter_id], both.get(into_id)
    if into is None or into.pk == matter.pk:
        raise Refusal(problems=[Problem("into", _("请写明并入哪一件，不能并入它自己。"))])
    if into.confined or matter.confined:
        raise Refusal(problems=[Problem("into", _("检举控告单独保密，不能与别的事项合并。"))])
    if into.state not in MERGEABLE:
        raise Refusal(
            problems=[Problem("into", cited(_lies_elsewhere(into), "merge", timezone.localdate(at)))]
        )
    data = {"into": into.number}
    sets = {"merged_into_id": into.pk}
    act = perform(verb="merge", matter_ids=[matter.pk], by=by, at=at, note=reason, data=data, sets=sets)[0]
    line = building.act(into.pk, "merged_here", by, at, data={"number": matter.number})
    copy_in(TimelineEntry, [line])
    return act


def _lies_elsewhere(into: Matter) -> str:
    """Why nothing is merged into it now: who handles it is not settled, or it is answered or gone."""
    told = {"number": into.number, "state": STATES[into.state].label}
    if into.state == "objected":
        return _("%(number)s 的异议还没有了结，现在不能并入；请等异议答复以后再并案。") % told
    if into.state == "disputed":
        return _("%(number)s 的管辖争议还没有了结，现在不能并入；请等裁定以后再并案。") % told
    return _("%(number)s 现在是“%(state)s”，不能并入；这一件请单独办理。") % told


@transaction.atomic
def unmerge(*, matter_id: int, by: Actor, at: datetime, reason: str = "") -> int:
    """Handle it by itself again; its time for routing runs on from receipt. Returns the id of the act."""
    matter = Matter.objects.select_for_update(of=("self",)).select_related("merged_into").get(pk=matter_id)
    into = matter.merged_into
    sets = {"merged_into_id": None, "unit_id": None, "sent_by_unit_id": None}
    data: dict[str, object] = {"number": into.number} if into else {}
    act = perform(verb="unmerge", matter_ids=[matter_id], by=by, at=at, note=reason, data=data, sets=sets)[0]
    if into:
        copy_in(TimelineEntry, [building.act(into.pk, "left_here", by, at, data={"number": matter.number})])
    return act
