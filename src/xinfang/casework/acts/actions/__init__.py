"""The only writers of a matter's state: performing, routing, joining, recording, taking back."""

from xinfang.casework.acts.actions.accusing import name_accused
from xinfang.casework.acts.actions.complaining import name_complained
from xinfang.casework.acts.actions.holding import pin, release
from xinfang.casework.acts.actions.importing import conclude_many, revert_batch
from xinfang.casework.acts.actions.joining import merge, unmerge
from xinfang.casework.acts.actions.performing import perform
from xinfang.casework.acts.actions.recording import close, hear, reopen, report_up, withdraw
from xinfang.casework.acts.actions.routing import route, route_each
from xinfang.casework.acts.actions.splitting import split
from xinfang.casework.acts.actions.undoing import undo

__all__ = [
    "close",
    "conclude_many",
    "hear",
    "merge",
    "name_accused",
    "name_complained",
    "perform",
    "pin",
    "reopen",
    "report_up",
    "revert_batch",
    "release",
    "route",
    "route_each",
    "split",
    "undo",
    "unmerge",
    "withdraw",
]
