"""The `xinfang` command: each face offers its part, this file puts them together."""

import os

import typer

__all__ = ["app", "run"]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xinfang.project.settings")
app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="信访 · xinfang"
)


def run() -> None:
    """Entry point of the console script."""
    import django

    django.setup()
    from xinfang.faces.cli import command as administration
    from xinfang.faces.exchange import command as exchange

    administration.offer(app)
    exchange.offer(app)
    app()
