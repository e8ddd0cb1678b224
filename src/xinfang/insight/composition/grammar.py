"""The language of a report's text: prose with fields and claims.

    # 来信来访                          a heading
    收到来信{{letters}}。                a field: the figure of a measure with its unit
    结案率{{conclusion_rate|一位}}       a field said in another form (saying.FORMS)
    [[没有 group_visits|没有集体访|集体访{{group_visits}}]]
                                        a claim: test, measure, what is said if it holds, what otherwise
    ::表 month                          a table of its own

A line of three strokes (---) begins a part without a heading. A heading that holds {{topic}} repeats its
section for every special topic of the period.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Claim", "Fault", "Field", "Heading", "Line", "Node", "Table", "Words", "fields_in", "parse"]


@dataclass(frozen=True)
class Words:
    """Prose."""

    text: str


@dataclass(frozen=True)
class Field:
    """A figure. `form`: how it is said, '' as usual."""

    key: str
    form: str = ""


@dataclass(frozen=True)
class Claim:
    """What is said when a test of a figure holds, and what otherwise (None: nothing was foreseen)."""

    test: str
    key: str
    holds: tuple["Node", ...]
    otherwise: tuple["Node", ...] | None


Node = Words | Field | Claim


@dataclass(frozen=True)
class Heading:
    """A heading; `number` is its line, from 1."""

    number: int
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Line:
    """A paragraph."""

    number: int
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Table:
    """A table by its name."""

    number: int
    name: str


@dataclass(frozen=True)
class Fault:
    """What cannot be read: the line, from 1, one of FAULTS, and the piece of text at fault."""

    line: int
    kind: str
    piece: str


TOKEN = re.compile(r"\{\{|\}\}|\[\[|\]\]|\|")
KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,79}\Z")
TABLE, PART = "::表", "---"
DEEPEST = 6


class _TornError(Exception):
    def __init__(self, kind: str, piece: str) -> None:
        super().__init__(kind)
        self.kind, self.piece = kind, piece


def parse(text: str) -> tuple[list[Heading | Line | Table], list[Fault]]:
    """The lines of a text, and what in it cannot be read; a line at fault is left out."""
    lines: list[Heading | Line | Table] = []
    faults: list[Fault] = []
    for number, raw in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        said = raw.strip()
        if not said:
            continue
        if said.startswith(TABLE):
            lines.append(Table(number, said[len(TABLE) :].strip()))
            continue
        if said == PART:
            lines.append(Heading(number, ()))
            continue
        is_heading = said.startswith("#")
        try:
            nodes = _Reader(said.lstrip("# ") if is_heading else said).all()
        except _TornError as torn:
            faults.append(Fault(number, torn.kind, torn.piece))
            continue
        lines.append(Heading(number, nodes) if is_heading else Line(number, nodes))
    return lines, faults


def fields_in(nodes: tuple[Node, ...]) -> Iterator[Field | Claim]:
    """Every field and claim, those inside claims too."""
    for node in nodes:
        if isinstance(node, Words):
            continue
        yield node
        if isinstance(node, Claim):
            yield from fields_in(node.holds)
            yield from fields_in(node.otherwise or ())


class _Reader:
    """Reads one line from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def all(self) -> tuple[Node, ...]:
        nodes = self.nodes(0)
        if self.at < len(self.text):
            raise _TornError("closing", self.text[self.at : self.at + 12])
        return nodes

    def nodes(self, depth: int) -> tuple[Node, ...]:
        """Up to what closes the claim that we are in; outside of claims a bar is a bar."""
        found: list[Node] = []
        while (token := TOKEN.search(self.text, self.at)) is not None:
            sign = token.group()
            if sign == "|" and depth == 0:
                self._words(found, token.end())
                continue
            self._words(found, token.start())
            if sign == "{{":
                found.append(self._field())
            elif sign == "[[":
                found.append(self._claim(depth + 1))
            else:
                return tuple(found)
        self._words(found, len(self.text))
        return tuple(found)

    def _words(self, found: list[Node], end: int) -> None:
        if end > self.at:
            found.append(Words(self.text[self.at : end]))
            self.at = end

    def _field(self) -> Field:
        end = self.text.find("}}", self.at)
        if end < 0:
            raise _TornError("open_field", self.text[self.at : self.at + 20])
        key, _bar, form = self.text[self.at + 2 : end].partition("|")
        whole = self.text[self.at : end + 2]
        self.at = end + 2
        if not KEY.match(key.strip()):
            raise _TornError("key", whole)
        return Field(key.strip(), form.strip())

    def _claim(self, depth: int) -> Claim:
        begun = self.text[self.at : self.at + 24]
        if depth > DEEPEST:
            raise _TornError("deep", begun)
        bar = self.text.find("|", self.at)
        head = self.text[self.at + 2 : bar].split() if bar >= 0 else []
        if len(head) != 2 or not KEY.match(head[1]):
            raise _TornError("claim", begun)
        self.at = bar + 1
        parts = [self.nodes(depth)]
        while self.text.startswith("|", self.at):
            self.at += 1
            parts.append(self.nodes(depth))
        if not self.text.startswith("]]", self.at) or len(parts) > 2:
            raise _TornError("open_claim", begun)
        self.at += 2
        return Claim(head[0], head[1], parts[0], parts[1] if len(parts) == 2 else None)
