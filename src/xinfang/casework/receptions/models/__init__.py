"""The tables of receptions."""

from xinfang.casework.receptions.models.day import Arrival, ArrivalChange, Booking, Disposition, Via
from xinfang.casework.receptions.models.plan import (
    DayState,
    MonthNotice,
    NoticePlace,
    PlanChange,
    PlanState,
    ReceptionDay,
    ReceptionPlan,
)

__all__ = [
    "Arrival",
    "ArrivalChange",
    "Booking",
    "DayState",
    "Disposition",
    "MonthNotice",
    "NoticePlace",
    "PlanChange",
    "PlanState",
    "ReceptionDay",
    "ReceptionPlan",
    "Via",
]
