"""What happened to an instruction, for rooms above."""

from dataclasses import dataclass
from datetime import datetime

from xinfang.kernel.actor import Actor

__all__ = ["InstructionMoved"]


@dataclass(frozen=True)
class InstructionMoved:
    """One act on an instruction (give, answer, send_back, finish, postpone, readdress): what was said."""

    instruction_id: int
    verb: str
    text: str
    by: Actor
    at: datetime
