"""The analysis without a browser: what numbers open, what is refused, what can be taken, who keeps what."""

import csv
import io
import re
import zipfile
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from xinfang.casework.petitions.models import Matter
from xinfang.insight.pivot.models import AnalysisView
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.models import AuditEntry

CLERK = Actor(1, "登记员1号")
MAY = datetime(2026, 5, 6, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
CROSS = "/figures/analysis/?year=2026&measure=received&rows=channel&columns=month"


def _links(page: str) -> list[tuple[int, str]]:
    """Every number of the table with the address that it opens."""
    found = re.findall(r'data-value="([\d.]+)"><a href="([^"]+)"', page)
    return [(int(float(value)), link.replace("&amp;", "&")) for value, link in found]


@pytest.mark.parametrize("columns", ["month", "purpose", "none", "size"])
def test_every_number_opens_exactly_its_cases(columns: str, register: Any, signed_in: Any) -> None:
    client = signed_in("office_head", register.root)
    page = client.get(f"/figures/analysis/?year=2026&measure=received&rows=channel&columns={columns}")
    links = _links(page.content.decode())
    assert (5, "/figures/received/cases/?year=2026") in links
    for value, link in links:
        opened = client.get(link).content.decode()
        assert f'data-value="{value}"' in opened
        assert opened.count("data-case=") == value


def test_the_finding_says_what_is_most(register: Any, signed_in: Any) -> None:
    page = signed_in("statistician", register.root).get(CROSS).content.decode()
    assert "收到信访件 5 件，来信占 80%" in page
    assert "口径第 1 版" in page


def test_months_stand_beside_last_years(register: Any, signed_in: Any) -> None:
    client = signed_in("statistician", register.root)
    page = client.get("/figures/trend/?year=2026&measure=received").content.decode()
    assert "收到信访件：5月最多，4 件，占2026年的 80%" in page
    may = re.search(r'<tr><th scope="row">5月.*?</tr>', page, re.S)
    assert may is not None
    assert re.sub(r"<[^>]+>", " ", may[0]).split() == [
        "5月",
        "4",
        "1",
        "+3（+300%）",
        "+4",
        "4",
        "1",
        "+3（+300%）",
    ]


def test_places_are_tiles_and_a_list(register: Any, signed_in: Any) -> None:
    page = (
        signed_in("statistician", register.root)
        .get("/figures/places/?year=2026&measure=received")
        .content.decode()
    )
    assert "中和街道最多，1 件，占合计的 20%" in page
    assert '<li class="heat-5">' in page
    assert "地点不详" in page
    foot = re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", page.split("<tfoot>")[1].split("</tfoot>")[0]))
    assert foot.split() == ["合计", "5", "1", "+4（+400%）", "100%"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("analysis/?measure=none", "没有“none”这个指标"),
        ("analysis/?rows=zodiac", "不能按“zodiac”细分"),
        ("analysis/?rows=channel&columns=channel", "行和列不能是同一种细分"),
        ("analysis/?measure=matters_accepted&rows=turn", "不能按“初次与重复”细分"),
        ("analysis/?measure=reception_batches", "不能按"),
        ("analysis/?measure=group_visits&rows=complained_unit", "不能按“被投诉单位”细分"),
        ("analysis/?year=20x6", "不是数字"),
        ("analysis/?year=1990", "没有 1990 年的统计"),
        ("?year=1990", "没有 1990 年的统计"),
        ("trend/?measure=none", "没有“none”这个指标"),
        ("places/?measure=leader_meetings", "不能按“发生地”细分"),
        ("places/?unit=999999", "不在您的统计范围内"),
    ],
)
def test_what_makes_no_sense_is_a_sentence(address: str, said: str, register: Any, signed_in: Any) -> None:
    answer = signed_in("statistician", register.root).get(f"/figures/{address}")
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()


def test_a_street_analyses_its_own_and_others_not(register: Any, signed_in: Any) -> None:
    client = signed_in("unit_head", register.other)
    assert "这个时期没有登记或者承办的信访件" in client.get(CROSS).content.decode()
    assert client.get(f"{CROSS}&unit={register.root.pk}").status_code == 400
    assert client.get(f"/figures/analysis/cross.csv?unit={register.root.pk}").status_code == 400
    assert signed_in("admin", register.root).get(CROSS).status_code == 403


