"""Our Word templates, one a form, built in code so that they can be read and compared."""

import io
from collections.abc import Sequence
from functools import lru_cache

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.section import _Footer, _Header
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from xinfang.engines.letterpress.sheet import Form
from xinfang.engines.letterpress.word.order import element, put
from xinfang.engines.letterpress.word.styles import MARK, blank_document

__all__ = ["default_template"]

CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
WIDTH = Mm(156)
GREY = RGBColor(0x8C, 0x8C, 0x8C)
MARKS = "{% if 密级 %}{{密级}}　{% endif %}{{紧急程度}}"
Story = Document | _Header | _Footer


@lru_cache(maxsize=3)
def default_template(form: Form) -> bytes:
    """The template of a form as .docx: what the office downloads, edits and gives back."""
    document = blank_document()
    {Form.LETTER: _letter, Form.STANDARD: _standard, Form.TABLE: _table}[form](document)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _letter(document: Document) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance = Mm(30)
    mark = _line(section.first_page_header, "{{发文机关}}", MARK)
    _beyond(mark)
    _border(mark, "bottom", "thickThinSmallGap", "24")
    foot = _line(section.first_page_footer, "{{稿样}}", "公文页码", CENTRE)
    _grey(foot)
    _beyond(foot)
    _border(foot, "top", "thinThickSmallGap", "24")
    _numbers(document)
    # A header of our own on later pages, empty: else the name would be repeated.
    section.footer_distance = Mm(17)
    number = _line(document, MARKS + "\t{{发文字号}}", "Normal")
    number.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    _title(document, before=2)
    _text(document)
    _code(document)
    _when(document, "抄送机关", ("抄送：{{抄送机关}}。",), "公文版记")


def _standard(document: Document) -> None:
    _numbers(document)
    _when(document, "密级", ("{{密级}}",))
    _when(document, "紧急程度", ("{{紧急程度}}",))
    mark = _line(document, "{{发文机关}}", MARK)
    mark.paragraph_format.space_before = Mm(30)
    _blank(document, 2)
    _tag(document, "{%p if 签发人 %}")
    signed = _line(document, "　{{发文字号}}\t签发人：{{签发人}}　", "Normal")
    signed.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    _red_line(signed)
    _tag(document, "{%p endif %}")
    _tag(document, "{%p if not 签发人 %}")
    _red_line(_line(document, "{{发文字号}}", "Normal", CENTRE))
    _tag(document, "{%p endif %}")
    _title(document, before=2)
    _text(document)
    _code(document)
    _imprint(document)


def _table(document: Document) -> None:
    _numbers(document)
    issuer = _line(document, "{{发文机关}}", "公文标题")
    issuer.runs[0].font.size = Pt(18)
    _line(document, "{{标题}}", "公文标题")
    _when(document, "发文字号", (MARKS + "　{{发文字号}}",), "公文表格文字", RIGHT)
    _text(document)
    _code(document)
    _imprint(document)


def _title(document: Document, *, before: int) -> None:
    _blank(document, before)
    _line(document, "{{标题}}", "公文标题")
    _blank(document, 1)


def _text(document: Document) -> None:
    """Addressee, body, attachments, signature over the place of the seal, notes: the same in every form."""
    _when(document, "主送机关", ("{{主送机关}}：",))
    _tag(document, "{{p 正文}}")
    _tag(document, "{%p if 附件列表 %}")
    _blank(document, 1)
    _tag(document, "{%p for 附件 in 附件列表 %}")
    listed = _line(document, "{{附件}}", "Normal")
    # 附件： and the number stand before the indent, so that a second line begins under the name.
    listed.paragraph_format.left_indent, listed.paragraph_format.first_line_indent = Pt(90), Pt(-58)
    _tag(document, "{%p endfor %}")
    _tag(document, "{%p endif %}")
    _tag(document, "{%p if 署名 %}")
    _blank(document, 2)
    for part in ("{{署名}}", "{{成文日期}}"):
        signed = _line(document, part, "Normal", CENTRE)
        signed.paragraph_format.left_indent, signed.paragraph_format.right_indent = Mm(70), Mm(22)
    _blank(document, 1)
    _tag(document, "{%p endif %}")
    _tag(document, "{%p for 附注 in 附注列表 %}")
    _line(document, "（{{附注}}）", "公文正文")
    _tag(document, "{%p endfor %}")


