"""`xinfang figures`: JSON for machines, a table for people, a sentence and 2 for what does not exist."""

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import typer
from typer.testing import CliRunner

from xinfang.casework.intake.actions import register_many
from xinfang.faces.cli import figures
from xinfang.insight.statistics.registry import load
from xinfang.kernel.actor import Actor


@pytest.fixture
def run(district: Any, arrival: Any, at: datetime) -> Any:
    """Type `xinfang figures …` over a register of a letter of May 2008 and one of 2026."""
    old = datetime(2008, 5, 1, 0, 30, tzinfo=ZoneInfo("Asia/Shanghai"))  # 30 April in UTC
    letters = [arrival(received_at=old), arrival()]
    register_many(letters, unit_id=district.street.pk, by=Actor(1, "登记员1号"), at=at)
    app = typer.Typer()
    app.callback()(lambda: None)
    figures.offer(app)
    return lambda *words: CliRunner().invoke(app, ["figures", *words])


def _values(result: Any) -> dict[str, int]:
    assert result.exit_code == 0, result.output
    return {row["key"]: row["value"] for row in json.loads(result.stdout)["figures"]}


def test_json_holds_every_measure_with_unit_base_and_definition(run: Any) -> None:
    told = json.loads(run("--year", "2008", "--json").stdout)
    keys = [row["key"] for row in told["figures"]]
    assert keys == [*load(), "received_change_jan_nov", "reception_by_leader"]
    assert all(row["unit"] and row["definition"] and row["name"] for row in told["figures"])
    assert told["period"] == {"label": "2008年", "from": "2008-01-01", "to": "2008-12-31"}
    assert told["unit"] == "全区"
    assert told["cut_off"]


def test_each_figure_names_the_law_of_its_time(run: Any) -> None:
    for year, law, other in (("2008", "（2005）", "（2022）"), ("2026", "（2022）", "（2005）")):
        told = json.loads(run("--year", year, "--json").stdout)
        sources = {row["key"]: row["source"] for row in told["figures"]}
        assert ("received_change_jan_nov" in sources) is (year == "2008")
        for key in {"letters", "received_change_jan_nov", "reception_by_leader"} & set(sources):
            assert law in sources[key], (year, key)
            assert other not in sources[key], (year, key)


def test_json_holds_the_parts_and_they_add_up(run: Any) -> None:
    told = json.loads(run("--year", "2008", "--json").stdout)
    assert set(told["tables"]) == {"month", "channel", "class", "registered_unit", "unit"}
    for found in told["tables"].values():
        assert sum(part["value"] for part in found) == 1
        assert all(part["name"] for part in found)


def test_a_month_is_a_month_of_the_offices_own_clock(run: Any) -> None:
    assert _values(run("--year", "2008", "--month", "5", "--json"))["letters"] == 1
    assert _values(run("--year", "2008", "--month", "4", "--json"))["letters"] == 0


def test_a_unit_counts_with_all_below_it_and_no_other(run: Any) -> None:
    assert _values(run("--year", "2008", "--unit", "YX-ZH", "--json"))["letters"] == 1
    assert _values(run("--year", "2008", "--unit", "YX-JS", "--json"))["letters"] == 0


def test_from_and_to_are_both_counted(run: Any) -> None:
    days = ("--year", "2008", "--from", "2008-05-01", "--to", "2008-05-01")
    assert _values(run(*days, "--json"))["received"] == 1


def test_january_to_may_and_what_was_before(run: Any) -> None:
    told = json.loads(run("--year", "2008", "--months", "1-5", "--json").stdout)
    letters = next(row for row in told["figures"] if row["key"] == "letters")
    assert told["period"]["label"] == "2008年1—5月"
    assert (letters["value"], letters["a_year_before"]["value"], letters["period_before"]) == (1, 0, None)
    told = json.loads(run("--year", "2008", "--month", "6", "--json").stdout)
    letters = next(row for row in told["figures"] if row["key"] == "letters")
    assert letters["period_before"] == {"value": 1, "difference": -1, "percent": -100}


def test_the_table_says_name_value_unit_and_period(run: Any) -> None:
    result = run("--year", "2008")
    assert result.exit_code == 0
    assert "2008年" in result.stdout
    assert "来信" in result.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--year", "2099"), "还没有到"),
        (("--year", "1990"), "登记从 2008 年开始"),
        (("--year", "2008", "--unit", "NO"), "没有编码为“NO”的单位"),
        (("--year", "2008", "--month", "13"), "1 到 12"),
        (("--year", "2008", "--month", "3", "--quarter", "1"), "只能选一种"),
        (("--year", "2008", "--from", "2008-13-01"), "不是日期"),
        (("--year", "2008", "--months", "x"), "不是几个月"),
        (("--year", "2008", "--months", "1-13"), "1 到 12"),
        (("--year", "2008", "--months", "5-4"), "早于"),
        (("--year", "2008", "--months", "1-11", "--month", "3"), "只能选一种"),
        (("--year", "2008", "--from", "2008-06-01", "--to", "2008-05-01"), "早于"),
    ],
)
def test_what_does_not_exist_is_a_sentence_and_2(run: Any, words: tuple[str, ...], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr.replace("\n", "")
