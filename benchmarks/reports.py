"""How long composing a report, and telling its differences, takes over 100 625 matters (115 000 petitions).

    python benchmarks/reports.py [petitions]

Fills a database of its own, which is dropped at the end. Each line: the quickest and the slowest of three.
"""

import os
import sys
import time
import uuid
from collections.abc import Callable

os.environ.setdefault("XINFANG_TEST_DATABASE", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import django  # noqa: E402 - after the settings are named

django.setup()

from benchmarks.figures import FILL  # noqa: E402 - after the settings are named
from benchmarks.pivot import SPREAD, STREETS  # noqa: E402 - after the settings are named
from django.db import connection  # noqa: E402 - after the settings are named

from xinfang.casework.petitions.models import Matter  # noqa: E402 - after the settings are named
from xinfang.insight.yearbook import actions, queries  # noqa: E402 - after the settings are named
from xinfang.insight.yearbook.differing import differences  # noqa: E402 - after the settings are named
from xinfang.insight.yearbook.models import FiguresReport  # noqa: E402 - after the settings are named
from xinfang.kernel import clock  # noqa: E402 - after the settings are named
from xinfang.kernel.actor import Actor  # noqa: E402 - after the settings are named
from xinfang.registers.organisations.models import Unit  # noqa: E402 - after the settings are named
from xinfang.registers.staff.scope import whole  # noqa: E402 - after the settings are named

BY = Actor(None, "benchmark")
KINDS = {"chapter": None, "year": None, "month": 5}


def timed(act: Callable[[], object]) -> str:
    """Milliseconds of the quickest and slowest of three, after one to warm up."""
    taken = []
    for _run in range(4):
        start = time.perf_counter()
        act()
        taken.append(1000 * (time.perf_counter() - start))
    return f"{min(taken[1:]):.0f} to {max(taken[1:]):.0f} ms"


def composed(kind: str, part: int | None, unit_id: int) -> FiguresReport:
    """Everything counted, and kept the first time."""
    wanted = actions.Wanted(kind, 2008, unit_id, part)
    return actions.compose_report(
        wanted=wanted, scope=whole(BY), form_key=uuid.uuid4(), by=BY, at=clock.now()
    )


def main(count: int) -> None:
    """Fill, measure, print."""
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        root = Unit.objects.add_root({"code": "B", "name": "B", "kind": "district"})
        for n in range(STREETS):
            root.add_child(code=f"S{n}", name=f"街道{n}", kind="street")
            root.refresh_from_db()
        with connection.cursor() as cursor:
            cursor.execute(FILL, {"unit": root.pk, "count": count})
            cursor.execute(SPREAD, {"streets": STREETS})
        print(f"{count} petitions, {Matter.objects.count()} matters; load {os.getloadavg()[0]:.1f}")
        for kind, part in KINDS.items():
            print(f"compose {kind}: {timed(lambda k=kind, p=part: composed(k, p, root.pk))}")
        made = composed("chapter", None, root.pk)
        with connection.cursor() as cursor:
            cursor.execute("SELECT sum(pg_column_size(counted)) / count(*) FROM insight_figuresreport")
            print(f"what is kept of the rows: {cursor.fetchone()[0]} bytes a report")
        print(f"differences: {timed(lambda: differences(whole(BY), made))}")
        print(f"docx of what is kept: {timed(lambda: queries.file_of(made, 'docx'))}")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 115_000)