def _code(document: Document) -> None:
    _when(document, "二维码", ("{{二维码}}",))
    _when(document, "二维码", ("{{二维码说明}}", "{{查询网址}}"), "公文表格文字")
    picture = next(each for each in document.paragraphs if each.text == "{{二维码}}")
    picture.paragraph_format.line_spacing = 1.0  # an exact line would cut the picture


def _imprint(document: Document) -> None:
    """版记: lines above, between and below, at the foot of the last page."""
    _tag(document, "{%p if 印发机关 %}")
    table = document.add_table(rows=0, cols=1)
    for text in (
        "{%tr if 抄送机关 %}",
        "抄送：{{抄送机关}}。",
        "{%tr endif %}",
        "{{印发机关}}\t{{印发日期}}印发",
    ):
        cell = table.add_row().cells[0]
        cell.paragraphs[0].style = "公文版记"
        cell.paragraphs[0].add_run(text)
        cell.paragraphs[0].paragraph_format.tab_stops.add_tab_stop(Mm(146), WD_TAB_ALIGNMENT.RIGHT)
    _ruled(table)
    _tag(document, "{%p endif %}")
    _tag(document, "{%p if not 印发机关 %}")
    _when(document, "抄送机关", ("抄送：{{抄送机关}}。",), "公文版记")
    _tag(document, "{%p endif %}")
    last = _line(document, "", "公文版记")  # a table must not be the end of a document
    last.paragraph_format.line_spacing = Pt(1)


def _ruled(table: Table) -> None:
    told = table._tbl.tblPr
    put(told, element("tblpPr", vertAnchor="margin", horzAnchor="margin", tblpX="0", tblpYSpec="bottom"))
    put(told, element("tblW", w="8844", type="dxa"))
    borders = element("tblBorders")
    for side, size in (("top", "8"), ("bottom", "8"), ("insideH", "6")):
        borders.append(element(side, val="single", sz=size, space="0", color="auto"))
    put(told, borders)
    table.columns[0].width = WIDTH


def _numbers(document: Document) -> None:
    section = document.sections[0]
    odd = _line(section.footer, "{{稿样}}\t— ", "公文页码")
    even = _line(section.even_page_footer, "　— ", "公文页码")
    for paragraph, after in ((odd, " —　"), (even, " —\t{{稿样}}")):
        paragraph.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
        _page_field(paragraph)
        paragraph.add_run(after)


def _page_field(paragraph: Paragraph) -> None:
    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        if kind:
            run._r.append(element("fldChar", fldCharType=kind))
        else:
            code = element("instrText")
            code.text = "PAGE"
            run._r.append(code)


def _line(story: Story, text: str, style: str, align: WD_ALIGN_PARAGRAPH | None = None) -> Paragraph:
    """A paragraph; headers and footers begin with an empty one, which is used."""
    if isinstance(story, Document):
        paragraph = story.add_paragraph()
    else:
        story.is_linked_to_previous = False
        paragraph = story.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(text)
    if align is not None:
        paragraph.alignment = align
    return paragraph


def _tag(document: Document, tag: str) -> None:
    _line(document, tag, "Normal")


def _blank(document: Document, lines: int) -> None:
    for _ in range(lines):
        _line(document, "", "Normal")


def _when(
    document: Document,
    name: str,
    lines: Sequence[str],
    style: str = "Normal",
    align: WD_ALIGN_PARAGRAPH | None = None,
) -> None:
    _tag(document, f"{{%p if {name} %}}")
    for text in lines:
        _line(document, text, style, align)
    _tag(document, "{%p endif %}")


def _grey(paragraph: Paragraph) -> None:
    for run in paragraph.runs:
        run.font.color.rgb = GREY


def _beyond(paragraph: Paragraph) -> None:
    """170 mm instead of 156, in the middle of the page (10.1)."""
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.right_indent = Mm(-8), Mm(-6)


def _red_line(paragraph: Paragraph) -> None:
    _border(paragraph, "bottom", "single", "12", space="8")


def _border(paragraph: Paragraph, side: str, kind: str, size: str, *, space: str = "4") -> None:
    borders = element("pBdr")
    borders.append(element(side, val=kind, sz=size, space=space, color="D7000F"))
    put(paragraph._p.get_or_add_pPr(), borders)
