"""How long the pages of the analysis take over 100 625 matters (115 000 petitions), through all of it.

    python benchmarks/pivot.py [petitions]

Fills a database of its own, which is dropped at the end. Each line: the quickest and the slowest of five.
"""

import os
import sys
import time

os.environ.setdefault("XINFANG_TEST_DATABASE", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import django  # noqa: E402 - after the settings are named

django.setup()

from benchmarks.figures import FILL  # noqa: E402 - after the settings are named
from django.db import connection  # noqa: E402 - after the settings are named
from django.test import Client  # noqa: E402 - after the settings are named

from xinfang.casework.petitions.models import Matter  # noqa: E402 - after the settings are named
from xinfang.registers.organisations.models import Unit  # noqa: E402 - after the settings are named
from xinfang.registers.staff.models import Posting, User  # noqa: E402 - after the settings are named

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
PAGES = {
    "received, class x month": "analysis/?measure=received&rows=class&columns=month",
    "received, unit x purpose": "analysis/?measure=received&rows=unit&columns=purpose",
    "persons, second-level class x street": "analysis/?measure=received_persons&rows=subclass&columns=street",
    "repeats, size x channel": "analysis/?measure=repeat_petitions&rows=size&columns=channel",
    "accepted, unit x class": "analysis/?measure=matters_accepted&rows=unit&columns=class",
    "on-time rate, unit x month": "analysis/?measure=on_time_rate&rows=unit&columns=month",
    "median days, class x street": "analysis/?measure=median_days&rows=class&columns=street",
    "trend of all received": "trend/?measure=received",
    "trend of the settlement rate": "trend/?measure=settlement_rate",
    "places of all received": "places/?measure=received",
    "cases of one cell": "received/cases/?by=class&part=01&by2=street&part2=00010001",
}


def timed(client: Client, address: str) -> tuple[float, float]:
    """Milliseconds of the quickest and slowest of five, after one to warm up."""
    taken = []
    for _run in range(6):
        start = time.perf_counter()
        assert client.get(address).status_code == 200, address
        taken.append(1000 * (time.perf_counter() - start))
    return min(taken[1:]), max(taken[1:])


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
        user = User.objects.create(username="benchmark")
        Posting.objects.create(user=user, role="statistician", unit=root, valid_from="2000-01-01")
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        matters = Matter.objects.count()
        print(f"{count} petitions, {matters} matters; load {os.getloadavg()[0]:.1f}")
        for said, address in PAGES.items():
            least, most = timed(client, f"/figures/{address}&year=2008")
            print(f"{said}: {least:.0f} to {most:.0f} ms")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 115_000)
