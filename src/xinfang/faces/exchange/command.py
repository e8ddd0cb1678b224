"""Puts `import` on the `xinfang` command."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["offer"]


def offer(app: typer.Typer) -> None:
    """Add this face's commands."""
    app.command("import")(import_table)


def import_table(
    file: Annotated[Path, typer.Argument(help="表格：.xlsx .xls .csv（UTF-8 或 GB18030）")],
    mapping: Annotated[
        Path | None, typer.Option("--map", help="列对照：TOML，写法见 docs/guides/import-a-register.md")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查，什么都不写")] = False,
    unit: Annotated[str, typer.Option("--unit", help="登记单位的编码；不填为区本级")] = "",
    channel: Annotated[
        str, typer.Option("--channel", help="没有“信访形式”列时的来件方式：online letter visit phone")
    ] = "",
    errors: Annotated[
        Path | None, typer.Option("--errors", help="未导入的行写到这里；不填为 文件名-未导入.xlsx")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="结果以 JSON 输出")] = False,
    no_repeats: Annotated[bool, typer.Option("--no-repeats", help="不筛重")] = False,
) -> None:
    """导入登记表：原样识别列名，重复的行不再登记，不能登记的行写进一张可改正的表。

    退出码：0 每一行都已登记、已在册或已写进未导入表；1 中断，再运行一次即接着导入；2 文件或参数不能用。
    """
    from xinfang.faces.exchange.console import Order, carry_out
    from xinfang.kernel import clock
    from xinfang.kernel.secrets.fitting import refuse_other_key

    refuse_other_key(at=clock.now())
    order = Order(file, mapping, dry_run, unit, channel, errors, as_json, not no_repeats)
    raise typer.Exit(carry_out(order))
