"""Text tables: encoding, delimiter, rows."""

import codecs
import csv
import io
from collections.abc import Iterator

from xinfang.engines.tabular.table import (
    BAD_QUOTES,
    ENCODING,
    NUL_FOUND,
    TOO_MUCH,
    Limits,
    Table,
    TableRefused,
    build_table,
    clean_text,
)

DELIMITERS = ",;\t"
SNIFFED_CHARACTERS = 64 * 1024
MAX_FIELD = 1_000_000
# A line with more delimiters than this is no table; refused before the parser makes a list of them.
MAX_DELIMITERS_IN_LINE = 100_000

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_delimited(data: bytes, limits: Limits) -> Table:
    """The table in a CSV or TSV file. Raises TableRefused; never guesses at or drops a character."""
    text, encoding = decode(data)
    if "\x00" in (text if not limits.take_nul else text.lstrip("\r\n").partition("\n")[0]):
        raise TableRefused(NUL_FOUND, line=text.count("\n", 0, text.index("\x00")) + 1)
    text, delimiter = _declared_delimiter(text)
    delimiter = delimiter or sniff_delimiter(text)
    if any(line.count(delimiter) > MAX_DELIMITERS_IN_LINE for line in io.StringIO(text)):
        raise TableRefused(TOO_MUCH)
    return build_table(_rows(text, delimiter), limits, encoding=encoding)


def decode(data: bytes) -> tuple[str, str]:
    """Text and encoding: by byte order mark, else strict UTF-8, else strict GB18030."""
    marked = [name for mark, name in _MARKS if data.startswith(mark)]
    for encoding in marked or ["utf-8", "gb18030"]:
        try:
            return data.decode(encoding), encoding.removesuffix("-sig")
        except UnicodeDecodeError:
            continue
    raise TableRefused(ENCODING)


def sniff_delimiter(text: str) -> str:
    """The one of , ; and tab that cuts most of the first rows into as many cells as the header has."""
    sample = text[:SNIFFED_CHARACTERS]

    def fit(delimiter: str) -> tuple[float, int]:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        widths = [len(row) for _, row in zip(range(50), reader, strict=False) if any(row)]
        if len(text) > len(sample):
            widths = widths[:-1] or widths  # the sample may end within a row
        if not widths or widths[0] < 2:
            return (0.0, 0)
        return (widths.count(widths[0]) / len(widths), widths[0])

    return max(DELIMITERS, key=fit)


def _declared_delimiter(text: str) -> tuple[str, str]:
    """Excel's own first line 'sep=;', taken off."""
    if text[:4].lower() == "sep=" and text[4:5] and text[5:6] in ("\r", "\n"):
        return text[5:].lstrip("\r\n"), text[4]
    return text, ""


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(MAX_FIELD)
    # Strict: a quote left open would otherwise swallow the rest of the file into one cell, unnoticed.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise TableRefused(BAD_QUOTES, line=line) from None
        yield reader.line_num, [clean_text(cell) for cell in row]
