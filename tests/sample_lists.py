"""A long list that somebody of the sample office asked for."""

from datetime import datetime
from uuid import UUID

from xinfang.kernel.actor import Actor
from xinfang.registers.prepared import actions as prepared

__all__ = ["list_asked"]


def list_asked(by: Actor, at: datetime) -> UUID:
    """On its way: nobody has begun it."""
    asked = {"query": "", "columns": ["title"], "language": "zh-hans"}
    wanted = {"task": "write_list", "name": "一览表.xlsx", "asked": asked, "rows": 6_000, "rights": ""}
    return prepared.ask(**wanted, by=by, at=at).uid
