"""A sheet filled into a Word template."""

import io
from datetime import datetime
from typing import Any

from docx.shared import Mm, Pt
from docxtpl import DocxTemplate, InlineImage

from xinfang.engines.letterpress.checks import check
from xinfang.engines.letterpress.codes import code_png
from xinfang.engines.letterpress.layout import DRAFT, mark_size
from xinfang.engines.letterpress.sheet import Sheet, chinese_date
from xinfang.engines.letterpress.text import printable
from xinfang.engines.letterpress.titles import title_lines
from xinfang.engines.letterpress.word.defaults import default_template
from xinfang.engines.letterpress.word.inspection import check_template
from xinfang.engines.letterpress.word.paragraphs import body, literal, style_ids
from xinfang.engines.letterpress.word.styles import MARK
from xinfang.engines.letterpress.word.tags import environment

__all__ = ["docx"]


def docx(sheet: Sheet, *, at: datetime, template: bytes | None = None) -> bytes:
    """The sheet as .docx, filled into the office's template or into ours for its form.

    The file names the official fonts and holds none, so it needs none here. It never bears the seal: what can
    be edited is not sealed. `at` is written into it as the time it was made. Raises LetterRefused.
    """
    check(sheet)
    data = default_template(sheet.form) if template is None else template
    check_template(data)
    file = DocxTemplate(io.BytesIO(data))
    file.init_docx()
    _fit_mark(sheet, file)
    file.render(_values(sheet, file), environment(), autoescape=True)
    told = file.docx.core_properties
    told.title = "".join(title_lines(sheet.title))[:255]
    told.author = told.last_modified_by = printable(sheet.issuer).replace("\n", " ")[:255]
    told.subject = told.comments = told.keywords = told.category = ""
    told.created = told.modified = at
    told.revision = 1
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


def _fit_mark(sheet: Sheet, file: DocxTemplate) -> None:
    """A long name of the issuer is set smaller, so that it stays on one line."""
    for style in file.docx.styles:
        if style.name == MARK and style.font.size:
            style.font.size = min(style.font.size, Pt(int(mark_size(sheet) * 2) / 2))


def _values(sheet: Sheet, file: DocxTemplate) -> dict[str, Any]:
    plain = {
        "发文机关": sheet.issuer,
        "发文字号": sheet.number,
        "密级": sheet.secrecy,
        "紧急程度": sheet.urgency,
        "签发人": sheet.signer,
        "标题": "\n".join(title_lines(sheet.title)),
        "主送机关": sheet.addressee,
        "署名": sheet.signature,
        "成文日期": chinese_date(sheet.date) if sheet.date else "",
        "抄送机关": "，".join(sheet.copies_to),
        "印发机关": sheet.printed_by,
        "印发日期": chinese_date(sheet.printed_on) if sheet.printed_on else "",
        "二维码说明": sheet.qr_caption,
        "查询网址": sheet.qr,
        "稿样": DRAFT if sheet.draft else "",
    }
    values: dict[str, Any] = {name: literal(text) for name, text in plain.items()}
    values["正文"] = body(sheet, style_ids(file.docx))
    values["附件列表"] = [literal(line) for line in _attachments(sheet)]
    values["附注列表"] = [literal(note) for note in sheet.notes]
    values["二维码"] = InlineImage(file, io.BytesIO(code_png(sheet.qr)), width=Mm(20)) if sheet.qr else ""
    return values


def _attachments(sheet: Sheet) -> list[str]:
    """附件说明 (7.3.4): the label before the first, numbers when there are several."""
    many = len(sheet.attachments) > 1
    numbered = [f"{at}.{name}" if many else name for at, name in enumerate(sheet.attachments, start=1)]
    return [f"{'　　　' if at else '附件：'}{name}" for at, name in enumerate(numbered)]
