"""`xinfang worker`: runs the jobs that pages have put in the queue, delivers notices, keeps the schedule."""

import asyncio
import logging

import typer
from django.utils.translation import gettext as _
from procrastinate import BaseConnector
from procrastinate.contrib.django import app as jobs
from procrastinate.contrib.django.django_connector import DjangoConnector

from xinfang.faces.cli.rounds import rounds
from xinfang.faces.cli.serving import end_with
from xinfang.faces.cli.upkeep import refuse_lost_key

__all__ = ["offer"]


def offer(app: typer.Typer) -> None:
    """Add `worker`."""

    @app.command(help=_("处理后台任务：导入、大批量导出、发送通知和定时任务。"))
    def worker(
        concurrency: int = typer.Option(1, min=1, help=_("同时处理的任务数")),
        parent: int = typer.Option(0, hidden=True),
    ) -> None:
        refuse_lost_key()
        end_with(parent)
        # Job arguments are row ids only, but the queue would log every one of them at INFO.
        logging.getLogger("procrastinate").setLevel(logging.WARNING)
        beside = rounds()
        for each in beside:
            each.start()
        try:
            asyncio.run(_work(concurrency))
        finally:
            for each in beside:
                each.stop()


def _connector() -> BaseConnector:
    """A connector that waits for jobs; Django's own only puts them in the queue."""
    assert isinstance(jobs.connector, DjangoConnector)
    return jobs.connector.get_worker_connector()


async def _work(concurrency: int) -> None:
    with jobs.replace_connector(_connector()) as running:
        async with running.open_async():
            await running.run_worker_async(concurrency=concurrency, shutdown_graceful_timeout=20)
