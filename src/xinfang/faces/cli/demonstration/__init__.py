"""The demonstration's data: a fictional district with the year 2008 of a yearbook chapter."""

import typer
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console

from xinfang.faces.cli.demonstration import appraising, lives, outside, recent, sentences, year_2008
from xinfang.faces.cli.demonstration.accounts import ACCOUNTS
from xinfang.faces.cli.demonstration.office import Office
from xinfang.faces.cli.progressing import Shown, shown
from xinfang.insight.statistics import queries
from xinfang.kernel import clock
from xinfang.kernel.notices.actions import count_as_read
from xinfang.registers.calendars.queries import calendar

__all__ = ["ACCOUNTS", "load_if_empty", "offer"]


def offer(group: typer.Typer) -> None:
    """Add `year-2008` to the group `demo`."""

    @group.command("year-2008", help=_("装入虚构的云溪区 2007、2008 两年的登记；再运行一次不会增加什么。"))
    def year() -> None:
        screen = Console(stderr=True)
        with shown(screen) as progress:
            _load_year(progress)
        screen.print(_("已装入。试试 xinfang figures --year 2008。"))


def load_if_empty(progress: Shown) -> bool:
    """Load the two years and some recent arrivals where nothing was ever registered; says whether it did."""
    if not queries.register_is_empty():
        return False
    office = _load_year(progress)
    task = progress.add_task(_("装入近期来件"), total=recent.COUNT)
    sentences.keep(clock.now())
    recent.build(office, clock.now(), lambda count: progress.advance(task, count))
    progress.update(task, description=_("办理近期来件"))
    lives.build(office, clock.now())
    outside.last_month(office, clock.now(), calendar())
    appraising.begin(office, clock.now())
    now = timezone.localtime(clock.now())
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    count_as_read(before=today, by=office.clerk, at=clock.now())  # the bell rings for today's alone
    return True


def _load_year(progress: Shown) -> Office:
    task = progress.add_task(_("装入演示年度"), total=year_2008.steps())
    return year_2008.build(
        lambda count: progress.advance(task, count),
        lambda part: progress.update(task, description=part),
    )
