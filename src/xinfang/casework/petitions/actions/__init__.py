"""The writers of petitions, of what they raise, and of who took part."""

from xinfang.casework.petitions.actions.attaching import attach, reveal
from xinfang.casework.petitions.actions.consenting import consent, withdraw_consent
from xinfang.casework.petitions.actions.entering import enter_many
from xinfang.casework.petitions.actions.speaking import add_information, ask_withdrawal

__all__ = [
    "add_information",
    "ask_withdrawal",
    "attach",
    "consent",
    "enter_many",
    "reveal",
    "withdraw_consent",
]
