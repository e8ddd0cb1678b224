"""The only writers of the room's table and of its notices."""

from xinfang.casework.telling.actions.days import tell_of_days, tell_petitioners_of_days
from xinfang.casework.telling.actions.forgetting import forget
from xinfang.casework.telling.actions.hands import tell_of_letter
from xinfang.casework.telling.actions.petitioners import invite, tell_petitioners
from xinfang.casework.telling.actions.reminding import remind
from xinfang.casework.telling.actions.staff import tell_of_petitioner, tell_of_rating, tell_staff

__all__ = [
    "forget",
    "invite",
    "remind",
    "tell_of_days",
    "tell_of_letter",
    "tell_of_petitioner",
    "tell_of_rating",
    "tell_petitioners",
    "tell_petitioners_of_days",
    "tell_staff",
]
