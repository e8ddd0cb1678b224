"""`migrate`, `check`, `manage`: what an administrator does to keep a site well."""

import sys

import typer
from django.core.management import ManagementUtility, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from rich.console import Console

from xinfang.faces.cli.findings import findings
from xinfang.kernel import clock
from xinfang.kernel.errors import Refusal
from xinfang.kernel.secrets.fitting import refuse_other_key

__all__ = ["migrate_if_needed", "offer", "refuse_lost_key"]


def offer(app: typer.Typer) -> None:
    """Add the three commands."""

    @app.command(help=_("建立或更新数据库里的表。"))
    def migrate() -> None:
        done = migrate_if_needed()
        sys.stderr.write((_("已更新 %(count)d 步。") % {"count": done} if done else _("已经是最新。")) + "\n")

    @app.command(help=_("检查这一台是否可以正式使用，逐项说明怎么改。"))
    def check() -> None:
        screen = Console(file=sys.stdout, soft_wrap=True)
        bad = 0
        for finding in findings():
            bad += not finding.well
            screen.print(f"{'✓' if finding.well else '✗'} {finding.sentence}", highlight=False, markup=False)
        if bad:
            raise Refusal(_("有 %(count)d 项需要处理。") % {"count": bad})

    @app.command(
        help=_("直接使用 Django 的命令，供开发者用。"),
        add_help_option=False,
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    )
    def manage(context: typer.Context) -> None:
        ManagementUtility(["xinfang manage", *context.args]).execute()


def migrate_if_needed() -> int:
    """Apply what is missing, then see that the key fits; returns how many steps that were."""
    executor = MigrationExecutor(connection)
    steps = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if steps:
        call_command("migrate", interactive=False, verbosity=0)
    refuse_other_key(at=clock.now())
    return steps


def refuse_lost_key() -> None:
    """Before a process that stays: refuse a key that does not fit. Leaves no connection to be inherited."""
    refuse_other_key(at=clock.now())
    connection.close()
