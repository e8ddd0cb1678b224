"""How fast the worklist opens, on its first page and deep inside, in a register of many matters.

    python benchmarks/worklist.py [--matters 100000]

A page is what the server does for a clerk of the district: filter, tabs with their counts, fifty rows
with masked people, the template. The database is a test database of its own.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ.setdefault("XINFANG_TEST_SUFFIX", "_benchmark")

CHUNK = 5000
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"


def letters(count: int) -> Iterator[Any]:
    """Letters of five years, one person each, every tenth from a person who wrote before."""
    from xinfang.casework.intake.arrivals import Arrival
    from xinfang.kernel import clock
    from xinfang.registers.petitioners.entries import PersonEntry

    now = clock.now()
    for number in range(count):
        person = PersonEntry(
            name=SURNAMES[number % 20] + "某", phone=f"139{number % (count * 9 // 10 + 1):08d}"
        )
        when = now - timedelta(minutes=26 * number)
        yield Arrival("letter", when, f"反映第{number}号问题", facts="事实与理由。", people=(person,))


def fill(count: int) -> Any:
    """Register the letters; all but the newest tenth are routed. Returns a clerk."""
    from xinfang.casework.acts import actions as acts
    from xinfang.casework.intake import actions as intake
    from xinfang.kernel import clock
    from xinfang.kernel.actor import Actor
    from xinfang.registers.organisations.models import Unit
    from xinfang.registers.staff.models import Posting, User

    root = Unit.objects.add_root({"code": "B", "name": "基准区", "kind": "district"})
    street = Unit.objects.add_child(root, {"code": "B1", "name": "基准街道", "kind": "street"})
    by, at, batch, done = Actor(None, "benchmark"), clock.now(), [], 0
    for letter in letters(count):
        batch.append(letter)
        if len(batch) == CHUNK or done + len(batch) == count:
            told = intake.register_many(batch, unit_id=root.pk, by=by, at=at)
            done += len(batch)
            if done > count // 10:
                ids = [each.matter_id for each in told]
                acts.route(matter_ids=ids, to_unit_id=street.pk, by=by, at=at)
            batch = []
    user = User.objects.create_user("clerk")
    Posting.objects.create(user=user, role="clerk", unit=root, valid_from=date(2004, 1, 1))
    return user


def timed(client: Any, address: str, times: int = 7) -> float:
    """The quickest of several answers in milliseconds: what the work costs when nothing else disturbs it."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        answer = client.get(address)
        taken.append((time.perf_counter() - begun) * 1000)
        assert answer.status_code == 200
    return round(min(taken), 1)


def deep(order: str) -> str:
    """The cursor of a page nine tenths down the list."""
    from xinfang.casework.deadlines import queries as deadlines
    from xinfang.casework.petitions import queries
    from xinfang.kernel.actor import Actor
    from xinfang.registers.staff.scope import whole

    found = queries.matters(whole(Actor(None, "benchmark")))
    found = deadlines.by_due(found) if order == "due" else found
    cursor = ""
    for _ in range(found.count() * 9 // 10 // CHUNK or 1):
        cursor = queries.page(found, order, size=CHUNK, older=cursor).older
    return cursor


def main() -> None:
    """Print one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--matters", type=int, default=100_000)
    count = parser.parse_args().matters

    import django

    django.setup()
    from django.db import connection
    from django.test import Client

    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        client = Client()
        client.force_login(fill(count))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        result: dict[str, Any] = {"matters": count}
        for order in ("newest", "due"):
            address = "/worklist/?order=" + ("due" if order == "due" else "")
            first, inside = timed(client, address), timed(client, f"{address}&older={deep(order)}")
            result |= {f"{order}_first_ms": first, f"{order}_deep_ms": inside}
            result[f"{order}_deep_to_first"] = round(inside / first, 2)
        result["today_ms"] = timed(client, "/")
        result["frequent_title_ms"] = timed(client, "/worklist/?q=号问题")
        result["absent_title_ms"] = timed(client, "/worklist/?q=没有这样的标题")
    finally:
        connection.creation.destroy_test_db("xinfang", verbosity=0)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
