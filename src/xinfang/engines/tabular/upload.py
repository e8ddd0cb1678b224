"""Reading an upload in a child process, so that no file can take the server with it."""

import json
import os
import subprocess  # noqa: S404 -- our own interpreter and module, no shell, no user's text in the arguments
import sys
from dataclasses import astuple
from functools import partial
from pathlib import Path
from typing import Any

from xinfang.engines.tabular.table import (
    DAMAGED,
    EMPTY,
    NOT_A_TABLE,
    TOO_BIG,
    TOO_LONG,
    Limits,
    Table,
    TableRefused,
)

WALL_SECONDS = 40
EXTENSIONS = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".txt")
# The child gets no settings and secrets of ours, only what the interpreter needs to start.
PASSED_ENVIRONMENT = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "SYSTEMROOT")


def read_table(
    source: str | Path | bytes,
    filename: str,
    *,
    max_rows: int = Limits.max_rows,
    max_columns: int = Limits.max_columns,
    max_bytes: int = Limits.max_bytes,
    take_nul: bool = Limits.take_nul,
) -> Table:
    """The table in a file (.xlsx, .xls, .csv, .tsv, .txt), given as path or bytes; all cells are text.

    `filename` is the name it was uploaded under; only its ending is looked at, what the file is is told by
    its bytes. The header does not count as a row. Raises TableRefused with a sentence for the user; OSError
    if the path cannot be read. Whole numbers of 16 digits or more were cut by the spreadsheet itself.
    """
    limits = Limits(max_rows, max_columns, max_bytes, take_nul=take_nul)
    if not filename.lower().endswith(EXTENSIONS):
        raise TableRefused(NOT_A_TABLE)
    size = len(source) if isinstance(source, bytes) else os.stat(source).st_size
    if size == 0:
        raise TableRefused(EMPTY)
    if size > max_bytes:
        raise TableRefused(TOO_BIG, limit=max(max_bytes // (1024 * 1024), 1))
    answer = _answer_of_child(source, limits)
    if "refused" in answer:
        raise TableRefused(answer["refused"], **answer["params"])
    return Table(**answer["table"])


def _answer_of_child(source: str | Path | bytes, limits: Limits) -> dict[str, Any]:
    # -P: not the current folder, -B: no files written. Its messages are dropped, they could quote cells.
    numbers = [str(int(limit)) for limit in astuple(limits)]
    command = [sys.executable, "-P", "-B", "-m", "xinfang.engines.tabular.reader", *numbers]
    environment = {name: os.environ[name] for name in PASSED_ENVIRONMENT if name in os.environ}
    run = partial(
        subprocess.run,
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=WALL_SECONDS,
        check=False,
    )
    try:
        if isinstance(source, bytes):
            done = run(input=source)
        else:
            with open(source, "rb") as file:
                done = run(stdin=file)
    except subprocess.TimeoutExpired:
        raise TableRefused(TOO_LONG) from None
    if done.returncode:
        raise TableRefused(TOO_LONG if done.returncode < 0 else DAMAGED)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
