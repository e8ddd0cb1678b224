"""The writers of petitions, of what they raise, and of who took part."""

from xinfang.casework.petitions.actions.attaching import attach, reveal
from xinfang.casework.petitions.actions.entering import enter_many

__all__ = ["attach", "enter_many", "reveal"]
