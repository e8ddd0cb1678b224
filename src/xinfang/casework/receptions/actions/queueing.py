"""An arrival under lock."""

from xinfang.casework.bookings.queueing import lock_day_of
from xinfang.casework.receptions.models import Arrival

__all__ = ["locked_arrival"]


def locked_arrival(arrival_id: int) -> Arrival:
    """The arrival, locked after its day, as whoever hands a day over does; it may have gone over."""
    lock_day_of(Arrival, arrival_id)
    # Alone: with the day that it is joined to, it would be sought where it was before the wait.
    Arrival.objects.select_for_update().get(pk=arrival_id)
    return Arrival.objects.select_related("reception__plan", "instruction", "order", "matter").get(
        pk=arrival_id
    )
