"""A citizen books a place: on the portal, by telephone, at the desk; and gives it up again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.bookings.alike import FIGURES, reached
from xinfang.casework.bookings.models import Booking, Via
from xinfang.casework.bookings.queueing import gone_over, held_day, locked_booking, next_number
from xinfang.casework.petitions.heads import REPRESENTATIVES
from xinfang.casework.petitions.models import Matter
from xinfang.casework.rota.models import ReceptionDay
from xinfang.casework.rota.queries import resting
from xinfang.engines.mentions import speaks_of_people
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.locks import one_at_a_time
from xinfang.kernel.longest import refuse_long
from xinfang.registers.petitioners.mentions import named

__all__ = ["Wish", "book", "cancel_booking"]

MOST = 30  # bookings of a day; who comes without is received as well
SHAPE = re.compile(r"[0-9A-Za-z-]{4,24}")  # of a number; which of them are there is not told to the portal
LARGEST = 50  # people a booking at the desk may announce


@dataclass(frozen=True)
class Wish:
    """What is to be talked about, by how many, and how they are reached. `number`: of a known matter; on the
    portal, where no code is asked, it is what somebody typed and says nothing of any matter. `no_telephone`:
    they have none, so that the desk must reach them otherwise when the day changes."""

    via: str
    subject: str
    head_count: int
    contact: str = ""
    number: str = ""
    no_telephone: bool = False


@transaction.atomic
def book(
    *,
    day_id: int,
    wish: Wish,
    by: Actor,
    at: datetime,
    form_key: UUID | None = None,
    before: Sequence[int] = (),
) -> Booking:
    """Book the next number of a day. The same form sent twice books once. `before`: what the same browser has
    booked; who has a number of the day by the same contact gets no second. Bookings of others are not asked:
    the answer would tell whose telephone stands on the day's list.
    """
    key = form_key or uuid4()
    one_at_a_time("receptions", [key.bytes])
    if known := Booking.objects.filter(form_key=key).first():
        return known
    row = held_day(day_id)
    found = _problems(wish) + gone_over(row, at) + _no_place(row, wish, at) + _twice(row, wish, before)
    portal, number = wish.via == Via.PORTAL, wish.number.strip()
    if portal and number and not SHAPE.fullmatch(number):
        found.append(Problem("number", _("编号由数字、字母和短横组成，请对照回执核对；没有的可以不填。")))
    matter = None if portal else _matter(number, found)
    if found:
        raise Refusal(problems=found)
    booked = Booking.objects.create(
        form_key=key,
        reception=row,
        number=next_number(row),
        via=wish.via,
        subject=refuse_long(wish.subject, "subject", 120),
        head_count=wish.head_count,
        contact=refuse_long(wish.contact, "contact", 120),
        matter=matter,
        told_number=number if portal else "",
        made_at=at,
    )
    subject = f"{row.day} {booked.number}"
    record(
        Record("reception.booked", "reception_day", row.pk, subject, after={"via": wish.via}), by=by, at=at
    )
    return booked


@transaction.atomic
def cancel_booking(*, booking_id: int, by: Actor, at: datetime) -> None:
    """The place is free again; its number is given to nobody else."""
    row = locked_booking(booking_id)
    if row.cancelled_at is not None or hasattr(row, "arrival"):
        raise Refusal(_("这个预约已经取消，或者人已经到了。"))
    row.cancelled_at, row.contact = at, ""
    row.save(update_fields=["cancelled_at", "contact"])
    subject = f"{row.reception.day} {row.number}"
    record(Record("reception.booking_cancelled", "reception_day", row.reception_id, subject), by=by, at=at)


def _problems(wish: Wish) -> list[Problem]:
    found = []
    if wish.via not in Via.values:
        found.append(Problem("via", _("请选择预约的方式。")))
    # A known matter says what it is about; on the portal a number is only what somebody typed.
    if len(wish.subject.strip()) < 4 and (
        wish.via == Via.PORTAL or wish.subject.strip() or not wish.number.strip()
    ):
        found.append(Problem("subject", _("请用一句话写明要反映什么，至少 4 个字。")))
    # A citizen is not told who petitioned: the portal asks no register of names.
    at_the_desk = wish.via != Via.PORTAL
    if speaks_of_people(wish.subject) or (at_the_desk and named(wish.subject)):
        sentence = _("这里写到了人（姓名、号码或者称呼）：只写反映什么事，怎么称呼、电话写在“称呼和电话”里。")
        found.append(Problem("subject", sentence))
    if wish.via == Via.PORTAL and wish.head_count > REPRESENTATIVES:
        sentence = _("一次最多来 %(n)d 人；多人反映同一件事的，请推选不超过五名代表来。")
        found.append(Problem("head_count", sentence % {"n": REPRESENTATIVES}))
    elif not 1 <= wish.head_count <= LARGEST:
        most = LARGEST if at_the_desk else REPRESENTATIVES  # on the portal nobody is there to say so
        found.append(Problem("head_count", _("请写明来几个人，1 到 %(n)d 人。") % {"n": most}))
    if wish.via == Via.PORTAL and len(wish.contact.strip()) < 5:
        found.append(Problem("contact", _("请写明怎么称呼、电话是多少，有变动时好告诉您。")))
    elif at_the_desk and not wish.no_telephone and len(re.sub(r"\D", "", wish.contact)) < FIGURES:
        said = _("请写明怎么称呼、电话是多少，有变动时好告知；没有电话的，请勾选“没有电话”。")
        found.append(Problem("contact", said))
    return found


def _no_place(row: ReceptionDay, wish: Wish, at: datetime) -> list[Problem]:
    """Why the day takes no booking any more."""
    found = []
    if row.day < timezone.localdate(at):
        found.append(Problem("", _("这一天已经过去，请选别的日子。")))
    elif row.ends_at <= at:
        found.append(Problem("", _("这一场接访已经过了时间，请选别的日子。")))
    elif resting([row], timezone.localdate(at)):
        found.append(Problem("", _("这一天现在是休息日，还没有定下是否接访，请选别的日子。")))
    if row.bookings.filter(cancelled_at=None).count() >= MOST:
        found.append(Problem("", _("这一天已经约满，请选别的日子；当天直接来的，也会接待。")))
    return found


def _twice(row: ReceptionDay, wish: Wish, before: Sequence[int]) -> list[Problem]:
    for each in row.bookings.filter(pk__in=before, cancelled_at=None):
        if reached(each.contact) == reached(wish.contact):
            said = _("这一天您已经用这个联系方式约了 %(n)d 号；一批人约一次就够，不用再约。")
            return [Problem("contact", said % {"n": each.number})]
    return []


def _matter(number: str, found: list[Problem]) -> Matter | None:
    """The matter of a number; an accusation is not booked for: it is received apart."""
    if not number:
        return None
    matter = Matter.objects.filter(number=number, confined=False).exclude(state="reverted").first()
    if matter is None:
        found.append(Problem("number", _("没有这个编号，请对照回执核对；没有的可以不填。")))
    return matter
