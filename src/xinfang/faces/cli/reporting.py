"""`xinfang report`: a report or the yearbook's chapter from the register, into a file by its ending."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn
from uuid import uuid4

import typer
from django.utils.translation import gettext as _

from xinfang.insight.composition.drawing import PICTURES
from xinfang.insight.yearbook import actions, queries, verifying
from xinfang.insight.yearbook.actions import Wanted
from xinfang.insight.yearbook.kinds import KINDS
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.kernel.moments import one_moment
from xinfang.registers.organisations.queries import by_code, district
from xinfang.registers.staff.scope import Scope, whole
from xinfang.registers.topics.queries import special_topics

__all__ = ["offer"]

CHANGED, REFUSED = 1, 2


def offer(app: typer.Typer) -> None:
    """Add the command `report`."""

    @app.command(
        help=_(
            "出报告：chapter 年鉴稿、year 年报、quarter 季报、month 月报、topic 专题报告；verify 核对存着的。"
        )
    )
    def report(
        kind: str = typer.Argument(..., help=_("chapter、year、quarter、month 或者 topic；verify 是核对")),
        number: int | None = typer.Argument(None, help=_("verify：哪一份，报告页地址里的号")),
        year: int | None = typer.Option(None, help=_("年份，例如 2008")),
        out: Path | None = typer.Option(None, help=_("文件：.docx .pdf .md .txt .json .xlsx；图 .svg .png")),
        quarter: int | None = typer.Option(None, help=_("季度，1 到 4")),
        month: int | None = typer.Option(None, help=_("月份，1 到 12")),
        unit: str = typer.Option("", help=_("单位编码，含下级；不写是全区")),
        topic: str = typer.Option("", help=_("专题的名称")),
        chart: str = typer.Option("", help=_("只要一张图：month、class 或者 unit")),
        contributor: str = typer.Option("", help=_("供稿人，印在年鉴稿末尾")),
        every: bool = typer.Option(False, "--all", help=_("verify：核对存着的每一份")),
    ) -> None:
        if kind == "verify":
            raise typer.Exit(_verify(number, every))
        if year is None or out is None:
            _refuse(_("出报告要写明 --year 和 --out。"))
        try:
            ending = _ending(out, PICTURES if chart else queries.FILES)
            wanted = Wanted(kind, year, _unit(unit), _part(kind, quarter, month), _topic(topic), contributor)
            made, data = _made(wanted, ending, chart)
            out.write_bytes(data)
        except Refusal as refusal:
            _refuse("\n".join(str(problem.sentence) for problem in refusal.problems))
        except OSError as error:
            _refuse(_("写不了文件 %(file)s：%(reason)s。") % {"file": out, "reason": error.strerror})
        _tell(made, out)


def _made(wanted: Wanted, ending: str, chart: str) -> tuple[queries.FiguresReport, bytes]:
    by = Actor(None, _("命令行"), origin="command line")
    scope: Scope = whole(by)
    made = actions.compose_report(wanted=wanted, scope=scope, form_key=uuid4(), by=by, at=clock.now())
    if not chart:
        return made, queries.file_of(made, ending)
    drawn = queries.chart_of(made, chart, ending)
    if drawn is None:
        raise Refusal(_("这份报告没有“%(chart)s”这张图。") % {"chart": chart})
    return made, drawn[1]


def _verify(number: int | None, every: bool) -> int:
    """Say of each report whether it is as it was stored; 1 when one is not."""
    if (number is None) != every:
        _refuse(_("要核对哪一份？请写报告的号，或者 --all。"))
    read = wrong = 0
    with one_moment():  # a report and what the audit saw of it, before an edit or after it
        for report in verifying.stored(number):
            faults = verifying.faults_of(report)
            told = {"number": report.pk, "title": report.title, "checksum": report.checksum[:16]}
            if faults:
                sys.stdout.write(_("%(number)d %(title)s：不符") % told + "\n")
                sys.stdout.writelines(f"  {sentence}\n" for sentence in faults)
            else:
                sys.stdout.write(_("%(number)d %(title)s：相符，校验值 %(checksum)s") % told + "\n")
            read, wrong = read + 1, wrong + bool(faults)
    if number is not None and not read:
        _refuse(_("没有第 %(number)d 号报告。") % {"number": number})
    sys.stdout.write(_("核对了 %(read)d 份，%(wrong)d 份不符。") % {"read": read, "wrong": wrong} + "\n")
    return CHANGED if wrong else 0


def _tell(made: queries.FiguresReport, out: Path) -> None:
    """On stderr: what was written, what is marked, what the lint says."""
    told = _("%(title)s（%(period)s）写到 %(file)s；截至 %(cut_off)s，校验值 %(checksum)s。")
    words = {**made.words, "title": made.title, "file": out, "checksum": made.checksum[:16]}
    sys.stderr.write(told % words + "\n")
    document = queries.document_of(made)
    for sentence, faults in document.faults:
        sys.stderr.write(
            _("这一句缺数：%(sentence)s（%(why)s）")
            % {"sentence": sentence.text.strip(), "why": _("；").join(faults)}
            + "\n"
        )
    for found in queries.findings(document):
        sys.stderr.write(_("数字对不上：%(sentence)s（%(fault)s）") % found + "\n")


def _ending(out: Path, possible: Iterable[str]) -> str:
    ending = out.suffix.removeprefix(".").lower()
    if ending not in possible:
        known = _("、").join(f".{each}" for each in possible)
        raise Refusal(_("不会写“%(name)s”这种文件；可以是%(known)s。") % {"name": out.name, "known": known})
    return ending


def _part(kind: str, quarter: int | None, month: int | None) -> int | None:
    stretch = KINDS[kind].stretch if kind in KINDS else ""
    given = {"quarter": quarter, "month": month}
    wrong = [name for name, value in given.items() if value is not None and name != stretch]
    if wrong and stretch:
        raise Refusal(_("%(kind)s不按这样的时期出。") % {"kind": KINDS[kind].name})
    return given.get(stretch)


def _unit(code: str) -> int:
    unit = by_code(code) if code else district()
    if unit is None:
        raise Refusal(_("没有编码为“%(code)s”的单位。") % {"code": code} if code else _("还没有设立单位。"))
    return int(unit.pk)


def _topic(name: str) -> int | None:
    if not name:
        return None
    found = [each.pk for each in special_topics() if each.name == name]
    if not found:
        known = _("、").join(each.name for each in special_topics())
        raise Refusal(_("没有“%(name)s”这个专题；有：%(known)s。") % {"name": name, "known": known or "—"})
    return int(found[0])


def _refuse(sentence: str) -> NoReturn:
    sys.stderr.write(sentence + "\n")
    raise typer.Exit(REFUSED)
