"""A leader is called away: the rest of the day goes to another, and each counts for whom they saw."""

from dataclasses import replace
from datetime import datetime, time

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.bookings.queueing import held_day
from xinfang.casework.petitions import rows as building
from xinfang.casework.petitions.models import TimelineEntry
from xinfang.casework.receptions.actions.changing import publish_change
from xinfang.casework.receptions.models import Arrival, Booking, ReceptionDay
from xinfang.casework.rota.actions.changeable import changeable, chosen, name_of, place_of, written_down
from xinfang.casework.rota.actions.planning import alone, problems_of, working
from xinfang.casework.rota.published import reason_of
from xinfang.casework.rota.standing_in import handed
from xinfang.kernel.actor import Actor
from xinfang.kernel.bulk import copy_in
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.notices.actions import queue_many

__all__ = ["hand_over"]


@transaction.atomic
def hand_over(
    *,
    day_id: int,
    leader_id: int | None,
    post: str,
    from_time: time,
    reason: str,
    by: Actor,
    at: datetime,
    name: str = "",
) -> int:
    """Another leader goes on from a time of the day on, as a second day with its own hours; returns its id.

    Whom the first leader saw stays with that day and counts for that leader. Who waits, and who has booked
    and not come, goes over with the numbers they have, and those who booked are told. Refused before the
    day, and for a time before somebody came whom the first leader saw.
    """
    alone()
    held_day(day_id)
    row, why = changeable(day_id), reason_of(reason)
    moment = _moment(row, from_time, at)
    _refuse_seen_later(row, moment)
    leader = chosen(leader_id, row)
    said = post.strip() or str(leader)
    new = replace(
        place_of(row), leader_id=leader.pk, post=said, name=name_of(row, leader, name), from_time=from_time
    )
    if found := problems_of(row.plan, new, row.day, working(row.plan.year), but=row.pk):
        raise Refusal(problems=[Problem("leader", each.sentence) for each in found])
    rest = _split(row, from_time, leader_id=leader.pk, post=said, name=new.name)
    _take_along(row, rest, moment, by, at)
    ended = {"to_time": f"{from_time:%H:%M}", "post": said}
    written_down(row, "handed", why, {"to_time": f"{rest.to_time:%H:%M}"}, ended, by, at)
    before = {"post": row.post, "name": row.name, "leader_id": row.leader_id}
    change = publish_change(rest, "stand_in", why, before, {"post": said, "name": rest.name}, by, at)
    queue_many(handed(rest, change, by), at=at)
    return rest.pk


def _moment(row: ReceptionDay, from_time: time, at: datetime) -> datetime:
    """The moment of the handing over: within the day's hours, and not ahead of now."""
    if row.day > timezone.localdate(at):
        raise Refusal(_("接访当天才能中途交接；还没有到的，请改期或者由别的领导代为接访。"))
    if not row.from_time < from_time < row.to_time:
        told = {"first": f"{row.from_time:%H:%M}", "last": f"{row.to_time:%H:%M}"}
        sentence = _("交接的时间要在 %(first)s 和 %(last)s 之间。") % told
        raise Refusal(problems=[Problem("from_time", sentence)])
    moment = timezone.make_aware(datetime.combine(row.day, from_time))
    if moment > at:
        raise Refusal(problems=[Problem("from_time", _("交接的时间还没有到。"))])
    return moment


def _seen() -> Q:
    """Whom the first leader has dealt with."""
    return ~Q(result="") | Q(instruction__isnull=False)


def _refuse_seen_later(row: ReceptionDay, moment: datetime) -> None:
    later = row.arrivals.filter(_seen(), arrived_at__gte=moment).order_by("number")
    if numbers := list(later.values_list("number", flat=True)):
        told = {"numbers": _("、").join(map(str, numbers)), "post": row.post}
        sentence = _("%(numbers)s 号在这以后才到，已经由%(post)s批示或者登记了结果；请把时间写晚一些。")
        raise Refusal(problems=[Problem("from_time", sentence % told)])


def _split(row: ReceptionDay, from_time: time, **whose: int | str) -> ReceptionDay:
    rest = ReceptionDay.objects.create(
        plan=row.plan,
        day=row.day,
        from_time=from_time,
        to_time=row.to_time,
        place=row.place,
        rest_of_id=row.rest_of_id or row.pk,
        **whose,
    )
    row.to_time = from_time
    row.save(update_fields=["to_time"])
    return rest


def _waiting(row: ReceptionDay, moment: datetime) -> QuerySet[Arrival]:
    """Who has come and was not called in before the moment."""
    called = Q(called_at__lt=moment)
    return row.arrivals.select_for_update(of=("self",)).exclude(_seen()).exclude(called)


def _take_along(row: ReceptionDay, rest: ReceptionDay, moment: datetime, by: Actor, at: datetime) -> None:
    waiting = list(_waiting(row, moment).order_by("number"))
    lines = []
    for arrival in waiting:
        if arrival.matter_id is not None:
            told: dict[str, object] = {
                "leader": rest.post,
                "heads": arrival.head_count,
                "instead": row.post,
            }
            lines.append(building.act(arrival.matter_id, "received", by, at, data=told))
    ids = [arrival.pk for arrival in waiting]
    booked = Booking.objects.filter(reception=row, cancelled_at=None)
    booked.filter(Q(arrival=None) | Q(arrival__in=ids)).update(reception=rest)
    Arrival.objects.filter(pk__in=ids).update(reception=rest)
    copy_in(TimelineEntry, lines)
