"""Puts the administration commands on the `xinfang` command; one module a group."""

import typer

__all__ = ["offer"]


def offer(app: typer.Typer) -> None:
    """Add this face's commands."""
