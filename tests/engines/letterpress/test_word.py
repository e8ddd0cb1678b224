"""The Word file says what the PDF says, naming the official fonts; no text of people is template code."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import docx as python_docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.engines.letterpress.samples import AT, LETTER, SAMPLES, STANDARD

from xinfang.engines.letterpress import (
    Entry,
    Form,
    Heading,
    LetterRefused,
    Listing,
    Paragraph,
    Points,
    Signing,
    Table,
)
from xinfang.engines.letterpress.text import printable
from xinfang.engines.letterpress.word import STYLES, default_template, docx
from xinfang.engines.letterpress.word.order import ORDER, element, put

OFFICIAL = {"仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体", "Times New Roman"}
HOSTILE = [
    "{{ 7*7 }}",
    "{{ 标题 }}",
    "{% for x in 正文 %}x{% endfor %}",
    "{# gone #}",
    "{_{ 7*7 }_} {_% if %_}",
    "{{r 正文 }} {%p if 标题 %} {%tr %}",
    "<w:p><w:r><w:t>x</w:t></w:r></w:p>",
    "&amp; &lt; &#8216; ]]> <!-- -->",
    "“{{” ‘%}’ _{_ __class__",
]


def opened(data: bytes) -> Document:
    return python_docx.Document(io.BytesIO(data))


def said(data: bytes) -> str:
    """All running text of a Word file, headers and footers too; line breaks as such."""
    return "\n".join(text for tree in trees(data) for text in _paragraphs(tree))


def trees(data: bytes) -> Iterator[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"word/(document|header\d*|footer\d*|styles|settings)\.xml", name):
                yield etree.fromstring(archive.read(name))


def _paragraphs(tree: etree._Element) -> Iterator[str]:
    for paragraph in tree.iter(qn("w:p")):
        inner = paragraph.iter(qn("w:t"), qn("w:br"))
        yield "".join("\n" if each.tag == qn("w:br") else each.text or "" for each in inner)


@pytest.mark.parametrize("name", SAMPLES)
def test_all_parts_are_in_the_file(name: str) -> None:
    sheet = SAMPLES[name]
    text = said(docx(sheet, at=AT))
    for part in (
        sheet.issuer,
        sheet.number,
        sheet.signature,
        sheet.addressee,
        sheet.qr_caption,
        sheet.qr,
        *sheet.notes,
    ):
        assert part in text
    assert "，".join(sheet.copies_to) in text
    assert all(name in text for name in sheet.attachments)
    for block in sheet.body:
        if isinstance(block, Paragraph | Heading):
            assert block.text in text
        if isinstance(block, Table):
            assert all(entry.label in text and entry.value in text for row in block.rows for entry in row)
    assert ("未签发" in text) is sheet.draft
    assert not re.search(r"\{[{%#]|[}%#]\}", text)


def test_parts_that_are_empty_leave_neither_label_nor_line() -> None:
    bare = replace(
        LETTER, copies_to=(), notes=(), qr="", qr_caption="", signature="", date=None, addressee=""
    )
    for form in Form:
        text = said(docx(replace(bare, form=form), at=AT))
        assert "抄送" not in text
        assert "附件" not in text
        assert "（" not in text.replace("（编号2026-0641）", "")
        assert "印发" not in text


@pytest.mark.parametrize("text", HOSTILE)
def test_code_in_a_text_stays_text(text: str) -> None:
    sheet = replace(
        STANDARD,
        **{
            name: text
            for name in ("issuer", "number", "secrecy", "urgency", "signer", "addressee", "signature")
        },  # type: ignore[arg-type]
        title=f"{text}\n",
        body=(
            Heading(1, text),
            Paragraph(text),
            Points((text,)),
            Table(((Entry(text, text),),)),
            Listing((text,), ((text,),)),
            Signing((text,)),
        ),
        attachments=(text,),
        notes=(text,),
        copies_to=(text,),
        printed_by=text,
        qr="https://xf.example.test/",
        qr_caption=text,
    )
    whole = said(docx(sheet, at=AT))
    # The title may be broken into lines; the issuer's name stands in it once, every other part at least once.
    assert whole.count(text) >= 7 - 1 + 8 + 5
    assert opened(docx(sheet, at=AT)).core_properties.author == text


def test_what_no_file_can_hold_is_dropped_or_refused() -> None:
    assert "致王明：" in said(
        docx(replace(LETTER, addressee="致王\uffff\ufdd0\U0001fffe\x0b明"), at=AT)
    ).replace("\n", "")
    with pytest.raises(LetterRefused, match=r"“主送机关”.*U\+D842"):
        docx(replace(LETTER, addressee="王\ud842"), at=AT)


written = st.text(st.characters(codec="utf-8"), max_size=30)


@settings(max_examples=40)
@given(written, written)
def test_any_text_is_read_back_as_it_is(name: str, text: str) -> None:
    sheet = replace(
        LETTER, addressee=f"致{name}", body=(Paragraph(f"甲{text}"), Table(((Entry("栏", text),),)))
    )
    whole = said(docx(sheet, at=AT))
    assert printable(f"致{name}").strip() in whole
    for line in f"甲{printable(text)}".split("\n"):
        assert line.strip() in whole


def test_the_page_is_that_of_the_standard() -> None:
    for form in Form:
        section = opened(default_template(form)).sections[0]
        assert (section.page_width, section.page_height) == pytest.approx((Mm(210), Mm(297)), abs=700)
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert margins == pytest.approx((Mm(37), Mm(35), Mm(28), Mm(26)), abs=700)


def test_styles_bear_the_official_names_and_sizes() -> None:
    styles = opened(default_template(Form.STANDARD)).styles
    wanted = {
        "公文正文": ("仿宋_GB2312", 16),
        "公文一级标题": ("黑体", 16),
        "公文二级标题": ("楷体_GB2312", 16),
        "公文三级标题": ("仿宋_GB2312", 16),
        "公文标题": ("方正小标宋简体", 22),
    }
    for name, (face, size) in wanted.items():
        fonts = styles[name].element.rPr.rFonts
        assert (fonts.get(qn("w:eastAsia")), styles[name].font.size) == (face, Pt(size))
    # 28 characters of 16 points, a quarter of a point closer, in 156 mm; 22 lines in 225 mm.
    assert 28 * (16 - 0.25) <= Mm(156).pt < 29 * (16 - 0.25)
    assert 22 * 28.95 <= Mm(225).pt < 23 * 28.95


@pytest.mark.parametrize("name", SAMPLES)
def test_fonts_are_named_and_none_is_inside(name: str) -> None:
    data = docx(SAMPLES[name], at=AT)
    named = {
        value
        for tree in trees(data)
        for fonts in tree.iter(qn("w:rFonts"))
        for key, value in fonts.attrib.items()
        if not str(key).endswith("hint")
    }
    assert {str(each) for each in named} <= OFFICIAL | {"minorHAnsi", "minorEastAsia", "minorBidi"}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [each for each in archive.namelist() if "fonts/" in each]


def test_what_can_be_edited_bears_no_seal() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(replace(LETTER, qr=""), at=AT))) as archive:
        assert not [each for each in archive.namelist() if each.startswith("word/media/")]


def test_the_code_is_a_picture_of_20_mm() -> None:
    shapes = opened(docx(LETTER, at=AT)).inline_shapes
    assert [shape.width for shape in shapes] == [Mm(20)]


def test_a_long_name_of_the_issuer_is_set_smaller() -> None:
    def size(issuer: str) -> float:
        styles = opened(docx(replace(LETTER, issuer=issuer), at=AT)).styles
        return float(styles["公文发文机关"].font.size.pt)

    assert size("云溪区信访局") == 42
    assert size("云溪区" * 7) <= 150 / 25.4 * 72 / 21


@pytest.mark.parametrize("name", SAMPLES)
def test_every_element_stands_in_the_order_of_the_schema(name: str) -> None:
    """Word calls a file damaged whose properties stand in another order."""
    for tree in trees(docx(SAMPLES[name], at=AT)):
        for parent, names in ORDER.items():
            order = names.split()
            for found in tree.iter(qn(f"w:{parent}")):
                children = [etree.QName(child).localname for child in found]
                places = [order.index(child) for child in children if child in order]
                assert places == sorted(places), children


def test_an_element_takes_the_place_of_its_like() -> None:
    parent = element("pPr")
    for child in ("jc", "pStyle", "ind", "jc", "unheard"):
        if child in ORDER["pPr"].split():
            put(parent, element(child))
    assert [etree.QName(child).localname for child in parent] == ["pStyle", "ind", "jc"]


def test_tables_are_as_broad_as_the_block() -> None:
    table = opened(docx(SAMPLES["table"], at=AT)).tables[0]
    for row in table.rows:
        widths = [int(cell.get(qn("w:w"))) for cell in row._tr.iter(qn("w:tcW"))]
        spans = [int(cell.get(qn("w:val"))) for cell in row._tr.iter(qn("w:gridSpan"))]
        assert sum(widths) == 8844
        assert sum(spans) == 4


def test_it_is_refused_like_the_pdf() -> None:
    with pytest.raises(LetterRefused, match="标题"):
        docx(replace(LETTER, title=""), at=AT)


def test_the_styles_of_the_body_are_those_of_the_template() -> None:
    names = [each.style.name for each in opened(docx(STANDARD, at=AT)).paragraphs if each.style]
    for key in ("paragraph", "heading1", "heading2", "heading3"):
        assert STYLES[key] in names
