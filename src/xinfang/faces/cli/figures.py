"""`xinfang figures`: every measure of a period, as a table or as JSON."""

import json
import sys
from datetime import date, datetime
from typing import Any

import typer
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from xinfang.insight.statistics import changes, periods, queries
from xinfang.insight.statistics.outside import outside
from xinfang.insight.statistics.periods import Period
from xinfang.insight.statistics.sources import of_its_time
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.registers.organisations.queries import by_code, short_names_on
from xinfang.registers.staff.scope import Scope, whole

__all__ = ["offer"]

DIVIDED = ("month", "channel", "class", "registered_unit", "unit")


def offer(app: typer.Typer) -> None:
    """Add `figures`."""

    @app.command(help=_("打印一个时期的全部指标，每个都带单位、基数和口径。"))
    def figures(
        year: int = typer.Option(..., help=_("年份，例如 2008")),
        half: int | None = typer.Option(None, help=_("半年，1 或 2")),
        quarter: int | None = typer.Option(None, help=_("季度，1 到 4")),
        month: int | None = typer.Option(None, help=_("月份，1 到 12")),
        months: str = typer.Option("", help=_("几个月，例如 1-11")),
        first: str = typer.Option("", "--from", help=_("从哪一天，例如 2008-05-12")),
        last: str = typer.Option("", "--to", help=_("到哪一天，含当天")),
        unit: str = typer.Option("", help=_("单位编码，含下级；不写是全区")),
        as_json: bool = typer.Option(False, "--json", help=_("输出 JSON")),
    ) -> None:
        try:
            _refuse_unknown(year)
            asked = periods.period(
                of=year,
                half_of=half,
                quarter_of=quarter,
                month_of=month,
                months=_months(months),
                first=_day(first),
                last=_day(last),
            )
            unit_id, unit_name = _unit(unit, asked.last)
        except Refusal as refusal:
            Console(stderr=True).print(str(refusal), highlight=False)
            raise typer.Exit(2) from None
        scope = whole(Actor(None, _("命令行"), origin="command line"))
        told = _told(scope, asked, unit_id, unit_name)
        if as_json:
            told["tables"] = _tables(scope, asked, unit_id)
            sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        else:
            _print(told)


def _refuse_unknown(year: int) -> None:
    if year > clock.today().year:
        raise Refusal(_("%(year)d 年还没有到，没有统计。") % {"year": year})
    if told := queries.before_the_register(year):
        raise Refusal(told)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refusal(_("“%(text)s”不是日期，请写成 2008-05-12 这样。") % {"text": text}) from None


def _months(text: str) -> tuple[int, int] | None:
    if not text:
        return None
    first, _sign, last = text.partition("-")
    if not all(each.isascii() and each.isdigit() and len(each) <= 2 for each in (first, last)):
        raise Refusal(_("“%(text)s”不是几个月，请写成 1-11 这样。") % {"text": text[:20]})
    return int(first), int(last)


def _unit(code: str, day: date) -> tuple[int | None, str]:
    if not code:
        return None, _("全区")
    unit = by_code(code)
    if unit is None:
        raise Refusal(_("没有编码为“%(code)s”的单位。") % {"code": code})
    return unit.pk, short_names_on(day, [unit.pk])[unit.pk]


def _told(scope: Scope, asked: Period, unit_id: int | None, unit_name: str) -> dict[str, Any]:
    found = [_row(each) for each in changes.compared(scope, asked, unit_id, clock.today())]
    change = asked.kind == "year" and changes.eleven_months(scope, asked, unit_id, clock.today())
    if change:
        found.append(_eleven_months(change, asked))
    found.append(_by_leader(queries.receptions_by_post(scope, asked, unit_id), asked))
    keys = {row["key"] for row in found}  # a measure of ours is never hidden by an indicator
    found += [_published(each, asked) for each in outside(asked) if each.key not in keys]
    return {
        "period": {"label": asked.label, "from": asked.first.isoformat(), "to": asked.last.isoformat()},
        "unit": unit_name,
        "rule": {
            "received_letters_and_persons": _("来信件数加来访人次"),
            "received_letters_and_batches": _("来信件数加来访批次"),
        },
        "cut_off": _local(clock.now()),
        "figures": found,
    }


