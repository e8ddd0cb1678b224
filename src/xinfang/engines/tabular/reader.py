"""The process that parses an upload: limits on itself first, then standard input to standard output.

Run as `python -P -m xinfang.engines.tabular.reader`; it prints one JSON object and never a traceback.
"""

import json
import resource
import sys
from dataclasses import fields
from typing import Any

from xinfang.engines.tabular.table import DAMAGED, NOT_A_TABLE, TOO_LONG, Limits, Table, TableRefused

MEMORY_BYTES = 1536 * 1024 * 1024
CPU_SECONDS = 20


def limit_self() -> None:
    """No more than 1.5 GB of address space, 20 s of processor time, no files written, no core dump."""
    for which, wanted in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _, hard = resource.getrlimit(which)
        cap = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(which, (cap, cap))


def parse(data: bytes, limits: Limits) -> Table:
    """The table in `data`, whose kind is told by its bytes, not by a name."""
    from xinfang.engines.tabular import delimited, workbook

    if data.startswith((workbook.ZIP_START, workbook.OLE_START)):
        return workbook.read_workbook(data, limits)
    if data.startswith((b"%PDF", b"Rar!", b"\x89PNG", b"\xff\xd8\xff", b"7z\xbc\xaf", b"PK")):
        raise TableRefused(NOT_A_TABLE)
    if data[:512].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):  # "xls" files that are web pages
        raise TableRefused(DAMAGED)
    return delimited.read_delimited(data, limits)


def main() -> None:
    """Reads one upload; the arguments are the fields of Limits in order, as whole numbers."""
    limit_self()
    given: dict[str, Any] = {f.name: int(v) for f, v in zip(fields(Limits), sys.argv[1:], strict=True)}
    limits = Limits(**given)
    answer: dict[str, object]
    try:
        answer = {"table": as_json(parse(sys.stdin.buffer.read(), limits))}
    except TableRefused as refusal:
        answer = {"refused": refusal.message_id, "params": refusal.params}
    except MemoryError:
        answer = {"refused": TOO_LONG, "params": {}}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8"))


def as_json(table: Table) -> dict[str, object]:
    """dataclasses.asdict copies every cell; this does not."""
    return {f.name: getattr(table, f.name) for f in fields(table)}


if __name__ == "__main__":
    main()
