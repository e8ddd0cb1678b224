"""The only writers of the room's tables."""

from xinfang.casework.satisfaction.actions.calling_back import call_back
from xinfang.casework.satisfaction.actions.inviting import close, invite
from xinfang.casework.satisfaction.actions.rating import rate
from xinfang.casework.satisfaction.actions.settling import settle, unsettle

__all__ = ["call_back", "close", "invite", "rate", "settle", "unsettle"]
