"""`xinfang config show`: the values in force, secrets masked."""

import os
import sys

import typer
from django.conf import settings
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

__all__ = ["offer"]

MASK = "••••••"


def offer(app: typer.Typer) -> None:
    """Add the group `config`."""
    group = typer.Typer(help=_("查看配置。"), no_args_is_help=True)
    app.add_typer(group, name="config")

    @group.callback()
    def config() -> None:
        """A group of one command stays a group."""

    @group.command(help=_("显示生效的配置；密钥和密码不显示。"))
    def show() -> None:
        table = Table(_("环境变量"), _("值"), _("来源"))
        # Read by the embedded server's launcher before the settings are, so it is not among those asked.
        given = _("环境") if os.environ.get("XINFANG_HOME") else _("默认")
        table.add_row("XINFANG_HOME", str(settings.XINFANG_HOME), given)
        for name, asked in sorted(settings.XINFANG_ENVIRONMENT.items()):
            value = MASK if asked.secret and asked.value else asked.value
            table.add_row(name, value, _("环境") if asked.given else _("默认"))
        screen = Console(file=sys.stdout)
        screen.print(table)
        screen.print(_("数据在 %(home)s。") % {"home": settings.XINFANG_HOME}, highlight=False)
