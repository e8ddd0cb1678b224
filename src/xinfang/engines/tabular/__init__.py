"""Uploaded tables: read in a child process with limits, understood, and written back safely."""

from xinfang.engines.tabular.columns import match_columns
from xinfang.engines.tabular.dates import parse_when
from xinfang.engines.tabular.sheets import safe_cell, write_error_sheet
from xinfang.engines.tabular.table import MESSAGES, Table, TableRefused
from xinfang.engines.tabular.upload import read_table

__all__ = [
    "MESSAGES",
    "Table",
    "TableRefused",
    "match_columns",
    "parse_when",
    "read_table",
    "safe_cell",
    "write_error_sheet",
]
