"""Who may be put in charge of a case: the accounts that hold a leader's post on a day."""

from datetime import date

from xinfang.registers.staff.models import Posting, User
from xinfang.registers.staff.roles import ROLES

__all__ = ["leaders"]


def leaders(day: date) -> list[User]:
    """In the order in which they were posted."""
    roles = [role.key for role in ROLES.values() if "lead_cases" in role.permissions]
    posts = Posting.objects.in_force(day).filter(role__in=roles, user__is_active=True)
    found = posts.select_related("user").order_by("unit__path", "pk")
    return list({post.user_id: post.user for post in found}.values())
