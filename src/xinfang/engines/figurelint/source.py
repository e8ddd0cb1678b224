"""The text of a report's file: plain text, Markdown, or .docx without what was struck out."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

__all__ = ["ENDINGS", "SOURCE_MESSAGES", "TextRefused", "text_of"]


def gettext_noop(sentence: str) -> str:
    """The sentence itself. The catalogue finds it by this name; engines know no Django."""
    return sentence


OTHER_KIND = gettext_noop("只读 .txt、.md 和 .docx 文件。请把报告另存为其中一种。")
TOO_BIG = gettext_noop("文件太大，超过 %(limit)s MB。请去掉图片，或拆成几个文件。")
EMPTY = gettext_noop("文件里没有文字。")
NO_TEXT = gettext_noop(
    "文件不是文字：里面有空字符，或者编码既不是 UTF-8 也不是 GB18030。请另存为 UTF-8 的文本。"
)
NO_WORD = gettext_noop("文件不是 .docx 文档，或者已损坏。请用 WPS 或 Word 另存为 .docx。")
SOURCE_MESSAGES = (OTHER_KIND, TOO_BIG, EMPTY, NO_TEXT, NO_WORD)

ENDINGS = (".txt", ".md", ".markdown", ".docx")
MAX_BYTES = 20 * 1024 * 1024
MAX_XML = 40 * 1024 * 1024  # of the document's text once unpacked
MAX_TEXT = 10 * 1024 * 1024
MEGABYTE = 1024 * 1024
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FRAMED = 20  # signs, so many that a cell is no title or figure
# Struck out, moved away, or said a second time for old programs.
PASSED_OVER = {
    f"{W}del",
    f"{W}moveFrom",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
# What the standard library raises for archives that are none, are cut off, locked or packed in a strange way.
BROKEN = (
    zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError, EOFError, ValueError,
    OSError,
)  # fmt: skip


class TextRefused(Exception):  # noqa: N818 -- a refusal is an answer, not a fault of the program
    """A file that is not read. str() is a Chinese sentence; `message_id` is one of SOURCE_MESSAGES."""

    def __init__(self, message_id: str, **params: int) -> None:
        super().__init__(message_id % params)
        self.message_id = message_id
        self.params = params


def text_of(data: bytes, name: str) -> str:
    """The text of a file's bytes, whose kind `name` tells by its ending. Raises TextRefused.

    Of a .docx each paragraph is a line, and so is each row of a table, its cells parted by tabs.
    """
    if not name.lower().endswith(ENDINGS):
        raise TextRefused(OTHER_KIND)
    if len(data) > MAX_BYTES:
        raise TextRefused(TOO_BIG, limit=MAX_BYTES // MEGABYTE)
    text = _word(data) if name.lower().endswith(".docx") else _plain(data)
    if len(text) > MAX_TEXT:
        raise TextRefused(TOO_BIG, limit=MAX_TEXT // MEGABYTE)
    if not text.strip():
        raise TextRefused(EMPTY)
    return text


def _plain(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in data:
        raise TextRefused(NO_TEXT)
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise TextRefused(NO_TEXT)


def _word(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo("word/document.xml").file_size > MAX_XML:
                raise TextRefused(TOO_BIG, limit=MAX_XML // MEGABYTE)
            content = archive.read("word/document.xml")
    except BROKEN as error:
        raise TextRefused(NO_WORD) from error
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise TextRefused(NO_WORD) from error
    body = root.find(f"{W}body")
    if body is None or root.getroottree().docinfo.doctype:
        raise TextRefused(NO_WORD)
    return "\n".join(_lines(body))


def _lines(element: etree._Element) -> Iterator[str]:
    for child in element.iterchildren(etree.Element):
        if child.tag == f"{W}p":
            yield "".join(_words(child))
        elif child.tag == f"{W}tr":
            yield from _row(child)
        elif child.tag not in PASSED_OVER:
            yield from _lines(child)


def _row(row: etree._Element) -> Iterator[str]:
    """One line, the cells parted by tabs; a row of which one cell only has text is text, set in a frame."""
    cells = [list(_lines(cell)) for cell in row.iterfind(f"{W}tc")]
    filled = [cell for cell in cells if "".join(cell).strip()]
    if len(filled) == 1 and len("".join(filled[0])) > _FRAMED:
        yield from filled[0]
    else:
        yield "\t".join(" ".join(cell) for cell in cells) + "\t"


def _words(element: etree._Element) -> Iterator[str]:
    for child in element.iterchildren(etree.Element):
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif child.tag == f"{W}tab":
            yield " "
        elif child.tag not in PASSED_OVER:
            yield from _words(child)
