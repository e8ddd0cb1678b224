"""Whether a Word template of the office may be used: only known parts, only known placeholders."""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from xinfang.engines.letterpress import refusals
from xinfang.engines.letterpress.refusals import LetterRefused
from xinfang.engines.letterpress.word.placeholders import STYLES
from xinfang.engines.letterpress.word.tags import check_syntax, check_tags

__all__ = ["check_template"]

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 20 * 1024 * 1024
MAX_TEXT = 1024 * 1024  # of a part that is filled in: thirty times what ours has
MAX_PARTS = 200
PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core|custom)\.xml|docProps/thumbnail\.(jpe?g|png)"
    r"|word/(document|styles|stylesWithEffects|settings|webSettings|fontTable|numbering|footnotes|endnotes)\.xml"
    r"|word/(header|footer)\d*\.xml|word/theme/theme\d*\.xml|word/_rels/[a-zA-Z0-9]+\.xml\.rels"
    r"|word/media/[\w.-]+\.(png|jpe?g|gif|bmp)|customXml/(item|itemProps)\d*\.xml|customXml/_rels/item\d*\.xml\.rels"
)
# Parts in which text is filled in: the document, its headers and footers.
FILLED = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MACRO_TYPES = re.compile(r"macroEnabled|vbaProject|activeX|oleObject|afchunk", re.IGNORECASE)
EMBEDDED = {"object", "control", "OLEObject", "altChunk", "subDoc", "contentPart", "movie"}
FIELD = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES)(\s+\\[*#]\s*[\w\"-]+)*\s*")


@lru_cache(maxsize=8)
def check_template(data: bytes) -> None:
    """Raises LetterRefused with a sentence unless `data` is a .docx that may be filled in.

    Refused: more than 5 MB; macros, controls, embedded objects, other documents; links to the outside;
    fields other than page numbers; every placeholder, loop, filter or expression that is not on the list; a
    lost title, body or style.
    """
    trees = dict(_trees(_unpacked(data)))
    for name, tree in trees.items():
        _check_part(name, tree)
    filled = {name: tree for name, tree in trees.items() if FILLED.fullmatch(name)}
    check_tags(filled)
    for name, tree in trees.items():
        if name in filled:
            _check_fields(tree)
    _check_styles(trees["word/styles.xml"])
    check_syntax(data)


def _unpacked(data: bytes) -> dict[str, bytes]:
    if len(data) > MAX_BYTES:
        raise LetterRefused(refusals.TEMPLATE_TOO_BIG, limit=MAX_BYTES // 1024**2)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED:
                raise LetterRefused(refusals.TEMPLATE_TOO_BIG, limit=MAX_BYTES // 1024**2)
            if any(info.file_size > MAX_TEXT and FILLED.fullmatch(info.filename) for info in infos):
                raise LetterRefused(refusals.TEMPLATE_TOO_BIG, limit=MAX_TEXT // 1024**2)
            names = [info.filename for info in infos]
            for name in names:
                if not PARTS.fullmatch(name):
                    raise LetterRefused(refusals.FOREIGN_PART, part=_short(name))
            if len(set(names)) != len(names) or not {"word/document.xml", "word/styles.xml"} <= set(names):
                raise LetterRefused(refusals.NOT_WORD)
            return {name: archive.read(name) for name in names}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise LetterRefused(refusals.NOT_WORD) from error


def _trees(parts: dict[str, bytes]) -> Iterator[tuple[str, etree._Element]]:
    for name, content in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            tree = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise LetterRefused(refusals.NOT_WORD) from error
        if tree.getroottree().docinfo.doctype:
            raise LetterRefused(refusals.NOT_WORD)
        yield name, tree


def _check_part(name: str, tree: etree._Element) -> None:
    for element in tree.iter(etree.Element):
        tag = etree.QName(element).localname
        if tag in EMBEDDED:
            raise LetterRefused(refusals.FOREIGN_PART, part=tag)
        if tag == "Relationship" and element.get("TargetMode", "Internal") != "Internal":
            raise LetterRefused(refusals.OUTSIDE_LINK, part=_short(element.get("Target", "")))
        if tag in {"Override", "Default"} and MACRO_TYPES.search(element.get("ContentType", "")):
            raise LetterRefused(refusals.FOREIGN_PART, part=_short(element.get("ContentType", "")))
        _check_hidden(element, name)


def _check_hidden(element: etree._Element, name: str) -> None:
    """Braces belong into the running text of the filled parts: not into attributes, names or codes."""
    hidden = [str(value) for value in element.attrib.values()]
    if not (element.tag == f"{W}t" and FILLED.fullmatch(name)):
        hidden.append(element.text or "")
    hidden.append(element.tail or "")
    for text in hidden:
        if re.search(r"\{[{%#]|[}%#]\}", text):
            raise LetterRefused(refusals.FOREIGN_TAG, tag=_short(text))


def _check_fields(tree: etree._Element) -> None:
    for element in tree.iter(f"{W}fldSimple"):
        _check_field(element.get(f"{W}instr", ""))
    for paragraph in tree.iter(f"{W}p"):
        code = ""
        for element in paragraph.iter(f"{W}instrText", f"{W}delInstrText", f"{W}fldChar"):
            code += "\n" if element.tag == f"{W}fldChar" else element.text or ""
        for line in code.split("\n"):
            if line.strip():
                _check_field(line)


def _check_field(code: str) -> None:
    if not FIELD.fullmatch(code):
        raise LetterRefused(refusals.FOREIGN_FIELD, field=_short(code.strip()))


def _check_styles(tree: etree._Element) -> None:
    names = {element.get(f"{W}val", "") for element in tree.iterfind(f"{W}style/{W}name")}
    for style in STYLES.values():
        if style not in names:
            raise LetterRefused(refusals.NO_STYLE, style=style)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"
