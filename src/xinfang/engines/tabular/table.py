"""What a table is once read, and the sentences with which one is refused."""

from collections.abc import Iterable
from dataclasses import dataclass, field

EMPTY = "文件是空的，没有可读的内容。请检查后重新上传。"
TOO_BIG = "文件超过 %(limit)s MB。请拆成几个文件分别上传。"
TOO_MANY_ROWS = "表格超过 %(limit)s 行。请拆成几个文件，或把有内容的部分复制到新工作簿后上传。"
TOO_MANY_COLUMNS = "表格超过 %(limit)s 列。请只留需要的列，复制到新工作簿后上传。"
TOO_MUCH = "表格的内容太多，超出一次可读的数量。请拆成几个文件分别上传。"
SWOLLEN = "文件压缩前后大小相差过大，不像正常的表格，未予读取。请把内容复制到新工作簿后上传。"
LOCKED = "文件设有密码，无法读取。请取消密码后重新上传。"
DAMAGED = "文件已损坏，或不是能读的表格。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。"
NOT_A_TABLE = "文件不是 .xlsx、.xls 或 .csv 表格。请另存为其中一种格式后上传。"
TOO_LONG = "读取用时或占用内存过多，已停止。请把内容复制到新工作簿，或拆成几个文件后上传。"
NUL_FOUND = "第 %(line)s 行含有空字符（NUL），文件可能已损坏，或编码不对。请另存为 UTF-8 编码的 .csv 后上传。"
ENCODING = "文字编码既不是 UTF-8 也不是 GB18030。请另存为 UTF-8 编码的 .csv，或 .xlsx 后上传。"
BAD_QUOTES = "第 %(line)s 行附近的引号不成对，分不清单元格。请改正，或另存为 .xlsx 后上传。"
MESSAGES = (
    EMPTY, TOO_BIG, TOO_MANY_ROWS, TOO_MANY_COLUMNS, TOO_MUCH, SWOLLEN, LOCKED, DAMAGED, NOT_A_TABLE,
    TOO_LONG, NUL_FOUND, ENCODING, BAD_QUOTES,
)  # fmt: skip


class TableRefused(Exception):  # noqa: N818 -- a refusal is an answer, not a fault of the program
    """A file that is not read. str() is a Chinese sentence: what is wrong and what to do.

    `message_id` is its template, one of MESSAGES, and `params` fills it. No cell is ever quoted.
    """

    def __init__(self, message_id: str, **params: int) -> None:
        super().__init__(message_id % params)
        self.message_id = message_id
        self.params = params


@dataclass(frozen=True)
class Limits:
    """How much of a file is read: rows and columns of the table, bytes of the file; cells and characters
    together bound the memory that the reading process hands back. `take_nul`: a row with a NUL is read like
    any other, for callers that answer for each row; else, or when it stands in the head, the file is refused.
    """

    max_rows: int = 200_000
    max_columns: int = 200
    max_bytes: int = 64 * 1024 * 1024
    max_cells: int = 5_000_000
    max_characters: int = 64 * 1024 * 1024
    take_nul: bool = False


@dataclass(frozen=True)
class Table:
    """A table of text: every row is as wide as the header; empty rows are left out.

    header: unique, never empty names; sheet: name of the worksheet, empty for CSV; encoding: how a CSV was
    encoded, empty for workbooks; lines: for each row its number in the sheet (from 1), for CSV the line of
    the file on which it ends.
    """

    header: list[str]
    rows: list[list[str]]
    sheet: str
    encoding: str
    lines: list[int] = field(default_factory=list)


Numbered = Iterable[tuple[int, list[str]]]


def build_table(numbered: Numbered, limits: Limits, *, sheet: str = "", encoding: str = "") -> Table:
    """A Table from numbered rows of stripped text; the first row that is not empty is the header.

    Raises TableRefused if there are too many rows, columns, cells or characters, or none at all.
    """
    lines: list[int] = []
    rows: list[list[str]] = []
    width = cells = characters = 0
    for line, row in numbered:
        while row and not row[-1]:
            row.pop()
        if not row:
            continue
        width = max(width, len(row))
        cells += len(row)
        characters += sum(map(len, row))
        _refuse_excess(limits, len(rows), width, cells, characters)
        lines.append(line)
        rows.append(row)
    if not rows:
        raise TableRefused(EMPTY)
    if len(rows) * width > limits.max_cells:
        raise TableRefused(TOO_MUCH)
    for row in rows:
        row.extend([""] * (width - len(row)))
    return Table(unique_names(rows[0]), rows[1:], sheet, encoding, lines[1:])


def _refuse_excess(limits: Limits, rows: int, width: int, cells: int, characters: int) -> None:
    if rows > limits.max_rows:
        raise TableRefused(TOO_MANY_ROWS, limit=limits.max_rows)
    if width > limits.max_columns:
        raise TableRefused(TOO_MANY_COLUMNS, limit=limits.max_columns)
    if cells > limits.max_cells or characters > limits.max_characters:
        raise TableRefused(TOO_MUCH)


def unique_names(header: list[str]) -> list[str]:
    """Header names made unique: an empty one becomes '列3', a second '电话' becomes '电话 (2)'."""
    named = [" ".join(name.split()) for name in header]
    taken = set(named)
    result: list[str] = []
    seen: set[str] = set()
    for position, name in enumerate(named, start=1):
        unique = name or f"列{position}"
        count = 2
        while unique in seen or (unique != name and unique in taken):
            unique = f"{name or f'列{position}'} ({count})"
            count += 1
        seen.add(unique)
        result.append(unique)
    return result


def clean_text(text: str) -> str:
    """Text without white space, line ends and byte order marks at its ends; line ends within become \\n."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip().strip("\ufeff\u200b").strip()
