"""Puts the administration commands on the `xinfang` command; one module a group."""

import typer

from xinfang.faces.cli import (
    accounts,
    configuration,
    demo,
    figures,
    policy,
    linting,
    serving,
    ticking,
    upkeep,
    working,
)

__all__ = ["offer"]


def offer(app: typer.Typer) -> None:
    """Add this face's commands."""
    for group in (serving, working, ticking, demo, figures, upkeep, policy, accounts, configuration):
    for group in (serving, working, ticking, demo, figures, linting, upkeep, accounts, configuration):
        group.offer(app)
