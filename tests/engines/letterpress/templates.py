"""Our Word template after somebody's changes, honest or not."""

import io
import zipfile
from collections.abc import Callable

import docx as python_docx
import pytest
from docx.document import Document

from xinfang.engines.letterpress import MESSAGES, Form, LetterRefused
from xinfang.engines.letterpress.word import check_template, default_template

PLAIN = default_template(Form.LETTER)


def edited(change: Callable[[Document], object]) -> bytes:
    """Our template after somebody's change in Word."""
    document = python_docx.Document(io.BytesIO(PLAIN))
    change(document)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def with_text(text: str) -> bytes:
    return edited(lambda document: document.add_paragraph(text))


def repacked(**parts: bytes | None) -> bytes:
    """Our template with parts put in, replaced or left out."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(PLAIN)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, data in parts.items():
            if data is not None:
                target.writestr(name, data)
    return written.getvalue()


def part(name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        return archive.read(name)


def swapped(name: str, old: bytes, new: bytes) -> bytes:
    assert old in part(name)
    return repacked(**{name: part(name).replace(old, new, 1)})


def refusal(data: bytes) -> str:
    with pytest.raises(LetterRefused) as caught:
        check_template(data)
    assert caught.value.message_id in MESSAGES
    assert str(caught.value).endswith("。")
    return str(caught.value)
