"""The tables of a report: each count opens exactly the rows that it counts."""

import html
import re
from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.faces.reports.conftest import compose

from xinfang.casework.intake.actions import register_many
from xinfang.casework.receptions.models import Arrival
from xinfang.casework.rota.models import ReceptionDay, ReceptionPlan
from xinfang.insight.yearbook.models import FiguresReport
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor

pytestmark = pytest.mark.django_db
TABLES = ("month", "channel", "class", "unit", "registered_unit", "leaders")
CELL = re.compile(r'<td class="num"><a class="cases" href="([^"]+)">([^<]+)</a></td>')


@pytest.fixture
def receptions(register: Any, posted: Any) -> None:
    """Last year one leader received twice, under a post and then under a higher one."""
    at = clock.now().replace(year=clock.now().year - 1, month=5, day=6)
    plan = ReceptionPlan.objects.create(unit=register.root, year=at.year, made_at=at)
    leader = posted("leader", register.root)
    for place, (post, heads) in enumerate((("管委会副主任", (4, 1)), ("管委会主任：代", (7,)))):
        day = ReceptionDay.objects.create(
            plan=plan, leader=leader, post=post, day=at.date() + timedelta(days=place),
            from_time=time(9), to_time=time(12), place="1号接待室",
        )  # fmt: skip
        for number, head_count in enumerate(heads, start=1):
            moment = at + timedelta(days=place)
            Arrival.objects.create(
                reception=day, number=number, head_count=head_count, subject="漏水", arrived_at=moment
            )


def test_every_count_of_a_table_opens_its_rows(stats: Client, register: Any, receptions: None) -> None:
    compose(stats, register)
    report = FiguresReport.objects.get()
    text = "\n".join(["# 表", *(f"::表 {name}" for name in TABLES), "{{reception_by_leader}}。"])
    stats.post(
        reverse("workbench:reports_write", args=[report.pk]),
        {"text": text, "do": "save", "seen": report.checksum},
    )
    page = stats.get(reverse("workbench:reports_report", args=[report.pk])).content.decode()
    cells = CELL.findall(page.partition('class="plots"')[0])
    assert [said for _href, said in cells[-6:]] == ["1", "2", "5", "1", "1", "7"]  # by post, not by leader
    assert len(cells) >= 24 + 6 + 4
    for href, said in cells:
        opened = stats.get(html.unescape(href)).content.decode()
        assert f'data-value="{said}"' in opened, href
    said = re.findall(r'<a class="cases" href="([^"]+)" title="[^"]*">([^<]+)</a>', page)
    assert [each for _href, each in said] == ["1次", "2批", "5人次", "1次", "1批", "7人次"]
    for href, each in said:
        value = re.match(r"\d+", each)
        assert value
        assert f'data-value="{value[0]}"' in stats.get(html.unescape(href)).content.decode()


def test_a_change_opens_both_of_its_figures(stats: Client, register: Any, arrival: Any) -> None:
    at = clock.now()
    earlier = [arrival(received_at=at.replace(year=at.year - 2, month=5, day=day)) for day in range(1, 6)]
    register_many(earlier, unit_id=register.root.pk, by=Actor(1, "登记员1号"), at=at)
    compose(stats, register)
    report = FiguresReport.objects.get()
    text = "# 变化\n{{letters|同比}}；{{received_change_jan_nov}}。[[大幅下降 letters|来信大幅下降。]]"
    stats.post(
        reverse("workbench:reports_write", args=[report.pk]),
        {"text": text, "do": "save", "seen": report.checksum},
    )
    page = stats.get(reverse("workbench:reports_report", args=[report.pk])).content.decode()
    remarks = re.findall(r'<p class="remark sides">(.*?)</p>', page)
    told = [re.findall(r'href="([^"]+)">([^<]+)</a>', remark) for remark in remarks]
    assert [[said for _href, said in both] for both in told] == [["2", "5"], ["5", "5"], ["2", "5"]]
    rows = re.findall(r'<a href="([^"]+)">(\d+)</a>', page.partition('aria-labelledby="rules"')[2])
    assert [said for _href, said in rows] == ["2", "5", "0", "5"]  # 0 %: the change itself, over its base
    rows.pop(2)
    for href, said in [*(side for both in told for side in both), *rows]:
        assert f'data-value="{said}"' in stats.get(html.unescape(href)).content.decode(), href
