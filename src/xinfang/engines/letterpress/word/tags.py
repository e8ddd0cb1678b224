"""The placeholders in a template: only those of the list, in pairs, each where it can stand."""

import io
import re
from collections.abc import Iterator, Mapping

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from xinfang.engines.letterpress import refusals
from xinfang.engines.letterpress.refusals import LetterRefused
from xinfang.engines.letterpress.word.placeholders import BODY, CONDITIONS, LOOPS, PLACEHOLDERS, REQUIRED

__all__ = ["check_syntax", "check_tags", "environment"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ANY_TAG = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}")
STRAY = re.compile(r"\{[{%#]|[}%#]\}")
INLINE = [placeholder.name for placeholder in PLACEHOLDERS if not placeholder.alone] + [
    loop.each for loop in LOOPS
]
ALONE = [placeholder.name for placeholder in PLACEHOLDERS if placeholder.alone]
EACH = {loop.each for loop in LOOPS}
NAMES = {*INLINE, *ALONE, *CONDITIONS}
VALUE = re.compile(rf"\{{\{{ ?(?:{'|'.join(INLINE)}) ?\}}\}}")
PART = re.compile(rf"\{{\{{p (?:{'|'.join(ALONE)}) ?\}}\}}")
LOOP = "|".join(f"for {loop.each} in {loop.of}|endfor" for loop in LOOPS)
BLOCK = re.compile(rf"\{{%(?P<kind>p|tr)? (?:if (?:not )?(?:{'|'.join(CONDITIONS)})|endif|{LOOP}) ?%\}}")
NODES = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.For, nodes.If, nodes.Not)


def environment() -> SandboxedEnvironment:
    """Where templates are filled: values escaped, no functions, no filters, no tests, nothing undefined."""
    made = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    made.filters.clear()
    made.tests.clear()
    return made


def check_tags(parts: Mapping[str, etree._Element]) -> None:
    """Raises LetterRefused for a tag that is not on the list, is torn, or would swallow text where it is."""
    seen: list[str] = []
    for name, tree in parts.items():
        for text in _paragraphs(tree):
            seen += [_checked(tag, text, name) for tag in ANY_TAG.findall(text)]
            stray = STRAY.search(ANY_TAG.sub("", text))
            if stray:
                raise LetterRefused(refusals.TORN_TAG, tag=stray[0])
    for wanted in REQUIRED:
        tag = next(placeholder.tag for placeholder in PLACEHOLDERS if placeholder.name == wanted)
        if seen.count(wanted) < 1:
            raise LetterRefused(refusals.NO_BODY, tag=tag)
        if wanted == BODY and seen.count(wanted) > 1:
            raise LetterRefused(refusals.MISPLACED_TAG, tag=tag)


def _paragraphs(tree: etree._Element) -> Iterator[str]:
    """The running text of each paragraph; of one inside another (a text box) too."""
    for paragraph in tree.iter(f"{W}p"):
        own = (
            element
            for element in paragraph.iter(f"{W}t")
            if next(element.iterancestors(f"{W}p")) is paragraph
        )
        yield "".join(element.text or "" for element in own)


def _checked(tag: str, text: str, part: str) -> str:
    plain = re.sub(r"\s+", " ", tag)
    if VALUE.fullmatch(plain):
        return plain.strip("{} ")
    block = BLOCK.fullmatch(plain)
    if not block and not PART.fullmatch(plain):
        raise LetterRefused(refusals.FOREIGN_TAG, tag=tag[:60])
    swallows = block is None or block["kind"]
    if swallows and text.strip() != tag:
        raise LetterRefused(refusals.MISPLACED_TAG, tag=tag)
    if block is None and part != "word/document.xml":
        raise LetterRefused(refusals.MISPLACED_TAG, tag=tag)
    return plain.strip("{} ").removeprefix("p ")


def check_syntax(data: bytes) -> None:
    """Raises LetterRefused when pairs do not close, or anything but names, loops and conditions is left."""
    try:
        template = DocxTemplate(io.BytesIO(data))
        template.init_docx()
        sources = [template.get_xml()]
        for uri in (template.HEADER_URI, template.FOOTER_URI):
            sources += [template.get_part_xml(part) for _key, part in template.get_headers_footers(uri)]
        trees = [environment().parse(template.patch_xml(source)) for source in sources]
    except TemplateError as error:
        raise LetterRefused(refusals.TORN_TAG, tag="{% … %}") from error
    except (OpcError, KeyError, ValueError, AttributeError, etree.LxmlError) as error:
        raise LetterRefused(refusals.NOT_WORD) from error
    for tree in trees:
        _check_node(tree, frozenset(NAMES) - EACH)


def _check_node(node: nodes.Node, known: frozenset[str]) -> None:
    if not isinstance(node, NODES):
        raise LetterRefused(refusals.FOREIGN_TAG, tag=type(node).__name__)
    if isinstance(node, nodes.Name) and node.ctx == "load" and node.name not in known:
        raise LetterRefused(refusals.FOREIGN_TAG, tag=node.name[:60])
    if isinstance(node, nodes.If) and (node.elif_ or node.else_):
        raise LetterRefused(refusals.FOREIGN_TAG, tag="else")
    if isinstance(node, nodes.For):
        known = _bound(node, known)
    for child in node.iter_child_nodes():
        _check_node(child, known)


def _bound(node: nodes.For, known: frozenset[str]) -> frozenset[str]:
    """What is known inside a loop, which must be one of the list: its own word as well."""
    for loop in LOOPS:
        pair = (getattr(node.target, "name", ""), getattr(node.iter, "name", ""))
        if pair == (loop.each, loop.of) and not (node.else_ or node.test or node.recursive):
            return known | {loop.each}
    raise LetterRefused(refusals.FOREIGN_TAG, tag="for")
