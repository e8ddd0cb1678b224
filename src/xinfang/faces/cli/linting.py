"""`xinfang lint`: the figures of a report that cannot be right, in sentences or as JSON."""

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

import typer
from django.utils.translation import gettext as _

from xinfang.engines.figurelint import MOST, Finding, TextRefused, lint, passed_over, text_of

__all__ = ["offer"]

FOUND, UNREADABLE = 1, 2


def offer(app: typer.Typer) -> None:
    """Add `lint`."""

    @app.command(name="lint", help=_("核对一份报告里的数字：合计、百分比、同比、部分与全部。"))
    def lint_file(
        file: Path = typer.Argument(..., help=_("报告：.txt、.md 或 .docx")),
        as_json: bool = typer.Option(False, "--json", help=_("输出 JSON")),
    ) -> None:
        try:
            text = text_of(file.read_bytes(), file.name)
        except TextRefused as refused:
            _refuse(file, _(refused.message_id) % refused.params)
        except OSError as error:
            _refuse(file, _why(error))
        findings, unread = lint(text), passed_over(text)
        for line in unread:
            told_line = _("第 %(line)d 行：一句里的数超过 %(most)d 个，没有核对。请按句号分开。")
            sys.stderr.write(told_line % {"line": line, "most": MOST} + "\n")
        if as_json:
            told: dict[str, Any] = {"file": file.name, "findings": [_row(each) for each in findings]}
            told |= {"unread": unread} if unread else {}
            sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        else:
            sys.stdout.write(_told(findings))
        raise typer.Exit(FOUND if findings else 0)


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return _("没有这个文件。")
    if isinstance(error, IsADirectoryError):
        return _("这是文件夹，不是文件。")
    if isinstance(error, PermissionError):
        return _("没有权限读这个文件。")
    return _("读不到这个文件（%(reason)s）。") % {"reason": error.strerror}


def _refuse(file: Path, sentence: str) -> NoReturn:
    sys.stderr.write(f"{file.name or file}: {sentence}\n")
    raise typer.Exit(UNREADABLE)


def _row(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "line": finding.line,
        "column": finding.column,
        "start": finding.start,
        "end": finding.end,
        "quote": finding.quote,
        "sentence": finding.sentence,
        "fault": _(finding.fault_id) % finding.params,
        "sum": finding.sum,
        "holds": _(finding.holds_id) % finding.params,
    }


def _told(findings: list[Finding]) -> str:
    if not findings:
        return _("没有发现对不上的数字。") + "\n"
    lines = []
    for row in map(_row, findings):
        lines += [
            _("第 %(line)d 行第 %(column)d 字：%(fault)s") % row,
            "  " + _("原句：%(sentence)s") % row,
            "  " + _("算式：%(sum)s") % row,
            "  " + _("怎样才对：%(holds)s") % row,
            "",
        ]
    return "\n".join([*lines, _("共 %(count)d 处对不上。") % {"count": len(findings)}, ""])
