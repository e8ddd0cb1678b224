"""Which year a page of figures is of, and on which regulations its figures rest."""

import io
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from xinfang.casework.intake.actions import register_many
from xinfang.kernel.actor import Actor


@pytest.fixture
def reader(district: Any, arrival: Any, posted: Any, client: Client, at: datetime) -> Client:
    """The statistician of a district with three letters of 2026."""
    letters = [arrival(received_at=at - timedelta(days=n)) for n in range(1, 4)]
    register_many(letters, unit_id=district.root.pk, by=Actor(1, "登记员1号"), at=at)
    person = posted("statistician", district.root)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize("page", ["/figures/?", "/figures/analysis/?", "/figures/trend/?"])
def test_a_year_that_has_not_come_is_said_to_be_so(page: str, reader: Client) -> None:
    answer = reader.get(f"{page}year=2030")
    assert answer.status_code == 400
    assert "2030 年还没有到，没有统计。" in answer.content.decode()


def test_the_months_say_that_they_are_of_the_whole_year(reader: Client) -> None:
    asked = ("stretch=q2", "from=2026-05-01&to=2026-05-31")
    for words in asked:
        page = reader.get(f"/figures/trend/?year=2026&{words}").content.decode()
        assert "逐月总是看一整年：这里是2026年，没有只看" in page
    assert "逐月总是看一整年" not in reader.get("/figures/trend/?year=2026").content.decode()


def test_the_rule_names_the_regulation_of_the_years_own_time(reader: Client) -> None:
    query = "year=2026&measure=received&rows=channel&columns=month"
    page = reader.get(f"/figures/analysis/?{query}").content.decode()
    body = reader.get(f"/figures/analysis/cross.xlsx?{query}").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()
    (told,) = [str(row[0]) for row in rows if "依据：" in str(row[0])]
    for said in (page[page.index("依据：") :][:120], told):
        assert "（2022）" in said
        assert "2005" not in said
