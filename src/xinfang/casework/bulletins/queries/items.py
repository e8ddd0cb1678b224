"""Items in the actor's sight, and the sealed document of one."""

from django.db.models import F, Q

from xinfang.casework.bulletins.models import Item, ItemState
from xinfang.registers.documents import vault
from xinfang.registers.staff.scope import Scope

__all__ = ["Item", "item_in", "items", "may_edit", "may_sign", "sealed", "signs", "to_sign"]

NEWEST = 200  # items that are shown


def items(scope: Scope) -> list[Item]:
    """Those being written first, then those that went up, the newest first."""
    found = Item.objects.visible_to(scope).exclude(state=ItemState.DISCARDED).select_related("unit", "topic")
    return list(found.order_by(F("sent_at").desc(nulls_first=True), "-pk")[:NEWEST])


def item_in(scope: Scope, pk: int) -> Item | None:
    """An item in sight; None for all others, whether they exist or not."""
    return Item.objects.visible_to(scope).select_related("unit", "topic").filter(pk=pk).first()


def may_edit(scope: Scope, unit_id: int) -> bool:
    """Whether the actor writes items for a unit."""
    return scope.holds("edit_items", unit_id)


def may_sign(scope: Scope, item: Item) -> bool:
    """Whether the actor signs this item, and it waits for it."""
    return item.state == ItemState.SUBMITTED and signs(scope, item)


def signs(scope: Scope, item: Item) -> bool:
    """Whether the actor signs this item at some time: its own office's head, who had no hand in it. A head of
    the district does not sign for the streets."""
    reach, hands = scope.reach("approve"), (*item.writers, item.drafted_by, item.submitted_by)
    own = scope.actor.user_id is not None and scope.actor.user_id in hands
    return (reach is None or item.unit_id in reach & scope.posted_under) and not own


def to_sign(scope: Scope) -> int:
    """How many items wait for the actor's signature."""
    found = Item.objects.visible_to(scope).filter(state=ItemState.SUBMITTED)
    reach = scope.reach("approve")
    if reach is not None:
        found = found.filter(unit_id__in=reach & scope.posted_under)
    mine = scope.actor.user_id
    if not mine:
        return found.count()
    own = Q(drafted_by=mine) | Q(submitted_by=mine) | Q(writers__contains=[mine])
    return found.exclude(own).count()


def sealed(item: Item) -> bytes | None:
    """The document as it was sealed, PDF; None for one that went on paper or has not gone."""
    return vault.take(item.pdf) if item.pdf else None
