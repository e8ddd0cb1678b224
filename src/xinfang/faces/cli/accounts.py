"""`xinfang createadmin`: the first account of a new site."""

import typer

__all__ = ["offer"]


def offer(app: typer.Typer) -> None:
    """Add `createadmin`."""
