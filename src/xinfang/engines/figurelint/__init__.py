"""Checks the figures of a Chinese report: sums, shares, changes, sets. When it is unsure it says nothing."""

from collections.abc import Iterator
from itertools import groupby

from xinfang.engines.figurelint.checks.adjacent import adjacent
from xinfang.engines.figurelint.checks.among import among
from xinfang.engines.figurelint.checks.averages import averages
from xinfang.engines.figurelint.checks.beside import beside
from xinfang.engines.figurelint.checks.changes import changes
from xinfang.engines.figurelint.checks.groups import groups, together
from xinfang.engines.figurelint.checks.inside import inside
from xinfang.engines.figurelint.checks.limits import limits
from xinfang.engines.figurelint.checks.lists import lists
from xinfang.engines.figurelint.checks.movements import movements
from xinfang.engines.figurelint.checks.named import named
from xinfang.engines.figurelint.checks.nothing import nothing
from xinfang.engines.figurelint.checks.opposites import opposites
from xinfang.engines.figurelint.checks.paces import paces
from xinfang.engines.figurelint.checks.parts import parts
from xinfang.engines.figurelint.checks.portions import portions
from xinfang.engines.figurelint.checks.rates import rates
from xinfang.engines.figurelint.checks.respectively import respectively
from xinfang.engines.figurelint.checks.rows import rows
from xinfang.engines.figurelint.checks.sets import sets
from xinfang.engines.figurelint.checks.shares import shares
from xinfang.engines.figurelint.checks.stated import stated
from xinfang.engines.figurelint.checks.summed import summed
from xinfang.engines.figurelint.checks.tables import tables
from xinfang.engines.figurelint.checks.tallies import tallies
from xinfang.engines.figurelint.checks.totals import totals
from xinfang.engines.figurelint.checks.triples import triples
from xinfang.engines.figurelint.findings import MESSAGES, Fault, Finding, found
from xinfang.engines.figurelint.numerals import read_number
from xinfang.engines.figurelint.reading import Quantity, Sentence, closed_up, sentences
from xinfang.engines.figurelint.source import SOURCE_MESSAGES, TextRefused, text_of

__all__ = [
    "MESSAGES",
    "MOST",
    "SOURCE_MESSAGES",
    "Finding",
    "TextRefused",
    "lint",
    "passed_over",
    "read_number",
    "text_of",
]


MOST = 80  # figures in a sentence; what has more is a table that lost its lines


def lint(text: str) -> list[Finding]:
    """The figures of a report that cannot be right, in the order of the text.

    Never raises; the time it takes grows with the length of the text and no faster.
    """
    plain, places = closed_up(text)
    return found(text, (*_faults(sentences(plain)), *tables(plain)), places)


def passed_over(text: str) -> list[int]:
    """The lines of the sentences that are not checked, since they hold more than MOST figures."""
    plain, _ = closed_up(text)
    return [plain.count("\n", 0, each.start) + 1 for each in sentences(plain) if len(each.quantities) > MOST]


def _faults(report: list[Sentence]) -> Iterator[Fault]:
    report = [sentence for sentence in report if len(sentence.quantities) <= MOST]
    counts = (quantity for sentence in report for quantity in sentence.counts() if quantity.exact)
    document = sorted(counts, key=lambda quantity: quantity.value)
    for _, each in groupby(report, key=lambda sentence: sentence.section):
        yield from _of_section(list(each), document)
    yield from totals(report)


def _of_section(section: list[Sentence], document: list[Quantity]) -> Iterator[Fault]:
    before: Sentence | None = None
    for sentence in section:
        yield from rates(sentence, document)
        yield from beside(sentence)
        yield from triples(sentence, before, document)
        yield from nothing(sentence)
        yield from changes(sentence)
        yield from movements(sentence)
        yield from paces(sentence)
        yield from respectively(sentence)
        yield from limits(sentence)
        yield from stated(sentence)
        yield from among(sentence)
        yield from parts(sentence)
        yield from lists(sentence)
        yield from tallies(sentence)
        yield from shares(sentence)
        yield from portions(sentence)
        yield from named(sentence)
        yield from sets(sentence)
        yield from inside(sentence)
        yield from averages(sentence)
        yield from adjacent(sentence)
        yield from opposites(sentence)
        yield from summed(sentence)
        yield from groups(sentence)
        before = sentence
    yield from together(section)
    yield from rows(section, document)
