"""Items in the actor's sight, and the sealed document of one."""

from django.db.models import F, Q

from xinfang.casework.bulletins.models import Item, ItemState
from xinfang.casework.wording.printing import pdf, thaw
from xinfang.registers.documents import vault
from xinfang.registers.organisations.queries import district
from xinfang.registers.staff.scope import Scope

__all__ = [
    "Item",
    "item_in",
    "items",
    "may_edit",
    "may_give_up",
    "may_send_back",
    "may_sign",
    "sealed",
    "signs",
    "to_sign",
    "writing_unit",
]

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


def writing_unit(scope: Scope) -> int:
    """In whose name the actor begins an item: the district's office, which alone writes to the higher one;
    0 for who writes in no such name. A street and a department merge and pass up."""
    root = district()
    return root.pk if root and may_edit(scope, root.pk) else 0


def may_sign(scope: Scope, item: Item) -> bool:
    """Whether the actor signs this item, and it waits for it."""
    return item.state == ItemState.SUBMITTED and signs(scope, item)


def may_send_back(scope: Scope, item: Item) -> bool:
    """Whether the actor sends an item back that waits: who signs it, and whoever is above a unit that wrote
    what nobody signs."""
    below = item.unit.depth > 1 and scope.holds("approve", item.unit_id)
    return item.state == ItemState.SUBMITTED and (signs(scope, item) or below)


def may_give_up(scope: Scope, item: Item) -> bool:
    """Whether the actor gives an item up that has not gone: also one that waits, so that no report is stuck
    in an item which nobody is left to sign."""
    return item.open and may_edit(scope, item.unit_id)


def signs(scope: Scope, item: Item) -> bool:
    """Whether the actor signs this item at some time: its own office's head, who had no hand in it. What a
    street wrote is signed by nobody: it is not for the streets to write to the higher office."""
    reach, hands = scope.reach("approve"), (*item.writers, item.drafted_by, item.submitted_by)
    own = scope.actor.user_id is not None and scope.actor.user_id in hands
    office = item.unit.depth == 1 and (reach is None or item.unit_id in reach & scope.posted_under)
    return office and not own


def to_sign(scope: Scope) -> int:
    """How many items wait for the actor: to be signed, or, a unit's below, to be sent back."""
    found = Item.objects.visible_to(scope).filter(state=ItemState.SUBMITTED)
    reach, mine, office = scope.reach("approve"), scope.actor.user_id, Q(unit__depth=1)
    if reach is not None:
        found, office = found.filter(unit_id__in=reach), office & Q(unit_id__in=scope.posted_under)
    if mine:
        office &= ~(Q(drafted_by=mine) | Q(submitted_by=mine) | Q(writers__contains=[mine]))
    return found.filter(office | Q(unit__depth__gt=1)).count()


def sealed(item: Item) -> bytes | None:
    """The document as it was sealed, PDF; None for one that has not gone. Of one that goes on paper the words
    alone are sealed: it is printed anew from its sheet, and may be laid out otherwise than what went."""
    if item.pdf:
        return vault.take(item.pdf)
    return pdf(thaw(item.text), item.sent_at) if item.out and item.text and item.sent_at else None
