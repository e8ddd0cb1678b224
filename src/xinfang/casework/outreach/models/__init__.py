"""The room's tables."""

from xinfang.casework.outreach.models.sweeps import Disposition, Finding, Sweep, SweepTask
from xinfang.casework.outreach.models.visits import FieldVisit, VisitState

__all__ = ["Disposition", "FieldVisit", "Finding", "Sweep", "SweepTask", "VisitState"]
