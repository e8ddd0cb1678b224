"""What somebody may do with an arrival now, and why not what may be done at another time."""

from django.utils.translation import gettext as _

from xinfang.casework.charge.queries import has_note
from xinfang.casework.receptions.queries import Arrival, shown
from xinfang.faces.workbench.receptions.loading import holds
from xinfang.registers.staff.scope import Scope

__all__ = ["may", "own", "why_not"]

# What somebody who may not open the accusation that an arrival is about leaves to who may.
APART = {"correct", "aid", "note", "rejoin", "strike"}


def own(scope: Scope, found: Arrival) -> bool:
    """Whether it is the actor who receives on that day."""
    return found.reception.leader_id == scope.actor.user_id


def may(scope: Scope, found: Arrival) -> set[str]:
    """What the actor may do with it now."""
    receives = holds(scope, "receive", found.reception.plan.unit_id)
    if found.struck_at is not None:
        return set()
    allowed: set[str] = set()
    running = found.reception.state == "planned"
    if running and not found.instruction_id and (own(scope, found) or receives):
        allowed.add("instruct")
    if running and not found.result and receives:
        allowed |= {"call", "dispose"}
    if receives and not found.petition_id:
        allowed.add("visit")
    if receives and found.result and found.accepts is None:
        allowed.add("view")
    if receives and found.result:
        allowed.add("correct")
    if receives and found.aid_until and not found.aid_given:
        allowed.add("aid")
    allowed |= {"heads"} if receives else set()
    allowed |= {"rejoin"} if receives and found.matter_id else set()
    allowed |= {"strike"} if receives and not found.instruction_id and not has_note(found.pk) else set()
    allowed |= {"note"} if receives or own(scope, found) else set()
    # What somebody may not read, somebody else sets right.
    return allowed - APART if shown(scope, found).apart else allowed


def why_not(found: Arrival, verb: str) -> str:
    """Why what somebody may do at another time cannot be done now."""
    if found.struck_at is not None:
        return _("%(n)d 号已经划去，不能再办；人来了的，请重新登记到达。") % {"n": found.number}
    if verb in APART and found.matter is not None and found.matter.confined:
        return _("这是单独保密的事项，由可以查看它的人来办。")
    if verb in ("call", "dispose", "instruct") and found.reception.state == "closed":
        return _("这一天的接访已经结束；结果登记错了的，用“更正结果”。")
    said = {
        "instruct": _("这一批已经批示过；要改的，在批示那一页办。"),
        "call": _("这一批已经接待完了。"),
        "dispose": _("这一批已经有结果了；登记错了的，用“更正结果”。"),
        "correct": _("还没有结果，直接登记就可以。"),
        "visit": _("这一批已经登记为来访。"),
        "view": _("还没有结果，或者信访人的意见已经登记过。"),
        "rejoin": _("这一批还没有归入来访登记，直接归入就可以。"),
        "strike": _("领导已经批示或者备注，说明接待过，不能划去；归错了来访的，用“更正归入的来访”。"),
        "aid": _("结果里没有帮扶，或者已经登记帮扶落实了。"),
    }
    return said.get(verb, _("这一步现在办不了。"))
