"""The only writers of accounts, postings and saved views."""

from xinfang.registers.staff.actions.accounts import (
    add_account,
    deactivate,
    keep_own_password,
    reactivate,
    reset_password,
)
from xinfang.registers.staff.actions.choices import delete_view, save_view, set_preference, share_view
from xinfang.registers.staff.actions.postings import end_posting, post

__all__ = [
    "add_account",
    "deactivate",
    "delete_view",
    "end_posting",
    "keep_own_password",
    "post",
    "reactivate",
    "reset_password",
    "save_view",
    "set_preference",
    "share_view",
]