def _row(found: changes.Compared) -> dict[str, Any]:
    figure = found.figure
    return {
        "key": figure.key,
        "name": figure.name,
        "value": figure.value,
        "unit": figure.unit,
        "base": figure.base,
        "base_value": figure.base_value,
        "share": None if figure.share is None else round(figure.share, 6),
        "a_year_before": _change(found.change),
        "period_before": None if found.step is None else _change(found.step),
        "definition": figure.definition,
        "source": figure.source,
        "version": figure.version,
    }


def _published(figure: queries.Figure, asked: Period) -> dict[str, Any]:
    """What others published, beside what they published of the year before."""
    before = {each.key: each.value for each in outside(asked.a_year_before())}
    return _row(changes.Compared(figure, changes.Change(figure.value, before.get(figure.key), counted=False)))


def _change(found: changes.Change) -> dict[str, Any]:
    """The value then, how much more it is now, and in whole percent where there is a base."""
    return {"value": found.before, "difference": found.difference, "percent": found.percent}


def _tables(scope: Scope, asked: Period, unit_id: int | None) -> dict[str, list[dict[str, Any]]]:
    """What was received in its parts, by dimension; each list adds up to the figure `received`."""
    return {
        dimension: [
            {"key": part.key, "name": part.name, "value": part.value}
            for part in queries.parts(scope, "received", asked, dimension, unit_id)
        ]
        for dimension in DIVIDED
    }


def _eleven_months(change: changes.Change, asked: Period) -> dict[str, Any]:
    """The comparison that a chapter prints before December is over; null without a year before."""
    key, name, definition, source = changes.ELEVEN_MONTHS
    return {
        "key": key,
        "name": str(name),
        "value": change.percent,
        "unit": "%",
        "base": "received_letters_and_persons",
        "base_value": change.before,
        "share": None,
        "definition": str(definition),
        "source": of_its_time(str(source), asked),
        "version": 1,
    }


def _by_leader(leaders: list[queries.LeaderRow], asked: Period) -> dict[str, Any]:
    """A table: post -> [times, batches, persons]."""
    table = {row.post: [row.times, row.batches, row.persons] for row in leaders}
    return {
        "key": "reception_by_leader",
        "name": _("各位领导接访"),
        "value": table,
        "unit": _("次/批/人次"),
        "base": None,
        "base_value": None,
        "share": None,
        "definition": _("按职务列出接访次数、接待批次和人次。"),
        "source": of_its_time(_("《信访工作条例》（2022）第十八条；《信访条例》（2005）第十条"), asked),
        "version": 1,
    }


def _written(value: Any) -> str:
    if value is None:
        return "—"
    if isinstance(value, dict):
        return "\n".join(f"{post} {'/'.join(map(str, row))}" for post, row in value.items()) or "—"
    return str(value)


def _local(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


def _print(told: dict[str, Any]) -> None:
    title = f"{told['period']['label']} · {told['unit']}"
    table = Table(title=title, caption=_("截至 %(moment)s") % {"moment": told["cut_off"]})
    for heading in (_("指标"), _("数"), _("单位"), _("占"), _("口径")):
        table.add_column(heading, justify="right" if heading == _("数") else "left", overflow="fold")
    names = {row["key"]: row["name"] for row in told["figures"]}
    for row in told["figures"]:
        share = "" if row["share"] is None else f"{names[row['base']]} {row['share']:.1%}"
        table.add_row(row["name"], _written(row["value"]), row["unit"], share, row["definition"])
    Console(file=sys.stdout).print(table)
