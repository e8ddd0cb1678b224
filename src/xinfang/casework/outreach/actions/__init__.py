"""The verbs of outreach; the only writers of the room's tables."""

from xinfang.casework.outreach.actions.striking import strike
from xinfang.casework.outreach.actions.sweeping import (
    Asked,
    Found,
    ask,
    report,
    stop_watching,
    write_finding,
)
from xinfang.casework.outreach.actions.visiting import (
    Held,
    Planned,
    call_off,
    conclude_visit,
    hold_visit,
    plan_visit,
)

__all__ = [
    "Asked",
    "Found",
    "Held",
    "Planned",
    "ask",
    "call_off",
    "conclude_visit",
    "hold_visit",
    "plan_visit",
    "report",
    "stop_watching",
    "strike",
    "write_finding",
]
