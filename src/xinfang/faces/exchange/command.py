"""Puts `import` and `export` on the `xinfang` command."""

import typer

__all__ = ["offer"]


def offer(app: typer.Typer) -> None:
    """Add this face's commands."""
