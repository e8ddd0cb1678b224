"""The tables of receptions, with those of the plan that they stand on (rota)."""

from xinfang.casework.bookings.models import Booking, Via
from xinfang.casework.receptions.models.day import Arrival, ArrivalChange, ArrivalChangeKind, Disposition
from xinfang.casework.rota.models import (
    DayState,
    MonthNotice,
    NoticePlace,
    PlaceChange,
    PlanChange,
    PlanState,
    ReceptionDay,
    ReceptionPlan,
)

__all__ = [
    "Arrival",
    "ArrivalChange",
    "ArrivalChangeKind",
    "Booking",
    "DayState",
    "Disposition",
    "MonthNotice",
    "NoticePlace",
    "PlaceChange",
    "PlanChange",
    "PlanState",
    "ReceptionDay",
    "ReceptionPlan",
    "Via",
]
