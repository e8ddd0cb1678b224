"""The grammar of texts/*.txt, line by line:

    标题： 主送： 附件： 附注： 抄送：      parts of the sheet; any other line is a paragraph of the body
    # ## ###                          headings;   - a point for each line of what follows
    | 标签 | 值 | 标签*3 | 值          a row of a form; *3: at least three lines high
    签名：甲 / 乙                      lines to sign on
    [2022,accept|take_up,?key] ...    only where all of the words hold: the rules of the day, the act, the way
                                      of the matter, `confined`, a value chosen; ?key: it is known; ! negates
    {key}                             one of PLACEHOLDERS, or a part of the kind

What is put in is never read for placeholders, conditions or headings again: it is text, not a template.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from xinfang.engines.letterpress import Block, Entry, Heading, Paragraph, Points, Signing, Table

__all__ = ["PLACEHOLDERS", "Laid", "filled", "laid_out", "texts", "unknown"]

PLACEHOLDERS = (
    "accepted_on", "address", "arrived_on", "articles", "assigned_number", "channel", "claims", "class",
    "demand", "district", "due_on", "feedback_by", "files", "from_whom", "further", "handler", "heads",
    "law", "lead", "note", "notify_by", "number", "object_by", "office", "opinion_issuer",
    "opinion_number", "petition", "petitioner", "place", "received_on", "redone", "replaced", "report_form",
    "rereview", "rereview_body", "review_body", "sender", "sent_on", "subject", "summary", "telephone",
    "title", "to_unit", "unit",
)  # fmt: skip
TEXTS = Path(__file__).parent / "texts"
CONDITION = re.compile(r"\[([^\]]+)\]\s*")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
PARTS = ("标题", "主送", "附件", "附注", "抄送")
PART = re.compile(rf"({'|'.join(PARTS)})：")
SIGNED = "签名："


@dataclass
class Laid:
    """What the lines of a text add up to: the sheet's parts by name, and its body."""

    parts: dict[str, list[str]] = field(default_factory=lambda: {part: [] for part in PARTS})
    body: list[Block] = field(default_factory=list)


@cache
def texts(key: str) -> tuple[str, ...]:
    """The lines of a kind's text."""
    return tuple(line for line in (TEXTS / f"{key}.txt").read_text("utf-8").splitlines() if line.strip())


def filled(line: str, values: Mapping[str, str]) -> str:
    """A line with its placeholders filled, once. Raises KeyError for one that is not known."""
    return PLACEHOLDER.sub(lambda found: values[found[1]], line)


def unknown(line: str, known: Iterable[str] = PLACEHOLDERS) -> list[str]:
    """The placeholders of a line that are none."""
    return [name for name in PLACEHOLDER.findall(line) if name not in set(known)]


def laid_out(key: str, words: set[str], values: Mapping[str, str]) -> Laid:
    """A kind's text, its conditions asked of `words`, its placeholders filled from `values`."""
    laid = Laid()
    rows: list[tuple[Entry, ...]] = []
    for line in [*_standing(key, words, values), ""]:
        if line.startswith("|"):
            rows.append(_row(line, values))
            continue
        if rows:
            laid.body.append(Table(tuple(rows)))
            rows = []
        part = PART.match(line)
        if part:
            laid.parts[part[1]].append(filled(line[part.end() :], values).strip())
        else:
            laid.body += _block(line, values)
    return laid


def _standing(key: str, words: set[str], values: Mapping[str, str]) -> Iterator[str]:
    """The lines whose conditions hold."""
    for line in texts(key):
        condition = CONDITION.match(line)
        if condition is None:
            yield line
        elif all(_holds(each.strip(), words, values) for each in condition[1].split(",")):
            yield line[condition.end() :]


def _holds(asked: str, words: set[str], values: Mapping[str, str]) -> bool:
    if asked.startswith("!"):
        return not _holds(asked[1:], words, values)
    if asked.startswith("?"):
        return bool(values[asked[1:]].strip())
    return any(each in words for each in asked.split("|"))


def _block(line: str, values: Mapping[str, str]) -> Iterator[Block]:
    if line.startswith(SIGNED):
        yield Signing(tuple(label.strip() for label in line.removeprefix(SIGNED).split("/")))
        return
    level = len(line) - len(line.lstrip("#"))
    text = filled(line.lstrip("#").removeprefix("- ").strip(), values)
    if level:
        yield Heading(level, text)
    elif line.startswith("- "):
        yield Points(tuple(each.strip() for each in text.split("\n") if each.strip()))
    elif text.strip():
        yield Paragraph(text)


def _row(line: str, values: Mapping[str, str]) -> tuple[Entry, ...]:
    cells = [cell.strip() for cell in line.removeprefix("|").split("|")]
    return tuple(_entry(label, value, values) for label, value in zip(cells[::2], cells[1::2], strict=True))


def _entry(label: str, value: str, values: Mapping[str, str]) -> Entry:
    name, _star, lines = label.partition("*")
    return Entry(name, filled(value, values), int(lines or 1))
