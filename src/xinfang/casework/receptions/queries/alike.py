"""Whether the same people have a number of the day already: by telephone, or by what they are called."""

import re

from xinfang.casework.receptions.models import Booking

__all__ = ["FIGURES", "alike", "reached"]

FIGURES = 7  # of the shortest telephone number
SHORTEST = 2  # characters of a name: 何某


def reached(contact: str) -> str:
    """What two ways of writing the same contact share: the figures of the telephone, else the words."""
    figures = re.sub(r"\D", "", contact)
    return figures if len(figures) >= FIGURES else _words(contact)


def _words(contact: str) -> str:
    return "".join(contact.split()).casefold()


def _name(contact: str) -> str:
    return re.sub(r"[\d\W_]", "", _words(contact))


def alike(found: Booking) -> list[Booking]:
    """The other bookings of the same plan's day by the same telephone or name, by number: a hint.

    Two families may share a name, and one may come twice: nothing is refused for it.
    """
    same = Booking.objects.filter(
        reception__plan_id=found.reception.plan_id, reception__day=found.reception.day, cancelled_at=None
    )
    own, name = reached(found.contact), _name(found.contact)
    return [
        each
        for each in same.exclude(pk=found.pk).select_related("reception").order_by("number", "pk")
        if each.contact
        and (reached(each.contact) == own or (len(name) >= SHORTEST and _name(each.contact) == name))
    ]
