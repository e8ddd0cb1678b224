"""The verbs of notices from above; the only writers of the room's tables."""

from xinfang.casework.upward.actions.checking import Checked, check_handling
from xinfang.casework.upward.actions.entering import Count, NoticeEntry, enter_notice, withdraw_notice

__all__ = ["Checked", "Count", "NoticeEntry", "check_handling", "enter_notice", "withdraw_notice"]
