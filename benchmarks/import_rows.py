"""How fast a table goes into the register, beside a bare COPY of the same rows into one table.

    python benchmarks/import_rows.py [--rows 20000] [--profile]

Everything is measured that an import does to a row: reading, checking, people, numbers, repeats, clocks,
timeline, audit, the answer and its conclusion. The database is a test database of its own.
"""

import argparse
import cProfile
import json
import os
import pstats
import random
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ.setdefault("XINFANG_TEST_SUFFIX", "_benchmark")

HEADER = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间"]
WORDS = [
    "小区",
    "物业",
    "停车",
    "噪声",
    "拆迁",
    "补偿",
    "社保",
    "工资",
    "医保",
    "学校",
    "公交",
    "路灯",
    "积水",
    "房产证",
    "延期",
    "绿化",
    "垃圾",
    "施工",
    "管网",
    "电梯",
    "油烟",
    "幼儿园",
    "户口",
    "低保",
    "养老",
    "宅基地",
    "征收",
    "质量",
    "漏水",
    "供暖",
]


def rows(count: int) -> list[list[str]]:
    """Messages of 300 to 500 characters from as many accounts as a real platform has for so many."""
    draw = random.Random(20)
    begin = datetime(2019, 1, 1, 8)
    found = []
    for number in range(count):
        asked = begin + timedelta(minutes=23 * number)
        answered = asked + timedelta(days=draw.randrange(1, 40))
        facts = "，".join(draw.choice(WORDS) + draw.choice(WORDS) for _ in range(80))
        title = f"反映{draw.choice(WORDS)}和{draw.choice(WORDS)}的问题"
        account = f"U{draw.randrange(count * 2):07d}"
        when = asked.strftime("%Y/%m/%d %H:%M:%S")
        answer = "您好，" + "，".join(draw.choice(WORDS) for _ in range(60))
        found.append(
            [str(number), account, title, when, facts, answer, answered.strftime("%Y/%m/%d %H:%M:%S")]
        )
    return found


def bare_copy(told: list[list[str]]) -> float:
    """Seconds for a COPY of the same rows into one table without an index."""
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (a text, b text, c text, d text, e text, f text, g text)")
    begun = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy("COPY bare FROM STDIN") as copy:
        for row in told:
            copy.write_row(row)
    return time.perf_counter() - begun


def whole(told: list[list[str]], repeats: bool) -> float:
    """Seconds for the import of the rows."""
    from xinfang.engines.tabular import Table
    from xinfang.faces.exchange import actions
    from xinfang.faces.exchange.columns import matched
    from xinfang.faces.exchange.runs import run
    from xinfang.kernel import clock
    from xinfang.kernel.actor import Actor
    from xinfang.registers.organisations.models import Unit

    unit = Unit.objects.add_root({"code": "B", "name": "基准区", "kind": "district"})
    by = Actor(None, "benchmark")
    table = Table(HEADER, told, "", "")
    batch = actions.receive(
        file_name="benchmark.csv",
        data=b"benchmark",
        header=HEADER,
        rows=len(told),
        columns=matched(HEADER),
        channel="online",
        unit_id=unit.pk,
        by=by,
        at=clock.now(),
        repeats=repeats,
    )
    begun = time.perf_counter()
    batch = run(batch.pk, by=by, table=table)
    seconds = time.perf_counter() - begun
    assert batch.registered + batch.linked == len(told), batch.message
    return seconds


def main() -> None:
    """Print one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--no-repeats", action="store_true")
    parser.add_argument("--profile", action="store_true")
    told = parser.parse_args()

    import django

    django.setup()
    from django.db import connection

    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        table = rows(told.rows)
        profile = cProfile.Profile()
        if told.profile:
            profile.enable()
        spent = time.process_time()
        seconds = whole(table, repeats=not told.no_repeats)
        spent = time.process_time() - spent
        profile.disable()
        copied = bare_copy(table)
    finally:
        connection.creation.destroy_test_db("xinfang", verbosity=0)
    if told.profile:
        pstats.Stats(profile).sort_stats("cumulative").print_stats("xinfang", 45)
    result = {
        "rows": told.rows,
        "import_rows_per_second": round(told.rows / seconds),
        "seconds": round(seconds, 2),
        "of_them_processor_of_this_process": round(spent, 2),
        "copy_rows_per_second": round(told.rows / copied),
        "copy_is_faster_by": round(seconds / copied, 1),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
