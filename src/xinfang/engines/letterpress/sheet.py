"""What stands on an official document, part by part, as GB/T 9704-2012 names the parts."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "Block",
    "Entry",
    "Form",
    "Heading",
    "Listing",
    "Paragraph",
    "Points",
    "Sheet",
    "Signing",
    "Table",
    "chinese_date",
    "flat",
]


class Form(StrEnum):
    """How the page looks.

    LETTER: 信函格式 (10.1), for 函 and notices to petitioners: red name, double red lines.
    STANDARD: 版头 with the red line, for opinions, reports and proposals.
    TABLE: a form to be filled or read as a table (送达回证, 转送单, 接访登记表), black only.
    """

    LETTER = "letter"
    STANDARD = "standard"
    TABLE = "table"


@dataclass(frozen=True)
class Paragraph:
    """Running text, indented by two characters; a line end in `text` begins a new paragraph."""

    text: str


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (一、黑体), 2 （（一）楷体) or 3 (1. 仿宋), printed as given, number included."""

    level: int
    text: str

    def __post_init__(self) -> None:
        if self.level not in (1, 2, 3):
            raise ValueError("The level of a heading is 1, 2 or 3.")


@dataclass(frozen=True)
class Points:
    """Points numbered 1. 2. 3., each a paragraph."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """A label and its value in a form. `lines`: how many lines its cell is high at least, to write in."""

    label: str
    value: str = ""
    lines: int = 1


@dataclass(frozen=True)
class Table:
    """A form with borders; each row holds one, two or three entries that share its width."""

    rows: tuple[tuple[Entry, ...], ...]

    def __post_init__(self) -> None:
        if not all(1 <= len(row) <= 3 for row in self.rows):
            raise ValueError("A row of a form holds one to three entries.")


@dataclass(frozen=True)
class Listing:
    """A list with a header (台账, 清单). `widths`: the shares of the columns; without them all are equal.
    `close`: in smaller type (小四), for many rows that are to stay in one line each."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    close: bool = False

    def __post_init__(self) -> None:
        columns = len(self.header)
        if not columns or any(len(row) != columns for row in self.rows):
            raise ValueError("Every row of a list is as wide as its header.")
        if self.widths and (len(self.widths) != columns or min(self.widths) < 1):
            raise ValueError("A list has as many widths as columns, each at least 1.")


@dataclass(frozen=True)
class Signing:
    """Lines to sign on by hand, each with a label and a date to fill in (协议书, 笔录)."""

    labels: tuple[str, ...]


Block = Paragraph | Heading | Points | Table | Listing | Signing


@dataclass(frozen=True)
class Sheet:
    """An official document. Every text is data: nothing in it is ever markup, code or a file name.

    Parts that are empty are left out with their labels and punctuation, which the engine adds: write
    addressees without colon, attachments without numbers, copies without full stop, notes without brackets.

    form          how the page looks
    title         标题; broken into lines of good shape, unless it brings its own line ends
    issuer        发文机关标志: the full name, with 文件 where the office uses it
    number        发文字号 as it is printed, 云溪信〔2026〕3号
    secrecy       密级和保密期限;  urgency: 紧急程度 (特急, 加急)
    signer        签发人, printed on reports that go up (STANDARD)
    addressee     主送
    body          the text
    attachments   附件说明: the names of the attachments
    signature     署名: the unit;  date: 成文日期
    seal          the seal as PNG, printed over signature and date; None leaves the place for one on paper
    place_for_seal  False for what is not sealed (7.3.5.2): signature and date move to the right margin
    notes         附注
    copies_to     抄送
    printed_by    印发机关;  printed_on: 印发日期 (not printed on a LETTER: 10.1)
    qr            address of the code, beside a letter's signature or at the foot;  qr_caption: its words
    draft         not yet signed: every page bears a quiet 未签发, and no seal is allowed
    """

    form: Form
    title: str
    issuer: str = ""
    number: str = ""
    secrecy: str = ""
    urgency: str = ""
    signer: str = ""
    addressee: str = ""
    body: tuple[Block, ...] = ()
    attachments: tuple[str, ...] = ()
    signature: str = ""
    date: datetime.date | None = None
    seal: bytes | None = None
    place_for_seal: bool = True
    notes: tuple[str, ...] = ()
    copies_to: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: datetime.date | None = None
    qr: str = ""
    qr_caption: str = ""
    draft: bool = False


def chinese_date(day: datetime.date) -> str:
    """'2026年3月5日': Arabic figures without leading zeros (7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def flat(body: Sequence[Block]) -> list[Block]:
    """The body with one block a printed paragraph: points get their numbers, line ends divide paragraphs."""
    found: list[Block] = []
    for block in body:
        if isinstance(block, Points):
            found += [Paragraph(f"{number}.{text}") for number, text in enumerate(block.items, start=1)]
        else:
            found.append(block)
    return found
