"""`xinfang demo`: a whole office with a fictional district, in one command."""

import importlib
import importlib.util
import sys
from collections.abc import Callable
from types import ModuleType

import typer
from django.db import connection
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from xinfang.faces.cli.collecting import collect_if_stale
from xinfang.faces.cli.processes import Company
from xinfang.faces.cli.progressing import doing, shown
from xinfang.faces.cli.serving import refuse_taken_port
from xinfang.faces.cli.upkeep import migrate_if_needed

__all__ = ["offer"]

DATA = "xinfang.faces.cli.demonstration"


def offer(app: typer.Typer) -> None:
    """Add the group `demo`; alone it serves."""
    group = typer.Typer(help=_("演示：虚构的云溪区信访局，单独输入即启动。"), invoke_without_command=True)
    app.add_typer(group, name="demo")
    data = _data()
    if data is not None and hasattr(data, "offer"):
        data.offer(group)

    @group.callback()
    def demo(
        context: typer.Context,
        bind: str = typer.Option("127.0.0.1:8000", help=_("地址和端口")),
        load: bool = typer.Option(True, help=_("数据库为空时装入演示数据")),
    ) -> None:
        if context.invoked_subcommand is None:
            _serve(bind, load=load)
        else:
            migrate_if_needed()


def _serve(bind: str, *, load: bool) -> None:
    refuse_taken_port(bind)
    screen = Console(stderr=True)
    with doing(screen, _("准备数据库和页面文件")):
        migrate_if_needed()
        collect_if_stale()
    data = _data() if load else None
    if data is not None:
        with shown(screen) as progress:
            data.load_if_empty(progress)
    connection.close()  # it would stand idle as long as the office is open
    company = Company()
    company.add(_("网页服务"), "serve", "--bind", bind)
    company.add(_("后台任务"), "worker")
    address = f"http://{bind}"
    company.run(lambda: _welcome(address, data), f"{address}/accounts/login/")


def _data() -> ModuleType | None:
    """The module with the demonstration's data, imported only when it is asked for."""
    return importlib.import_module(DATA) if importlib.util.find_spec(DATA) else None


def _welcome(address: str, data: ModuleType | None) -> None:
    screen = Console(file=sys.stdout, soft_wrap=True)
    say: Callable[[str], None] = screen.print
    say(_("已启动，打开 %(address)s 即可；群众查询在 %(address)s/follow/。") % {"address": address})
    if data is not None and data.ACCOUNTS:
        table = Table(
            _("用户名"), _("密码"), _("岗位"), _("单位"), title=_("演示账号（人物和事项都是虚构的）")
        )
        for account in data.ACCOUNTS:
            table.add_row(*map(str, account))
        screen.print(table)
    say(_("按 Ctrl-C 停止。"))
