"""`xinfang tick`: does what the schedule has due; to be run each minute where no worker runs."""

import json
import sys
from collections.abc import Sequence
from datetime import datetime

import typer
from django.utils.translation import gettext as _

from xinfang.faces.cli.upkeep import refuse_lost_key
from xinfang.kernel import clock
from xinfang.kernel.schedule.actions import Ran, Report, run_due

__all__ = ["offer"]


def offer(app: typer.Typer) -> None:
    """Add `tick`."""

    @app.command(help=_("做到了时间的定时任务，每分钟运行一次；已在运行 worker 的不需要它。"))
    def tick(as_json: bool = typer.Option(False, "--json", help=_("结果以 JSON 输出"))) -> None:
        refuse_lost_key()
        at = clock.now()
        reports = run_due(at=at)
        if as_json:
            sys.stdout.write(_as_json(reports, at) + "\n")
        else:
            _say(reports)
        if any(report.ran == Ran.FAILED for report in reports):
            raise typer.Exit(1)


def _say(reports: Sequence[Report]) -> None:
    """What failed goes to stderr: cron sends a mail of what is said there when stdout is thrown away."""
    told = [report for report in reports if report.ran != Ran.NOT_DUE]
    for report in told:
        out = sys.stderr if report.ran == Ran.FAILED else sys.stdout
        out.write(_("%(task)s：%(sentence)s") % {"task": report.label, "sentence": report.sentence} + "\n")
    if not told:
        sys.stdout.write(_("没有到时间的任务。") + "\n")


def _as_json(reports: Sequence[Report], at: datetime) -> str:
    tasks = [
        {
            "name": report.name,
            "ran": report.ran,
            "sentence": report.sentence,
            "since": report.since.isoformat() if report.since else None,
        }
        for report in reports
    ]
    return json.dumps({"at": at.isoformat(), "tasks": tasks}, ensure_ascii=False)
