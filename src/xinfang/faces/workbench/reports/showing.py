"""A report as its page shows it: paragraphs with what the lint and the marks say of them in the margin."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any

from xinfang.faces.workbench.reports.links import Side, address, address_before, sides
from xinfang.insight.composition import tables
from xinfang.insight.composition.composing import BASE, Document, Paragraph
from xinfang.insight.composition.facts import Fact
from xinfang.insight.composition.tables import Grid
from xinfang.insight.statistics.handled import called
from xinfang.insight.statistics.registry import load
from xinfang.insight.yearbook import queries
from xinfang.insight.yearbook.queries import FiguresReport

__all__ = ["Shown", "shown", "worded"]


@dataclass(frozen=True)
class Piece:
    """A piece of text; `href` opens the cases of its figure, `title` says which, `fault` why it is marked."""

    text: str
    href: str = ""
    title: str = ""
    fault: str = ""


@dataclass(frozen=True)
class Table:
    """A table of a page: each cell with the address of its cases, '' for none."""

    grid: Grid
    lines: list[list[tuple[str, str]]]


@dataclass(frozen=True)
class Used:
    """A figure that the text says, with the addresses of its cases, of those a year before, of its base."""

    fact: Fact
    href: str
    href_before: str
    href_base: str


@dataclass
class Block:
    """A paragraph or a table, with its heading when it is the first of its section, and its margin: what is
    wrong, what the lint says, and for each change that it tells the two figures that it compares."""

    heading: str = ""
    pieces: list[Piece] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    changes: list[tuple[str, list[Side]]] = field(default_factory=list)


@dataclass(frozen=True)
class Shown:
    """Everything of the page that comes from the document."""

    document: Document
    blocks: list[Block]
    findings: list[dict[str, Any]]
    figures: list[Used]
    plots: list[tuple[str, str, Table]]

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
    figures = [_used(report, fact) for fact in document.used]
    return Shown(document, blocks, findings, figures, _plots(report, document))


def _used(report: FiguresReport, fact: Fact) -> Used:
    before = address_before(report, fact.key)
    base = before if fact.changes else address(report, fact.base)
    return Used(worded(report, fact), address(report, fact.key), before, base)


def worded(report: FiguresReport, fact: Fact) -> Fact:
    """A figure of a report with name and definition in the reader's language, as long as its definition is
    still the one that was counted by; else as they were written down."""
    measure = load().get(fact.key)
    if measure is None or measure.version != fact.version:
        return fact
    measure = called(measure, part=bool(report.words.get(BASE)))
    return replace(fact, name=str(measure.name), definition=str(measure.definition))


def _blocks(report: FiguresReport, document: Document, findings: list[dict[str, Any]]) -> Iterator[Block]:
    line = 0
    for section in document.sections:
        for at, paragraph in enumerate(section.paragraphs):
            heading = section.heading if at == 0 else ""
            if paragraph.table:
                found = tables.grids(document, paragraph.table)
                yield Block(heading, tables=[_table(report, grid) for grid in found])
                continue
            line += 1
            here = [finding for finding in findings if finding["line"] == line]
            faults = [fault for sentence in paragraph.sentences for fault in sentence.faults]
            pieces, changes = _pieces(report, document, paragraph), _changes(report, document, paragraph)
            yield Block(heading, pieces, faults=faults, findings=here, changes=changes)


def _pieces(report: FiguresReport, document: Document, paragraph: Paragraph) -> list[Piece]:
    return [
        Piece(run.text, address(report, run.key) if run.key else "", _named(document, run.key), run.fault)
        for sentence in paragraph.sentences
        for run in sentence.runs
    ]


def _changes(report: FiguresReport, document: Document, paragraph: Paragraph) -> list[tuple[str, list[Side]]]:
    """Each change that the paragraph tells, as it says it, with the two figures behind it."""
    runs = [run for sentence in paragraph.sentences for run in sentence.runs if run.key and not run.fault]
    told = [(run.text, sides(report, document.facts.of(run.key), run.form)) for run in runs]
    return [(text, both) for text, both in told if both]


def _named(document: Document, key: str) -> str:
    fact = document.facts.of(key)
    return f"{fact.name}：{fact.definition}" if fact else ""


def _table(report: FiguresReport, grid: Grid) -> Table:
    hrefs = [["", *(address(report, key) if key else "" for key in keys)] for keys in grid.opens]
    rows = zip_longest(grid.printed(), hrefs, fillvalue=())
    return Table(grid, [list(zip_longest(row, href, fillvalue="")) for row, href in rows])


def _plots(report: FiguresReport, document: Document) -> list[tuple[str, str, Table]]:
    """Name, title and table twin of each chart."""
    return [
        (name, plot.title, _table(report, grid))
        for name, plot in queries.plots(report).items()
        for grid in tables.grids(document, name)[:1]
    ]
