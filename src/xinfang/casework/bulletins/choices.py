"""What forms offer: the words of the room's tables, for faces that do not know the tables."""

from django.utils.functional import Promise

from xinfang.casework.bulletins.models import ItemKind

__all__ = ["ITEM_KINDS"]

ITEM_KINDS: list[tuple[str, Promise | str]] = [(kind.value, kind.label) for kind in ItemKind]
