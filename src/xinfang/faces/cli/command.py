"""Puts the administration commands on the `xinfang` command; one module a group."""

import typer

from xinfang.faces.cli import (
    accounts,
    configuration,
    demo,
    figures,
    linting,
    policy,
    reporting,
    serving,
    ticking,
    upkeep,
    working,
)

__all__ = ["offer"]


def offer(app: typer.Typer) -> None:
    """Add this face's commands."""
    groups = (
        serving,
        working,
        ticking,
        demo,
        figures,
        reporting,
        linting,
        upkeep,
        policy,
        accounts,
        configuration,
    )
    for group in groups:
        group.offer(app)
