"""Who booked a day is told that it changed: by a text message to the number that was left, or by the desk."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from xinfang.casework.bookings.models import Booking
from xinfang.casework.bookings.notices import CHANGED
from xinfang.casework.bookings.queueing import locked_booking
from xinfang.casework.rota.models import DayState, PlanChange, ReceptionDay
from xinfang.engines.mentions import numbers
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.actions import Message, queue_many
from xinfang.kernel.notices.rules import by_day

__all__ = ["mobile_of", "tell_booked", "told_by_hand"]

LENGTH = 11  # figures of a mobile number


def mobile_of(contact: str) -> str:
    """The mobile number in what somebody left to be reached by; '' when there is none."""
    for each in numbers(contact):
        figures = "".join(sign for sign in contact[each.start : each.end] if sign.isdecimal())[-LENGTH:]
        if each.kind == "phone" and len(figures) == LENGTH and figures.startswith("1"):
            return figures
    return ""


def tell_booked(row: ReceptionDay, change: PlanChange, at: datetime) -> None:
    """Queue a message to each booking that left a number, in the act's own transaction; the others are the
    desk's to tell. A day that does not take place keeps no number that is not needed any more."""
    called_off, messages = row.state == DayState.CANCELLED, []
    for booking in (
        row.bookings.select_for_update(of=("self",)).filter(cancelled_at=None, arrival=None).order_by("pk")
    ):
        mobile = mobile_of(booking.contact)
        if mobile:
            messages.append(_message(row, change, booking, mobile, at))
        booking.untold = not mobile
        if mobile and called_off:
            booking.contact = ""
        booking.save(update_fields=["untold", "contact"])
    queue_many(messages, at=at)


@transaction.atomic
def told_by_hand(*, booking_id: int, by: Actor, at: datetime) -> None:
    """Somebody has told them, by telephone or in person."""
    row = locked_booking(booking_id)
    if not row.untold:
        raise Refusal(_("这个预约没有要告知的变动。"))
    row.untold = False
    if row.reception.state == DayState.CANCELLED:
        row.contact = ""
    row.save(update_fields=["untold", "contact"])
    subject = f"{row.reception.day} {row.number}"
    record(Record("reception.booking_told", "reception_day", row.reception_id, subject), by=by, at=at)


def _message(row: ReceptionDay, change: PlanChange, booking: Booking, mobile: str, at: datetime) -> Message:
    """In Chinese: the day as it was booked, what became of it, and where another is found; nobody's name."""
    with translation.override("zh-hans"):
        told = {
            "n": booking.number,
            "was": change.before.get("day", row.day.isoformat()),
            "day": row.day.isoformat(),
            "time": f"{row.from_time:%H:%M}",
            "place": row.place,
            "post": row.post,
            "reason": change.reason,
        }
        sentence = {
            "cancel": _("您预约的 %(was)s 领导接访（%(n)d 号）取消了：%(reason)s。请另约一天。"),
            "move": _(
                "您预约的 %(was)s 领导接访改到 %(day)s %(time)s，%(place)s，仍是 %(n)d 号：%(reason)s。"
            ),
            "place": _("您预约的 %(day)s %(time)s 领导接访（%(n)d 号）地点换到%(place)s：%(reason)s。"),
            "kept": _("您预约的 %(day)s %(time)s 领导接访（%(n)d 号）那天是休息日，照常接访：%(reason)s。"),
            "stand_in": _("您预约的 %(day)s 领导接访（%(n)d 号）改由%(post)s接访：%(reason)s。"),
        }[change.kind] % told
        title = _("预约的接访有变动")
    where = settings.XINFANG_PUBLIC_ADDRESS
    return Message(
        once=f"reception:{change.pk}:{booking.pk}",
        kind=CHANGED,
        channel="sms",
        body=f"{sentence} {where}/follow/receptions/" if where else sentence,
        title=title,
        to=mobile,
        subject_type="reception_day",
        subject_id=row.pk,
        subject=f"{row.day} {booking.number}",
        not_before=by_day(at),
    )
