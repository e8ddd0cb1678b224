"""The only writers of bookings."""

from xinfang.casework.bookings.actions.booking import Wish, book, cancel_booking
from xinfang.casework.bookings.actions.forgetting import forget_contacts
from xinfang.casework.bookings.actions.telling import told_by_hand

__all__ = ["Wish", "book", "cancel_booking", "forget_contacts", "told_by_hand"]
