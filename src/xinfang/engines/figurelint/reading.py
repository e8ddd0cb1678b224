"""What a report's text says in figures: its sentences, and the quantities in each with their units."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from xinfang.engines.figurelint.numerals import ARABIC, CHINESE, DIGITS, MULTIPLES, halved, read_number

__all__ = [
    "BATCHES",
    "COUNT",
    "FOLD",
    "PERCENT",
    "POINTS",
    "VAGUE",
    "Quantity",
    "Sentence",
    "closed_up",
    "sentences",
]

# What a quantity is; each is one private character, which stands for it in a sentence's skeleton.
COUNT, PERCENT, POINTS, FOLD, VAGUE = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
_PRIVATE = re.compile("[\ue000-\ue004]")

# Letters and batches in one total, as offices write it.
BATCHES = "件（批）"
_BATCHES = (
    "件(批次)", "件(批)次", "批次(件)", "批(件)", "件(批)", "件/批", "批/件", "件批次", "批件次",
    "件批", "批件",
)  # fmt: skip
_ALL = ("件(批、次)", "件(次、批)", "批(件、次)", "批(件)次", "件(批、人次)", "件(批、人)次")
UNITS = (
    *_ALL, *_BATCHES,
    "件(人)次", "件(次)", "批(次)", "人(次)", "件人次", "件次", "人次", "批次", "个百分点", "百分点",
    "个工作日", "万元", "亿元", "件", "起", "批", "人", "次", "位", "名", "户", "宗", "条", "封", "份", "场",
    "例", "项", "家", "个", "元", "倍", "%", "‰", "天", "篇", "期",
)  # fmt: skip
_ALIASES = {
    "件（次）": "件次",
    "件(次)": "件次",
    "件(人)次": "件次",
    "件人次": "件次",
    "批(次)": "批",
    "批次": "批",
}
_ALIASES |= dict.fromkeys(_BATCHES, BATCHES) | dict.fromkeys(_ALL, "件次")
_ALIASES |= {"人(次)": "人次", "名": "人", "位": "人"}
_CN = CHINESE[:-2] + "]{1,30}"
_SPECIAL = rf"百分之(?P<hundredth>{_CN}|{ARABIC})|(?P<below>{_CN})分之(?P<above>{_CN})"
_TENTHS = r"(?P<tenths>[一二两三四五六七八九])成(?P<half>半|[一二三四五六七八九])?(?![\u4e00-\u9fff])"
_PLAIN = (
    rf"(?P<number>(?<!\d)(?:{ARABIC})|{_CN})(?P<more>[余多来几])?(?P<multiple>[百千万亿]{{1,2}})?(?P<again>[余多半])?"
    rf"(?P<unit>{'|'.join(map(re.escape, UNITS))})(?!(?<=个)(?:月|小时|星期|季|年|百分|工作|方面))"
)
_QUANTITY = re.compile(f"{_SPECIAL}|{_TENTHS}|{_PLAIN}", re.ASCII)
_VAGUE_BEFORE = re.compile(
    r"(?:约|近|超过?|逾|突?破|不足|不到|[低高少多大小]于|每|均|至少|最[多少高低]|[+/×*~-])\s*$"
)
_VAGUE_AFTER = re.compile(
    r"\s*(?:以上|以下|以内|以外|左右|上下|多(?!\d)|余|不等|[~～\-—–至到]\s*(?:\d|百分))"
)
_ORDINAL = re.compile(r"(?:第|前|后|排|列|居|之|[A-Za-z_.]|\d，|\d,)\s*$")
_RANGE_BEFORE = re.compile(r"(?:\d|[一二三四五六七八九十%]|件|起|批|人|次|位|名|户)\s*[~～\-—–至]\s*$")
_IDIOM = re.compile(r"一(?:[批起次些个场]|人|件|位|名|项|家|户)")
_COMMA = re.compile(r",(?!\d{3}(?!\d))|(?<!\d),")  # 45件,来访20件; not 1,234
_BLANK = re.compile(
    r"(?<=[\u4e00-\u9fff，、。；：（(,;:])[ \u3000](?=[\d０-９])"
    r"|(?<=[\d０-９])[ \u3000](?=[\u4e00-\u9fff%％‰])"
)
_ENDS = "。！？!?"
_BREAKS = re.compile(r"[，,；;。：:、（）()\n“”《》【】]")
_STOPS = re.compile(r"[，,；;。：:（）()\n【】]")


@dataclass(frozen=True)
class Quantity:
    """One figure of a text. A value known to `step` only (1.63万件, 97%) may be off by less than `step`."""

    start: int
    end: int
    text: str
    value: Fraction
    step: Fraction
    unit: str
    kind: str
    label: str = ""  # the words before it, back to any punctuation or figure
    lead: str = ""  # the same, but enumerations belong to it

    @property
    def exact(self) -> bool:
        """A whole count, to be trusted to the last unit."""
        return self.kind == COUNT and self.step == 0


@dataclass(frozen=True)
class Sentence:
    """A sentence in half width with its place in the text, and its quantities in order."""

    start: int
    text: str
    section: int
    quantities: list[Quantity] = field(default_factory=list)

    def counts(self, until: int | None = None) -> list[Quantity]:
        """The counts before a place (all of them without one); places are those of the whole text."""
        return [q for q in self.quantities if q.kind == COUNT and (until is None or q.start < until)]

    def between(self, a: int, b: int) -> str:
        """The words from place `a` to place `b`."""
        return self.text[max(a - self.start, 0) : max(b - self.start, 0)]

    @cached_property
    def skeleton(self) -> str:
        """The sentence with each quantity as the one character of its kind."""
        return self.signs(self.start, self.start + len(self.text))

    def signs(self, a: int, b: int) -> str:
        """The skeleton from place `a` to place `b` of the text; no quantity stands across these."""
        parts, place = [], a
        for quantity in self.quantities:
            if a <= quantity.start < b:
                parts += [self.between(place, quantity.start), quantity.kind]
                place = quantity.end
        return "".join([*parts, self.between(place, b)])

    @cached_property
    def _places(self) -> list[int]:
        return [found.start() for found in _PRIVATE.finditer(self.skeleton)]

    def at(self, place: int) -> Quantity:
        """The quantity that stands at a place of the skeleton."""
        return self.quantities[bisect_right(self._places, place) - 1]


def closed_up(text: str) -> tuple[str, list[int]]:
    """The text without the blanks around figures (受理 268 件), and where each of its characters stood."""
    blanks = {found.start() for found in _BLANK.finditer(text)}
    places = [place for place in range(len(text)) if place not in blanks]
    return "".join(map(text.__getitem__, places)), places


def sentences(text: str) -> list[Sentence]:
    """The sentences of a report; lines that were only wrapped are joined, tables and headings are not."""
    plain = _COMMA.sub("，", _PRIVATE.sub(" ", halved(text)))
    found: list[Sentence] = []
    section = 0
    for start, end, heading in _pieces(plain):
        section += heading
        piece = plain[start:end]
        if "\t" in piece or "|" in piece:
            continue  # a row of a table: its units stand in the header
        read = Sentence(start, piece, section, list(_quantities(piece, start)))
        if found and _goes_on(found[-1], read):
            before = found.pop()
            joined = before.text[:-1] + "，" + piece
            read = Sentence(before.start, joined, section, before.quantities + read.quantities)
        found.append(read)
    return found


def _goes_on(before: Sentence, after: Sentence) -> bool:
    """Whether a sentence takes apart the one number of the sentence before: 共受理268件。其中，来信45件……"""
    if before.section != after.section or before.start + len(before.text) != after.start:
        return False
    if [q.exact for q in before.quantities] != [True] or not after.text.startswith("其中"):
        return False
    return before.start + len(before.text) - before.quantities[0].end == 1


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    """From, to, and whether a new section begins here."""
    start = place = 0
    lines = text.split("\n")
    for number, line in enumerate(lines):
        for offset, sign in enumerate(line):
            if sign in _ENDS:
                yield start, place + offset + 1, _heads(text[start : start + 40])
                start = place + offset + 1
        place += len(line) + 1
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if start < place and not _wrapped(line, following):
            if text[start:place].strip():
                yield start, min(place, len(text)), _heads(line[:40]) or line.lstrip().startswith("#")
            start = place


def _heads(opening: str) -> bool:
    return bool(
        re.match(r"\s*(?:【|#|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))", opening)
    )


def _wrapped(line: str, following: str) -> bool:
    """Whether a line goes on in the next: long, and the next begins as the middle of a sentence does."""
    bare, after = line.rstrip(), following.strip()
    if len(bare) < 25 or not after or "\t" in line or "|" in line or bare[-1] in _ENDS:
        return False
    return not re.match(r"[【#|*>+-]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、]|\(", after)


def _quantities(text: str, offset: int) -> Iterator[Quantity]:
    previous = 0
    for found in _QUANTITY.finditer(text):
        before = text[max(previous, found.start() - 12) : found.start()]
        read = _read(found)
        if read is None or _ORDINAL.search(before) or _idiom(found, before):
            continue
        value, step, unit, kind = read
        if _vague(found, before, text):
            kind = VAGUE
        words = text[max(previous, found.start() - 60) : found.start()]
        yield Quantity(
            start=offset + found.start(),
            end=offset + found.end(),
            text=found.group(),
            value=value,
            step=step,
            unit=unit,
            kind=kind,
            label=_bare(_BREAKS.split(words)[-1]),
            lead=_bare(_STOPS.split(words)[-1]),
        )
        previous = found.end()


def _bare(words: str) -> str:
    return words.strip().removeprefix("其中").strip()


def _idiom(found: re.Match[str], before: str) -> bool:
    """一批群众, 每一位, 一起: words, not counts."""
    return bool(_IDIOM.fullmatch(found.group())) and (
        found.group()[-1] in "批起次些个场" or not before.endswith("、")
    )


def _vague(found: re.Match[str], before: str, text: str) -> bool:
    after = text[found.end() : found.end() + 4]
    if found["more"] or (found["again"] and found["again"] != "半") or _VAGUE_AFTER.match(after):
        return True
    if _RANGE_BEFORE.search(before):
        return True
    return bool(_VAGUE_BEFORE.search(before))


Read = tuple[Fraction, Fraction, str, str]


def _read(found: re.Match[str]) -> Read | None:
    if found["number"]:
        return _plain(found)
    if found["tenths"]:
        return _tenths(found["tenths"], found["half"] or "")
    if found["hundredth"]:
        number = read_number(found["hundredth"])
        return None if number is None else (number[0], number[1] or Fraction(1), "%", PERCENT)
    below, above = read_number(found["below"]), read_number(found["above"])
    if not below or not above or not below[0]:
        return None
    share = above[0] / below[0] * 100
    return share, Fraction(5), "%", PERCENT  # 三分之一 is said of 35 % too


def _tenths(tens: str, half: str) -> Read:
    """六成 is said of what lies near 60 %, 六成五 of what lies near 65 %; 六成八 is no round number."""
    ones = 5 if half == "半" else DIGITS.get(half, 0)
    step = 8 if not half else 5 if ones == 5 else 2
    return Fraction(10 * DIGITS[tens] + ones), Fraction(step), "%", PERCENT


def _plain(found: re.Match[str]) -> Read | None:
    number = read_number(found["number"])
    if number is None:
        return None
    value, step = number
    unit = found["unit"]
    if unit in ("%", "‰"):
        scale = Fraction(1) if unit == "%" else Fraction(1, 10)
        return value * scale, (step or 1) * scale, "%", PERCENT
    one = Fraction(1)
    for sign in (found["multiple"] or "") + (unit[0] if unit in ("万元", "亿元") else ""):
        value, step = value * MULTIPLES[sign], (step or one) * MULTIPLES[sign]
    if found["again"] == "半":
        value, step = value + (step or one) / 2, step or one
    unit = "元" if unit.endswith("元") else _ALIASES.get(unit, unit)
    if unit.endswith("百分点"):
        return value, step or Fraction(1), "个百分点", POINTS
    return (value, step or Fraction(1), "倍", FOLD) if unit == "倍" else (value, step, unit, COUNT)
