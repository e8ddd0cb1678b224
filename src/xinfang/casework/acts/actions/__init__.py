"""The only writers of a matter's state: performing, routing, joining, taking back."""

from xinfang.casework.acts.actions.importing import conclude_many, revert_batch
from xinfang.casework.acts.actions.joining import merge, split, unmerge
from xinfang.casework.acts.actions.performing import perform, undo
from xinfang.casework.acts.actions.routing import route, route_each

__all__ = [
    "conclude_many",
    "merge",
    "perform",
    "revert_batch",
    "route",
    "route_each",
    "split",
    "undo",
    "unmerge",
]
