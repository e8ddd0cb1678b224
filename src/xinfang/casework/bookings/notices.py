"""The kinds of notice that the room offers to the outbox."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["CHANGED", "KINDS"]

CHANGED = "reception.changed"
KINDS: dict[str, Promise | str] = {CHANGED: _("预约的接访有变动")}
