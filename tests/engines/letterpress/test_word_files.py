"""What may be inside the file of a template: no macros, links, objects, fields that fetch, or bombs."""

import pytest
from docx.document import Document
from tests.engines.letterpress.templates import PLAIN, edited, part, refusal, repacked, swapped

from xinfang.engines.letterpress.word import check_template

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_links_to_the_outside_are_refused() -> None:
    def link(document: Document) -> None:
        document.part.relate_to("https://example.test/x", f"{RELATION}/hyperlink", is_external=True)

    assert "example.test" in refusal(edited(link))
    kind = f'Type="{RELATION}/attachedTemplate"'
    relation = f'<Relationship Id="x" {kind} Target="file:///x.dotm" TargetMode="External"/></Relationships>'
    told = part("word/_rels/document.xml.rels").replace(b"</Relationships>", relation.encode())
    assert "x.dotm" in refusal(repacked(**{"word/_rels/document.xml.rels": told}))


@pytest.mark.parametrize(
    "name",
    [
        "word/vbaProject.bin",
        "word/embeddings/oleObject1.bin",
        "word/activeX/activeX1.xml",
        "word/afchunk.mht",
        "word/media/x.svg",
        "word/media/x.emf",
        "word/comments.xml",
        "word/fonts/font1.odttf",
        "../../etc/cron.d/x",
        "/word/document2.xml",
    ],
)
def test_foreign_parts_are_refused_by_name(name: str) -> None:
    assert name[:40] in refusal(repacked(**{name: b"x"}))


def test_macros_under_another_name_are_refused() -> None:
    told = part("[Content_Types].xml").replace(b"document.main+xml", b"document.macroEnabled.main+xml")
    assert "macroEnabled" in refusal(repacked(**{"[Content_Types].xml": told})) or "宏" in refusal(
        repacked(**{"[Content_Types].xml": told})
    )


@pytest.mark.parametrize("element", ["object", "control", "altChunk", "subDoc"])
def test_embedded_objects_are_refused(element: str) -> None:
    data = swapped("word/document.xml", b"<w:body>", f"<w:body><w:p><w:r><w:{element}/></w:r></w:p>".encode())
    assert element in refusal(data)


@pytest.mark.parametrize(
    "code",
    [
        'INCLUDETEXT "/etc/passwd"',
        'INCLUDEPICTURE "http://x.test/"',
        "DDEAUTO c:\\\\x",
        'HYPERLINK "x"',
        "MACROBUTTON x",
        "PAGE \\* x INCLUDETEXT y",
    ],
)
def test_fields_that_fetch_are_refused(code: str) -> None:
    spread = "".join(
        f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>'
        for piece in (code[:4], code[4:])
    )
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    field = f"<w:body><w:p>{begin}{spread}</w:p>".encode()
    assert "域" in refusal(swapped("word/document.xml", b"<w:body>", field))
    quoted = code.replace('"', "&quot;")
    simple = f'<w:body><w:p><w:fldSimple w:instr="{quoted}"/></w:p>'.encode()
    assert "域" in refusal(swapped("word/document.xml", b"<w:body>", simple))


def test_page_numbers_are_allowed() -> None:
    simple = b'<w:body><w:p><w:fldSimple w:instr=" NUMPAGES \\* MERGEFORMAT "/></w:p>'
    check_template(swapped("word/document.xml", b"<w:body>", simple))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"{\\rtf1}",
        b"\xd0\xcf\x11\xe0" + b"\0" * 600,
        PLAIN[:-300],
        repacked(**{"word/document.xml": None}),
        repacked(**{"word/document.xml": b"<w:document"}),
    ],
)
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    assert ".docx" in refusal(data)


def test_entities_and_bombs_are_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    assert ".docx" in refusal(repacked(**{"customXml/item1.xml": bomb}))
    assert "太大" in refusal(repacked(**{"word/media/a.png": b"\0" * 30_000_000}))
    assert "太大" in refusal(b"PK" + b"\0" * 6_000_000)
    assert "太大" in refusal(swapped("word/document.xml", b"<w:body>", b"<w:body>" + b"<w:p/>" * 200_000))
