"""The only writers of instructions."""

from xinfang.casework.instructions.actions.answering import (
    answer,
    finish,
    postpone,
    readdress,
    reopen,
    send_back,
)
from xinfang.casework.instructions.actions.binding import bind, leave, unbind
from xinfang.casework.instructions.actions.giving import Asking, Told, ask, give, instruct

__all__ = [
    "Asking",
    "Told",
    "answer",
    "ask",
    "bind",
    "finish",
    "give",
    "instruct",
    "leave",
    "postpone",
    "readdress",
    "reopen",
    "send_back",
    "unbind",
]
