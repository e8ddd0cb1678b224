"""Reports on their way up, items that go to the higher office, circulars on their way down."""

from xinfang.casework.bulletins.models.circular import Circular, CircularDuty
from xinfang.casework.bulletins.models.item import SENT, Item, ItemKind, ItemState
from xinfang.casework.bulletins.models.report import Reading, Report, ReportMove, ReportState

__all__ = [
    "SENT",
    "Circular",
    "CircularDuty",
    "Item",
    "ItemKind",
    "ItemState",
    "Reading",
    "Report",
    "ReportMove",
    "ReportState",
]
