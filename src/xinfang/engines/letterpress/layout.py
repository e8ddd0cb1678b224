"""A sheet as the plates read it: plain JSON, every text cut into lines and pieces."""

from math import ceil
from typing import Any

from xinfang.engines.letterpress.sheet import (
    Block,
    Form,
    Heading,
    Listing,
    Paragraph,
    Sheet,
    Signing,
    Table,
    chinese_date,
    flat,
)
from xinfang.engines.letterpress.text import breadth, printable, rich
from xinfang.engines.letterpress.titles import title_lines

__all__ = ["DRAFT", "laid_out", "mark_size"]

DRAFT = "未签发"
CODE_ALT = "二维码：%s"
SHORT = 200  # characters of a last paragraph that goes to the next page with the signature
MARK = {Form.LETTER: (42.0, 150), Form.STANDARD: (50.0, 150), Form.TABLE: (18.0, 150)}
LINE = 28  # characters of a line (GB/T 9704)
LOW = 11  # lines of a row: half of a page
WITH_SIGNATURE = 2  # last rows of a list that go to the next page with the signature
POINTS_PER_MM = 72 / 25.4
Data = dict[str, Any]


def laid_out(sheet: Sheet) -> Data:
    """What the plates need, as plain lists, texts and numbers; nothing in it is markup."""
    lines = title_lines(sheet.title)
    day = sheet.date
    return {
        "form": sheet.form.value,
        "title": [rich(line) for line in lines],
        "plain-title": "".join(lines),
        "author": printable(sheet.issuer).replace("\n", " ").strip(),
        "issuer": rich(sheet.issuer.replace("\n", " ")),
        "mark-size": mark_size(sheet),
        "number": rich(sheet.number),
        "marks": [rich(mark) for mark in (sheet.secrecy, sheet.urgency) if mark],
        "signer": rich(sheet.signer),
        "addressee": rich(sheet.addressee),
        "body": body(sheet),
        "attachments": [rich(name) for name in sheet.attachments],
        "signature": rich(sheet.signature),
        "date": chinese_date(day) if day else "",
        "place-for-seal": sheet.place_for_seal,
        "seal": sheet.seal is not None,
        "notes": [rich(note) for note in sheet.notes],
        "copies": rich("，".join(sheet.copies_to)),
        "printed-by": rich(sheet.printed_by),
        "printed-on": chinese_date(sheet.printed_on) if sheet.printed_on else "",
        "code": bool(sheet.qr),
        "code-alt": CODE_ALT % printable(sheet.qr),
        "caption": rich(sheet.qr_caption),
        "address": rich(sheet.qr),
        "draft": DRAFT if sheet.draft else "",
    }


def mark_size(sheet: Sheet) -> float:
    """Size in points of the red name: large, but never broader than 150 mm."""
    largest, width = MARK[sheet.form]
    return round(min(largest, width * POINTS_PER_MM / max(breadth(printable(sheet.issuer)), 1.0)), 2)


def body(sheet: Sheet) -> list[Data]:
    """The blocks; a heading's `depth` is its level for readers by ear, which may not skip one."""
    found: list[Data] = []
    depth = 1
    for block in flat(sheet.body):
        if isinstance(block, Heading) and not printable(block.text).strip():
            continue
        if isinstance(block, Heading):
            depth = min(block.level + 1, depth + 1)
            found.append({**_block(block), "depth": depth})
        elif isinstance(block, Paragraph):
            lines = printable(block.text).split("\n")
            found += [_paragraph(line) for line in lines if line.strip()]
        else:
            found.append(_block(block))
    return found


def _paragraph(line: str) -> Data:
    return {"kind": "paragraph", "text": rich(line.strip()), "short": len(line) <= SHORT}


def _block(block: Block) -> Data:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": rich(block.text), "short": True}
    if isinstance(block, Table):
        rows = [
            [{"label": rich(entry.label), "value": rich(entry.value), "lines": entry.lines} for entry in row]
            for row in block.rows
        ]
        return {"kind": "table", "rows": rows, "short": False}
    if isinstance(block, Listing):
        widths = list(block.widths) or [1] * len(block.header)
        cells = [rich(cell) for row in block.rows for cell in row]
        header = [rich(cell) for cell in block.header]
        whole = [fits for row in block.rows for fits in [_fits(row, widths)] * len(row)]
        listing = {
            "kind": "listing",
            "header": header,
            "cells": cells,
            "widths": widths,
            "close": block.close,
        }
        low = [_lines(row, widths) <= LOW // 3 for row in block.rows[-WITH_SIGNATURE:]]
        listing["closing"] = len(low) if all(low) else 0
        return listing | {"whole": whole, "short": False}
    if isinstance(block, Signing):
        return {"kind": "signing", "labels": [rich(label) for label in block.labels], "short": True}
    raise TypeError(f"{type(block).__name__} is no block of a document.")


def _fits(row: tuple[str, ...], widths: list[int]) -> bool:
    """Whether a row is so low that it goes to the next page whole; a higher one is divided, and never cut."""
    return _lines(row, widths) <= LOW


def _lines(row: tuple[str, ...], widths: list[int]) -> int:
    """How many lines the highest cell of a row has."""
    return max(
        sum(ceil(breadth(part) / max(1.0, LINE * share / sum(widths) - 1)) for part in cell.split("\n"))
        for cell, share in zip(row, widths, strict=True)
    )
