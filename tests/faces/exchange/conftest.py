"""Tables as bytes, and an import of them under the district."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
import xlsxwriter
import xlwt

from xinfang.engines.tabular import read_table
from xinfang.faces.exchange import actions
from xinfang.faces.exchange.columns import matched
from xinfang.faces.exchange.models import ImportBatch
from xinfang.faces.exchange.runs import run
from xinfang.kernel.actor import Actor

CLERK = Actor(None, "登记员1号")
HEADER = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间"]
ROWS = [
    [
        "1",
        "A01",
        "小区停车难",
        "2019/4/25 9:32:09",
        "车位不够。\n请协调。",
        "已增设车位。",
        "2019/5/10 14:56:53",
    ],
    ["2", "A02", "路灯不亮", "2019/4/26 10:00:00", "三盏路灯坏了。", "", ""],
    ["3", "A03", "反映噪声", "2019-04-27", "夜间施工。", "已责令停工。", "2019/5/1"],
]


def xlsx(rows: Sequence[Sequence[Any]]) -> bytes:
    """A workbook of these rows; '=1+1' is written as a formula."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()


def xls(rows: Sequence[Sequence[Any]]) -> bytes:
    """The same in the old format."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def text(rows: Sequence[Sequence[Any]], encoding: str = "utf-8", end: str = "\n") -> bytes:
    """The same as CSV."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator=end).writerows(rows)
    return buffer.getvalue().encode(encoding)


@pytest.fixture
def upload(district: SimpleNamespace, at: datetime) -> Callable[..., ImportBatch]:
    """A batch of a table: upload([header, *rows]) or upload(data=b"...")."""

    def make(rows: Sequence[Sequence[Any]] = (), *, data: bytes = b"", **options: Any) -> ImportBatch:
        data = data or text(rows)
        table = read_table(data, "table.csv")
        return actions.receive(
            file_name="登记表.csv",
            data=data,
            header=table.header,
            rows=len(table.rows),
            columns=options.get("columns", matched(table.header)),
            channel=options.get("channel", "online"),
            unit_id=district.root.pk,
            by=CLERK,
            at=at,
            repeats=options.get("repeats", True),
            accusations=options.get("accusations", False),
        )

    return make


@pytest.fixture
def imported(upload: Callable[..., ImportBatch]) -> Callable[..., ImportBatch]:
    """The same, run to its end."""
    return lambda *args, **options: run(upload(*args, **options).pk, by=CLERK)
