"""Whether the same people have a number of the day already: by telephone, or by what they are called."""

import re

from xinfang.casework.bookings.models import Booking

__all__ = ["FIGURES", "alike", "name_in", "reached"]

FIGURES = 7  # of the shortest telephone number
SHORTEST = 2  # characters of a name: 何某
REACHED_BY = re.compile(r"(联系|移动|固定)?(电话|手机|座机)(号码|号)?|号码|mobile|phone|tel")  # no name


def reached(contact: str) -> str:
    """What two ways of writing the same contact share: the figures of the telephone, else the words."""
    figures = re.sub(r"\D", "", contact)
    return figures if len(figures) >= FIGURES else _words(contact)


def _words(contact: str) -> str:
    return "".join(contact.split()).casefold()


def name_in(contact: str) -> str:
    """What is left of a contact without figures, marks and words for a telephone; '' for a number alone."""
    return re.sub(r"[\d\W_]", "", REACHED_BY.sub("", _words(contact)))


def alike(found: Booking) -> list[Booking]:
    """The other bookings of the same plan's day by the same telephone or name, by number: a hint.

    Two families may share a name, and one may come twice: nothing is refused for it.
    """
    same = Booking.objects.filter(
        reception__plan_id=found.reception.plan_id, reception__day=found.reception.day, cancelled_at=None
    )
    own, name = reached(found.contact), name_in(found.contact)
    return [
        each
        for each in same.exclude(pk=found.pk).select_related("reception").order_by("number", "pk")
        if each.contact
        and (reached(each.contact) == own or (len(name) >= SHORTEST and name_in(each.contact) == name))
    ]
