"""A database of its own with many petitions, for the programmes that measure pages and reports over it.

Importing this names the settings and starts Django, so it stands before all that is Django's.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

os.environ.setdefault("XINFANG_TEST_DATABASE", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import django  # noqa: E402 - after the settings are named

django.setup()

from benchmarks.figures import FILL  # noqa: E402 - after the settings are named
from django.db import connection  # noqa: E402 - after the settings are named

from xinfang.casework.petitions.models import Matter  # noqa: E402 - after the settings are named
from xinfang.registers.organisations.models import Unit  # noqa: E402 - after the settings are named

__all__ = ["asked_for", "filled", "timed"]

STREETS = 40
# Each matter lies in a street, is handled there, was accepted, has a term; a third was settled.
SPREAD = """
UPDATE casework_matter m SET
  place_unit_id = u.id, unit_id = u.id, accepted_at = m.received_at + interval '3 days',
  settled_at = CASE WHEN m.id %% 3 = 0 THEN m.received_at + interval '100 days' END,
  purpose = (ARRAY['request','appeal','suggestion','enquiry'])[1 + m.id %% 4]
FROM registers_unit u WHERE u.code = 'S' || (m.id %% %(streets)s);
INSERT INTO casework_clock (matter_id, rule, family, duty, started_on, nominal_on, due_on, provisional, fixed,
  extended_days, stops, stopped_days, state, met_at, met_by)
SELECT id, 'handle_2005', 'handle', true, received_at::date, received_at::date + 60, received_at::date + 60,
  false, false, 0, '[]', 0, 'met', concluded_at, 'opine' FROM casework_matter;
ANALYZE;
"""
PETITIONS = 115_000


def asked_for() -> int:
    """How many petitions the command line asks for."""
    return int(sys.argv[1]) if len(sys.argv) > 1 else PETITIONS


@contextmanager
def filled(count: int) -> Iterator[Unit]:
    """The district of a register of so many petitions in forty streets, dropped at the end."""
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
        yield root
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def timed(act: Callable[[], object], runs: int) -> str:
    """Milliseconds of the quickest and slowest of some runs, after one to warm up."""
    taken = []
    for _run in range(runs + 1):
        start = time.perf_counter()
        act()
        taken.append(1000 * (time.perf_counter() - start))
    return f"{min(taken[1:]):.0f} to {max(taken[1:]):.0f} ms"
