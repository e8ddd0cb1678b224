"""Items in the actor's sight, and the sealed document of one."""

from django.db.models import F

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
    reach = scope.reach("edit_items")
    return reach is None or unit_id in reach


def may_sign(scope: Scope, item: Item) -> bool:
    """Whether the actor signs this item, and it waits for it."""
    return item.state == ItemState.SUBMITTED and signs(scope, item)


def signs(scope: Scope, item: Item) -> bool:
    """Whether the actor signs this item at some time: holds the right there, had no hand in it."""
    reach = scope.reach("approve")
    own = scope.actor.user_id is not None and scope.actor.user_id in (item.drafted_by, item.submitted_by)
    return (reach is None or item.unit_id in reach) and not own


def to_sign(scope: Scope) -> int:
    """How many items wait for the actor's signature."""
    found = Item.objects.visible_to(scope).filter(state=ItemState.SUBMITTED)
    reach = scope.reach("approve")
    if reach is not None:
        found = found.filter(unit_id__in=reach)
    mine = scope.actor.user_id
    return found.exclude(drafted_by=mine).exclude(submitted_by=mine).count() if mine else found.count()


def sealed(item: Item) -> bytes | None:
    """The document as it was sealed, PDF; None for one that went on paper or has not gone."""
    return vault.take(item.pdf) if item.pdf else None
