"""How long the pages of the analysis take over 100 625 matters (115 000 petitions), through all of it.

    python benchmarks/pivot.py [petitions]

Fills a database of its own, which is dropped at the end. Each line: the quickest and the slowest of five.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks._filled import asked_for, filled, timed  # noqa: E402 - names the settings, before Django's
from django.test import Client  # noqa: E402 - after the settings are named

from xinfang.registers.staff.models import Posting, User  # noqa: E402 - after the settings are named

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


def opened(client: Client, address: str) -> None:
    """A page, as it is to be."""
    assert client.get(address).status_code == 200, address


def main(count: int) -> None:
    """Fill, measure, print."""
    with filled(count) as root:
        user = User.objects.create(username="benchmark")
        Posting.objects.create(user=user, role="statistician", unit=root, valid_from="2000-01-01")
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        for said, page in PAGES.items():
            address = f"/figures/{page}&year=2008"
            print(f"{said}: {timed(lambda address=address: opened(client, address), 5)}")


if __name__ == "__main__":
    main(asked_for())
