"""How long a whole page of figures takes over 100 000 petitions, against one count(*) of the same rows.

    python benchmarks/figures.py [petitions]

Fills a database of its own, which is dropped at the end.
"""

import os
import sys
import time
from collections.abc import Callable

os.environ.setdefault("XINFANG_TEST_DATABASE", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import django  # noqa: E402 - after the settings are named

django.setup()

from django.db import connection  # noqa: E402 - after the settings are named

from xinfang.casework.petitions.models import Petition  # noqa: E402 - after the settings are named
from xinfang.insight.statistics import periods, queries  # noqa: E402 - after the settings are named
from xinfang.kernel.actor import Actor  # noqa: E402 - after the settings are named
from xinfang.registers.organisations.models import Unit  # noqa: E402 - after the settings are named
from xinfang.registers.staff.scope import Scope  # noqa: E402 - after the settings are named

FILL = """
INSERT INTO casework_petition (uid, number, year, serial, channel, form, received_at, registered_at,
  registered_unit_id, addressee, head_count, anonymous, urgent, counted, form_key, form_digest,
  source_number, query_digest, query_version, title, facts, demand)
SELECT gen_random_uuid(), 'B-' || n, 2008, n, (ARRAY['letter','visit','visit','online','phone'])[1 + n %% 5],
  'single', '2008-01-01 10:00+08'::timestamptz + (n %% 366) * interval '1 day', now(), %(unit)s, '',
  1 + n %% 4, n %% 50 = 0, n %% 60 = 0, true, gen_random_uuid(), '\\x00', '', int4send(n) || '\\x00', 1,
  '', '', ''
FROM generate_series(1, %(count)s) n;
INSERT INTO casework_matter (number, title, facts, demand, content_class_id, purpose, place,
  registered_unit_id, unit_id, state, confined, received_at, concluded_at,
  procedure, result, extended, other_units, accused)
SELECT number, 'title', '', '', (SELECT min(id) + serial %% 400 FROM registers_contentclass), 'request', '',
  %(unit)s, %(unit)s, 'concluded', false, received_at, received_at + (serial %% 80) * interval '1 day',
  'ordinary', '', false, '{}', ''
FROM casework_petition WHERE serial %% 8 > 0;
INSERT INTO casework_raising (petition_id, matter_id, kind)
SELECT p.id, m.id, 'first' FROM casework_petition p JOIN casework_matter m USING (number);
INSERT INTO casework_raising (petition_id, matter_id, kind)
SELECT p.id, m.id, 'repeat' FROM casework_petition p
  JOIN casework_matter m ON m.number = 'B-' || (p.serial - 1) WHERE p.serial %% 8 = 0;
INSERT INTO casework_clock (matter_id, rule, family, duty, started_on, nominal_on, due_on, provisional, fixed,
  extended_days, stops, stopped_days, state, met_at, met_by)
SELECT id, 'route_2005', 'route', true, received_at::date, received_at::date + 15, received_at::date + 15,
  false, false, 0, '[]', 0, 'met', received_at + interval '9 days', 'forward' FROM casework_matter;
ANALYZE;
"""


def least_of(act: Callable[[], object], times: int = 5) -> float:
    """Seconds of the quickest of several runs of an act, after one to warm up."""
    act()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return min(taken)


def main(count: int) -> None:
    """Fill, measure, print."""
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        unit = Unit.objects.add_root({"code": "B", "name": "B", "kind": "district"})
        with connection.cursor() as cursor:
            cursor.execute(FILL, {"unit": unit.pk, "count": count})
        everywhere = Scope(Actor(None, "benchmark"), {"see_figures": frozenset({unit.pk})})
        year = periods.year(2008)
        one = least_of(lambda: Petition.objects.filter(counted=True, reverted_at=None).count())
        measures = len(queries.figures(everywhere, year))
        every = least_of(lambda: queries.figures(everywhere, year))
        print(f"{count} petitions; count(*): {one * 1000:.1f} ms")
        print(f"{measures} measures in one call: {every * 1000:.1f} ms = {every / one:.1f} x count(*)")
        for dimension in ("channel", "month", "class", "registered_unit", "unit"):
            took = least_of(lambda by=dimension: queries.parts(everywhere, "received", year, by))
            print(f"by {dimension}: {took * 1000:.1f} ms = {took / one:.1f} x count(*)")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
