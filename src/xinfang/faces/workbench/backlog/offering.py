"""A leader who offered at a reception to take a case in charge (我来包案): said, and proposed first."""

from datetime import date

from django.utils.translation import gettext as _

from xinfang.casework.backlog.queries import leaders
from xinfang.casework.charge.queries import proposed

__all__ = ["led_first", "offered"]


def offered(matter_id: int) -> str:
    """The sentence that says who offered and when; '' when nobody did. An accusation is offered by nobody."""
    if (found := proposed(matter_id)) is None:
        return ""
    day = found.arrival.reception
    return _("%(leader)s %(day)s 接访时提出由本人包案。") % {"leader": day.post, "day": day.day.isoformat()}


def led_first(matter_id: int, day: date) -> tuple[list[tuple[int, str]], int | None]:
    """The choices of who may lead on a day, whoever offered first and marked; and whom the form proposes.
    Who offered and holds no leader's post any more is not proposed."""
    found = proposed(matter_id)
    chosen = found.arrival.reception.leader_id if found else None
    first, rest = [], []
    for user in leaders(day):
        if user.pk == chosen:
            first.append((user.pk, _("%(leader)s（本人提出包案）") % {"leader": user}))
        else:
            rest.append((user.pk, str(user)))
    return first + rest, chosen if first else None
