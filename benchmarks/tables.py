"""What it costs that a table from elsewhere is read in a process of its own and checked cell by cell.

    python benchmarks/tables.py [--rows 4000]

Rows of seven columns, two of them texts of 400 signs, as a register sends them. The ratio is our time over
that of the bare reader (calamine) on the same bytes.
"""

import argparse
import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

BODY = "小区停车费公示不清，公摊面积分摊不合理。" * 20


def workbook(rows: int) -> bytes:
    """A workbook of as many rows under a head."""
    import xlsxwriter

    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, list("abcdefg"))
        for n in range(rows):
            sheet.write_row(n + 1, 0, [n, "A00045581", "主题", BODY, BODY, 1.0, 2.0])
    return written.getvalue()


def spent(read: Callable[[], object]) -> float:
    """Seconds of the clock, the least of three: the child's work is part of it."""
    told = []
    for _ in range(3):
        begun = time.perf_counter()
        read()
        told.append(time.perf_counter() - begun)
    return min(told)


def main() -> None:
    """Print one line of JSON."""
    from python_calamine import CalamineWorkbook

    from xinfang.engines.tabular import read_table

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=4_000)
    rows = parser.parse_args().rows
    data = workbook(rows)
    ours = spent(lambda: read_table(data, "a.xlsx").rows)
    bare = spent(lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python())
    print(json.dumps({"rows": rows, "seconds": round(ours, 3), "of_the_bare_reader": round(ours / bare, 2)}))


if __name__ == "__main__":
    main()
