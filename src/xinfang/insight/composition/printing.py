"""A document as text, Markdown, JSON, and as a sheet of the letterpress for Word and PDF."""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from xinfang.casework.wording import printing as letters
from xinfang.engines.letterpress import Block, Form, Heading, Listing, Sheet
from xinfang.engines.letterpress import Paragraph as Prose
from xinfang.insight.composition.composing import Document, Sentence
from xinfang.insight.composition.facts import PARTS_OF
from xinfang.insight.composition.tables import Grid, grids

__all__ = ["Imprint", "markdown", "pdf", "plain_json", "prose", "sheet", "word"]

RULES = "附：数字的口径"


class Imprint:
    """What is printed around the text: who issues, the day, whether it is a draft, what the file knows."""

    def __init__(self, issuer: str, day: date, *, draft: bool, told: Mapping[str, Any]) -> None:
        self.issuer, self.day, self.draft, self.told = issuer, day, draft, told


def prose(document: Document) -> str:
    """The text alone, a paragraph a line: what the lint reads."""
    lines = []
    for section in document.sections:
        heading = f"【{section.heading}】" if section.heading else ""
        texts = [paragraph.text for paragraph in section.paragraphs if not paragraph.table]
        lines += [heading + text if at == 0 else text for at, text in enumerate(texts)]
    return "\n".join(lines) + "\n"


def markdown(document: Document) -> str:
    """Markdown, tables too."""
    lines = [f"# {document.title}", ""]
    for section in document.sections:
        lines += [f"## {section.heading}", ""] if section.heading else []
        for paragraph in section.paragraphs:
            if paragraph.table:
                lines += [line for grid in grids(document, paragraph.table) for line in _rows(grid)]
            else:
                lines += [_escaped(paragraph.text), ""]
    lines += [f"## {RULES}", "", *(f"- {line}" for line in _coded(document))]
    return "\n".join(lines).rstrip() + "\n"


def _escaped(text: str) -> str:
    for sign in ("\\", "*", "_", "`", "[", "]", "<", ">", "#", "|"):
        text = text.replace(sign, f"\\{sign}")
    return text


def _rows(grid: Grid) -> list[str]:
    head = [f"**{grid.title}**", "", "| " + " | ".join(map(_escaped, grid.head)) + " |"]
    rule = "|" + "|".join(["---", *["---:"] * (len(grid.head) - 1)]) + "|"
    rows = ["| " + " | ".join(_escaped(cell) for cell in row) + " |" for row in grid.printed()]
    return [*head, rule, *rows, ""]


def _rules(document: Document) -> list[tuple[str, str]]:
    """Name and rule of each figure that is printed."""
    return [(fact.name, fact.definition) for fact in document.used]


def _coded(document: Document) -> list[str]:
    """The same with key and version, for machines that read along."""
    return [
        f"{fact.name}：{fact.definition}（`{fact.key}`，第{fact.version}版；{fact.source}）"
        for fact in document.used
    ]


def plain_json(document: Document, told: Mapping[str, Any], findings: list[dict[str, Any]]) -> str:
    """Everything, for machines: sentences with their figures, what is marked, the rules."""
    plain = {
        **told,
        "title": document.title,
        "sections": [
            {
                "heading": section.heading,
                "paragraphs": [
                    {"table": paragraph.table}
                    if paragraph.table
                    else {"sentences": [_sentence(sentence) for sentence in paragraph.sentences]}
                    for paragraph in section.paragraphs
                ],
            }
            for section in document.sections
        ],
        "marked": [{"sentence": sentence.text, "faults": faults} for sentence, faults in document.faults],
        "lint": findings,
        "figures": [asdict(fact) for fact in document.facts.figures.values()],
        "reception_by_leader": [asdict(leader) for leader in document.facts.leaders],
        "parts": {
            key: [[part.name, part.value] for part in parts]
            for key, parts in document.facts.parts.items()
            if key not in PARTS_OF  # it stands in its table, where the text calls for it
        },
    }
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _sentence(sentence: Sentence) -> dict[str, Any]:
    figures = [{"key": run.key, "said": run.text} for run in sentence.runs if run.key and not run.fault]
    return {"text": sentence.text, "figures": figures, "faults": sentence.faults}


def sheet(document: Document, imprint: Imprint) -> Sheet:
    """For the letterpress."""
    body: list[Block] = []
    for section in document.sections:
        body += [Heading(1, section.heading)] if section.heading else []
        for paragraph in section.paragraphs:
            if paragraph.table:
                body += _listings(document, paragraph.table)
            else:
                body.append(Prose(paragraph.text))
    if document.used:
        body += [Heading(1, RULES), Listing(("指标", "口径"), tuple(_rules(document)), (3, 7))]
    return Sheet(
        form=Form.TABLE,
        title=document.title,
        issuer=imprint.issuer,
        body=tuple(body),
        signature=imprint.issuer,
        date=imprint.day,
        place_for_seal=False,
        draft=imprint.draft,
    )


def _listings(document: Document, name: str) -> list[Block]:
    found: list[Block] = []
    for grid in grids(document, name):
        rows = tuple(tuple(row) for row in grid.printed())
        if rows:
            widths = (4, *(2 for _column in grid.head[1:]))
            found += [Heading(2, grid.title), Listing(tuple(grid.head), rows, widths)]
    return found


def word(document: Document, imprint: Imprint, at: datetime) -> bytes:
    """As .docx; same document, same moment: same bytes."""
    return _still(letters.docx(sheet(document, imprint), "", at))


def pdf(document: Document, imprint: Imprint, at: datetime) -> bytes:
    """As PDF/A."""
    return letters.pdf(sheet(document, imprint), at)


def _still(data: bytes) -> bytes:
    """The archive without the moment at which each part was packed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()
