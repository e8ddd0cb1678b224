"""The figures page without a browser: who may see it, what each number opens, what it says."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.insight.conftest import classes, fill  # noqa: F401

from xinfang.casework.intake.actions import register_many
from xinfang.casework.petitions.models import Matter
from xinfang.faces.workbench.figures.views import evened
from xinfang.insight.statistics.registry import load
from xinfang.insight.yearbook import actions
from xinfang.kernel.actor import Actor
from xinfang.registers.staff.scope import whole

CLERK = Actor(1, "登记员1号")
MAY = datetime(2026, 5, 6, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def _number(page: str, key: str) -> int:
    found = re.search(rf'data-measure="{key}".*?/figures/{key}/cases/[^>]*>(\d+)</a>', page, re.S)
    assert found, key
    return int(found[1])


def test_every_number_is_a_link_and_last_years_stands_beside_it(register: Any, signed_in: Any) -> None:
    page = signed_in("statistician", register.root).get("/figures/?year=2026").content.decode()
    assert _number(page, "letters") == 3
    assert _number(page, "visitors") == 4
    assert _number(page, "received_letters_and_persons") == 7
    assert "增加 2（+200%）" in page
    assert "上年为 0，不计算百分比" in page
    assert "5月来件最多，4 件，占2026年的 100%" in page


def test_the_link_opens_the_counted_cases_and_says_how_many_are_closed(register: Any, signed_in: Any) -> None:
    page = signed_in("statistician", register.root).get("/figures/letters/cases/?year=2026").content.decode()
    assert 'data-value="3"' in page
    assert page.count("data-case=") == 2
    assert 'data-closed="1"' in page
    assert "其中 1 条不在您可以查看的范围内。" in page
    assert "检举控告" not in page.split("<main", 1)[1]
    page = signed_in("office_head", register.root).get("/figures/letters/cases/?year=2026").content.decode()
    assert page.count("data-case=") == 3
    assert "data-closed" not in page


def test_the_units_are_bars_and_the_finding_says_who_has_most(register: Any, signed_in: Any) -> None:
    Matter.objects.filter(received_at__year=2026).update(unit=register.street)
    page = signed_in("statistician", register.root).get("/figures/?year=2026").content.decode()
    assert "按单位：中和街道承办最多，4 件" in page
    row = re.search(r'<tr><th scope="row">中和街道</th>.*?</tr>', page, re.S)
    assert row is not None
    assert 'class="now" y="6" height="12" width="100.00%"' in row[0]
    assert 'x="0.00%"' in row[0]  # registered none


def test_a_chinese_name_is_marked_in_an_english_page(register: Any, signed_in: Any) -> None:
    Matter.objects.filter(received_at__year=2026).update(unit=register.street)
    client = signed_in("statistician", register.root)
    assert '<span lang="zh-Hans">' not in client.get("/figures/?year=2026").content.decode()
    client.cookies["django_language"] = "en"
    page = client.get("/figures/?year=2026").content.decode()
    assert '<th scope="row"><span lang="zh-Hans">中和街道</span></th>' in page
    assert '<span lang="zh-Hans">中和街道</span> handles most, 4 cases' in page
    crossed = client.get("/figures/analysis/?year=2026&rows=unit&columns=none").content.decode()
    assert re.search(r'<h1>[^<]*<span lang="zh-Hans">中和街道</span>', crossed)


def test_the_tree_of_units_is_looked_at_once(register: Any, signed_in: Any) -> None:
    client = signed_in("statistician", register.root)
    with CaptureQueriesContext(connection) as asked:
        client.get("/figures/?year=2026")
    looks = [each for each in asked.captured_queries if 'AS "__count" FROM "registers_unit"' in each["sql"]]
    assert len(looks) == 1


def test_names_are_masked(register: Any, signed_in: Any) -> None:
    page = signed_in("statistician", register.root).get("/figures/received/cases/?year=2026").content.decode()
    assert "王**" in page
    assert "王小明" not in page


def test_of_a_street_the_pages_do_not_say_that_it_received_it(register: Any, signed_in: Any) -> None:
    street = signed_in("unit_head", register.street)
    for address in ("/figures/?year=2025", "/figures/?year=2024", "/figures/received/cases/?year=2025"):
        page = street.get(address).content.decode()
        assert "收到信访件" not in page
    assert "登记或者承办的信访件" in page
    whole = signed_in("statistician", register.root)
    assert "登记或者承办" not in whole.get("/figures/received/cases/?year=2025").content.decode()
    asked = whole.get(f"/figures/received/cases/?year=2025&unit={register.street.pk}").content.decode()
    assert "本期登记或者承办" in asked


def test_a_street_counts_its_own_and_may_not_ask_for_others(register: Any, signed_in: Any) -> None:
    client = signed_in("unit_head", register.street)
    assert _number(client.get("/figures/?year=2025").content.decode(), "letters") == 1
    assert _number(client.get("/figures/?year=2026").content.decode(), "letters") == 0
    refused = client.get(f"/figures/?year=2026&unit={register.other.pk}")
    assert refused.status_code == 400
    assert "不在您的统计范围内" in refused.content.decode()
    assert client.get(f"/figures/letters/cases/?unit={register.other.pk}").status_code == 400


@pytest.mark.parametrize(
    "query",
    ["year=20x6", "year=9999999", "stretch=x3", "stretch=w13", "stretch=q9", "from=2026-02-31"],
)
def test_a_senseless_period_is_a_sentence(query: str, register: Any, signed_in: Any) -> None:
    response = signed_in("statistician", register.root).get(f"/figures/?{query}")
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()


@pytest.mark.parametrize(
    ("stretch", "count"),
    [
        ("stretch=h1", 4),
        ("stretch=w4", 0),
        ("stretch=w5", 4),
        ("stretch=q2", 4),
        ("stretch=m4", 0),
        ("from=2026-05-07", 1),
    ],
)
def test_parts_of_a_year(stretch: str, count: int, register: Any, signed_in: Any) -> None:
    page = signed_in("statistician", register.root).get(f"/figures/?year=2026&{stretch}").content.decode()
    assert _number(page, "received") == count


def test_those_without_the_right_are_told_so(register: Any, signed_in: Any) -> None:
    client = signed_in("admin", register.root)
    for address in ("/figures/", "/figures/letters/cases/", "/figures/months.csv"):
        assert client.get(address).status_code == 403


def test_an_unknown_measure_part_or_chart_is_not_found(register: Any, signed_in: Any) -> None:
    client = signed_in("statistician", register.root)
    for address in ("/figures/none/cases/", "/figures/none/cases/?by=none&part=1", "/figures/none.csv"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("letters/cases/?by=none&part=1", "没有“none”这种细分"),
        ("letters/cases/?by=month&part=13", "“月份”里没有“13”"),
        ("letters/cases/?by=unit&part=x", "“承办单位”里没有“x”"),
        ("letters/cases/?by=unit&part=999999", "“承办单位”里没有“999999”"),
        ("letters/cases/?by=channel&part=letter&by2=quarter&part2=5", "“季度”里没有“5”"),
        ("letters/cases/?year=20x6", "不是数字"),
        ("months.csv?year=20x6", "不是数字"),
    ],
)
def test_cases_and_files_of_what_makes_no_sense_are_refused_in_words(
    address: str, said: str, register: Any, signed_in: Any
) -> None:
    answer = signed_in("statistician", register.root).get(f"/figures/{address}")
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert 'href="/figures/"' in answer.content.decode()


def test_the_data_of_a_chart_is_a_table_that_spreadsheets_read(register: Any, signed_in: Any) -> None:
    register.other.name = "=1+1"
    register.other.save(update_fields=["name"])
    client = signed_in("statistician", register.root)
    rows = client.get("/figures/months.csv?year=2026").content.decode("utf-8-sig").splitlines()
    assert rows[0] == "月份,来信,来访,合计,2025年合计"
    assert rows[5] == "5月,3,1,4,1"
    register_many([], unit_id=register.other.pk, by=CLERK, at=MAY)
    assert (
        client.get("/figures/classes.csv?year=2026").content.decode("utf-8-sig").splitlines()[1] == "未分类,4"
    )
    assert "attachment" in client.get("/figures/units.csv?year=2026").headers["Content-Disposition"]


def test_pages_hold_every_case_once(register: Any, arrival: Any, signed_in: Any, at: datetime) -> None:
    many = [arrival(received_at=MAY) for _ in range(120)]
    register_many(many, unit_id=register.root.pk, by=CLERK, at=at)
    client, seen = signed_in("office_head", register.root), []
    address = "/figures/letters/cases/?year=2026"
    while address:
        page = client.get(address).content.decode()
        seen += re.findall(r'data-case="([^"]+)"', page)
        older = re.search(r'rel="next" href="([^"]+)"', page)
        address = "/figures/letters/cases/" + older[1].replace("&amp;", "&") if older else ""
    assert len(seen) == len(set(seen)) == 123


def test_the_next_page_keeps_the_parts_and_the_report_that_led_here(
    register: Any, arrival: Any, signed_in: Any, at: datetime
) -> None:
    many = [arrival(received_at=MAY) for _ in range(120)]
    register_many(many, unit_id=register.root.pk, by=CLERK, at=at)
    client = signed_in("office_head", register.root)
    wanted, by = actions.Wanted("month", 2026, register.root.pk, part=5), CLERK
    report = actions.compose_report(wanted=wanted, scope=whole(by), form_key=uuid4(), by=by, at=at)
    register_many([arrival(received_at=MAY)], unit_id=register.root.pk, by=CLERK, at=at)
    address = f"/figures/letters/cases/?year=2026&stretch=m5&by=channel&part=letter&report={report.pk}"
    for rel in ("next", "prev"):
        page = client.get(address).content.decode()
        assert f'data-moved="{report.pk}"' in page
        link = re.search(rf'rel="{rel}" href="([^"]+)"', page)
        assert link
        address = "/figures/letters/cases/" + link[1].replace("&amp;", "&")
        told = parse_qs(address.partition("?")[2])
        assert (told["by"], told["part"], told["report"]) == (["channel"], ["letter"], [str(report.pk)])


def test_a_year_that_is_not_over_says_what_it_is_compared_with(register: Any, signed_in: Any) -> None:
    page = signed_in("statistician", register.root).get("/figures/").content.decode()
    assert re.search(r"上年同期指 \d{4}-01-01 至 \d{4}-\d\d-\d\d|上年同期指 \d{4}年", page)


def test_the_page_lists_its_sections_and_folds_those_without_a_number(register: Any, signed_in: Any) -> None:
    page = signed_in("statistician", register.root).get("/figures/?year=2026").content.decode()
    contents = re.search(r'<nav class="contents".*?</nav>', page, re.S)
    assert contents
    links = re.findall(r'href="#([^"]+)">([^<]+)', contents[0])
    assert len({name for _id, name in links}) == len(links) > 10
    assert all(f'id="{target}"' in page for target, _name in links)
    folded = re.findall(r'<details class="card" id="section-.*?</ul>', page, re.S)
    assert folded
    for each in folded:
        assert set(re.findall(r"cases/[^>]*>([^<]+)</a>", each)) <= {"0", "—"}
    assert 'data-measure="reception_persons"' in "".join(folded)
    assert 'data-measure="letters"' not in "".join(folded)
    assert all(page.count(f'data-measure="{key}"') == 1 for key in load())


def test_sections_fill_two_columns_evenly_each_in_its_order() -> None:
    sizes = {"信": 5, "访": 4, "重": 7, "记": 2, "办": 5}
    columns = evened([(name, [None] * size) for name, size in sizes.items()])
    assert [[name for name, _rows in column] for column in columns] == [["信", "记", "办"], ["访", "重"]]


@pytest.mark.parametrize(
    ("asked", "said"),
    [("month=13", "应在 1 到 12 之间"), ("month=may", "不是数字"), ("by=zz", "没有“zz”这种细分")],
)
def test_a_month_or_division_that_does_not_exist_is_said(
    asked: str, said: str, register: Any, signed_in: Any
) -> None:
    answer = signed_in("statistician", register.root).get(f"/figures/?year=2026&{asked}")
    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_a_month_in_the_address_is_that_month(register: Any, signed_in: Any) -> None:
    page = signed_in("statistician", register.root).get("/figures/?year=2026&month=5").content.decode()
    assert "2026年5月" in page
