"""There is always an administrator who can sign in: otherwise nobody could give rights any more."""

from datetime import date

from django.utils.translation import gettext as _

from xinfang.kernel.errors import Refusal
from xinfang.registers.staff.models import Posting
from xinfang.registers.staff.roles import ROLES

__all__ = ["lock_admins", "refuse_last_admin"]

ADMIN_ROLES = [role.key for role in ROLES.values() if "manage_units" in role.permissions]


def lock_admins(day: date) -> list[Posting]:
    """The administrators' postings in force on a day at the district, locked to the end of the transaction.

    Two administrators who shut each other at the same moment wait for one another here.
    """
    postings = Posting.objects.select_for_update(of=("self",)).in_force(day)
    return list(postings.filter(role__in=ADMIN_ROLES, user__is_active=True, unit__depth=1).order_by("pk"))


def refuse_last_admin(
    admins: list[Posting], *, leaving: int | None = None, ending: int | None = None
) -> None:
    """Refuse when no administrator would be left without an account or a posting."""
    if not any(leaving == posting.user_id or ending == posting.pk for posting in admins):
        return
    if all(leaving == posting.user_id or ending == posting.pk for posting in admins):
        raise Refusal(_("这是最后一位全区管理员，不能停用。请先给另一个账号加上管理员岗位。"))
