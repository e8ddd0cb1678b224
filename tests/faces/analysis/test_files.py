"""A file of the analysis holds numbers where people would sort or draw, and sums that are sums."""

import csv
import io
import zipfile
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from xinfang.faces.workbench.analysis.files import as_csv
from xinfang.faces.workbench.analysis.sheets import Line, Sheet, Shown


def sheet(client: Any, page: str, query: str) -> tuple[list[list[Any]], str]:
    body = client.get(f"/figures/analysis/{page}.xlsx?{query}").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()
    return rows, zipfile.ZipFile(io.BytesIO(body)).read("xl/worksheets/sheet1.xml").decode()


def test_the_total_of_places_is_a_sum_and_a_change_is_two_numbers(register: Any, signed_in: Any) -> None:
    rows, cells = sheet(signed_in("statistician", register.root), "places", "year=2026&measure=received")
    assert [rows[3][place] for place in (0, 3, 4)] == ["地点", "同比", "同比（%）"]
    total = next(row for row in rows if row[0] == "合计")
    end = rows.index(total)
    assert f"<f>SUM(B5:B{end})</f>" in cells
    assert f"<f>SUM(C5:C{end})</f>" in cells
    assert total[1] == sum(row[1] for row in rows[4:end])
    assert total[3] == total[1] - total[2]
    assert not any(str(cell).startswith("'") for row in rows for cell in row)


def test_the_months_hold_their_changes_as_numbers(register: Any, signed_in: Any) -> None:
    rows, _cells = sheet(signed_in("statistician", register.root), "trend", "year=2026&measure=received")
    may = next(row for row in rows if row[0] == "5月")
    assert isinstance(may[3], int | float)
    assert not any(str(cell).startswith(("'", "+")) for row in rows for cell in row)


def test_a_rate_is_a_number_with_what_it_stands_on_beside_it() -> None:
    lines = [Line("中和街道", [Shown("95%", 95.0, "19/20", base=(19, 20))]), Line("三河街道", [Shown("—")])]
    shown = Sheet("", ["单位", "按期办结率"], lines)
    rows = list(csv.reader(io.StringIO(as_csv(shown).decode("utf-8-sig")), quoting=csv.QUOTE_NONNUMERIC))
    assert rows[0] == ["单位", "按期办结率", "按期办结率（计入）", "按期办结率（基数）"]
    assert rows[1:] == [["中和街道", 95.0, 19, 20], ["三河街道", "—", "", ""]]


def test_what_rates_stand_on_adds_up_by_formulas(register: Any, signed_in: Any) -> None:
    asked = "year=2026&measure=timely_routing_rate&rows=unit&columns=none"
    rows, cells = sheet(signed_in("statistician", register.root), "cross", asked)
    end = next(number for number, row in enumerate(rows) if row[0] == "合计")
    assert rows[3][-2:] == ["合计（计入）", "合计（基数）"]
    assert [rows[end][place] for place in (2, 3)] == [
        sum(row[place] or 0 for row in rows[4:end]) for place in (2, 3)
    ]
    assert [f"<f>SUM({letter}5:{letter}{end})</f>" in cells for letter in "BCD"] == [False, True, True]


def test_no_cell_of_a_file_of_rates_is_read_as_a_day(register: Any, signed_in: Any) -> None:
    client = signed_in("statistician", register.root)
    asked = "year=2026&measure=timely_routing_rate&rows=unit&columns=class"
    answer = client.get(f"/figures/analysis/cross.csv?{asked}")
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert any("基数" in cell for cell in rows[0])
    assert not any("/" in cell for row in rows[1:] for cell in row[1:])


def test_a_refused_question_keeps_what_made_sense_of_it(register: Any, signed_in: Any) -> None:
    client = signed_in("statistician", register.root)
    page = client.get(
        "/figures/analysis/?measure=received&rows=zodiac&columns=unit&year=2025"
    ).content.decode()
    assert 'value="2025"' in page
    assert '<option value="unit" selected>' in page


@pytest.mark.parametrize("page", ["cross", "trend", "places"])
def test_of_a_unit_no_file_says_that_it_received_what_it_handles(
    page: str, register: Any, signed_in: Any
) -> None:
    for client, query in (
        (signed_in("statistician", register.root), f"?year=2026&measure=received&unit={register.street.pk}"),
        (signed_in("unit_head", register.street), "?year=2026&measure=received"),
    ):
        svg = client.get(f"/figures/analysis/{page}.svg{query}").content.decode()
        for told in (svg, str(sheet(client, page, query[1:])[0])):
            assert "登记或者承办" in told
            assert "收到信访件" not in told
            assert "本期收到" not in told
