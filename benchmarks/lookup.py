"""How fast people are found by name, initials, tail and number in a register of many people.

    python benchmarks/lookup.py [--people 200000]

A look-up is what the server does for a clerk of the district while a name is typed: probes of the digests,
scope, masked cards, last matters. Each time stands beside the time of one read by primary key, so that
machines can be compared. The database is a test database of its own.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ.setdefault("XINFANG_TEST_SUFFIX", "_benchmark")

CHUNK = 5000
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国文辉"


def letters(count: int) -> Iterator[Any]:
    """Letters of as many made-up people."""
    from xinfang.casework.intake.arrivals import Arrival
    from xinfang.kernel import clock
    from xinfang.registers.petitioners.entries import PersonEntry

    now = clock.now()
    for n in range(count):
        name = SURNAMES[n % 20] + GIVEN[n // 20 % 32] + GIVEN[n // 640 % 32]
        person = PersonEntry(
            name=name, id_kind="passport", id_number=f"E{n:08d}", phone=f"139{n:08d}", address="中和街道"
        )
        yield Arrival("letter", now, f"反映第{n}号问题", people=(person,))


def fill(count: int) -> Any:
    """Register the letters and let the planner know; returns a clerk's scope."""
    from django.db import connection

    from xinfang.casework.intake import actions
    from xinfang.kernel import clock
    from xinfang.kernel.actor import Actor
    from xinfang.registers.organisations.models import Unit
    from xinfang.registers.staff.models import Posting, User
    from xinfang.registers.staff.scope import scope_of

    root = Unit.objects.add_root({"code": "B", "name": "基准区", "kind": "district"})
    batch: list[Any] = []
    for letter in letters(count):
        batch.append(letter)
        if len(batch) == CHUNK:
            actions.register_many(batch, unit_id=root.pk, by=Actor(None, "benchmark"), at=clock.now())
            batch = []
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    user = User.objects.create_user("benchmark")
    Posting.objects.create(user=user, role="clerk", unit=root, valid_from=date(2000, 1, 1))
    return scope_of(user, clock.today())


def measure(ask: Callable[[], object], times: int = 30) -> float:
    """Milliseconds of the quickest of several calls."""
    spent = []
    for _round in range(times):
        begun = time.perf_counter()
        ask()
        spent.append((time.perf_counter() - begun) * 1000)
    return min(spent)


def run(count: int) -> dict[str, Any]:
    """The figures: milliseconds, and how many reads by primary key each is worth."""
    from xinfang.casework.intake import queries
    from xinfang.casework.petitions.models import Matter

    scope = fill(count)
    some = Matter.objects.order_by("pk").values_list("pk", flat=True)[count // 2]
    key_read = measure(lambda: Matter.objects.get(pk=some))
    found: dict[str, Any] = {"people": count, "primary_key_ms": round(key_read, 2)}
    for label, text in (
        ("name", "王伟芳"), ("initials", "wwf"), ("tail4", "4321"), ("tail6", "004321"),
        ("phone", "13900004321"), ("number", "2026-0641"), ("nobody", "欧阳无名"),
    ):  # fmt: skip
        spent = measure(lambda text=text: queries.look_up(scope, text, 2026))  # type: ignore[misc]
        found[label] = {"ms": round(spent, 1), "key_reads": round(spent / key_read, 1)}
    return found


def main() -> None:
    """Fill a database of its own, measure, print JSON, drop it."""
    import django

    django.setup()
    from django.test.runner import DiscoverRunner

    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--people", type=int, default=200_000)
    count = asked.parse_args().people
    runner = DiscoverRunner(verbosity=0, interactive=False)
    old = runner.setup_databases()
    try:
        print(json.dumps(run(count), ensure_ascii=False, indent=2))
    finally:
        runner.teardown_databases(old)


if __name__ == "__main__":
    main()
