"""A leader who offered at a reception to take a case in charge (我来包案): said, and proposed first."""

from django.utils.translation import gettext as _

from xinfang.casework.charge.queries import proposed
from xinfang.registers.staff.models import User

__all__ = ["led_first", "offered"]


def offered(matter_id: int) -> str:
    """The sentence that says who offered and when; '' when nobody did. An accusation is offered by nobody."""
    if (found := proposed(matter_id)) is None:
        return ""
    day = found.arrival.reception
    return _("%(leader)s %(day)s 接访时提出由本人包案。") % {"leader": day.post, "day": day.day.isoformat()}


def led_first(matter_id: int, leaders: list[User]) -> tuple[list[tuple[int, str]], int | None]:
    """The choices of who may lead, whoever offered first and marked; and whom the form proposes. Who offered
    and holds no leader's post any more is not proposed."""
    found = proposed(matter_id)
    chosen = found.arrival.reception.leader_id if found else None
    first = [(user.pk, _("%(leader)s（本人提出包案）") % {"leader": user}) for user in leaders if user.pk == chosen]
    rest = [(user.pk, str(user)) for user in leaders if user.pk != chosen]
    return first + rest, chosen if first else None
