"""What is wrong with a text before it is kept, and with its figures before it is issued."""

import difflib
import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinfang.engines.figurelint import lint
from xinfang.engines.mentions import labels, numbers
from xinfang.insight.composition import grammar
from xinfang.insight.composition.claims import TESTS
from xinfang.insight.composition.composing import LEADERS, TOPIC_WORDS, WORDS, Document
from xinfang.insight.composition.facts import ELEVEN_MONTHS, INDICATORS
from xinfang.insight.composition.grammar import Claim, Fault, Field
from xinfang.insight.composition.printing import prose
from xinfang.insight.composition.saying import FORMS
from xinfang.insight.composition.tables import TABLES
from xinfang.insight.statistics.outside import MONTHS
from xinfang.insight.statistics.registry import load
from xinfang.insight.yearbook.typed import holds, templated, untested, untrue
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.indicators.queries import indicators

__all__ = ["LONGEST", "findings", "keys", "problems", "refuse_unreadable", "refuse_untested"]

LONGEST = 20_000
CODE = r"\s*[A-Za-z][A-Za-z0-9_]*\s*(?:[|｜][^{}｛｝【】]{0,8})?"
NAMED = r"(?<!\{)\{[^{}｛｝\n]{1,40}\}(?!\})|｛{1,2}[^{}｛｝\n]{1,40}｝{1,2}"
OTHERS = rf"【{CODE}】|{NAMED}"
BRACED = re.compile(rf"(?<!\{{)\{{{CODE}\}}(?!\}})|[{{｛]*｛{CODE}[}}｝]+|[{{]{{2}}{CODE}｝+|{OTHERS}")
FAULTS = {
    "closing": gettext_lazy("第 %(line)d 行：“%(piece)s”多出来的括号，前面没有和它成对的。"),
    "open_field": gettext_lazy("第 %(line)d 行：“%(piece)s”的双花括号没有合上。"),
    "open_claim": gettext_lazy("第 %(line)d 行：“%(piece)s”的双方括号没有合上，或者分出的话多于两段。"),
    "key": gettext_lazy("第 %(line)d 行：“%(piece)s”里应当是指标的编码，例如 {{letters}}。%(near)s"),
    "claim": gettext_lazy("第 %(line)d 行：“%(piece)s”应写成 [[没有 group_visits|没有集体访]] 这样。"),
    "deep": gettext_lazy("第 %(line)d 行：“%(piece)s”套得太深。"),
    "braces": gettext_lazy(
        "第 %(line)d 行：“%(piece)s”会照样印出来；要印数，请用两个半角的花括号，例如 {{letters}}。%(near)s"
    ),
    "field": gettext_lazy("第 %(line)d 行：没有“%(piece)s”这个指标。%(near)s"),
    "form": gettext_lazy("第 %(line)d 行：数没有“%(piece)s”这种写法；可以是%(known)s。"),
    "test": gettext_lazy("第 %(line)d 行：没有“%(piece)s”这种说法的检验；可以是%(known)s。"),
    "table": gettext_lazy("第 %(line)d 行：没有“%(piece)s”这张表；可以是%(known)s。"),
}


def keys() -> set[str]:
    """Every key that a text may name; of what others publish, those of the whole year and of ten windows."""
    published = {each.key for each in indicators()}
    windows = {f"{key}_jan_{month}" for key in published for month in MONTHS[1:-1]}
    return {*load(), *published, *windows, *INDICATORS, *WORDS, *TOPIC_WORDS, ELEVEN_MONTHS, LEADERS}


def problems(text: str) -> list[Problem]:
    """Each thing that is wrong with a text, in words, at the field `text`."""
    if not text.strip():
        return [Problem("text", _("正文是空的。"))]
    if len(text) > LONGEST:
        return [Problem("text", _("正文太长，最多 %(most)d 个字。") % {"most": LONGEST})]
    if numbers(text) or labels(text):
        told = _("正文里有证件号、电话号码，或者给人贴标签的说法。报告只写数和事，请删去。")
        return [Problem("text", told)]
    lines, faults = grammar.parse(text)
    faults = [*faults, *_unknown(lines), *_badly_braced(text)]
    return [Problem("text", _told(fault)) for fault in sorted(faults, key=lambda fault: fault.line)]


def refuse_unreadable(text: str) -> None:
    """Raise Refusal with all of them."""
    found = problems(text)
    if found:
        raise Refusal(problems=found)


def refuse_untested(text: str) -> None:
    """Raise Refusal with each claim of a text that stands outside of every test."""
    told = _("第 %(line)d 行：“%(quote)s”没有检验。%(holds)s")
    found = [
        Problem("text", told % {"line": line, "quote": quote, "holds": holds(quote)})
        for line, quote in templated(text)
    ]
    if found:
        raise Refusal(problems=found)


def _unknown(lines: list[grammar.Heading | grammar.Line | grammar.Table]) -> Iterator[Fault]:
    known = keys()
    for line in lines:
        if isinstance(line, grammar.Table):
            if line.name not in TABLES:
                yield Fault(line.number, "table", line.name)
            continue
        for node in grammar.fields_in(line.nodes):
            if node.key not in known:
                yield Fault(line.number, "field", node.key)
            elif isinstance(node, Claim) and node.test not in TESTS:
                yield Fault(line.number, "test", node.test)
            elif isinstance(node, Field) and not _form_is_known(node):
                yield Fault(line.number, "form", node.form)


def _badly_braced(text: str) -> Iterator[Fault]:
    """Codes in single, full-width or other brackets: meant as fields, they would be printed as they stand."""
    for number, line in enumerate(text.split("\n"), start=1):
        for found in BRACED.finditer(line):
            code = re.sub(r"[^A-Za-z0-9_|｜]", "", found.group()).partition("|")[0]
            if "_" in code or code in keys() or _named(found.group()):  # 【APP】 is none
                yield Fault(number, "braces", found.group())


def _form_is_known(node: Field) -> bool:
    if node.key in WORDS or node.key in TOPIC_WORDS:
        return not node.form
    if node.key == LEADERS:
        return not node.form or (node.form.isascii() and node.form.isdigit() and len(node.form) <= 2)
    return node.form in FORMS


def _named(piece: str) -> list[str]:
    """The codes of the measures whose Chinese name stands in brackets, a form behind it or none."""
    name = re.split("[|｜]", piece.strip("{}｛｝【】"))[0].strip()
    return [key for key, each in load().items() if str(each.name) == name]


def _told(fault: Fault) -> str:
    near = _named(fault.piece) or difflib.get_close_matches(fault.piece, keys(), 1, 0.6)
    known: dict[str, list[str]] = {"form": [*FORMS], "test": [*TESTS], "table": [*TABLES]}
    return str(FAULTS[fault.kind]) % {
        "line": fault.line,
        "piece": fault.piece[:40],
        "near": _("是不是 %(key)s？") % {"key": near[0]} if near else "",
        "known": "、".join(key for key in known.get(fault.kind, []) if key),
    }


def findings(document: Document) -> list[dict[str, Any]]:
    """What the lint of figures says of the text as it is printed, each in words with its sentence; then what
    was typed by hand: claims without a test, figures that contradict those that were counted."""
    linted = [
        {
            "line": found.line,
            "quote": found.quote,
            "sentence": found.sentence,
            "fault": _(found.fault_id) % found.params,
            "sum": found.sum,
            "holds": _(found.holds_id) % found.params,
        }
        for found in lint(prose(document))
    ]
    known = {(found["line"], found["quote"]) for found in linted}
    typed = [*untested(document), *untrue(document)]
    return linted + [found for found in typed if (found["line"], found["quote"]) not in known]
