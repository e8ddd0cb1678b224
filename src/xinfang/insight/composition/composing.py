"""A text and the facts become a document: paragraphs of sentences, each figure with its key."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from xinfang.insight.composition import grammar
from xinfang.insight.composition.claims import TESTS
from xinfang.insight.composition.facts import Fact, Facts, TopicTold
from xinfang.insight.composition.grammar import Claim, Field, Node, Words
from xinfang.insight.composition.saying import (
    OF_THE_DISTRICT,
    pieces_of_leaders,
    pieces_of_topic,
    said,
    said_of_topic,
    topic_value,
)
from xinfang.insight.statistics.registry import load

__all__ = [
    "BASE",
    "LEADERS",
    "RUNNING",
    "TOPIC_WORDS",
    "WORDS",
    "Document",
    "Paragraph",
    "Run",
    "Section",
    "Sentence",
    "compose",
]

LEADERS = "reception_by_leader"
FEW = 2  # posts named in a sentence; all stand in the table
# What is no figure: said as the report's own data has it.
WORDS = ("period", "place", "office", "cut_off", "contributor", "registers", "receives")
RUNNING = "running"  # said of a period that is not over; no field of a text
BASE = "base"  # said of a unit whose figures count what it handles for others, too; no field of a text
TOPIC_PROBLEMS = "topic_problems"
TOPIC_WORDS = ("topic", "topic_since", "topic_matters", "topic_answered", TOPIC_PROBLEMS)
TOPIC_MEASURES = {"topic_matters": "matters_opened", "topic_answered": "matters_answered"}
ENDS = "。！？；"
SHORT = 60


@dataclass(frozen=True)
class Run:
    """A piece of a sentence. `key`: the figure it says; `fault`: why it cannot be said, or is not true;
    `typed`: words that stand outside of every field and claim; `form`: in which form of a field it is said,
    or what a claim compares."""

    text: str
    key: str = ""
    fault: str = ""
    typed: bool = False
    form: str = ""


@dataclass(frozen=True)
class Sentence:
    """Up to its full stop."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """As it is printed."""
        return "".join(run.text for run in self.runs)

    @property
    def faults(self) -> list[str]:
        """Why it is marked."""
        return [run.fault for run in self.runs if run.fault]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or a table by its name."""

    sentences: tuple[Sentence, ...] = ()
    table: str = ""

    @property
    def text(self) -> str:
        """As it is printed."""
        return "".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True)
