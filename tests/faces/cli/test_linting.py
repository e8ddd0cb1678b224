"""`xinfang lint`: sentences or JSON, 0 clean, 1 findings, 2 unreadable; every file refused in words."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
import typer
from django.utils import translation
from typer.testing import CliRunner

from xinfang.faces.cli import linting

WRONG = "下访督导17起案件，息诉息访率达到54%。"
RIGHT = "下访督导17起案件，息诉息访率达到52.9%。"


@pytest.fixture
def run(tmp_path: Path) -> Any:
    """Write a file and type `xinfang lint` on it."""
    app = typer.Typer()
    app.callback()(lambda: None)
    linting.offer(app)

    def typed(data: bytes | str | None, name: str = "报告.txt", *words: str) -> Any:
        path = tmp_path / name
        if data is not None:
            path.write_bytes(data.encode() if isinstance(data, str) else data)
        return CliRunner().invoke(app, ["lint", str(path), *words])

    return typed


def word(*paragraphs: str, row: tuple[str, ...] = (), rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """A Word document of paragraphs, and perhaps a table of one row, or of several, after them."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    rows = rows or ((row,) if row else ())
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for line, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(line.cells, texts, strict=True):
                cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def packed(document: str) -> bytes:
    """A .docx around a hand-made document."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
    return buffer.getvalue()


def test_a_clean_report_is_said_to_be_so(run: Any) -> None:
    result = run(RIGHT)
    assert (result.exit_code, result.stdout) == (0, "没有发现对不上的数字。\n")


def test_a_finding_has_place_sentence_sum_and_what_would_hold(run: Any) -> None:
    result = run("概况\n" + WRONG)
    assert result.exit_code == 1
    assert "第 2 行第 18 字：17起里没有哪个整数合 54%。" in result.stdout
    assert f"原句：{WRONG}" in result.stdout
    assert "算式：9÷17=52.9%，10÷17=58.8%" in result.stdout
    assert "怎样才对：52.9% 或 58.8%" in result.stdout
    assert "共 1 处对不上。" in result.stdout


def test_json_is_for_machines(run: Any) -> None:
    result = run(WRONG, "报告.md", "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert told["file"] == "报告.md"
    (row,) = told["findings"]
    assert (row["kind"], row["line"], row["column"], row["quote"]) == ("rate", 1, 18, "54%")
    assert json.loads(run(RIGHT, "报告.md", "--json").stdout) == {"file": "报告.md", "findings": []}


def test_english_for_those_who_read_it(run: Any) -> None:
    with translation.override("en"):
        result = run(WRONG)
    assert "Line 1, character 18: No whole number out of 17起 is 54%." in result.stdout


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_the_encodings_that_offices_use(run: Any, encoding: str) -> None:
    assert run(WRONG.encode(encoding)).exit_code == 1


def test_word_is_read_and_cells_side_by_side_are_no_sentence(run: Any) -> None:
    assert run(word("概况", WRONG), "报告.docx").exit_code == 1
    assert run(word(RIGHT, row=("下访督导17起案件", "息诉息访率达到54%")), "报告.docx").exit_code == 0


def test_sentences_in_a_frame_are_read_as_sentences(run: Any) -> None:
    assert run(word(RIGHT, row=(WRONG,)), "报告.docx").exit_code == 1
    assert run(word(RIGHT, row=("", WRONG)), "报告.docx").exit_code == 1
    assert run(word(WRONG, row=(RIGHT,)), "报告.docx").stdout.count("算式") == 1


def test_the_sums_of_a_table_in_word_are_checked(run: Any) -> None:
    head, parts = ("单位", "来信", "来访"), (("东街", "10", "20"), ("西街", "30", "40"))
    assert run(word(RIGHT, rows=(head, *parts, ("合计", "40", "60"))), "报告.docx").exit_code == 0
    result = run(word(RIGHT, rows=(head, *parts, ("合计", "40", "70"))), "报告.docx")
    assert result.exit_code == 1
    assert "算式：20+40=60≠70" in result.stdout


def test_what_was_struck_out_in_word_is_not_read(run: Any) -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    runs = "<w:r><w:t>下访督导17起案件，息诉息访率达到</w:t></w:r><w:ins><w:r><w:t>52.9%</w:t></w:r></w:ins>"
    struck = "<w:del><w:r><w:delText>54%</w:delText></w:r></w:del>"
    struck += "<w:moveFrom><w:r><w:t>54%</w:t></w:r></w:moveFrom>"
    made = f'<w:document xmlns:w="{w}"><w:body><w:p>{runs}{struck}</w:p></w:body></w:document>'
    assert run(packed(made), "报告.docx").exit_code == 0
    assert run(packed(made.replace("52.9%", "54%")), "报告.docx").exit_code == 1


DOCTYPE = '<!DOCTYPE a [<!ENTITY e "54%">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (None, "没有.txt", "没有这个文件"),
        (b"", "空.txt", "没有文字"),
        (b"  \n", "空.md", "没有文字"),
        (b"%PDF-1.7\x00\x01", "报告.pdf", "只读 .txt、.md 和 .docx"),
        (b"\x00\x01\x02", "报告.txt", "文件不是文字"),
        (b"\xff\xff\x80\x81", "报告.txt", "文件不是文字"),
        (b"no archive", "报告.docx", "不是 .docx"),
        (packed("<no xml"), "报告.docx", "不是 .docx"),
        (packed("<a/>"), "报告.docx", "不是 .docx"),
        (packed(DOCTYPE), "报告.docx", "不是 .docx"),
        (word("概况", WRONG)[:-900], "报告.docx", "不是 .docx"),
        (b" " * (21 * 1024 * 1024), "大.txt", "超过 20 MB"),
        (packed(" " * (41 * 1024 * 1024)), "大.docx", "超过 40 MB"),
    ],
)
def test_a_file_that_is_no_text_is_refused_in_words(
    run: Any, data: bytes | None, name: str, said: str
) -> None:
    result = run(data, name)
    assert result.exit_code == 2
    assert said in result.stderr
    assert name in result.stderr
    assert result.stdout == ""


def test_a_folder_is_refused_in_words(tmp_path: Path) -> None:
    app = typer.Typer()
    app.callback()(lambda: None)
    linting.offer(app)
    result = CliRunner().invoke(app, ["lint", str(tmp_path)])
    assert result.exit_code == 2
    assert "这是文件夹" in result.stderr


def test_a_sentence_with_too_many_figures_is_said_to_be_unread(run: Any) -> None:
    many = "、".join(f"{n}件" for n in range(1, 90))
    told = run(f"{RIGHT}\n各社区分别为{many}。\n")
    assert told.exit_code == 0
    assert "第 2 行：一句里的数超过 80 个，没有核对" in told.stderr
    assert json.loads(run(f"{RIGHT}\n{many}。\n", "a.txt", "--json").stdout)["unread"] == [2]
    assert run(RIGHT).stderr == ""