def test_the_accused_house_sees_no_column_for_what_is_said_of_it(register: Any, signed_in: Any) -> None:
    address = "/figures/analysis/?year=2026&measure=received&rows=purpose&columns=channel"
    Matter.objects.update(unit=register.other)
    assert "检举控告</th>" not in signed_in("unit_head", register.other).get(address).content.decode()
    assert "检举控告</th>" in signed_in("statistician", register.root).get(address).content.decode()


@pytest.mark.parametrize("page", ["cross", "trend", "places", "tiles"])
def test_every_chart_and_table_can_be_taken(page: str, register: Any, signed_in: Any) -> None:
    client = signed_in("statistician", register.root)
    query = "?year=2026&measure=received"
    png = client.get(f"/figures/analysis/{page}.png{query}").content
    svg = client.get(f"/figures/analysis/{page}.svg{query}")
    assert png.startswith(b"\x89PNG")
    assert svg.content.startswith(b"<svg")
    assert "收到信访件" in svg.content.decode()
    assert svg.headers["Content-Disposition"].startswith("attachment")
    rows = list(
        csv.reader(
            io.StringIO(client.get(f"/figures/analysis/{page}.csv{query}").content.decode("utf-8-sig"))
        )
    )
    assert len(rows) > 1
    assert client.get(f"/figures/analysis/{page}.xlsx{query}").content.startswith(b"PK")


def test_the_sheet_adds_up_by_formulas_and_says_its_rule(register: Any, signed_in: Any) -> None:
    register.root.name = "=1+1"
    register.root.save(update_fields=["name"])
    client = signed_in("statistician", register.root)
    body = client.get(f"/figures/analysis/cross.xlsx?{CROSS.split('?')[1]}").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "收到信访件 5 件，来信占 80%"
    head = rows[3][: rows[3].index("合计") + 1]
    assert head == ["来件方式", *(f"{month}月" for month in range(1, len(head) - 1)), "合计"]  # none left out
    told = [
        [row[head.index(name)] for name in ("来件方式", "5月", "6月", "7月", "合计")] for row in rows[4:7]
    ]
    assert told == [["来信", 3, 0, 1, 4], ["来访", 1, 0, 0, 1], ["合计", 4, 0, 1, 5]]
    assert any("口径：收到信访件" in str(row[0]) for row in rows)
    sheet = zipfile.ZipFile(io.BytesIO(body)).read("xl/worksheets/sheet1.xml").decode()
    assert f"<f>SUM(B5:{chr(ord('A') + len(head) - 2)}5)</f>" in sheet
    assert "<f>SUM(D5:D6)</f>" in sheet


def test_an_unknown_file_is_not_found(register: Any, signed_in: Any) -> None:
    client = signed_in("statistician", register.root)
    for name in ("none.csv", "cross.exe"):
        assert client.get(f"/figures/analysis/{name}").status_code == 404


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("cross.csv?measure=none", "没有“none”这个指标"),
        ("cross.png?rows=none", "不能按“none”细分"),
        ("trend.xlsx?year=20x6", "不是数字"),
        ("tiles.svg?unit=999999", "不在您的统计范围内"),
    ],
)
def test_a_file_of_what_makes_no_sense_is_the_page_that_says_so(
    name: str, said: str, register: Any, signed_in: Any
) -> None:
    answer = signed_in("statistician", register.root).get(f"/figures/analysis/{name}")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"].startswith("text/html")
    assert said in answer.content.decode()


def _keep(client: Client, **more: str) -> Any:
    said = {"page": "cross", "query": CROSS.split("?")[1], "name": "来件看月份", **more}
    return client.post("/figures/views/", said, follow=True).content.decode()


def test_a_view_is_kept_opened_and_given_up(register: Any, signed_in: Any) -> None:
    client = signed_in("statistician", register.root)
    page = _keep(client)
    assert "已存为“来件看月份”" in page
    view = AnalysisView.objects.get()
    assert view.query == "measure=received&rows=channel&columns=month&year=2026"
    opened = client.get(f"/figures/views/{view.uid}/", follow=True)
    assert opened.redirect_chain[0][0].startswith("/figures/analysis/?measure=received&rows=channel")
    assert "kept-one on" in opened.content.decode()
    assert "视图已删除" in client.post(f"/figures/views/{view.uid}/delete/", follow=True).content.decode()
    gone = client.post(f"/figures/views/{view.uid}/delete/", follow=True)  # from another window
    assert (gone.status_code, "可能已经删除了" in gone.content.decode()) == (200, True)
    assert not AnalysisView.objects.exists()
    assert not AuditEntry.objects.filter(event__startswith="analysis").exists()


