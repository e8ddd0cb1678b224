"""One matter of two: merging (并案), and handling it by itself again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.casework.acts.actions.performing import perform
from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.models import Matter, TimelineEntry
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
        sentence = _("%(number)s 已经办完或不在办理，不能并入；请作为重复信访登记。")
        raise Refusal(problems=[Problem("into", sentence % {"number": into.number})])
    data = {"into": into.number}
    sets = {"merged_into_id": into.pk}
    act = perform(verb="merge", matter_ids=[matter.pk], by=by, at=at, note=reason, data=data, sets=sets)[0]
    line = building.act(into.pk, "merged_here", by, at, data={"number": matter.number})
    copy_in(TimelineEntry, [line])
    return act


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
