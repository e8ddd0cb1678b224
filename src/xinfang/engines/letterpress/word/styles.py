"""Page, faces and styles of our Word templates: GB/T 9704-2012 in the names of the official fonts."""

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from xinfang.engines.letterpress.word.order import element, put
from xinfang.engines.letterpress.word.placeholders import STYLES

__all__ = ["MARK", "blank_document"]

FANG, SONG, HEI, KAI, LATIN = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "Times New Roman"
RED = RGBColor(0xD7, 0x00, 0x0F)
MARK = "公文发文机关"
LINE = Pt(28.95)  # 22 lines in 225 mm, as Word counts them
KEPT = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "header", "footer", "Header", "Footer"}
INDENT = {"firstLineChars": "200", "firstLine": "640"}


def blank_document() -> Document:
    """An empty A4 page with margins, line grid and the styles of official documents."""
    document = docx.Document()
    for style in list(document.styles):
        if style.name not in KEPT:
            style.delete()
    _page(document)
    normal = document.styles["Normal"]
    _face(normal, FANG, 16)
    _lines(normal, LINE)
    # 28 characters fill a line: narrower by a quarter point. Programmes differ in drawing a character grid.
    put(normal.element.get_or_add_rPr(), element("spacing", val="-5"))
    for spaced in ("autoSpaceDE", "autoSpaceDN"):
        put(normal.element.get_or_add_pPr(), element(spaced, val="0"))
    _style(document, STYLES["paragraph"], FANG, 16, indented=True)
    for level, face in ((1, HEI), (2, KAI), (3, FANG)):
        heading = _style(document, STYLES[f"heading{level}"], face, 16, indented=True)
        heading.paragraph_format.keep_with_next = True
        put(heading.element.get_or_add_pPr(), element("outlineLvl", val=str(level - 1)))
    for key, align in (("cell", WD_ALIGN_PARAGRAPH.LEFT), ("label", WD_ALIGN_PARAGRAPH.CENTER)):
        _style(document, STYLES[key], FANG, 14, align=align, line=Pt(20))
    _style(document, "公文标题", SONG, 22, align=WD_ALIGN_PARAGRAPH.CENTER, line=Pt(34))
    mark = _style(document, MARK, SONG, 42, align=WD_ALIGN_PARAGRAPH.CENTER, line=Pt(52))
    mark.font.color.rgb = RED
    _style(document, "公文版记", FANG, 14, line=Pt(24))
    _style(document, "公文页码", "宋体", 14, line=Pt(18))
    return document


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(25)
    put(section._sectPr, element("docGrid", type="lines", linePitch="579"))
    put(document.settings.element, element("mirrorMargins"))
    document.settings.odd_and_even_pages_header_footer = True


def _style(
    document: Document,
    name: str,
    face: str,
    size: float,
    *,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY,
    line: Pt = LINE,
    indented: bool = False,
) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    _face(style, face, size)
    _lines(style, line)
    style.paragraph_format.alignment = align
    if indented:
        put(style.element.get_or_add_pPr(), element("ind", **INDENT))
    return style


def _face(style: ParagraphStyle, face: str, size: float) -> None:
    style.font.size = Pt(size)
    style.font.name = LATIN
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), face)


def _lines(style: ParagraphStyle, line: Pt) -> None:
    spacing = style.paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    spacing.line_spacing = line
    spacing.widow_control = False
