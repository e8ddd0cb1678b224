"""What was typed into a report by hand: claims without a test, and figures that a bound one contradicts."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from xinfang.engines.figurelint.reading import Quantity, Sentence, sentences
from xinfang.insight.composition import grammar
from xinfang.insight.composition.composing import Document, Paragraph
from xinfang.insight.composition.composing import Sentence as Printed
from xinfang.insight.composition.grammar import Words
from xinfang.insight.yearbook.asserting import RANK, claims, wanted_test

__all__ = ["holds", "templated", "untested", "untrue"]

_AHEAD = re.compile(
    r"^(?:全[区市县省国州院镇乡年]|今年|本年度?|(?:19|20)\d\d年|一?共|共计|累计|收到|受理|登记|接待|处理|办理|群众|人民|另有|已|的)+"
)
_PLACE = re.compile(r"^.*(?:收到|受理|登记|接待|处理)(?:群众|人民)?(?=.)")
# Of another time or of a part, and so another number.
_OTHER = re.compile(
    r"去年|上年|前年|同期|同比|环比|比上|季度|月|半年|以来|截至|[~～—]|其中|街道|[镇乡村]|社区|部门|类|方面|分别"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")


def untested(document: Document) -> Iterator[dict[str, Any]]:
    """Each claim that no test stands behind, as a finding at its line."""
    for line, paragraph in _lines(document):
        for sentence in (each for each in paragraph.sentences if not each.faults):  # marked already
            for quote in _typed_claims(sentence):
                told = {"fault": _("这句话是手写的，没有检验。"), "sum": "", "holds": holds(quote)}
                yield {"line": line, "quote": quote, "sentence": sentence.text.strip(), **told}


def _typed_claims(sentence: Printed) -> Iterator[str]:
    """Read with the words around them: 下降 before a field is said with its number."""
    place = 0
    for run in sentence.runs:
        if run.typed:
            yield from claims(sentence.text, place, place + len(run.text))
        place += len(run.text)


def templated(text: str) -> Iterator[tuple[int, str]]:
    """The line of each claim that stands outside of every test, and the claim."""
    for line in grammar.parse(text)[0]:
        if not isinstance(line, grammar.Table):
            for place, node in enumerate(line.nodes, start=1):
                if isinstance(node, Words):
                    said = node.text + "…" * (place < len(line.nodes))  # 下降 before a field
                    yield from ((line.number, quote) for quote in claims(said, 0, len(node.text)))


def holds(quote: str) -> str:
    """What a claim wants, in the words for a report and for the text that reports begin as."""
    if wanted_test(quote) == RANK:
        return _("名次不由本系统的数得出；核对时请写明依据：谁排的、哪一天、按什么排。")
    return _("请写成 %(form)s 这样；确实没有指标的，核对时请写明依据。") % {
        "form": f"[[{wanted_test(quote)} …|{quote}]]"
    }


def untrue(document: Document) -> Iterator[dict[str, Any]]:
    """Each typed figure of a thing that a bound figure gives another number of, for the same year."""
    bound: dict[tuple[str, str], Quantity] = {}
    typed: list[tuple[int, Sentence, Quantity]] = []
    for line, paragraph in _lines(document):
        for sentence in sentences(paragraph.text):
            for quantity in (q for q in sentence.counts() if q.exact):
                if not _is_typed(paragraph, quantity.start):
                    thing = _PLACE.sub("", _thing(quantity))  # a bound figure is of the report's place
                    bound.setdefault((thing, quantity.unit), quantity)
                elif _thing(quantity) and not _of_other(sentence, quantity, document):
                    typed.append((line, sentence, quantity))
    for line, sentence, quantity in typed:
        said = bound.get((_thing(quantity), quantity.unit))
        if said is not None and said.value != quantity.value:
            told = _("手写的数和取来的数不同：取来的是 %(bound)s。") % {"bound": said.text}
            yield {
                "line": line, "quote": quantity.text, "sentence": sentence.text.strip(), "fault": told,
                "sum": f"{said.value}≠{quantity.value}",
                "holds": _("同一个时期只有一个数；时期或者口径不同的，请写明。"),
            }  # fmt: skip


def _of_other(sentence: Sentence, quantity: Quantity, document: Document) -> bool:
    """Whether a figure is said of another year, of a part of the year, or of a part of the whole."""
    before = sentence.between(sentence.start, quantity.start)
    return bool(_OTHER.search(before)) or bool(_YEAR.search(before) and not _of_year(before, document))


def _of_year(before: str, document: Document) -> bool:
    printed = "".join(each.text for each in document.sentences() if any(run.key for run in each.runs))
    return set(_YEAR.findall(before)) <= set(_YEAR.findall(printed))


def _thing(quantity: Quantity) -> str:
    return _AHEAD.sub("", quantity.label)


def _is_typed(paragraph: Paragraph, place: int) -> bool:
    """Whether the words at a place of a paragraph were typed, and not said by a field."""
    at = 0
    for run in (run for sentence in paragraph.sentences for run in sentence.runs):
        at += len(run.text)
        if place < at:
            return run.typed
    return False


def _lines(document: Document) -> Iterator[tuple[int, Paragraph]]:
    """The paragraphs that are printed as lines of prose, counted as the lint counts them."""
    printed = (each for section in document.sections for each in section.paragraphs if not each.table)
    yield from enumerate(printed, start=1)