class Section:
    """A heading ('' before the first) and what stands under it."""

    heading: str
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True)
class Document:
    """What is printed. `left`: what rules left out, since there is nothing to tell, as the text has it."""

    title: str
    sections: tuple[Section, ...] = ()
    facts: Facts = field(default_factory=lambda: Facts({}))
    left: tuple[str, ...] = ()

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence in its order."""
        for section in self.sections:
            for paragraph in section.paragraphs:
                yield from paragraph.sentences

    @property
    def tables(self) -> set[str]:
        """The names of the tables that the text calls for."""
        return {each.table for section in self.sections for each in section.paragraphs if each.table}

    @property
    def faults(self) -> list[tuple[Sentence, list[str]]]:
        """The sentences that are marked, with why."""
        return [(sentence, sentence.faults) for sentence in self.sentences() if sentence.faults]

    @property
    def used(self) -> list[Fact]:
        """The figures that are printed, each once, in their order."""
        keys = dict.fromkeys(run.key for sentence in self.sentences() for run in sentence.runs if run.key)
        return [self.facts.figures[key] for key in keys if key in self.facts.figures]


def compose(title: str, text: str, facts: Facts, words: Mapping[str, str]) -> Document:
    """Nothing is guessed: a figure that is not there marks its sentence, as does a claim that does not hold.

    A paragraph of which nothing is left is left out, and so is a section without paragraphs. A period that is
    not over, and a unit that handles what others registered, say so before all else, whatever the text says.
    """
    lines, _faults = grammar.parse(text)
    writer = _Writer(facts, {**OF_THE_DISTRICT, **words})
    sections = [
        section
        for heading, under in _grouped(lines)
        for section in _sections(heading, under, writer)
        if section.paragraphs
    ]
    first = [Paragraph((Sentence((Run(words[key]),)),)) for key in (RUNNING, BASE) if words.get(key)]
    if first:
        sections.insert(0, Section("", tuple(first)))
    return Document(title, tuple(sections), facts, tuple(writer.left))


Under = list[grammar.Line | grammar.Table]


def _grouped(
    lines: Sequence[grammar.Heading | grammar.Line | grammar.Table],
) -> list[tuple[grammar.Heading | None, Under]]:
    groups: list[tuple[grammar.Heading | None, Under]] = [(None, [])]
    for line in lines:
        if isinstance(line, grammar.Heading):
            groups.append((line, []))
        else:
            groups[-1][1].append(line)
    return groups


def _sections(heading: grammar.Heading | None, under: Under, writer: "_Writer") -> Iterator[Section]:
    nodes = heading.nodes if heading else ()
    about_topics = any(node.key in TOPIC_WORDS for node in grammar.fields_in(nodes))
    for each in writer.of_topics() if about_topics else [writer]:
        told = "".join(run.text for run in each.runs(nodes))
        yield Section(told, tuple(each.paragraphs(under)))


@dataclass(frozen=True)
class _Writer:
    facts: Facts
    words: Mapping[str, str]
    topic: TopicTold | None = None
    left: list[str] = field(default_factory=list)

    def of_topics(self) -> list["_Writer"]:
        return [replace(self, topic=topic) for topic in self.facts.topics]

    def paragraphs(self, under: Under) -> Iterator[Paragraph]:
        for line in under:
            if isinstance(line, grammar.Table):
                yield Paragraph(table=line.name)
                continue
            sentences = tuple(_cut(self.runs(line.nodes, typed=True)))
            if any(sentence.text.strip() for sentence in sentences):
                yield Paragraph(sentences)

    def runs(self, nodes: Sequence[Node], *, typed: bool = False) -> Iterator[Run]:
        for node in nodes:
            if isinstance(node, Words):
                yield Run(node.text, typed=typed)
            elif isinstance(node, Field) and node.key == TOPIC_PROBLEMS and self.topic:
                yield from (Run(*each) for each in pieces_of_topic(self.topic))
            elif isinstance(node, Field) and node.key == LEADERS and self.facts.leaders:
                most = int(node.form) if node.form.isdigit() else FEW
                yield from (Run(*each) for each in pieces_of_leaders(self.facts.leaders[:most]))
            elif isinstance(node, Field):
                yield self.figure(node)
            else:
                yield from self.claim(node)

    def figure(self, node: Field) -> Run:
        if node.key in WORDS:
            told: str | None = self.words.get(node.key, "")
        elif node.key in TOPIC_WORDS:
            told = said_of_topic(self.topic, node.key) if self.topic else None
        elif node.key == LEADERS:
            told = None
        else:
            fact = self.facts.of(node.key)
            told = said(fact, node.form) if fact else None
        if told is None:
            return self.missing(node.key)
        return Run(told, self.opens(node.key), form=node.form)

    def opens(self, key: str) -> str:
        """The key under which a page finds the cases: `of:matters_opened:topic:7` for what a topic tells;
        none for words."""
        if key in TOPIC_WORDS:
            measure = TOPIC_MEASURES.get(key)
            return f"of:{measure}:topic:{self.topic.pk}" if self.topic and measure else ""
        return "" if key in WORDS or key == LEADERS else key

    def missing(self, key: str, unsaid: str = "") -> Run:
        """The mark in place of a figure, or of a claim that cannot be tested."""
        fact = self.facts.of(key)
        measure = load().get(key)
        name = fact.name if fact else str(measure.name) if measure else key
        why = _("“%(name)s”没有数") if fact else _("没有登记“%(name)s”这个指标；取数以后才登记的，请重新取数")
        told = f"【缺数：{name}，不能说“{unsaid.strip(ENDS)}”】" if unsaid else f"【缺数：{name}】"
        return Run(told, key, why % {"name": name})

    def claim(self, node: Claim) -> Iterator[Run]:
        holds = self.tested(node)
        if holds is None:
            told = list(self.runs(node.holds))
            unsaid = "".join(run.text for run in told)
            yield from told if any(run.fault for run in told) else [self.missing(node.key, unsaid)]
        elif holds:
            # The words of a claim say the figure that was tested: they open its cases, too.
            key, form = "" if TESTS[node.test].leaves_out else node.key, TESTS[node.test].form
            yield from (run if run.key else replace(run, key=key, form=form) for run in self.runs(node.holds))
        elif node.otherwise is not None:
            yield from self.runs(node.otherwise)
        elif TESTS[node.test].leaves_out:
            self.left.append(_shown(node.holds))
        else:
            yield from self.untrue(node)

    def tested(self, node: Claim) -> bool | None:
        test = TESTS[node.test]
        if node.key in WORDS:
            return test.holds(_counted(node.key, len(self.words.get(node.key, ""))))
        if node.key in TOPIC_WORDS:
            value = topic_value(self.topic, node.key) if self.topic else 0
            return test.holds(_counted(node.key, value))
        if node.key == LEADERS:
            return test.holds(_counted(node.key, len(self.facts.leaders)))
        fact = self.facts.of(node.key)
        return test.holds(fact) if fact else None

    def untrue(self, node: Claim) -> Iterator[Run]:
        fact = self.facts.of(node.key)
        told = said(fact, "") if fact else ""
        why = _("“%(test)s”不成立：%(name)s %(value)s")
        name = fact.name if fact else node.key
        fault = why % {"test": node.test, "name": name, "value": told}
        yield Run(f"【不成立：{''.join(run.text for run in self.runs(node.holds))}】", node.key, fault)


def _shown(nodes: Sequence[Node]) -> str:
    """What was left out, in short: its prose, with a mark for each figure."""
    told = "".join(node.text if isinstance(node, Words) else "…" for node in nodes)
    return told if len(told) <= SHORT else told[:SHORT] + "…"


def _counted(key: str, value: float) -> Fact:
    return Fact(key, key, value, "")


def _cut(runs: Iterator[Run]) -> Iterator[Sentence]:
    """Runs become sentences; a full stop inside a run cuts it."""
    held: list[Run] = []
    for run in runs:
        rest = run.text
        while not run.fault and (ends := [rest.find(sign) for sign in ENDS if sign in rest]):
            at = min(ends) + 1
            held.append(replace(run, text=rest[:at]))
            yield Sentence(tuple(held))
            held, rest = [], rest[at:]
        if rest:
            held.append(replace(run, text=rest))
    if held:
        yield Sentence(tuple(held))
