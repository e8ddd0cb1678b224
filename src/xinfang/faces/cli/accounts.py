"""`xinfang createadmin`: the first account of a new site."""

import sys

import typer
from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.faces.cli.upkeep import migrate_if_needed
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.organisations import actions as organisations
from xinfang.registers.organisations import queries as units
from xinfang.registers.staff import actions as staff

__all__ = ["offer"]

COMMAND_LINE = Actor(None, "xinfang createadmin", origin="command line")


def offer(app: typer.Typer) -> None:
    """Add `createadmin`."""

    @app.command(help=_("新建管理员账号；第一次使用时一并建立本区。"))
    def createadmin(
        username: str = typer.Argument(help=_("用户名")),
        title: str = typer.Option("", help=_("显示的名称，不填则为“管理员”")),
        district: str = typer.Option("", help=_("第一次使用时：本区的名称，例如 云溪区")),
    ) -> None:
        migrate_if_needed()
        password = _create(username, title or _("管理员"), district.strip())
        sys.stdout.write(_("一次性密码（只显示这一次，登录后须改）：%(word)s") % {"word": password} + "\n")


@transaction.atomic
def _create(username: str, title: str, district: str) -> str:
    """All or nothing: the district if there is none, the account, its posting, a password that holds once."""
    at = clock.now()
    unit = units.district()
    if unit is None:
        if not district:
            raise Refusal(_("还没有任何单位，请加上 --district 区名，例如 --district 云溪区。"))
        unit = organisations.add_unit(
            parent=None, code="QU", name=district, kind="district", by=COMMAND_LINE, at=at
        )
    user = staff.add_account(username=username, title=title, password=None, by=COMMAND_LINE, at=at)
    staff.post(user=user, role="admin", unit=unit, valid_from=clock.today(), by=COMMAND_LINE, at=at)
    return staff.reset_password(user=user, by=COMMAND_LINE, at=at)
