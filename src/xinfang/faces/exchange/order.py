"""The rows of a table in the order in which they were received: platforms give out the newest first, and what
came first must be the first of its matter."""

from collections.abc import Mapping
from dataclasses import replace
from operator import gt, lt

from xinfang.engines.tabular import Table, parse_when

__all__ = ["by_receipt"]


def by_receipt(table: Table, columns: Mapping[str, str]) -> Table:
    """The same rows with their lines, the earliest first; those without a readable moment, which are refused,
    last. The same table gives the same order each time: an import that stopped goes on by it.

    Only references move. Rows of one moment stay as they stand; where the newest stand first, reversed.
    """
    if columns.get("received_at") not in table.header:
        return table
    place = table.header.index(columns["received_at"])
    moments = [str(parse_when(row[place]) or "none: after all days") for row in table.rows]
    ahead = range(len(moments))
    falls = sum(map(gt, moments, moments[1:])) > sum(map(lt, moments, moments[1:]))
    order = sorted(reversed(ahead) if falls else ahead, key=moments.__getitem__)
    lines = table.lines or range(2, len(table.rows) + 2)
    return replace(table, rows=[table.rows[each] for each in order], lines=[lines[each] for each in order])
