"""A report as its page shows it: paragraphs with what the lint and the marks say of them in the margin."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from xinfang.faces.workbench.reports.links import address
from xinfang.insight.composition import tables
from xinfang.insight.composition.composing import Document, Paragraph
from xinfang.insight.composition.facts import PARTS_OF
from xinfang.insight.composition.tables import Grid
from xinfang.insight.yearbook import queries
from xinfang.insight.yearbook.queries import FiguresReport

__all__ = ["Shown", "shown"]


@dataclass(frozen=True)
class Piece:
    """A piece of text; `href` opens the cases of its figure, `title` says which, `fault` why it is marked."""

    text: str
    href: str = ""
    title: str = ""
    fault: str = ""


@dataclass
class Block:
    """A paragraph or a table, with its heading when it is the first of its section, and its margin."""

    heading: str = ""
    pieces: list[Piece] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Shown:
    """Everything of the page that comes from the document."""

    document: Document
    blocks: list[Block]
    findings: list[dict[str, Any]]
    figures: list[tuple[Any, str]]
    plots: list[tuple[str, str, Grid]]

    @property
    def left(self) -> list[str]:
        """What rules left out, as far as it still says something without its figures."""
        short = (each.strip("，。；、… ") for each in self.document.left)
        return list(dict.fromkeys(each for each in short if each))


def shown(report: FiguresReport, text: str | None = None) -> Shown:
    """The report, or how it would read in another text."""
    document = queries.document_of(report, text)
    findings = queries.findings(document)
    blocks = list(_blocks(report, document, findings))
    figures = [(fact, address(report, fact.key)) for fact in document.used]
    return Shown(document, blocks, findings, figures, _plots(report, document))


def _blocks(report: FiguresReport, document: Document, findings: list[dict[str, Any]]) -> Iterator[Block]:
    line = 0
    for section in document.sections:
        for at, paragraph in enumerate(section.paragraphs):
            heading = section.heading if at == 0 else ""
            if paragraph.table:
                yield Block(heading, grids=_grids(report, document, paragraph.table))
                continue
            line += 1
            here = [finding for finding in findings if finding["line"] == line]
            faults = [fault for sentence in paragraph.sentences for fault in sentence.faults]
            yield Block(heading, _pieces(report, document, paragraph), faults=faults, findings=here)


def _grids(report: FiguresReport, document: Document, name: str) -> list[Grid]:
    """The tables, with where each row opens that has cases of its own."""
    return [
        replace(
            grid,
            hrefs=tuple(address(report, f"{grid.key}:{part}:{PARTS_OF[grid.key]}") for part in grid.opens),
        )
        for grid in tables.grids(document, name)
    ]


def _pieces(report: FiguresReport, document: Document, paragraph: Paragraph) -> list[Piece]:
    return [
        Piece(run.text, address(report, run.key) if run.key else "", _named(document, run.key), run.fault)
        for sentence in paragraph.sentences
        for run in sentence.runs
    ]


def _named(document: Document, key: str) -> str:
    fact = document.facts.of(key)
    return f"{fact.name}：{fact.definition}" if fact else ""


def _plots(report: FiguresReport, document: Document) -> list[tuple[str, str, Grid]]:
    """Name, title and table twin of each chart."""
    return [
        (name, plot.title, grid)
        for name, plot in queries.plots(report).items()
        for grid in tables.grids(document, name)[:1]
    ]
