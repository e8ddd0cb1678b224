"""`xinfang policy check`: each article with its clock, its documents and its test."""

import sys

import typer
from django.utils.translation import gettext as _
from rich.console import Console

from xinfang.faces.cli.articles import EXAMPLES, Article, articles
from xinfang.kernel.errors import Refusal

__all__ = ["offer"]


def offer(app: typer.Typer) -> None:
    """Add the group `policy`."""
    group = typer.Typer(help=_("条款、时限、文书和例子是否一致。"), no_args_is_help=True)
    app.add_typer(group, name="policy")

    @group.callback()
    def policy() -> None:
        """Keep `check` a command of its own, though it is the only one."""

    @group.command(help=_("逐条列出条款的时限、说明、文书和例子；缺一样就以 1 退出。"))
    def check() -> None:
        screen = Console(file=sys.stdout, soft_wrap=True, highlight=False, markup=False)
        found = articles()
        for each in found:
            screen.print(f"{'✗' if each.lacking else '✓'} {each.name}")
            for line in _told(each):
                screen.print(f"    {line}")
        lacking = sum(len(each.lacking) for each in found)
        if lacking:
            raise Refusal(_("有 %(count)d 处缺条款、时限或例子。") % {"count": lacking})


def _told(each: Article) -> list[str]:
    comma, none = _("、"), "—"
    clocks = comma.join(each.clocks) or _("没有日数")
    lines = [
        _("时限：%(clocks)s") % {"clocks": clocks},
        _("说明：%(pages)s") % {"pages": comma.join(f"docs/policy/{page}" for page in each.pages) or none},
        _("文书：%(letters)s") % {"letters": comma.join(each.letters) or none},
    ]
    if each.clocks:
        lines.append(_("例子：%(n)d 个，%(file)s") % {"n": each.examples, "file": EXAMPLES})
    return [*lines, *(f"✗ {sentence}" for sentence in each.lacking)]
