"""How fast a table goes into the register, beside a bare COPY of the same rows into one table.

    python benchmarks/import_rows.py [--rows 20000] [--runs 5] [--letters] [--profile]

Everything is measured that an import does to a row: checking, people, numbers, repeats, clocks, timeline,
audit, the answer and its conclusion; reading the workbook is measured apart. Each run brings new rows into
the same register, a test database of its own. Other work on the machine lengthens the time by the clock, and
hardly the time of the processor, which is counted for the importer and for the database server: their sum is
what an otherwise idle machine with one processor would take, and two processors take less.
"""

from __future__ import annotations

import argparse
import cProfile
import io
import json
import os
import pstats
import random
import statistics
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from xinfang.engines.tabular import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ.setdefault("XINFANG_TEST_SUFFIX", "_benchmark")

HEADER = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间"]
LETTERS = ["信件编号", "姓名", "电话", "事项", "来信日期", "主要内容", "答复意见", "答复时间"]
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
GIVEN = "云溪安宁清和远山明川景行思齐知微若水望舒怀瑾星河长风朝阳春雨"
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


def rows(count: int, run: int, letters: bool) -> list[list[str]]:
    """Messages of 300 to 500 characters from as many accounts as a real platform has for so many.

    As `letters` they come from people with names and telephones instead, whose Chinese names must be read.
    """
    draw = random.Random(20 + run)
    begin = datetime(2019, 1, 1, 8)
    found = []
    for number in range(count):
        asked = begin + timedelta(minutes=23 * number)
        answered = asked + timedelta(days=draw.randrange(1, 40))
        facts = "，".join(draw.choice(WORDS) + draw.choice(WORDS) for _ in range(80))
        title = f"反映{draw.choice(WORDS)}和{draw.choice(WORDS)}的问题"
        who = draw.randrange(count * 2)
        when = asked.strftime("%Y/%m/%d %H:%M:%S")
        answer = "您好，" + "，".join(draw.choice(WORDS) for _ in range(60))
        person = [f"U{run}{who:07d}"]
        if letters:
            person = [name_of(who), f"13{run}{who:08d}"]
        answered_at = answered.strftime("%Y/%m/%d %H:%M:%S")
        found.append([f"{run}-{number}", *person, title, when, facts, answer, answered_at])
    return found


def name_of(who: int) -> str:
    """A made-up name of three characters."""
    return SURNAMES[who % 20] + GIVEN[who // 20 % 30] + GIVEN[who // 600 % 30]


def bare_copy(told: list[list[str]]) -> float:
    """Seconds for a COPY of the same rows into one table without an index."""
    from django.db import connection, transaction

    columns = ", ".join(f"c{place} text" for place in range(len(told[0])))
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bare")
        cursor.execute(f"CREATE TABLE bare ({columns})")
    begun = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy("COPY bare FROM STDIN") as copy:
        for row in told:
            copy.write_row(row)
    return time.perf_counter() - begun


def workbook(header: list[str], told: list[list[str]]) -> bytes:
    """The rows as somebody would upload them."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate([header, *told]):
            sheet.write_row(place, 0, row)
    return buffer.getvalue()


def server_seconds() -> float:
    """Processor seconds of the database server so far: of all its processes, and of those that have ended."""
    from django.db import connection

    def stat(process: str) -> list[str]:
        try:
            return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            return ["", "", *["0"] * 20]

    connection.ensure_connection()
    mother = stat(str(connection.connection.info.backend_pid))[1]
    living = [told for told in map(stat, filter(str.isdigit, os.listdir("/proc"))) if told[1] == mother]
    ticks = sum(int(told[11]) + int(told[12]) for told in living) + sum(map(int, stat(mother)[13:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def whole(table: Table, unit_id: int, repeats: bool, channel: str, answered: bool) -> dict[str, float]:
    """Seconds for the import of the rows: by the clock, of this process, of the server."""
    from xinfang.faces.exchange import actions
    from xinfang.faces.exchange.columns import matched
    from xinfang.faces.exchange.runs import run
    from xinfang.kernel import clock
    from xinfang.kernel.actor import Actor

    by = Actor(None, "benchmark")
    batch = actions.receive(
        file_name="benchmark.csv",
        data=b"benchmark",
        header=table.header,
        rows=len(table.rows),
        columns=matched(table.header),
        channel=channel,
        unit_id=unit_id,
        by=by,
        at=clock.now(),
        repeats=repeats,
    )
    begun, spent, served = time.perf_counter(), time.process_time(), server_seconds()
    batch = run(batch.pk, by=by, table=table)
    told = {
        "clock": time.perf_counter() - begun,
        "importer": time.process_time() - spent,
        "server": server_seconds() - served,
    }
    assert batch.registered + batch.linked == len(table.rows), batch.message
    assert batch.answers == (len(table.rows) if answered else 0)
    return told


def measured(told: argparse.Namespace) -> list[dict[str, float]]:
    """Seconds of each run."""
    from xinfang.engines.tabular import read_table
    from xinfang.registers.organisations.models import Unit

    unit = Unit.objects.add_root({"code": "B", "name": "基准区", "kind": "district"})
    header = LETTERS if told.letters else HEADER
    header = header[:-2] if told.no_answers else header
    found = []
    for run in range(told.runs):
        given = rows(told.rows, run, told.letters)
        if told.no_answers:
            given = [row[:-2] for row in given]
        data = workbook(header, given)
        begun = time.perf_counter()
        table = read_table(data, "benchmark.xlsx")
        read = time.perf_counter() - begun
        channel = "letter" if told.letters else "online"
        seconds = whole(table, unit.pk, not told.no_repeats, channel, not told.no_answers)
        found.append({"read": read, "copy": bare_copy(given), **seconds})
    return found


def told_of(count: int, runs: list[dict[str, float]]) -> dict[str, object]:
    """Rows a second, the best run and the median one, and what they are made of."""

    def both(value: Callable[[dict[str, float]], float]) -> list[float]:
        per_second = [count / value(run) for run in runs]
        return [round(max(per_second)), round(statistics.median(per_second))]

    return {
        "rows": count,
        "runs": len(runs),
        "best_and_median_rows_per_second": {
            "by_clock": both(lambda run: run["clock"]),
            "by_clock_with_reading": both(lambda run: run["clock"] + run["read"]),
            "by_processor_of_importer": both(lambda run: run["importer"]),
            "by_processor_of_importer_and_server": both(lambda run: run["importer"] + run["server"]),
            "bare_copy": both(lambda run: run["copy"]),
        },
        "copy_is_faster_by": round(statistics.median(run["clock"] / run["copy"] for run in runs), 1),
        "seconds": [{name: round(value, 2) for name, value in run.items()} for run in runs],
        "load": os.getloadavg()[0],
    }


def main() -> None:
    """Print one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--letters", action="store_true")
    parser.add_argument("--no-repeats", action="store_true")
    parser.add_argument("--no-answers", action="store_true")
    parser.add_argument("--profile", action="store_true")
    told = parser.parse_args()

    import django

    django.setup()
    from django.db import connection

    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    profile = cProfile.Profile()
    try:
        if told.profile:
            profile.enable()
        runs = measured(told)
        profile.disable()
    finally:
        connection.creation.destroy_test_db("xinfang", verbosity=0)
    if told.profile:
        pstats.Stats(profile).sort_stats("cumulative").print_stats("xinfang", 45)
    print(json.dumps(told_of(told.rows, runs), ensure_ascii=False))


if __name__ == "__main__":
    main()
