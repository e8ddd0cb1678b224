"""The room's tables."""

from xinfang.casework.outreach.models.sweeps import STRUCK, Disposition, Finding, Sweep, SweepTask
from xinfang.casework.outreach.models.visits import FieldVisit, VisitState

__all__ = ["STRUCK", "Disposition", "FieldVisit", "Finding", "Sweep", "SweepTask", "VisitState"]