def test_a_view_may_follow_the_calendar_but_not_with_fixed_days(register: Any, signed_in: Any) -> None:
    client = signed_in("statistician", register.root)
    _keep(client, follow="1", query=CROSS.split("?")[1] + "&stretch=q2")
    assert AnalysisView.objects.get().query == "measure=received&rows=channel&columns=month&stretch=q2"
    said = _keep(client, follow="1", name="另一个", query="measure=received&from=2026-01-01&to=2026-03-31")
    assert "不能随年份更新" in said


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"name": " "}, "请给这个视图起个名字"),
        ({"query": "measure=none"}, "没有“none”这个指标"),
        ({"query": "rows=channel&columns=channel"}, "行和列不能是同一种细分"),
        ({"page": "none"}, "none"),
    ],
)
def test_a_view_that_asks_nothing_is_not_kept(
    more: dict[str, str], said: str, register: Any, signed_in: Any
) -> None:
    assert said in _keep(signed_in("statistician", register.root), **more)
    assert not AnalysisView.objects.exists()


def test_a_name_is_used_once(register: Any, signed_in: Any) -> None:
    client = signed_in("statistician", register.root)
    _keep(client)
    assert "已有同名的视图" in _keep(client)
    assert AnalysisView.objects.count() == 1


@pytest.mark.parametrize("name", ["", "来件看月份", "长" * 31, "王小明的"])
def test_a_refused_name_keeps_the_question_and_what_was_typed(
    name: str, register: Any, signed_in: Any
) -> None:
    client = signed_in("statistician", register.root)
    _keep(client)
    said = {"page": "cross", "query": CROSS.split("?")[1], "name": name, "share": "1"}
    answer = client.post("/figures/views/", said)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert '<option value="channel" selected>' in page  # rows
    assert '<option value="month" selected>' in page  # columns
    assert "2026年" in page
    keep = re.search(r'<details class="menu keep" open>.*?</details>', page, re.S)
    assert keep is not None
    assert f'value="{name}"' in keep[0] or not name
    assert re.search(r'name="share"[^>]*checked', keep[0])
    assert 'class="error"' in keep[0]
    assert AnalysisView.objects.count() == 1


def test_a_view_may_not_be_called_after_a_petitioner(register: Any, signed_in: Any) -> None:
    client = signed_in("statistician", register.root)
    for name in ("王小明", "139 1234 0217", "信访人：王小明"):
        assert "这里写到了人" in _keep(client, name=name)
    assert "已存为" in _keep(client, name="中和街道来件")


def test_a_shared_view_shows_each_reader_their_own_reach(
    register: Any, signed_in: Any, client: Client
) -> None:
    _keep(signed_in("statistician", register.root), share="1")
    view = AnalysisView.objects.get()
    assert AuditEntry.objects.get(event="analysis.shared").subject == view.name
    leader = signed_in("leader", register.root)
    assert "来件看月份" in leader.get(CROSS).content.decode()
    assert leader.get(f"/figures/views/{view.uid}/").status_code == 302
    assert leader.post(f"/figures/views/{view.uid}/delete/").status_code == 404
    street = signed_in("unit_head", register.street)
    assert "来件看月份" not in street.get(CROSS).content.decode()
    assert street.get(f"/figures/views/{view.uid}/").status_code == 404
    client.force_login(view.owner, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post(f"/figures/views/{view.uid}/delete/")
    assert AuditEntry.objects.filter(event="analysis.dropped").exists()


@pytest.mark.parametrize("rows", ["topic", "problem"])
@pytest.mark.parametrize("columns", ["", "unit"])
def test_topics_divide_also_when_nothing_is_in_one(
    rows: str, columns: str, register: Any, signed_in: Any
) -> None:
    year = clock.today().year
    address = f"/figures/analysis/?measure=received&rows={rows}&columns={columns}&year={year}"
    assert signed_in("statistician", register.root).get(address).status_code == 200


@pytest.mark.parametrize(
    ("key", "by"), [("reception_batches", "post"), ("matters_opened", "street"), ("matters_opened", "class")]
)
def test_a_part_that_no_text_can_be_is_refused(key: str, by: str, register: Any, signed_in: Any) -> None:
    address = f"/figures/{key}/cases/?year={clock.today().year}&by={by}&part=x%00"
    answer = signed_in("statistician", register.root).get(address)
    assert answer.status_code == 400
    assert "请从统计页上的数字点进来" in answer.content.decode()
