"""`xinfang report`: files by their ending, the same again, a sentence and 2 for what does not exist."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import typer
from django.db import connection
from typer.testing import CliRunner

from xinfang.casework.intake.actions import register_many
from xinfang.engines.figurelint import lint, text_of
from xinfang.faces.cli import reporting
from xinfang.insight.yearbook import actions, verifying
from xinfang.insight.yearbook.models import FiguresReport
from xinfang.kernel.actor import Actor


@pytest.fixture
def run(district: Any, arrival: Any, at: datetime) -> Any:
    """Type `xinfang report …` over a register of a letter of May 2008 and one of 2026."""
    old = datetime(2008, 5, 1, 0, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    register_many(
        [arrival(received_at=old), arrival()],
        unit_id=district.street.pk,
        by=Actor(1, "登记员1号"),
        at=at,
    )
    app = typer.Typer()
    app.callback()(lambda: None)
    reporting.offer(app)
    return lambda *words: CliRunner().invoke(app, ["report", *words])


@pytest.mark.parametrize("ending", ["docx", "md", "json", "txt", "xlsx"])
def test_the_chapter_is_written_by_ending_and_comes_out_the_same(
    run: Any, tmp_path: Path, ending: str
) -> None:
    one, two = tmp_path / f"one.{ending}", tmp_path / f"two.{ending}"
    for out in (one, two):
        result = run("chapter", "--year", "2008", "--out", str(out))
        assert result.exit_code == 0, result.output
    assert one.read_bytes() == two.read_bytes()
    assert "截至" in result.stderr
    if ending in ("docx", "md", "txt"):
        assert lint(text_of(one.read_bytes(), one.name)) == []


def test_a_year_in_which_most_rooms_are_empty_reads_well(run: Any, tmp_path: Path) -> None:
    out = tmp_path / "chapter.txt"
    run("chapter", "--year", "2008", "--out", str(out))
    text = out.read_text("utf-8")
    assert "处理接待群众来信、来访1件（次），其中来信1件，来访0人次；没有登记联名信，没有登记集体访。" in text
    assert "没有登记受理的信访案件。" in text
    assert "2008年没有登记领导接访。" in text
    assert "积案" not in text
    assert "None" not in text


def test_json_tells_everything(run: Any, tmp_path: Path) -> None:
    out = tmp_path / "month.json"
    assert run("month", "--year", "2008", "--month", "5", "--out", str(out)).exit_code == 0
    told = json.loads(out.read_text("utf-8"))
    assert (told["period"], told["from"], told["to"]) == ("2008年5月", "2008-05-01", "2008-05-31")
    figures = {row["key"]: row["value"] for row in told["figures"]}
    assert figures["letters"] == 1
    assert told["lint"] == []
    assert len(told["checksum"]) == 64


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("week", "--year", "2008"), "没有“week”这种报告"),
        (("month", "--year", "2008"), "要写明哪个季度或者哪个月"),
        (("month", "--year", "2008", "--quarter", "2"), "不按这样的时期出"),
        (("chapter", "--year", "2099"), "还没有到"),
        (("chapter", "--year", "1999"), "登记从 2008 年开始"),
        (("chapter", "--year", "2008", "--unit", "NO"), "没有编码为“NO”的单位"),
        (("topic", "--year", "2008"), "要选一个专题"),
        (("topic", "--year", "2008", "--topic", "洪水"), "没有“洪水”这个专题"),
    ],
)
def test_what_is_not_there_is_refused_in_words(run: Any, tmp_path: Path, words: Any, told: str) -> None:
    out = tmp_path / "chapter.md"
    result = run(*words, "--out", str(out))
    assert result.exit_code == 2
    assert told in result.stderr
    assert not out.exists()


def test_an_ending_nobody_writes_and_a_folder_that_is_not_there(run: Any, tmp_path: Path) -> None:
    odd = run("chapter", "--year", "2008", "--out", str(tmp_path / "chapter.odt"))
    assert (odd.exit_code, "不会写“chapter.odt”这种文件" in odd.stderr) == (2, True)
    gone = run("chapter", "--year", "2008", "--out", str(tmp_path / "none" / "c.md"))
    assert (gone.exit_code, "写不了文件" in gone.stderr) == (2, True)


def test_a_chart_is_written_as_a_picture(run: Any, tmp_path: Path) -> None:
    out = tmp_path / "months.svg"
    assert run("year", "--year", "2008", "--chart", "month", "--out", str(out)).exit_code == 0
    assert "各月收到信访件" in out.read_text("utf-8")
    none = run("year", "--year", "2008", "--chart", "moon", "--out", str(tmp_path / "moon.png"))
    assert (none.exit_code, "没有“moon”这张图" in none.stderr) == (2, True)


def test_a_stored_report_is_verified_and_what_was_changed_in_it_is_told(run: Any, tmp_path: Path) -> None:
    for kind in ("chapter", "year"):
        run(kind, "--year", "2008", "--out", str(tmp_path / f"{kind}.txt"))
    chapter, year = FiguresReport.objects.order_by("pk")
    told = run("verify", "--all")
    assert (told.exit_code, told.stdout.count("：相符"), "2 份，0 份不符" in told.stdout) == (0, 2, True)
    FiguresReport.objects.filter(pk=chapter.pk).update(text="来信{{letters}}。")
    told = run("verify", str(chapter.pk))
    assert told.exit_code == 1
    assert "内容和校验值不符" in told.stdout
    assert run("verify", str(year.pk)).exit_code == 0
    changed = FiguresReport.objects.get(pk=chapter.pk)
    FiguresReport.objects.filter(pk=chapter.pk).update(checksum=verifying.checksum_of(changed))
    told = run("verify", "--all")
    assert told.exit_code == 1
    assert "校验值和审计记录不符" in told.stdout
    assert "内容和校验值不符" not in told.stdout


@pytest.mark.django_db(transaction=True)
def test_a_draft_that_is_edited_while_it_is_verified_is_no_fault(
    run: Any, tmp_path: Path, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The edit comes between the report and what the audit saw of it."""
    run("chapter", "--year", "2008", "--out", str(tmp_path / "chapter.txt"))
    faults_of = verifying.faults_of

    def late(report: FiguresReport) -> list[str]:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(edited, report).result(timeout=30)
        return faults_of(report)

    def edited(report: FiguresReport) -> None:
        given = {"text": "来信{{letters}}。", "contributor": "", "seen": report.checksum}
        try:
            actions.edit_report(report_id=report.pk, **given, by=Actor(1, "统计员1号"), at=at)
        finally:
            connection.close()

    monkeypatch.setattr(verifying, "faults_of", late)
    told = run("verify", "--all")
    assert (told.exit_code, "1 份，0 份不符" in told.stdout) == (0, True), told.output
    monkeypatch.undo()
    assert FiguresReport.objects.get().text == "来信{{letters}}。\n"
    assert run("verify", "--all").exit_code == 0


@pytest.mark.parametrize(
    ("words", "told"), [((), "哪一份"), (("9", "--all"), "哪一份"), (("999999",), "没有第 999999 号报告")]
)
def test_what_cannot_be_verified_is_refused_in_words(run: Any, words: Any, told: str) -> None:
    result = run("verify", *words)
    assert (result.exit_code, told in result.stderr) == (2, True)


def test_a_report_without_a_year_or_a_file_is_refused_in_words(run: Any) -> None:
    result = run("chapter", "--year", "2008")
    assert (result.exit_code, "--out" in result.stderr) == (2, True)
