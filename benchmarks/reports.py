"""How long composing a report, and telling its differences, takes over 100 625 matters (115 000 petitions).

    python benchmarks/reports.py [petitions]

Fills a database of its own, which is dropped at the end. Each line: the quickest and the slowest of three.
"""

import sys
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks._filled import asked_for, filled, timed  # noqa: E402 - names the settings, before Django's
from django.db import connection  # noqa: E402 - after the settings are named

from xinfang.insight.yearbook import actions, queries  # noqa: E402 - after the settings are named
from xinfang.insight.yearbook.differing import differences  # noqa: E402 - after the settings are named
from xinfang.insight.yearbook.models import FiguresReport  # noqa: E402 - after the settings are named
from xinfang.kernel import clock  # noqa: E402 - after the settings are named
from xinfang.kernel.actor import Actor  # noqa: E402 - after the settings are named
from xinfang.registers.staff.scope import whole  # noqa: E402 - after the settings are named

BY = Actor(None, "benchmark")
KINDS = {"chapter": None, "year": None, "month": 5}


def composed(kind: str, part: int | None, unit_id: int) -> FiguresReport:
    """Everything counted, and kept the first time."""
    wanted = actions.Wanted(kind, 2008, unit_id, part)
    return actions.compose_report(
        wanted=wanted, scope=whole(BY), form_key=uuid.uuid4(), by=BY, at=clock.now()
    )


def main(count: int) -> None:
    """Fill, measure, print."""
    with filled(count) as root:
        for kind, part in KINDS.items():
            print(f"compose {kind}: {timed(lambda k=kind, p=part: composed(k, p, root.pk), 3)}")
        made = composed("chapter", None, root.pk)
        with connection.cursor() as cursor:
            cursor.execute("SELECT sum(pg_column_size(counted)) / count(*) FROM insight_figuresreport")
            print(f"what is kept of the rows: {cursor.fetchone()[0]} bytes a report")
        print(f"differences: {timed(lambda: differences(whole(BY), made), 3)}")
        print(f"docx of what is kept: {timed(lambda: queries.file_of(made, 'docx'), 3)}")


if __name__ == "__main__":
    main(asked_for())
