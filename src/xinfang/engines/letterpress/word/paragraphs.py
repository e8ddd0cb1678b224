"""The body of a sheet as paragraphs and tables of Word, in the template's own styles."""

from collections.abc import Iterator, Mapping, Sequence

from docx.document import Document
from markupsafe import Markup, escape

from xinfang.engines.letterpress.sheet import Block, Heading, Listing, Paragraph, Sheet, Signing, Table, flat
from xinfang.engines.letterpress.text import printable
from xinfang.engines.letterpress.word.placeholders import STYLES

__all__ = ["body", "literal", "style_ids"]

WIDTH = 8844  # 156 mm in twentieths of a point
LABEL = {1: 1930, 2: 1700, 3: 1300}
LINE = 400
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def literal(text: str) -> Markup:
    """Printable text that stays what it is through the template engine: no part of it is code or markup.

    Underscores are written as references, since the engine turns `{_{` into braces afterwards.
    """
    return Markup(str(escape(printable(text))).replace("_", "&#95;"))  # noqa: S704 -- it was escaped just now


def style_ids(document: Document) -> dict[str, str]:
    """The identifiers of the body's styles in this template; Word and WPS change them, the names stay."""
    by_name = {style.name: style.style_id for style in document.styles}
    return {key: by_name[name] for key, name in STYLES.items()}


def body(sheet: Sheet, styles: Mapping[str, str]) -> Markup:
    """The XML of all blocks."""
    return Markup("").join(part for block in flat(sheet.body) for part in _block(block, styles))


def _block(block: Block, styles: Mapping[str, str]) -> Iterator[Markup]:
    if isinstance(block, Heading):
        yield _paragraph(block.text, styles[f"heading{block.level}"])
    elif isinstance(block, Paragraph):
        lines = printable(block.text).split("\n")
        yield from (_paragraph(line.strip(), styles["paragraph"]) for line in lines if line.strip())
    elif isinstance(block, Table):
        yield _form(block, styles)
    elif isinstance(block, Listing):
        yield _listing(block, styles)
    elif isinstance(block, Signing):
        blank = "：＿＿＿＿＿＿＿＿＿＿　　　年　　月　　日"
        yield from (_paragraph(label + blank, styles["paragraph"]) for label in block.labels)


def _paragraph(text: str, style: str) -> Markup:
    return Markup(
        '<w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>'
    ) % (style, literal(text))


def _form(table: Table, styles: Mapping[str, str]) -> Markup:
    pairs = max(len(row) for row in table.rows) if table.rows else 1
    label, value = LABEL[pairs], WIDTH // pairs - LABEL[pairs]
    rows = []
    for row in table.rows:
        cells = []
        for at, entry in enumerate(row):
            spare = pairs - len(row) if at == len(row) - 1 else 0
            cells.append(_cell(entry.label, label, 1, styles["label"]))
            cells.append(_cell(entry.value, value + spare * (label + value), 2 * spare + 1, styles["cell"]))
        rows.append(_row(cells, max(entry.lines for entry in row) * LINE + 160))
    return _table([label, value] * pairs, rows)


def _listing(listing: Listing, styles: Mapping[str, str]) -> Markup:
    shares = listing.widths or (1,) * len(listing.header)
    widths = [WIDTH * share // sum(shares) for share in shares]
    rows = [
        _row(
            [
                _cell(text, width, 1, styles["label"])
                for text, width in zip(listing.header, widths, strict=True)
            ],
            LINE,
            header=True,
        )
    ]
    for cells in listing.rows:
        made = [_cell(text, width, 1, styles["cell"]) for text, width in zip(cells, widths, strict=True)]
        rows.append(_row(made, LINE))
    return _table(widths, rows)


def _cell(text: str, width: int, span: int, style: str) -> Markup:
    paragraphs = Markup("").join(_paragraph(line, style) for line in printable(text).split("\n"))
    return Markup(
        '<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:gridSpan w:val="%d"/>'
        '<w:vAlign w:val="center"/></w:tcPr>%s</w:tc>'
    ) % (width, span, paragraphs)


def _row(cells: Sequence[Markup], height: int, *, header: bool = False) -> Markup:
    repeated = Markup("<w:tblHeader/>") if header else Markup("")
    return Markup('<w:tr><w:trPr><w:trHeight w:val="%d" w:hRule="atLeast"/>%s</w:trPr>%s</w:tr>') % (
        height, repeated, Markup("").join(cells),
    )  # fmt: skip


def _table(widths: Sequence[int], rows: Sequence[Markup]) -> Markup:
    grid = Markup("").join(Markup('<w:gridCol w:w="%d"/>') % width for width in widths)
    return Markup(
        '<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblBorders>%s</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
        "<w:tblGrid>%s</w:tblGrid>%s</w:tbl>"
    ) % (sum(widths), Markup(BORDERS), grid, Markup("").join(rows))  # noqa: S704 -- a constant
