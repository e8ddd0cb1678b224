"""What people write is printed as they wrote it; the file is an archive file that holds all it needs."""

import io
import re
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1
from tests.engines.letterpress.samples import AT, LETTER, MM, SAMPLES, STANDARD, png, printed, seal, texts

from xinfang.engines.letterpress import (
    Entry,
    Form,
    Heading,
    LetterRefused,
    Listing,
    Paragraph,
    Points,
    Sheet,
    Signing,
    Table,
    press,
)
from xinfang.engines.letterpress.press import pdf, pictures

HOSTILE = [
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.0": *',
    '#panic("x")',
    "*bold* _thin_ `code` = head",
    "$x^2$ @ref <label> // note",
    "\\ \\u{1F600} #sys.inputs ~ -- ---",
    "]) #text(red)[",
    '"; #let a = 1',
    "/* 注释 */ [ ] { } ( )",
    "{{ 7*7 }} {% for a in b %} <w:p> &amp; &lt; ]]>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_code_in_a_text_is_printed_as_text(text: str) -> None:
    sheet = replace(LETTER, addressee=text, body=(Heading(1, text), Paragraph(text), Points((text,))))
    said = "".join(texts(pdf(sheet, at=AT)))
    assert said.count(text) == 4


def test_code_in_every_other_part_is_printed_as_text() -> None:
    text = '#panic()$*"'
    sheet = Sheet(
        form=Form.STANDARD,
        **{name: text for name in ("issuer", "title", "number", "secrecy", "urgency", "signer", "signature")},  # type: ignore[arg-type]
        body=(
            Table(((Entry(text, text), Entry(text, text)),)),
            Listing((text, text), ((text, text),), (1, 2)),
            Signing((text,)),
        ),
        attachments=(text, text),
        notes=(text,),
        copies_to=(text,),
        printed_by=text,
        qr=text,
        qr_caption=text,
    )
    assert "".join(texts(pdf(sheet, at=AT))).count(text) == 7 + 4 + 4 + 1 + 2 + 1 + 1 + 1 + 2


def test_invisible_signs_leave_the_order_as_it_is_stored() -> None:
    said = "".join(texts(pdf(replace(LETTER, addressee="王\0小\u202e明\u2066甲\u200b乙\ufeff"), at=AT)))
    assert "王小明甲乙：" in said


def test_ten_thousand_characters_go_over_many_pages() -> None:
    text = "云溪区信访局依法受理。" * 910
    pages = texts(pdf(replace(LETTER, body=(Paragraph(text),)), at=AT))
    assert len(pages) > 15
    assert text in re.sub(r"— \d+ —", "", "".join(pages))


@pytest.mark.parametrize(
    "run", ["A" * 500, "，" * 500, "https://xf.example.test/" + "a1-" * 160, "é" * 500, "……" * 200]
)
def test_a_word_that_cannot_be_divided_stays_on_the_paper(run: str) -> None:
    form = Table(((Entry(run, run), Entry("栏", run)),))
    data = pdf(
        replace(LETTER, title=run[:60], addressee=run, body=(Paragraph(run), form), notes=(run,)), at=AT
    )
    for page in printed(data):
        assert all(ch.x0 >= 26 * MM - 1 and ch.x1 <= 184 * MM + 9 for ch in page)
    said = re.sub(r"— \d+ —|\u200b", "", "".join(texts(data)))
    assert said.count(run) >= 2


def test_an_address_is_copied_from_the_paper_as_it_is() -> None:
    address = "https://xf.example.test/progress/ABCD-EFGH-1234-5678/abcdefghijklmnopqrstuvwxyz"
    assert address in "".join(texts(pdf(replace(LETTER, qr=address, addressee=address), at=AT)))


letters = st.text(st.characters(codec="utf-8", max_codepoint=0x9FFF), max_size=40)


@settings(max_examples=25)
@given(letters, letters, st.lists(letters, max_size=3))
def test_any_text_is_printed_or_refused_in_a_sentence(title: str, text: str, items: list[str]) -> None:
    blocks = (Heading(2, text), Paragraph(text), Points(tuple(items)), Heading(3, title), Heading(1, text))
    sheet = replace(
        STANDARD, title=title, addressee=text, body=blocks, attachments=tuple(items), notes=(text,)
    )
    with suppress(LetterRefused):
        assert pdf(sheet, at=AT).startswith(b"%PDF")


@pytest.mark.parametrize("name", SAMPLES)
def test_it_is_an_archive_file_with_its_fonts_inside(name: str) -> None:
    document = PDFDocument(PDFParser(io.BytesIO(pdf(SAMPLES[name], at=AT))))
    catalog = resolve1(document.catalog)
    told = resolve1(catalog["Metadata"]).get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in told
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in told
    assert "<pdfuaid:part>1</pdfuaid:part>" in told
    assert "2026-10-15T01:30:00" in told
    assert resolve1(resolve1(catalog["OutputIntents"])[0])["S"].name == "GTS_PDFA1"
    assert resolve1(catalog["MarkInfo"])["Marked"] is True
    assert b"zh" in resolve1(catalog["Lang"])
    assert not {"OpenAction", "AA", "AcroForm", "Names"} & catalog.keys()
    fonts = list(_descriptors(document))
    assert fonts
    assert all({"FontFile2", "FontFile3"} & font.keys() for font in fonts)


def _descriptors(document: PDFDocument) -> Iterator[dict[str, object]]:
    numbers = {number for reference in document.xrefs for number in reference.get_objids()}
    for number in numbers:
        found = document.getobj(number)
        if isinstance(found, dict) and getattr(found.get("Type"), "name", "") == "FontDescriptor":
            yield found
        assert not (isinstance(found, PDFStream) and getattr(found.get("Type"), "name", "") == "EmbeddedFile")


def test_no_page_is_turned_for_the_code_alone() -> None:
    """As long as the name leaves room beside the signature; a longer one sends the code to the foot."""
    lines = tuple(Paragraph(f"第{n}行。") for n in range(1, 9))
    sheet = replace(LETTER, body=lines, notes=("联系电话：028-8500 0217",), copies_to=(), seal=None)
    assert len(pictures(sheet, ppi=24)) == len(pictures(replace(sheet, qr=""), ppi=24)) == 1
    long = replace(sheet, signature="云溪区人民政府房屋征收与补偿工作协调领导小组办公室")
    for each in (sheet, long):
        told = "".join(texts(pdf(each, at=AT)))
        assert told.count(LETTER.qr) == 1


def test_the_same_sheet_at_the_same_moment_gives_the_same_bytes() -> None:
    assert pdf(LETTER, at=AT) == pdf(LETTER, at=AT)
    assert pdf(LETTER, at=AT) != pdf(LETTER, at=AT.replace(minute=31))


def test_letters_are_printed_side_by_side() -> None:
    """Threads of a server share the fonts, never a compiler."""
    names = [f"{number}号信访人" for number in range(24)]
    with ThreadPoolExecutor(4) as pool:
        made = pool.map(lambda name: pdf(replace(LETTER, addressee=name), at=AT), names)
        assert all(f"{name}：" in texts(data)[0] for name, data in zip(names, made, strict=True))


def test_a_plate_sees_nothing_but_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim")
    plates = tmp_path / "plates"
    plates.mkdir()
    monkeypatch.setattr(press, "PLATES", plates)
    for path in (secret, "../secret.txt", "/etc/passwd"):
        (plates / "sheet.typ").write_text(f'#read("{path}")')
        with pytest.raises(typst.TypstError, match="not found|escape"):
            pdf(LETTER, at=AT)
    (plates / "sheet.typ").write_text('#read("seal.png", encoding: none).len() #read("code.svg").len()')
    assert pictures(LETTER)


def test_nothing_stays_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    pdf(LETTER, at=AT)
    with pytest.raises(LetterRefused):
        pdf(replace(LETTER, seal=png(4, 4, b"no lines")), at=AT)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": " \n\u200b"}, "标题"),
        ({"issuer": ""}, "发文机关"),
        ({"draft": True}, "用印"),
        ({"seal": b"GIF89a"}, "PNG"),
        ({"seal": seal(8) + b"\0" * 5_000_000}, "PNG"),
        ({"seal": png(30_000, 30_000, b"")}, "PNG"),
        ({"seal": png(4, 4, b"no lines")}, "PNG"),
        ({"qr": "https://xf.example.test/" + "a" * 300}, "二维码"),
        ({"body": (Paragraph("云" * 200_001),)}, "太长"),
    ],
)
def test_what_cannot_be_printed_is_refused_in_a_sentence(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(LetterRefused, match=sentence):
        pdf(replace(LETTER, **changes), at=AT)  # type: ignore[arg-type]


def test_every_text_of_a_sheet_is_printed() -> None:
    """A field that is added to the model is not forgotten by the plates."""
    said = "".join(texts(pdf(STANDARD, at=AT)))
    for field in fields(Sheet):
        value = getattr(STANDARD, field.name)
        wanted = value if isinstance(value, tuple) else (value,)
        assert all(each in said for each in wanted if isinstance(each, str) and each != "standard")


def test_a_draft_says_so_on_every_page() -> None:
    sheet = replace(STANDARD, draft=True)
    assert all("未签发" in page for page in texts(pdf(sheet, at=AT)))
    assert not any("未签发" in page for page in texts(pdf(STANDARD, at=AT)))
