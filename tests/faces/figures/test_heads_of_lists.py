"""What stands over the list of cases behind a figure: the figure itself, under the names of its time."""

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.test import Client
from tests.insight.conftest import classes, fill  # noqa: F401

from xinfang.casework.petitions.models import Matter
from xinfang.insight.pivot.tables import crossed
from xinfang.insight.statistics import periods, queries
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor
from xinfang.registers.organisations.models import FormerName
from xinfang.registers.staff.scope import whole

CLERK = Actor(1, "登记员1号")
MAY = datetime(2026, 5, 6, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def _head_of(client: Client, address: str) -> tuple[str, str]:
    """The figure that a list of cases is headed with, and what stands under the head."""
    page = client.get(address).content.decode()
    head = re.search(r'<h1>.*?<span class="count"[^>]*>(.*?)</span></h1>\s*<p[^>]*>(.*?)</p>', page, re.S)
    assert head, address
    return head[1], re.sub("<[^>]*>", "", head[2])


def test_the_list_of_a_rate_is_headed_by_the_rate_and_says_apart_what_it_counts(
    register: Any, signed_in: Any
) -> None:
    client = signed_in("statistician", register.root)
    figure, under = _head_of(client, "/figures/timely_routing_rate/cases/?year=2026")
    assert figure == "0 %"
    assert "按期分送 0 件" in under


def test_each_list_is_headed_by_the_figure_itself_and_says_of_how_many_cases(
    fill: Any, district: Any, signed_in: Any  # noqa: F811
) -> None:  # fmt: skip
    fill(7, 60)
    client, year = signed_in("statistician", district.root), periods.year(2008)
    scope = whole(CLERK)
    told = {each.key: each for each in queries.figures(scope, year.as_of(clock.today()))}
    assert not isinstance(told["median_days"].value, int)
    for key, figure in told.items():
        said, under = _head_of(client, f"/figures/{key}/cases/?year=2008")
        assert said == f"{'—' if figure.value is None else figure.value} {figure.unit}", key
        assert f"共 {queries.cases(scope, key, year.as_of(clock.today())).count()} 条" in under, key
        assert figure.counted is None or f" {figure.counted} " in under, key


def test_a_mean_or_a_rate_of_a_part_is_that_of_the_part(
    fill: Any, district: Any, signed_in: Any  # noqa: F811
) -> None:  # fmt: skip
    fill(7, 60)
    client, seen = signed_in("statistician", district.root), 0
    for key in ("median_days", "average_days", "conclusion_rate"):
        table = crossed(whole(CLERK), key, periods.year(2008), "channel")
        for (part,), cell in table.cells.items():
            address = f"/figures/{key}/cases/?year=2008&by=channel&part={part}"
            said = _head_of(client, address)[0].split()[0]
            assert said == "—" if cell.value is None else float(said) == cell.value
            seen += cell.value is not None
    assert seen > 6


def test_a_page_of_an_old_period_names_units_as_they_were_called_then(register: Any, signed_in: Any) -> None:
    Matter.objects.filter(received_at__year=2025).update(unit=register.street)
    FormerName.objects.create(unit=register.street, name="老街道", until=date(2026, 6, 30))
    client, asked = signed_in("statistician", register.root), f"unit={register.street.pk}"
    for address in ("/figures/", "/figures/letters/cases/", "/figures/analysis/"):
        page = client.get(f"{address}?year=2025&{asked}").content.decode()
        main = page.split("<main", 1)[1]
        assert "老街道" in main, address
        assert "中和街道" not in main, address
    now = client.get(f"/figures/letters/cases/?year=2026&{asked}").content.decode()
    assert "老街道" not in now


def test_the_list_of_leaders_says_that_its_rows_are_their_days(
    client: Client, sample: Any, posted: Any, district: Any
) -> None:
    client.force_login(posted("statistician", district.root, "领导数"))
    page = client.get("/figures/reception_leaders/cases/").content.decode()
    assert "1 条是 1 位不同的领导的" in page
